package dev.marigold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void textsStandLeftAndNumbersRight() {
        assertThat(Markdown.head(2, List.of("a", "b", "c"))).isEqualTo("| a | b | c |\n|---|---|---:|\n");
        assertThat(Markdown.head(0, List.of("a", "b"))).isEqualTo("| a | b |\n|---:|---:|\n");
        assertThat(Markdown.head(1, List.of("a"))).isEqualTo("| a |\n|---|\n");
    }

    @Test
    void whatStandsInACellStaysInIt() {
        assertThat(Markdown.row(List.of("a|b", "<i>\n"))).isEqualTo("| a\\|b | &lt;i>  |\n");
    }
}
