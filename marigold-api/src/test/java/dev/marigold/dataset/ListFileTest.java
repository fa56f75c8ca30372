package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFileTest {
    @TempDir
    private Path folder;

    @Test
    void columnsArePartedByAnyWhiteSpaceAndBlankLinesMeanNothing() throws IOException {
        List<ListRow> rows = ListFile.read(write("a.png b.png\r\n\n  c.png\t \td.png e \n"), ListColumns.of(2, 3));

        assertThat(rows)
                .containsExactly(new ListRow(List.of("a.png", "b.png")), new ListRow(List.of("c.png", "d.png", "e")));
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() throws IOException {
        assertThat(ListFile.read(write("\uFEFFa.png b.png"), ListColumns.of(2, 2)))
                .containsExactly(new ListRow(List.of("a.png", "b.png")));
    }

    @Test
    void theLastLineNeedsNoNewLine() throws IOException {
        assertThat(ListFile.read(write("a.png b.png"), ListColumns.of(2, 2)))
                .containsExactly(new ListRow(List.of("a.png", "b.png")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|3|c.png|must have 2 or 3 columns, got 1: c.png",
                "2|3|c d e f|must have 2 or 3 columns, got 4: c d e f",
                "2|2|c d e|must have 2 columns, got 3: c d e",
                "2|2|c.png ../d.png|must name files inside the data set, got ../d.png",
                "2|2|/etc/c.png d.png|must name files inside the data set, got /etc/c.png",
                "2|2|a.png d.png|must name another picture than line 1, got a.png"
            })
    void aBadRowIsRefusedWithItsLineAndRule(int fewest, int most, String row, String rule) throws IOException {
        Path list = write("a.png b.png\n\n" + row + "\n");

        assertThatThrownBy(() -> ListFile.read(list, ListColumns.of(fewest, most)))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(list + " line 3 " + rule);
    }

    @Test
    void aListThatIsNoTextIsRefused() throws IOException {
        Path list = Files.write(folder.resolve("list.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> ListFile.read(list, ListColumns.of(2, 2)))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(list + " must be a list in UTF-8, got 3 bytes of another kind");
    }

    @Test
    void aFolderIsNoList() {
        assertThatThrownBy(() -> ListFile.read(folder, ListColumns.of(2, 2)))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(folder + " must be a list in UTF-8, got a directory");
    }

    @Test
    void aMissingListIsNamed() {
        Path list = folder.resolve("none.txt");

        assertThatThrownBy(() -> ListFile.read(list, ListColumns.of(2, 2)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(list.toString());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), text);
    }
}
