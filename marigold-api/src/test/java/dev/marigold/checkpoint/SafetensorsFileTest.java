package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
    @TempDir
    private Path directory;

    @Test
    void weightsSayWhereTheirBytesAre() throws IOException {
        Path file = write(
                "{'a':{'dtype':'F16','shape':[2,1],'data_offsets':[0,4]},'b':{'dtype':'I64','shape':[],'data_offsets':[4,12]}}",
                12);

        Weights weights = SafetensorsFile.open(file).weights();

        long start = Files.size(file) - 12;
        assertThat(weights.get("a")).isEqualTo(new Weight("a", file.toRealPath(), start, 4, DType.F16, Shape.of(2, 1)));
        assertThat(weights.get("b")).isEqualTo(new Weight("b", file.toRealPath(), start + 4, 8, DType.I64, Shape.of()));
        assertThat(weights.source()).isEqualTo(file.toString());
    }

    @Test
    void tensorsWithoutElementsAndFilesWithoutTensorsAreFine() throws IOException {
        Path empty = write("{}", 0);
        Path zero = write(
                "{'z':{'dtype':'F32','shape':[3,0],'data_offsets':[4,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
                4);

        assertThat(SafetensorsFile.open(empty).weights().names()).isEmpty();
        assertThat(SafetensorsFile.open(zero).weights().get("z").readFloats()).isEmpty();
    }

    @Test
    void tensorsMayBeListedInAnyOrder() throws IOException {
        Path file = write(
                "{'b':{'dtype':'U8','shape':[1],'data_offsets':[3,4]},'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}}",
                4);

        assertThat(SafetensorsFile.open(file).weights().names()).containsExactly("a", "b");
    }

    @Test
    void namesMayBeOfAnyScriptAndLength() throws IOException {
        String name = "глубина 深さ " + "x".repeat(100_000);
        Path file = write("{'" + name + "':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}", 1);

        assertThat(SafetensorsFile.open(file).weights().names()).containsExactly(name);
    }

    @Test
    void metadataIsKept() throws IOException {
        Path file = write("{'__metadata__':{'format':'pt'}}", 0);

        assertThat(SafetensorsFile.open(file).metadata()).isEqualTo(Map.of("format", "pt"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void linksAreResolvedButMessagesNameWhatWasAskedFor() throws IOException {
        Path blob = write("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 4);
        Path link = Files.createSymbolicLink(directory.resolve("model.safetensors"), blob.getFileName());

        SafetensorsFile opened = SafetensorsFile.open(link);

        assertThat(opened.file()).isEqualTo(blob.toRealPath());
        assertThat(opened.weights().get("a").file()).isEqualTo(blob.toRealPath());
        assertThat(opened.weights().source()).isEqualTo(link.toString());
    }

    @Test
    void anAbsentFileIsAnInputError() {
        Path absent = directory.resolve("absent.safetensors");

        assertThatThrownBy(() -> SafetensorsFile.open(absent)).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F8','shape':[1],'data_offsets':[0,4]}}"
                        + "|must have a dtype of [F64, F32, F16, BF16, F8_E4M3, I64, I32, I16, I8, U8, BOOL], got \"F8\"",
                "{'a':{'shape':[1],'data_offsets':[0,4]}}"
                        + "|must have a dtype of [F64, F32, F16, BF16, F8_E4M3, I64, I32, I16, I8, U8, BOOL], got nothing",
                "{'a':[1]}|must be an object with dtype, shape and data_offsets, got [1]",
                "{'a':{'dtype':'F32','data_offsets':[0,4]}}|must have a shape of integers in [0, 2147483647], got nothing",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}"
                        + "|must have a shape of integers in [0, 2147483647], got [-1]",
                "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}"
                        + "|must have a shape of integers in [0, 2147483647], got [1.0]",
                "{'a':{'dtype':'F32','shape':[2147483648],'data_offsets':[0,4]}}"
                        + "|must have a shape of integers in [0, 2147483647], got [2147483648]",
                "{'a':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,4]}}"
                        + "|must have fewer than 2^63 bytes, got F32 [2147483647, 2147483647, 4]",
                "{'a':{'dtype':'F32','shape':[2147483647,2147483647,1],'data_offsets':[0,4]}}"
                        + "|must have fewer than 2^63 bytes, got F32 [2147483647, 2147483647, 1]",
                "{'a':{'dtype':'F32','shape':[1]}}|must have data_offsets of two integers >= 0, got nothing",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4]}}|must have data_offsets of two integers >= 0, got [4]",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}}"
                        + "|must have data_offsets of two integers >= 0, got [-4,0]",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,9223372036854775808]}}"
                        + "|must have data_offsets of two integers >= 0, got [0,9223372036854775808]",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}|must not begin after its end, got [4,0]",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|must lie inside the 4 bytes after the header, got [0,8]; the file is incomplete: fetch it again",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775803,9223372036854775807]}}"
                        + "|must lie inside the 4 bytes after the header, got [9223372036854775803,9223372036854775807];"
                        + " the file is incomplete: fetch it again",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,3]}}|of F32 [1] must have 4 bytes, got 3",
                "{'a':{'dtype':'F16','shape':[1],'data_offsets':[2,4]}}"
                        + "|must follow the tensor before it, which ends at 0, got 2",
                "{'b':{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'a':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}}"
                        + "|must not overlap the tensor before it, which ends at 3, got 2",
            })
    void aTensorThatCannotBeIsRefused(String json, String rule) throws IOException {
        Path file = write(json, 4);

        assertRefused(file, "Tensor 'a' of " + file + " " + rule);
    }

    @Test
    void bytesAfterTheLastTensorAreRefused() throws IOException {
        String json = "{'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}}";
        Path file = write(json, 4);

        int end = 8 + json.length() + 3;
        assertRefused(
                file,
                file + " must end with its last tensor, at byte " + end + ", got a file of " + (end + 1) + " bytes");
    }

    @Test
    void aNameGivenTwiceIsRefused() throws IOException {
        Path file = write(
                "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'a':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}}",
                4);

        assertRefused(file, file + " header must be JSON: Duplicate field 'a'");
    }

    @Test
    void aHeaderThatIsNotJsonIsRefused() throws IOException {
        Path file = write("{'a':", 0);

        assertRefused(file, file + " header must be JSON: Unexpected end-of-input within/between Object entries");
    }

    @Test
    void aHeaderFollowedByMoreJsonIsRefused() throws IOException {
        Path file = write("{} {}", 0);

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(file + " header must be JSON: Trailing token");
    }

    @Test
    void aHeaderThatIsNoObjectIsRefused() throws IOException {
        Path list = write("[1]", 0);
        Path nothing = write("", 0);

        assertRefused(list, list + " header must be a JSON object, got [1]");
        assertRefused(nothing, nothing + " header must be a JSON object, got nothing");
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() throws IOException {
        Path file = write(2, new byte[] {'{', (byte) 0xff});

        assertRefused(file, file + " header must be UTF-8");
    }

    @Test
    void deeplyNestedHeadersAreRefused() throws IOException {
        Path file = write("{'a':" + "[".repeat(100_000), 0);

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(file + " header must be JSON: Document nesting depth (1001) exceeds");
    }

    @Test
    void headersOfVeryManyValuesAreRefusedBeforeMemoryIsTaken() throws IOException {
        Path file = write("{'a':[0" + ",0".repeat(5_000_000) + "]}", 0);

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(
                        file + " header must be JSON: Token count (5000001) exceeds the maximum allowed (5000000");
    }

    @Test
    void everyTruncationOfAFileIsRefused() throws IOException {
        Path file = write(
                "{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[1],'data_offsets':[4,5]}}",
                5);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .as("the first %s of %s bytes", length, whole.length)
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aTensorThatLiesTwiceIsRefused() throws IOException {
        Path file = write(
                "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[4],'data_offsets':[0,4]}}",
                4);

        assertRefused(file, "Tensor 'b' of " + file + " must not overlap the tensor before it, which ends at 4, got 0");
    }

    @Test
    void metadataOtherThanTextsIsRefused() throws IOException {
        Path number = write("{'__metadata__':{'step':1}}", 0);
        Path list = write("{'__metadata__':[]}", 0);

        assertRefused(number, number + " key '__metadata__.step' must be a text, got 1");
        assertRefused(list, list + " key '__metadata__' must be an object of texts, got []");
    }

    @Test
    void filesShorterThanTheirHeaderAreRefused() throws IOException {
        Path empty = write(0, new byte[0]);
        Files.write(empty, new byte[7]);
        Path truncated = write(100, new byte[50]);

        assertRefused(empty, empty + " must start with 8 bytes of header length, got a file of 7 bytes");
        assertRefused(
                truncated,
                truncated
                        + " must hold its header of 100 bytes, got a file of 58 bytes; it is incomplete: fetch it again");
    }

    @Test
    void aPointerOfGitLfsIsNamed() throws IOException {
        Path file = Files.writeString(
                directory.resolve("weights.safetensors"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");

        assertRefused(
                file,
                file + " must be a safetensors file, got a pointer of Git LFS; fetch the file with 'git lfs pull'");
    }

    @ParameterizedTest
    @CsvSource({"100000001, 100000001", "2147483648, 2147483648", "-1, 18446744073709551615"})
    void aHugeHeaderIsRefusedBeforeMemoryIsTaken(long length, String shown) throws IOException {
        Path file = write(length, new byte[0]);

        assertRefused(
                file,
                file + " must have a header of at most 100000000 bytes, got " + shown + "; it is no safetensors file");
    }

    @Test
    void aPageOfTheWebIsNoSafetensorsFile() throws IOException {
        Path file = Files.writeString(directory.resolve("weights.safetensors"), "<!DOCTYPE html>");

        assertRefused(
                file,
                file
                        + " must have a header of at most 100000000 bytes, got 5789751444030890300; it is no safetensors file");
    }

    @Test
    void longNamesAreCutInMessages() throws IOException {
        Path tensor = write("{'" + "x".repeat(100) + "':1}", 0);
        Path metadata = write("{'__metadata__':{'" + "x".repeat(100) + "':1}}", 0);

        assertRefused(
                tensor,
                "Tensor '" + "x".repeat(80) + "…' of " + tensor
                        + " must be an object with dtype, shape and data_offsets, got 1");
        assertRefused(metadata, metadata + " key '__metadata__." + "x".repeat(80) + "…' must be a text, got 1");
    }

    @Test
    void longValuesAreCutInMessages() throws IOException {
        Path file = write("{'a':'" + "x".repeat(100) + "'}", 0);

        assertRefused(
                file,
                "Tensor 'a' of " + file + " must be an object with dtype, shape and data_offsets, got \""
                        + "x".repeat(79) + "…");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(message);
    }

    private Path write(String json, int dataBytes) throws IOException {
        byte[] header = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[header.length + dataBytes];
        System.arraycopy(header, 0, content, 0, header.length);
        return write(header.length, content);
    }

    private Path write(long length, byte[] content) throws IOException {
        byte[] bytes = ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(content)
                .array();
        return Files.write(Files.createTempFile(directory, "file", ".safetensors"), bytes);
    }
}
