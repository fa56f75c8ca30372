package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.marigold.error.CancelledException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the kit on sources that break one rule each, and expects that rule and no other to fail. */
class CheckpointSourceKitTest {
    private static final String WEIGHTS = "unet/diffusion_pytorch_model.safetensors";

    static Stream<Arguments> wrongSources() {
        return Stream.of(
                Arguments.of(OneLetter.class, "SRC-1"),
                Arguments.of(Unregistered.class, "SRC-2"),
                Arguments.of(LeavesOutTheAutoencoder.class, "SRC-3"),
                Arguments.of(WritesAgain.class, "SRC-4"),
                Arguments.of(NamesNothing.class, "SRC-5"),
                Arguments.of(TakesAnyForm.class, "SRC-5"),
                Arguments.of(IgnoresCancellation.class, "SRC-6"),
                Arguments.of(IgnoresInterruption.class, "SRC-6"),
                Arguments.of(SwallowsInterruption.class, "SRC-6"),
                Arguments.of(BoundToItsThread.class, "SRC-7"));
    }

    @Test
    void aSourceThatObeysEveryRulePasses() {
        assertThat(brokenRules(Right.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongSources")
    void aWrongSourceBreaksItsRuleAlone(Class<?> kit, String rule) {
        assertThat(brokenRules(kit)).containsExactly(rule);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no keys")
    void aSourceThatPutsAnotherFileInPlaceBreaksItsRuleAlone() {
        assertThat(brokenRules(PutsAnotherFileInPlace.class)).containsExactly("SRC-4");
    }

    private static List<String> brokenRules(Class<?> kit) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getTestDescriptor().getDisplayName().split(" ", 2)[0])
                .toList();
    }

    /** Makes the checkpoint {@code mini} in a folder, once. */
    static class Source implements CheckpointSourceProvider {
        final Path folder;

        Source(Path folder) {
            this.folder = folder;
        }

        @Override
        public String id() {
            return "made";
        }

        @Override
        public synchronized Path resolve(String reference, CheckpointRequest request) throws IOException {
            requireForm(reference);
            if (!reference.equals("mini")) {
                throw new ModelLoadException("There is only mini, got " + reference);
            }
            Path directory = folder.resolve(reference);
            if (!Files.exists(directory)) {
                stopIfCancelled(request);
                for (String file : files()) {
                    Files.createDirectories(directory.resolve(file).getParent());
                    Files.writeString(directory.resolve(file), "{}");
                }
            }
            return directory;
        }

        void requireForm(String reference) {
            if (!reference.matches("[a-z]+")) {
                throw new IllegalArgumentException(
                        "A made checkpoint must be named in letters, got '" + reference + "'");
            }
        }

        void stopIfCancelled(CheckpointRequest request) {
            request.cancellation().throwIfCancelled();
        }

        List<String> files() {
            return List.of("model_index.json", "unet/config.json", WEIGHTS, "vae/config.json");
        }
    }

    static class Right extends CheckpointSourceConformance {
        @TempDir
        Path folder;

        @Override
        protected CheckpointSourceProvider provider() {
            return new Source(folder);
        }

        @Override
        protected String existing() {
            return "mini";
        }

        @Override
        protected String missing() {
            return "none";
        }

        @Override
        protected List<String> malformed() {
            return List.of("", "mini/2");
        }

        @Override
        protected boolean isDiscoverable() {
            return false;
        }
    }

    static class OneLetter extends Right {
        @Override
        protected CheckpointSourceProvider provider() {
            return new Source(folder) {
                @Override
                public String id() {
                    return "c";
                }
            };
        }
    }

    static class Unregistered extends Right {
        @Override
        protected boolean isDiscoverable() {
            return true;
        }
    }

    static class LeavesOutTheAutoencoder extends Right {
        @Override
        protected CheckpointSourceProvider provider() {
            return new Source(folder) {
                @Override
                List<String> files() {
                    return super.files().subList(0, 3);
                }
            };
        }
    }

    /** Does something to the weights that were handed out. */
    abstract static class ChangingWeights extends Right {
        abstract void change(Path weights) throws IOException;

        @Override
        protected CheckpointSourceProvider provider() {
            return new Source(folder) {
                @Override
                public synchronized Path resolve(String reference, CheckpointRequest request) throws IOException {
                    Path directory = super.resolve(reference, request);
                    change(directory.resolve(WEIGHTS));
                    return directory;
                }
            };
        }
    }

    static class WritesAgain extends ChangingWeights {
        private int calls;

        @Override
        void change(Path weights) throws IOException {
            calls++;
            Files.setLastModifiedTime(weights, FileTime.fromMillis(1000L * calls));
        }
    }

    /** Keeps the times of files. */
    static class PutsAnotherFileInPlace extends ChangingWeights {
        @Override
        void change(Path weights) throws IOException {
            Path other = folder.resolve("other");
            Files.copy(weights, other, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(other, weights, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static class NamesNothing extends Right {
        @Override
        protected CheckpointSourceProvider provider() {
            return new Source(folder) {
                @Override
                public synchronized Path resolve(String reference, CheckpointRequest request) throws IOException {
                    try {
                        return super.resolve(reference, request);
                    } catch (ModelLoadException e) {
                        throw new ModelLoadException("No such checkpoint", e);
                    }
                }
            };
        }
    }

    static class TakesAnyForm extends Right {
        @Override
        protected CheckpointSourceProvider provider() {
            return new Source(folder) {
                @Override
                void requireForm(String reference) {
                    // Every text will do: the fault.
                }
            };
        }
    }

    /** Stops in a way of its own. */
    abstract static class Stopping extends Right {
        abstract void stop(CheckpointRequest request);

        @Override
        protected CheckpointSourceProvider provider() {
            return new Source(folder) {
                @Override
                void stopIfCancelled(CheckpointRequest request) {
                    stop(request);
                }
            };
        }
    }

    static class IgnoresCancellation extends Stopping {
        @Override
        void stop(CheckpointRequest request) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("The thread was interrupted");
            }
        }
    }

    static class IgnoresInterruption extends Stopping {
        @Override
        void stop(CheckpointRequest request) {
            if (request.cancellation().isCancelled()) {
                throw new CancelledException("The request was cancelled");
            }
        }
    }

    static class SwallowsInterruption extends Stopping {
        @Override
        void stop(CheckpointRequest request) {
            if (request.cancellation().isCancelled() || Thread.interrupted()) {
                throw new CancelledException("The request was cancelled");
            }
        }
    }

    static class BoundToItsThread extends Right {
        @Override
        protected CheckpointSourceProvider provider() {
            Thread owner = Thread.currentThread();
            return new Source(folder) {
                @Override
                public synchronized Path resolve(String reference, CheckpointRequest request) throws IOException {
                    if (Thread.currentThread() != owner) {
                        throw new IllegalStateException("resolve must be called on " + owner);
                    }
                    return super.resolve(reference, request);
                }
            };
        }
    }
}
