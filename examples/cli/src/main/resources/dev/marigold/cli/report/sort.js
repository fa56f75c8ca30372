// Without this script the table is in the order of the data set.
document.querySelectorAll("table.sortable").forEach(function (table) {
  var heads = Array.from(table.tHead.rows[0].cells);
  function key(row, column) {
    var text = row.cells[column].textContent.trim();
    var number = Number(text.replace("−", "-"));
    return text === "" || isNaN(number) ? text : number;
  }
  function order(a, b) {
    if (typeof a === "number" ? typeof b === "number" : typeof b !== "number") {
      return typeof a === "number" ? a - b : a.localeCompare(b);
    }
    return typeof a === "number" ? -1 : 1;
  }
  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", function () {
      var descending = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      var rows = Array.from(table.tBodies[0].rows);
      rows.sort(function (a, b) { return (descending ? -1 : 1) * order(key(a, column), key(b, column)); });
      table.tBodies[0].append.apply(table.tBodies[0], rows);
    });
  });
});
