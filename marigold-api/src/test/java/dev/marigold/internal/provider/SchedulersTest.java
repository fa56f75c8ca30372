package dev.marigold.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.internal.provider.PluginFixtures.OtherPlms;
import dev.marigold.internal.provider.PluginFixtures.Plms;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.testing.PluginLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulersTest {
    private static final Path FILE = Path.of("model", "scheduler", "scheduler_config.json");

    @TempDir
    private Path folder;

    private Schedulers schedulers(Class<?>... providers) {
        return Schedulers.visibleTo(new PluginLoader(folder).with(SchedulerProvider.class, providers));
    }

    @Test
    void theClassNamesTheScheduler() {
        assertThat(schedulers(Plms.class).forClassName("PNDMScheduler", FILE).id())
                .isEqualTo("plms");
    }

    @Test
    void theClassOfAWellKnownSchedulerComesWithItsArtifact() {
        assertThatThrownBy(() -> schedulers(Plms.class).forClassName("DDIMScheduler", FILE))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No SchedulerProvider for the class 'DDIMScheduler' named in " + FILE
                        + "; found [plms for [PNDMScheduler]]; add dev.marigold:marigold-schedulers");
    }

    @Test
    void anUnknownClassNamesWhatThereIs() {
        assertThatThrownBy(() -> schedulers(Plms.class).forClassName("EulerDiscreteScheduler", FILE))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No SchedulerProvider for the class 'EulerDiscreteScheduler' named in " + FILE
                        + "; found [plms for [PNDMScheduler]]; name one of them with scheduler(...)");
    }

    @Test
    void withoutAnySchedulerTheMessageTellsWhatToAdd() {
        assertThatThrownBy(() -> schedulers().forClassName("EulerDiscreteScheduler", FILE))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No SchedulerProvider for the class 'EulerDiscreteScheduler' named in " + FILE
                        + "; found []; add dev.marigold:marigold-schedulers");
    }

    @Test
    void twoSchedulersForOneClassAreBothNamed() {
        assertThatThrownBy(() -> schedulers(Plms.class, OtherPlms.class).forClassName("PNDMScheduler", FILE))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage(
                        "Two SchedulerProviders claim the class 'PNDMScheduler':"
                                + " dev.marigold.internal.provider.PluginFixtures$OtherPlms and"
                                + " dev.marigold.internal.provider.PluginFixtures$Plms; name one with scheduler(\"other-plms\")");
    }

    @Test
    void unknownIdNamesWhatWasAskedForAndWhatWasFound() {
        assertThatThrownBy(() -> schedulers(Plms.class).get("lcm"))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No SchedulerProvider with id 'lcm'; found [plms]; add dev.marigold:marigold-schedulers");
    }
}
