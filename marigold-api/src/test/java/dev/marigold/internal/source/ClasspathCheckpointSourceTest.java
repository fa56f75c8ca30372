package dev.marigold.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.CheckpointSourceProvider;
import dev.marigold.testkit.CheckpointSourceConformance;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClasspathCheckpointSourceTest extends CheckpointSourceConformance {
    private static final String FOLDER = "META-INF/models/mini";

    @TempDir
    private Path folder;

    private Path cache;
    private URLClassLoader loader;

    @BeforeEach
    void createJar() throws IOException {
        cache = folder.resolve("cache");
        Path jar = MiniCheckpoint.jar(folder.resolve("mini.jar"), FOLDER);
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    }

    @AfterEach
    void closeLoader() throws IOException {
        loader.close();
    }

    @Override
    protected CheckpointSourceProvider provider() {
        return new ClasspathCheckpointSource(() -> cache);
    }

    @Override
    protected String existing() {
        return FOLDER;
    }

    @Override
    protected String missing() {
        return "META-INF/models/none";
    }

    @Override
    protected List<String> malformed() {
        return List.of("", "..", "a/../b", "a\\b");
    }

    @Override
    protected ClassLoader classLoader() {
        return loader;
    }

    @Test
    void copiesAllFilesOfAJar() throws IOException {
        Path directory = resolve(FOLDER);

        assertThat(directory).hasParent(cache);
        assertThat(directory.getFileName().toString()).matches("[0-9a-f]{64}");
        for (String file : MiniCheckpoint.FILES) {
            assertThat(directory.resolve(file)).hasContent(MiniCheckpoint.content(file));
        }
    }

    @Test
    void leavesNothingElseInTheCache() throws IOException {
        Path directory = resolve("/" + FOLDER + "/");

        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries).containsExactly(directory);
        }
    }

    @Test
    void aDamagedCopyIsReplaced() throws IOException {
        Path weights = resolve(FOLDER).resolve("unet/diffusion_pytorch_model.safetensors");
        Files.writeString(weights, "short");

        resolve(FOLDER);

        assertThat(weights).hasContent(MiniCheckpoint.content("unet/diffusion_pytorch_model.safetensors"));
        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
    void aCopyHasThePermissionsOfOtherFolders() throws IOException {
        Path directory = resolve(FOLDER);

        Path other = Files.createDirectory(cache.resolve("other"));
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void aCopyThatCannotBeReadIsNotTakenForDamaged() throws IOException {
        Path directory = resolve(FOLDER);
        Path away = Files.move(directory, folder.resolve("away"));
        Path loop = Files.createSymbolicLink(directory, directory.getFileName());

        assertThatThrownBy(() -> resolve(FOLDER))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(directory.toString());

        assertThat(loop).isSymbolicLink();
        assertThat(away).isDirectory();
    }

    @Test
    void aCacheThatCannotBeMadeIsSaidWithTheVariableThatNamesIt() throws IOException {
        Files.createDirectories(cache.getParent());
        Files.writeString(cache, "a file");

        assertThatThrownBy(() -> resolve(FOLDER))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(cache.toString())
                .hasMessageEndingWith("; " + FOLDER + " is copied to " + cache
                        + ", set the environment variable MARIGOLD_CACHE to have it elsewhere");
    }

    @Test
    void whatAKilledProcessLeftIsDeletedAfterADay() throws IOException {
        Path old = leftover("." + UUID.randomUUID() + ".tmp", 25);
        Path recent = leftover("." + UUID.randomUUID() + ".tmp", 23);
        Path anothers = leftover(".mine.tmp", 25);

        Path directory = resolve(FOLDER);

        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries).containsExactlyInAnyOrder(directory, recent, anothers);
        }
        assertThat(old).doesNotExist();
    }

    private Path leftover(String name, int hours) throws IOException {
        Path leftover = Files.createDirectories(cache.resolve(name));
        Files.writeString(leftover.resolve("model_index.json"), "{");
        FileTime time = FileTime.from(Instant.now().minus(Duration.ofHours(hours)));
        return Files.setLastModifiedTime(leftover, time);
    }

    @Test
    void plainFilesAreUsedInPlace() throws IOException {
        Path root = folder.resolve("class path");
        Path plain = MiniCheckpoint.directory(root.resolve(FOLDER));

        try (URLClassLoader directory =
                new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
            assertThat(provider().resolve(FOLDER, MiniCheckpoint.request(directory)))
                    .isEqualTo(plain);
        }
        assertThat(cache).doesNotExist();
    }

    /** As class loaders of old programs have them. */
    @Test
    @SuppressWarnings("deprecation") // It does not escape, which is the point.
    void plainFilesBelowAUrlThatBreaksTheRulesAreCopied() throws IOException {
        Path root = folder.resolve("class path");
        MiniCheckpoint.directory(root.resolve(FOLDER));

        try (URLClassLoader directory =
                new URLClassLoader(new URL[] {root.toFile().toURL()}, null)) {
            assertThat(provider().resolve(FOLDER, MiniCheckpoint.request(directory)))
                    .startsWith(cache)
                    .isDirectoryContaining("glob:**model_index.json");
        }
    }

    @Test
    void aFolderWithoutACheckpointSaysWhatIsMissing() {
        assertThatThrownBy(() -> resolve("META-INF"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("classpath:META-INF must contain model_index.json, which is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "..", "a/../b", "a//b", "a\\b", "./a"})
    void otherNamesAreRefused(String reference) {
        assertThatThrownBy(() -> resolve(reference))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A classpath checkpoint must be named by a folder such as META-INF/marigold/mini, got '%s'",
                        reference);
    }

    @Test
    void theCacheIsWhereTheEnvironmentSays() {
        assertThat(ClasspathCheckpointSource.cache(Map.of("MARIGOLD_CACHE", "/m", "XDG_CACHE_HOME", "/x"), "/home/me"))
                .isEqualTo(Path.of("/m/classpath").toAbsolutePath());
        assertThat(ClasspathCheckpointSource.cache(Map.of("XDG_CACHE_HOME", "/x"), "/home/me"))
                .isEqualTo(Path.of("/x/marigold/classpath").toAbsolutePath());
        assertThat(ClasspathCheckpointSource.cache(Map.of(), "/home/me"))
                .isEqualTo(Path.of("/home/me/.cache/marigold/classpath").toAbsolutePath());
    }

    /** Java calls the home directory of a user without an entry in the system "?". */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void usersWithoutAHomeDirectoryAreToldWhatToSet() {
        assertThat(ClasspathCheckpointSource.cache(Map.of("HOME", "/home/me"), "?"))
                .isEqualTo(Path.of("/home/me/.cache/marigold/classpath"));
        assertThat(ClasspathCheckpointSource.cache(Map.of("MARIGOLD_CACHE", "/m"), "?"))
                .isEqualTo(Path.of("/m/classpath"));
        assertThatThrownBy(() -> ClasspathCheckpointSource.cache(Map.of("HOME", "?"), "?"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("The user has no home directory to keep checkpoints in: name a folder for them in the"
                        + " environment variable MARIGOLD_CACHE");
    }

    private Path resolve(String reference) throws IOException {
        return provider().resolve(reference, MiniCheckpoint.request(loader));
    }
}
