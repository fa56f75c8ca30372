package dev.marigold.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.internal.provider.PluginFixtures.Alpha;
import dev.marigold.internal.provider.PluginFixtures.AlphaTwin;
import dev.marigold.internal.provider.PluginFixtures.AlsoOnLibrary;
import dev.marigold.internal.provider.PluginFixtures.Anonymous;
import dev.marigold.internal.provider.PluginFixtures.Beta;
import dev.marigold.internal.provider.PluginFixtures.Broken;
import dev.marigold.internal.provider.PluginFixtures.Library;
import dev.marigold.internal.provider.PluginFixtures.Nameless;
import dev.marigold.internal.provider.PluginFixtures.OnLibrary;
import dev.marigold.internal.provider.PluginFixtures.Silent;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.testing.PluginLoader;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {
    @TempDir
    private Path folder;

    /** Alpha is the superclass of the others, so it is always there as a class; being registered is what counts. */
    private Backends backends(Class<?>... providers) {
        return Backends.visibleTo(new PluginLoader(folder).with(DiffusionBackendProvider.class, providers));
    }

    @Test
    void theOnlyBackendIsTheDefault() {
        assertThat(backends(Beta.class).only().id()).isEqualTo("beta");
    }

    @Test
    void aBackendIsFoundByItsId() {
        assertThat(backends(Beta.class, Alpha.class).get("alpha").id()).isEqualTo("alpha");
    }

    @Test
    void withoutABackendTheMessageTellsWhatToAdd() {
        assertThatThrownBy(backends()::only)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No DiffusionBackendProvider found; add dev.marigold:marigold-onnx or"
                        + " dev.marigold:marigold-djl to the class path or module path,"
                        + " or name its class loader with classLoader(...)");
    }

    @Test
    void amongSeveralTheUserNamesOne() {
        assertThatThrownBy(backends(Beta.class, Alpha.class)::only)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Several DiffusionBackendProviders found [alpha, beta]; name one with backend(\"beta\")");
    }

    @Test
    void unknownIdNamesWhatWasAskedForAndWhatWasFound() {
        assertThatThrownBy(() -> backends(Beta.class, Alpha.class).get("gamma"))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No DiffusionBackendProvider with id 'gamma'; found [alpha, beta]");
    }

    @Test
    void aWellKnownIdComesWithItsArtifact() {
        assertThatThrownBy(() -> backends().get("onnx"))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No DiffusionBackendProvider with id 'onnx'; found []; add dev.marigold:marigold-onnx"
                        + " to the class path or module path, or name its class loader with classLoader(...)");
    }

    @Test
    void twoProvidersOfOneIdAreBothNamed() {
        assertThatThrownBy(() -> backends(AlphaTwin.class, Alpha.class))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Two DiffusionBackendProviders have the id 'alpha':"
                        + " dev.marigold.internal.provider.PluginFixtures$Alpha and"
                        + " dev.marigold.internal.provider.PluginFixtures$AlphaTwin;"
                        + " keep one of them on the class path or module path");
    }

    @Test
    void aProviderThatCannotBeCreatedDoesNotHideTheOthers() {
        assertThat(backends(Broken.class, Beta.class).only().id()).isEqualTo("beta");
    }

    @Test
    void whyAProviderCouldNotBeLoadedIsSuppressedInTheErrorThatMissesIt() {
        Throwable missing =
                catchThrowable(() -> backends(Broken.class, Beta.class).get("broken"));

        assertThat(missing)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No DiffusionBackendProvider with id 'broken'; found [beta];"
                        + " 1 could not be loaded, see suppressed");
        assertThat(missing.getSuppressed()).hasSize(1);
        assertThat(missing.getSuppressed()[0])
                .isInstanceOf(ServiceConfigurationError.class)
                .hasRootCauseMessage("no native library");
    }

    @Test
    void aClassThatIsMissingIsSuppressedToo() {
        PluginLoader loader = new PluginLoader(folder)
                .register(DiffusionBackendProvider.class, "com.example.Missing")
                .with(DiffusionBackendProvider.class, Beta.class);

        Throwable missing = catchThrowable(() -> Backends.visibleTo(loader).get("missing"));

        assertThat(missing.getSuppressed()).hasSize(1);
        assertThat(missing.getSuppressed()[0])
                .hasMessage("dev.marigold.spi.DiffusionBackendProvider: Provider com.example.Missing not found");
    }

    @Test
    void anIdThatNobodyCanNameIsSuppressedToo() {
        Throwable missing = catchThrowable(backends(Nameless.class)::only);

        assertThat(missing.getSuppressed()).hasSize(1);
        assertThat(missing.getSuppressed()[0])
                .hasMessage("Cannot use dev.marigold.internal.provider.PluginFixtures$Nameless: id must match"
                        + " [a-z][a-z0-9-]*, got 'No Name'");
    }

    @Test
    void providersThatDoNotTellWhoTheyAreDoNotHideTheOthers() {
        Backends backends = backends(Anonymous.class, Silent.class, Beta.class);

        assertThat(backends.only().id()).isEqualTo("beta");
        assertThat(catchThrowable(() -> backends.get("gamma")).getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        "Cannot use dev.marigold.internal.provider.PluginFixtures$Anonymous: id must match"
                                + " [a-z][a-z0-9-]*, got null",
                        "Cannot use dev.marigold.internal.provider.PluginFixtures$Silent: no properties file");
    }

    @Test
    void providersThatLackTheSameClassDoNotHideTheOthers() {
        Backends backends = Backends.visibleTo(new PluginLoader(folder)
                .with(DiffusionBackendProvider.class, OnLibrary.class, AlsoOnLibrary.class, Beta.class)
                .without(Library.class));

        assertThat(backends.only().id()).isEqualTo("beta");
        assertThat(catchThrowable(() -> backends.get("gamma")).getSuppressed())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(NoClassDefFoundError.class)
                        .hasMessageContaining("PluginFixtures$Library"));
    }

    @Test
    @Timeout(30)
    void aClassLoaderThatCannotListItsResourcesEndsTheScan() {
        ClassLoader defective = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("disk is gone");
            }
        };

        Throwable missing = catchThrowable(() -> Backends.visibleTo(defective).only());

        assertThat(missing).isExactlyInstanceOf(ProviderUnavailableException.class);
        assertThat(missing.getSuppressed()).isNotEmpty();
    }
}
