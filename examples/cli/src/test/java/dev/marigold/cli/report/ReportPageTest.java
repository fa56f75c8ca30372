package dev.marigold.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.report.ReportFixture.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Page.class)
    void pageIsWellFormed(Page page) throws IOException {
        Document document = page.parse(folder);

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("html");
        assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void pageNeedsNothingElse(Page page) throws IOException {
        Document document = page.parse(folder);

        for (Element element : elements(document, "*")) {
            for (String attribute : List.of("src", "href", "srcset", "data", "action", "xlink:href")) {
                String value = element.getAttribute(attribute);
                assertThat(value.isEmpty() || value.startsWith("data:image/") || value.startsWith("#"))
                        .as("%s %s", element.getTagName(), attribute)
                        .isTrue();
            }
        }
        assertThat(elements(document, "link")).isEmpty();
        assertThat(page.text(folder)).doesNotContain("http:", "https:", "url(", "@import");
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void namesOfFilesAreText(Page page) throws IOException {
        Document document = page.parse(folder);

        assertThat(elements(document, "td")).extracting(Element::getTextContent).contains(ReportFixture.HOSTILE_NAME);
        assertThat(elements(document, "script")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void whatIsDrawnIsAlsoSaid(Page page) throws IOException {
        Document document = page.parse(folder);

        assertThat(elements(document, "svg")).isNotEmpty().allSatisfy(chart -> {
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            assertThat(chart.getAttribute("aria-label")).isNotBlank();
        });
        assertThat(elements(document, "img"))
                .allSatisfy(image -> assertThat(image.getAttribute("alt")).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void nothingIsLeftUnfilled(Page page) throws IOException {
        Document document = page.parse(folder);

        String text = elements(document, "main").get(0).getTextContent()
                + elements(document, "header").get(0).getTextContent();
        assertThat(text).doesNotContain("{{", "NaN", "null", "Optional", "[");
    }

    static List<Element> elements(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
