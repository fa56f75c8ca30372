package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarFilesTest {
    private static final String LONG = "folder/".repeat(30) + "long.bin";
    private static final int FILES = 50;

    private Path root;
    private Miniature files;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        this.root = root;
        files = new Miniature(root).file(LONG, new byte[] {1, 2, 3});
        for (int i = 0; i < FILES; i++) {
            files.file("a/" + i + ".bin", content(i));
        }
    }

    @Test
    void membersAreFoundWithAndWithoutADot() throws IOException {
        for (String prefix : List.of("", "./")) {
            DatasetFiles tar = DatasetFiles.open(files.tar(prefix));

            assertThat(tar.read("a/7.bin")).isEqualTo(content(7));
            assertThat(tar.read("./a/7.bin")).isEqualTo(content(7));
            assertThat(tar.read(LONG)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        DatasetFiles tar = DatasetFiles.open(files.tar(""));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<byte[]>> reads = IntStream.range(0, 8 * FILES)
                .<Callable<byte[]>>mapToObj(i -> () -> tar.read("a/" + i % FILES + ".bin"))
                .toList();

        List<Future<byte[]>> results = pool.invokeAll(reads);
        pool.shutdown();

        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).isEqualTo(content(i % FILES));
        }
    }

    @Test
    void anInterruptedReadLeavesTheOthersAlone() throws IOException {
        DatasetFiles tar = DatasetFiles.open(files.tar(""));

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> tar.read("a/1.bin")).isInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tar.read("a/1.bin")).isEqualTo(content(1));
    }

    @Test
    void aMissingMemberIsNamedWithItsTarFile() throws IOException {
        Path path = files.tar("./");
        DatasetFiles tar = DatasetFiles.open(path);

        assertThatThrownBy(() -> tar.read("a/99.bin"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(path + ": no member 'a/99.bin' among 51");
    }

    @Test
    void hardLinksAreTheFilesThatTheyLeadTo() throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("b/link.bin", TarConstants.LF_LINK);
        link.setLinkName("./file.bin");

        assertThat(DatasetFiles.open(tarWith(link)).read("b/link.bin")).isEqualTo(content(7));
    }

    @Test
    void aSparseFileIsRefused() throws IOException {
        Path path = tarWith(new TarArchiveEntry("sparse.bin", TarConstants.LF_GNUTYPE_SPARSE));
        DatasetFiles tar = DatasetFiles.open(path);

        assertThatThrownBy(() -> tar.read("sparse.bin"))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(path + "!/sparse.bin must be stored whole to be read from the tar file, got a sparse file;"
                        + " unpack it");
    }

    @Test
    void aNameInAnotherEncodingLeavesTheOthersAlone() throws IOException {
        DatasetFiles tar = DatasetFiles.open(tarWith(new TarArchiveEntry("küche.bin")));

        assertThat(tar.read("file.bin")).isEqualTo(content(7));
    }

    /** Writes a tar file of a file and something else, in another encoding than most. */
    private Path tarWith(TarArchiveEntry other) throws IOException {
        Path path = root.resolve("other.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(path), "ISO-8859-1")) {
            TarArchiveEntry file = new TarArchiveEntry("file.bin");
            file.setSize(content(7).length);
            out.putArchiveEntry(file);
            out.write(content(7));
            out.closeArchiveEntry();
            out.putArchiveEntry(other);
            out.closeArchiveEntry();
        }
        return path;
    }

    @Test
    void aFileOfADirectoryThatIsTooLargeIsRefused() throws IOException {
        DatasetFiles folder = DatasetFiles.open(files.base());
        try (RandomAccessFile large =
                new RandomAccessFile(files.base().resolve("large.bin").toFile(), "rw")) {
            large.setLength(1L << 31);
        }

        assertThatThrownBy(() -> folder.read("large.bin"))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(files.base().resolve("large.bin") + " must have less than 2 GiB, got 2147483648 bytes");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsNamed() throws IOException {
        DatasetFiles folder = DatasetFiles.open(files.base());

        assertThatThrownBy(() -> folder.read("a"))
                .isInstanceOf(IOException.class)
                .hasMessage(files.base().resolve("a") + " must be a file, got a directory");
    }

    @Test
    void aTarFileThatLostItsEndIsRefusedWhenOpened() throws IOException {
        byte[] whole = Files.readAllBytes(files.tar(""));
        Path cut = Files.write(root.resolve("cut.tar"), Arrays.copyOf(whole, 512 * 20 + 100));

        assertThatThrownBy(() -> DatasetFiles.open(cut))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(cut + " must be an intact tar file: ");
    }

    @Test
    void aTarFileThatShrinksLaterIsNamed() throws IOException {
        Path path = files.tar("");
        DatasetFiles tar = DatasetFiles.open(path);
        Files.write(path, new byte[1024]);

        assertThatThrownBy(() -> tar.read("a/9.bin"))
                .isInstanceOf(EOFException.class)
                .hasMessage(path + "!/a/9.bin must have 109 bytes, got 0 before the end of the tar file");
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path zip = Files.write(root.resolve("data.tar"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThatThrownBy(() -> DatasetFiles.open(zip))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(zip + " must be a directory or an uncompressed tar file, got 4 bytes of another kind");
    }

    @Test
    void aMissingBaseIsNamed() {
        Path none = root.resolve("none");

        assertThatThrownBy(() -> DatasetFiles.open(none))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(none.toString());
    }

    private static byte[] content(int i) {
        byte[] content = new byte[100 + i];
        Arrays.fill(content, (byte) i);
        return content;
    }
}
