package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.internal.optional.Hdf5Array;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the library where the optional libraries are not. */
class OptionalLibraryTest {
    private static final String REMEDY = ", which is missing or, on the module path, not resolved; "
            + "add it to the application, and on the module path --add-modules ";

    @TempDir
    private Path root;

    @Test
    void aTarFileSaysWhichLibraryItNeeds() throws Exception {
        Miniature files = new Miniature(root).file("a.bin", new byte[1]);
        Path list = files.list("a.png b.png");
        Path tar = files.tar("");

        try (URLClassLoader loader = withoutOptionalLibraries()) {
            Class<?> layouts = loader.loadClass(PublishedLayout.class.getName());
            Object layout = layouts.getMethod("ofId", String.class).invoke(null, "scannet");
            Class<?> dataset = loader.loadClass(PublishedDataset.class.getName());

            assertThatThrownBy(() -> dataset.getMethod("open", layouts, Path.class, Path.class)
                            .invoke(null, layout, tar, list))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasToString(ProviderUnavailableException.class.getName() + ": A data set in a tar file needs "
                            + "org.apache.commons:commons-compress" + REMEDY + "org.apache.commons.compress");
        }
    }

    @Test
    void anIndexSaysWhichLibraryItNeeds() throws Exception {
        Path index = Files.writeString(root.resolve("index.csv"), "rgb,gt\na.png,b.png\n");

        try (URLClassLoader loader = withoutOptionalLibraries()) {
            Class<?> dataset = loader.loadClass(IndexDataset.class.getName());

            assertThatThrownBy(() -> dataset.getMethod("open", Path.class).invoke(null, index))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasToString(ProviderUnavailableException.class.getName() + ": An index in CSV needs "
                            + "com.fasterxml.jackson.dataformat:jackson-dataformat-csv" + REMEDY
                            + "com.fasterxml.jackson.dataformat.csv");
        }
    }

    @Test
    void hypersimSaysWhichLibraryItNeeds() throws Exception {
        Path file = Files.writeString(root.resolve("frame.0000.color.hdf5"), "");

        try (URLClassLoader loader = withoutOptionalLibraries()) {
            Class<?> array = loader.loadClass(Hdf5Array.class.getName());

            assertThatThrownBy(() ->
                            array.getMethod("read", Path.class, String.class).invoke(null, file, "dataset"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasToString(ProviderUnavailableException.class.getName() + ": Hypersim in HDF5 needs "
                            + "io.jhdf:jhdf" + REMEDY + "io.jhdf");
        }
    }

    private static URLClassLoader withoutOptionalLibraries() throws IOException {
        URL library =
                PublishedDataset.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {library}, new Hiding(OptionalLibraryTest.class.getClassLoader()));
    }

    /** Hides the optional libraries, and the copy of this library that can see them. */
    private static final class Hiding extends ClassLoader {
        Hiding(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("dev.marigold.")
                    || name.startsWith("org.apache.commons.compress.")
                    || name.startsWith("io.jhdf.")
                    || name.startsWith("com.fasterxml.jackson.dataformat.csv.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
