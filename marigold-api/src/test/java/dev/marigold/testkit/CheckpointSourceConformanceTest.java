package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the kit on a source that breaks every rule a short one can break. */
class CheckpointSourceConformanceTest {
    @Test
    void theRulesThatAreBrokenFail() {
        List<String> failed = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .selectors(selectClass(WrongSourceKit.class))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getTestDescriptor().getDisplayName().split(" ", 2)[0])
                .sorted()
                .toList();

        assertThat(failed).containsExactly("SRC-1", "SRC-2", "SRC-3", "SRC-4", "SRC-5", "SRC-6", "SRC-7");
    }

    static class WrongSourceKit extends CheckpointSourceConformance {
        @Override
        protected CheckpointSourceProvider provider() {
            return new WrongSource();
        }

        @Override
        protected String existing() {
            return "mini";
        }

        @Override
        protected String missing() {
            return "none";
        }
    }

    static final class WrongSource implements CheckpointSourceProvider {
        @Override
        public String id() {
            return "Wrong!";
        }

        @Override
        public Path resolve(String reference, CheckpointRequest request) {
            throw new ModelLoadException("No such checkpoint");
        }
    }
}
