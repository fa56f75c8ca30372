package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeBackendProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class DiffusionBackendKitTest {
    private static final double SCALING_FACTOR = 0.18215;

    @ParameterizedTest
    @MethodSource("wrongBackends")
    void aWrongBackendBreaksItsRule(Class<?> kit, List<String> rules) {
        assertThat(brokenRules(kit)).containsExactlyInAnyOrderElementsOf(rules);
    }

    static Stream<Arguments> wrongBackends() {
        return Stream.of(
                Arguments.of(BadId.class, List.of("BACKEND-1")),
                Arguments.of(Undiscovered.class, List.of("BACKEND-2")),
                Arguments.of(SquareLatents.class, List.of("BACKEND-3")),
                Arguments.of(KeepsImageChannels.class, List.of("BACKEND-4")),
                Arguments.of(DecodesHalf.class, List.of("BACKEND-5")),
                Arguments.of(OverflowsAtTheEnd.class, List.of("BACKEND-6")),
                Arguments.of(MixesBatches.class, List.of("BACKEND-7")),
                Arguments.of(ReusesItsBuffer.class, List.of("BACKEND-9")),
                Arguments.of(Drifts.class, List.of("BACKEND-10")),
                Arguments.of(SharesScratchMemory.class, List.of("BACKEND-11")),
                Arguments.of(AcceptsAnyChannels.class, List.of("BACKEND-12")),
                Arguments.of(WorksAfterClose.class, List.of("BACKEND-13")),
                Arguments.of(ClosesOnce.class, List.of("BACKEND-14")),
                Arguments.of(SharesOneBackend.class, List.of("BACKEND-15")),
                Arguments.of(IgnoresOptions.class, List.of("BACKEND-16")),
                Arguments.of(KnowsOnlyItsProperty.class, List.of("BACKEND-16")));
    }

    @Test
    void aRightBackendKeepsEveryRule() {
        assertThat(brokenRules(Right.class)).isEmpty();
    }

    private static List<String> brokenRules(Class<?> kit) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(Event::getTestDescriptor)
                .map(test -> test.getDisplayName().split(":")[0])
                .toList();
    }

    /** Runs the kit on a backend; what it finds is the outer class's to judge. */
    abstract static class Kit extends DiffusionBackendConformance {
        abstract DiffusionBackend backend();

        @Override
        protected DiffusionBackendProvider provider() {
            return new FakeBackendProvider("fake", checkpoint -> backend());
        }

        @Override
        protected Checkpoint checkpoint() {
            return Checkpoints.depth();
        }

        @Override
        protected boolean isDiscoverable() {
            return false;
        }
    }

    static class Right extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake();
        }
    }

    /** A fake whose scaling factor is that of the checkpoint. */
    static class Fake extends FakeBackend {
        Fake() {
            super(SCALING_FACTOR, 0.5);
        }
    }

    static class BadId extends Right {
        @Override
        protected DiffusionBackendProvider provider() {
            return new FakeBackendProvider("Bad Id", checkpoint -> backend());
        }
    }

    static class Undiscovered extends Right {
        @Override
        protected boolean isDiscoverable() {
            return true;
        }
    }

    static class SquareLatents extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public FloatTensor encode(FloatTensor images) {
                    FloatTensor right = super.encode(images);
                    Shape shape = right.shape();
                    return right.reshape(
                            Shape.of(shape.extent(0), shape.extent(1), 1, shape.extent(2) * shape.extent(3)));
                }
            };
        }
    }

    static class KeepsImageChannels extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public FloatTensor denoise(FloatTensor latents, int timestep) {
                    super.denoise(latents, timestep);
                    return FloatTensor.wrap(latents.shape(), latents.toArray());
                }
            };
        }
    }

    static class DecodesHalf extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public FloatTensor decode(FloatTensor latents) {
                    Shape shape = super.decode(latents).shape();
                    Shape half = shape.with(2, shape.extent(2) / 2);
                    return FloatTensor.wrap(half, new float[(int) half.elementCount()]);
                }
            };
        }
    }

    static class OverflowsAtTheEnd extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public FloatTensor denoise(FloatTensor latents, int timestep) {
                    float[] values = super.denoise(latents, timestep).toArray();
                    values[0] = timestep == 999 ? Float.POSITIVE_INFINITY : values[0];
                    return FloatTensor.wrap(latents.shape().with(1, 4), values);
                }
            };
        }
    }

    static class MixesBatches extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public FloatTensor decode(FloatTensor latents) {
                    FloatTensor right = super.decode(latents);
                    float[] values = right.toArray();
                    values[values.length - 1] += 0.01f * latents.get(0);
                    return FloatTensor.wrap(right.shape(), latents.shape().extent(0) == 1 ? right.toArray() : values);
                }
            };
        }
    }

    static class ReusesItsBuffer extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                private final ThreadLocal<Map<Shape, float[]>> buffers = ThreadLocal.withInitial(HashMap::new);

                @Override
                public FloatTensor denoise(FloatTensor latents, int timestep) {
                    FloatTensor right = super.denoise(latents, timestep);
                    float[] buffer = buffers.get().computeIfAbsent(right.shape(), shape -> right.toArray());
                    right.copyTo(0, buffer, 0, buffer.length);
                    return FloatTensor.wrap(right.shape(), buffer);
                }
            };
        }
    }

    static class SharesScratchMemory extends Kit {
        @Override
        DiffusionBackend backend() {
            Meeting meeting = new Meeting();
            AtomicReference<FloatTensor> scratch = new AtomicReference<>();
            return new Fake() {
                @Override
                public FloatTensor decode(FloatTensor latents) {
                    scratch.set(latents);
                    meeting.pass();
                    return super.decode(scratch.get());
                }
            };
        }
    }

    static class Drifts extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                private final AtomicInteger calls = new AtomicInteger();

                @Override
                public FloatTensor decode(FloatTensor latents) {
                    FloatTensor right = super.decode(latents);
                    float[] values = right.toArray();
                    values[0] += calls.incrementAndGet() * 1e-6f;
                    return FloatTensor.wrap(right.shape(), values);
                }
            };
        }
    }

    static class AcceptsAnyChannels extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public FloatTensor denoise(FloatTensor latents, int timestep) {
                    Shape shape = latents.shape();
                    return shape.rank() == 4 && shape.extent(1) != 8
                            ? latents.reshape(shape)
                            : super.denoise(latents, timestep);
                }
            };
        }
    }

    static class WorksAfterClose extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public void close() {
                    // Keeps everything open: the fault.
                }
            };
        }
    }

    static class ClosesOnce extends Kit {
        @Override
        DiffusionBackend backend() {
            return new Fake() {
                @Override
                public void close() {
                    if (closes.get() > 0) {
                        throw new IllegalStateException("closed already");
                    }
                    super.close();
                }
            };
        }
    }

    static class SharesOneBackend extends Kit {
        private final Fake shared = new Fake();

        @Override
        DiffusionBackend backend() {
            return shared;
        }
    }

    static class IgnoresOptions extends Right {
        @Override
        protected DiffusionBackendProvider provider() {
            return new DiffusionBackendProvider() {
                @Override
                public String id() {
                    return "fake";
                }

                @Override
                public DiffusionBackend open(Checkpoint checkpoint, BackendOptions options) {
                    requireKnown(options);
                    return backend();
                }
            };
        }

        void requireKnown(BackendOptions options) {
            // Anything goes: the fault.
        }
    }

    /** Needs a property and ignores all other options. */
    static class KnowsOnlyItsProperty extends IgnoresOptions {
        @Override
        void requireKnown(BackendOptions options) {
            if (!options.properties().containsKey("url")) {
                throw new ProviderUnavailableException("Backend 'fake' must have the property url");
            }
        }

        @Override
        protected BackendOptions options() {
            return BackendOptions.builder().property("url", "http://fake").build();
        }
    }
}
