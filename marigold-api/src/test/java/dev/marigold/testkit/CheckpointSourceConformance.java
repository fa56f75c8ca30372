package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.error.CancelledException;
import dev.marigold.error.MarigoldException;
import dev.marigold.progress.Cancellation;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules that every {@link CheckpointSourceProvider} has to keep, numbered as in {@code docs/spi.md}. Extend it in a test; each test has a new instance. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class CheckpointSourceConformance {
    private static final int THREADS = 4;

    /** Creates the kit. */
    protected CheckpointSourceConformance() {}

    /** Returns a new provider, set up so that {@link #existing()} can be resolved without a network. */
    protected abstract CheckpointSourceProvider provider();

    /** Returns a reference, without the scheme, to a checkpoint with full-precision weights that exists. */
    protected abstract String existing() throws IOException;

    /** Returns a well-formed reference, without the scheme, that names nothing. */
    protected abstract String missing();

    /**
     * Returns references, without the scheme, that do not have the form this source asks for; none if every text has it, which skips that
     * half of SRC-5.
     */
    protected abstract List<String> malformed();

    /**
     * Returns a reference, without the scheme, that takes a new provider work to resolve, such as a download or a copy; default {@link
     * #existing()}.
     */
    protected String needingWork() throws IOException {
        return existing();
    }

    /** Returns whether there is ever work to do; override it to skip SRC-6 for a source that uses what it finds in place. */
    protected boolean hasWork() {
        return true;
    }

    /** Returns whether the provider is registered for discovery; override it to skip SRC-2 where the kit runs without the registration. */
    protected boolean isDiscoverable() {
        return true;
    }

    /** Returns the class loader of the requests. */
    protected ClassLoader classLoader() {
        return getClass().getClassLoader();
    }

    @Test
    @DisplayName("SRC-1 the id is a scheme of at least two characters and stays the same")
    void idIsAScheme() {
        assertThat(provider().id())
                .matches("[a-z][a-z0-9-]+")
                .isEqualTo(provider().id());
    }

    @Test
    @DisplayName("SRC-2 the provider is registered once under its id")
    void isRegisteredOnce() {
        assumeTrue(isDiscoverable(), "the provider is not registered on purpose");
        String id = provider().id();

        List<Class<?>> registered = ServiceLoader.load(CheckpointSourceProvider.class, classLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals(id))
                .<Class<?>>map(Object::getClass)
                .toList();

        assertThat(registered).containsExactly(provider().getClass());
    }

    @Test
    @DisplayName("SRC-3 the result is a directory that holds a checkpoint")
    void resultIsACheckpointDirectory() throws IOException {
        Path directory = provider().resolve(existing(), request(new Cancellation()));

        assertThat(directory).isDirectory();
        assertThat(directory.resolve("model_index.json")).isRegularFile();
        assertThat(directory.resolve("unet/config.json")).isRegularFile();
        assertThat(directory.resolve("vae/config.json")).isRegularFile();
    }

    @Test
    @DisplayName("SRC-4 the same reference gives the same directory, and leaves its files alone")
    void secondCallChangesNothing() throws IOException {
        CheckpointSourceProvider provider = provider();
        String reference = existing();
        Path first = provider.resolve(reference, request(new Cancellation()));
        Map<Path, Stamp> before = stamps(first);

        Path second = provider.resolve(reference, request(new Cancellation()));

        assertThat(second).isEqualTo(first);
        assertThat(stamps(first)).isEqualTo(before);
    }

    private static Map<Path, Stamp> stamps(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            Map<Path, Stamp> stamps = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.put(file, new Stamp(attributes.lastModifiedTime(), attributes.fileKey()));
            }
            return stamps;
        }
    }

    /** Which file is there, where the file system has keys, and when it was written. */
    private record Stamp(FileTime modified, @Nullable Object key) {}

    @Test
    @DisplayName("SRC-5 a reference that names nothing is a MarigoldException that names it")
    void missingCheckpointIsNamed() {
        assertThatThrownBy(() -> provider().resolve(missing(), request(new Cancellation())))
                .isInstanceOf(MarigoldException.class)
                .hasMessageContaining(missing());
    }

    @Test
    @DisplayName("SRC-5 a malformed reference is an IllegalArgumentException")
    void malformedReferencesAreRefused() {
        assumeTrue(!malformed().isEmpty(), "every text has the form that the source asks for");

        for (String reference : malformed()) {
            assertThatThrownBy(() -> provider().resolve(reference, request(new Cancellation())))
                    .as("resolve('%s')", reference)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("SRC-6 a cancelled request with work to do ends with CancelledException")
    void cancellationIsHonoured() throws IOException {
        assumeTrue(hasWork(), "the source never has work to do");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        String reference = needingWork();

        assertThatThrownBy(() -> provider().resolve(reference, request(cancellation)))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    @DisplayName("SRC-6 an interrupted thread with work to do ends with CancelledException and stays interrupted")
    void interruptionIsHonoured() throws IOException {
        assumeTrue(hasWork(), "the source never has work to do");
        CheckpointSourceProvider provider = provider();
        String reference = needingWork();

        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> provider.resolve(reference, request(new Cancellation())));
        boolean stayed = Thread.interrupted();

        assertThat(thrown).isInstanceOf(CancelledException.class);
        assertThat(stayed).as("the thread stays interrupted").isTrue();
    }

    @Test
    @DisplayName("SRC-7 several threads may resolve the same reference at once")
    void threadsMayResolveTogether() throws Exception {
        CheckpointSourceProvider provider = provider();
        String reference = existing();
        Callable<Path> resolve = () -> provider.resolve(reference, request(new Cancellation()));

        List<Path> results = ConformanceThreads.together(THREADS, Collections.nCopies(THREADS, resolve));

        assertThat(results).containsOnly(results.get(0));
        assertThat(results.get(0)).isDirectory();
    }

    @Test
    @DisplayName("SRC-8 what was fetched is found where nothing may be fetched")
    void whatIsHereIsFoundWithoutFetching() throws IOException {
        CheckpointSourceProvider provider = provider();
        String reference = existing();
        Path fetched = provider.resolve(reference, request(new Cancellation()));

        Path found = provider.resolve(
                reference, CheckpointRequest.builder(classLoader()).localOnly().build());

        assertThat(found).isEqualTo(fetched);
    }

    private CheckpointRequest request(Cancellation cancellation) {
        return CheckpointRequest.builder(classLoader())
                .cancellation(cancellation)
                .build();
    }
}
