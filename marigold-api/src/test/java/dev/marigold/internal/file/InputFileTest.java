package dev.marigold.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.dataset.IndexDataset;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    @TempDir
    Path folder;

    @Test
    void aDirectoryInTheirPlaceIsNamed() {
        String rule = folder + " must be a file, got a directory";

        assertThatThrownBy(() -> RgbImage.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(rule);
        assertThatThrownBy(() -> NpyFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(rule);
        assertThatThrownBy(() -> IndexDataset.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(rule);
        assertThatThrownBy(() -> RgbImage.read(Path.of(""))).hasMessage("'' must be a file, got a directory");
    }

    @Test
    void whatIsNotUtf8IsNamed() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.csv"), "rgb,g\u00fcltig\na,b\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> EvaluationResult.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must be text in UTF-8, got something else");
        assertThatThrownBy(() -> IndexDataset.open(file))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(file + " must be text in UTF-8: ");
    }

    @Test
    void whatIsThereIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "gr\u00fcn");

        assertThat(InputFile.text(file)).isEqualTo("gr\u00fcn");
        assertThat(InputFile.bytes(file)).hasSize(5);
    }
}
