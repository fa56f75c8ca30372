package dev.marigold.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A class path of its own: a folder with {@code META-INF/services} and copies of classes, which it defines itself. The copies are thus in
 * no named module, as those of a plugin on the class path, wherever the originals are.
 */
public final class PluginLoader extends URLClassLoader {
    private final Path folder;
    private final Set<String> hidden = new HashSet<>();

    /**
     * Creates the loader.
     *
     * @param folder empty; receives the files
     */
    public PluginLoader(Path folder) {
        super("plugins", new URL[] {url(folder)}, PluginLoader.class.getClassLoader());
        this.folder = folder;
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Registers classes as providers and copies them. */
    public PluginLoader with(Class<?> spi, Class<?>... providers) {
        for (Class<?> provider : providers) {
            copy(provider);
            register(spi, provider.getName());
        }
        return this;
    }

    /** Hides a class, as if its jar were missing. */
    public PluginLoader without(Class<?> type) {
        hidden.add(type.getName());
        return this;
    }

    /** Registers a line as it is. */
    public PluginLoader register(Class<?> spi, String line) {
        Path services = folder.resolve("META-INF").resolve("services").resolve(spi.getName());
        try {
            Files.createDirectories(services.getParent());
            List<String> lines = Files.exists(services) ? Files.readAllLines(services) : List.of();
            Files.writeString(services, String.join("\n", lines) + "\n" + line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void copy(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(file);
        try (InputStream bytes = type.getResourceAsStream("/" + file)) {
            Files.createDirectories(copy.getParent());
            Files.copy(bytes, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (hidden.contains(name)) {
                throw new ClassNotFoundException(name);
            }
            return Files.exists(folder.resolve(name.replace('.', '/') + ".class"))
                    ? findClass(name)
                    : super.loadClass(name, resolve);
        }
    }
}
