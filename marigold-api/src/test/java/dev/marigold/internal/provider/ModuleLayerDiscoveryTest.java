package dev.marigold.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.spi.DiffusionBackendProvider;
import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleLayerDiscoveryTest {
    @Test
    void aModuleMayProvideThroughAProviderMethod(@TempDir Path folder) throws IOException {
        assumeTrue(Backends.class.getModule().isNamed(), "the tests run on the class path");
        write(
                folder,
                "module-info.java",
                "module com.example.plugin {",
                "requires dev.marigold.api;",
                "provides dev.marigold.spi.DiffusionBackendProvider with com.example.plugin.Entry; }");
        write(
                folder,
                "com/example/plugin/Entry.java",
                "package com.example.plugin;",
                "public final class Entry {",
                "private Entry() {}",
                "public static dev.marigold.spi.DiffusionBackendProvider provider() { return new Hidden(); } }");
        write(
                folder,
                "com/example/plugin/Hidden.java",
                "package com.example.plugin;",
                "final class Hidden implements dev.marigold.spi.DiffusionBackendProvider {",
                "public String id() { return \"in-a-module\"; }",
                "public dev.marigold.spi.DiffusionBackend open(dev.marigold.checkpoint.Checkpoint checkpoint,",
                "dev.marigold.spi.BackendOptions options) { throw new UnsupportedOperationException(); } }");
        compile(folder);

        DiffusionBackendProvider found = Backends.visibleTo(layer(folder)).only();

        assertThat(found.id()).isEqualTo("in-a-module");
    }

    private static void write(Path folder, String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private static void compile(Path folder) throws IOException {
        String modulePath = System.getProperty("jdk.module.path", "")
                + File.pathSeparator
                + System.getProperty("java.class.path", "");
        try (Stream<Path> files = Files.walk(folder)) {
            Stream<String> sources = files.map(Path::toString).filter(name -> name.endsWith(".java"));
            String[] arguments = Stream.concat(
                            Stream.of("-proc:none", "-nowarn", "--module-path", modulePath, "-d", folder.toString()),
                            sources)
                    .toArray(String[]::new);
            ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
            assertThat(compiler.run(System.err, System.err, arguments)).isZero();
        }
    }

    private static ClassLoader layer(Path folder) {
        ModuleLayer parent = Backends.class.getModule().getLayer();
        Configuration configuration = parent.configuration()
                .resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("com.example.plugin"));
        return parent.defineModulesWithOneLoader(configuration, Backends.class.getClassLoader())
                .findLoader("com.example.plugin");
    }
}
