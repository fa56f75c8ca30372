package dev.marigold.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.internal.provider.PluginFixtures.OtherPlms;
import dev.marigold.internal.provider.PluginFixtures.Plms;
import dev.marigold.internal.provider.PluginFixtures.Unclassed;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.testing.PluginLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulersTest {
    private static final String REMEDY = "; add dev.marigold:marigold-schedulers to the class path or module path,"
            + " or name its class loader with classLoader(...)";
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
                        + "; found [plms for [PNDMScheduler]]" + REMEDY);
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
                        + "; found []" + REMEDY);
    }

    @Test
    void withoutAnySchedulerThereIsNoneForAnyCheckpoint() {
        assertThatThrownBy(() -> schedulers().requireAny())
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No SchedulerProvider found" + REMEDY);
    }

    @Test
    void aSchedulerThatDoesNotSayForWhichClassesItIsDoesNotHideTheOthers() {
        Schedulers schedulers = schedulers(Unclassed.class, Plms.class);

        assertThat(schedulers.forClassName("PNDMScheduler", FILE).id()).isEqualTo("plms");
        assertThatThrownBy(() -> schedulers.get("unclassed"))
                .hasMessage(
                        "No SchedulerProvider with id 'unclassed'; found [plms]; 1 could not be loaded, see suppressed")
                .satisfies(failure -> assertThat(failure.getSuppressed()[0])
                        .hasMessage("Cannot use dev.marigold.internal.provider.PluginFixtures$Unclassed:"
                                + " classNames must not be null nor contain it, got null"));
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
                .hasMessage("No SchedulerProvider with id 'lcm'; found [plms]" + REMEDY);
    }
}
