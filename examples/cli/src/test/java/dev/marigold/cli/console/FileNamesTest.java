package dev.marigold.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    @Test
    void namesThatTheEncodingLacksAreRefused() {
        assertThatThrownBy(() -> FileNames.requireKnown(US_ASCII, List.of("/work", "depth", "bücher.png")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Names of files must be in US-ASCII, the encoding of this locale, got bücher.png;"
                        + " set the environment variable LC_ALL to a locale of UTF-8, such as C.UTF-8");
    }

    @Test
    void namesThatItHasAreNot() {
        assertThatCode(() -> FileNames.requireKnown(UTF_8, List.of("/hö", "日本.png")))
                .doesNotThrowAnyException();
        assertThatCode(() -> FileNames.requireKnown(US_ASCII, List.of("/work", "a b.png")))
                .doesNotThrowAnyException();
    }
}
