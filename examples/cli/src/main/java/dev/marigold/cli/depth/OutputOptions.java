package dev.marigold.cli.depth;

import static java.util.Objects.requireNonNull;

import dev.marigold.cli.console.RequestFailedException;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.file.OutputFolders;
import dev.marigold.cli.option.Converters;
import dev.marigold.image.Colormap;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what is written where. */
final class OutputOptions {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Directory for the maps, made if absent; default: the current one.")
    private Path directory = Path.of("");

    @Option(
            names = "--formats",
            paramLabel = "LIST",
            split = ",",
            converter = DepthFormat.Converter.class,
            description =
                    "Any of color,png16,npy,pfm, and in metres metric-npy,metric-png,ply,obj,glb; default: color,png16.")
    private List<DepthFormat> formats = List.of(DepthFormat.COLOR, DepthFormat.PNG16);

    @Option(
            names = "--colormap",
            paramLabel = "NAME",
            converter = Converters.ToColormap.class,
            description =
                    "Spectral, binary, gray, inferno, magma or viridis, with _r appended reversed; default: Spectral.")
    private @Nullable Colormap colormap;

    @Option(
            names = "--stretch",
            description = "Colour each map from its nearest to its farthest value instead of from 0 to 1.")
    private boolean stretch;

    @Option(
            names = "--uncertainty",
            description = "Also write how much the predictions disagree; needs --ensemble-size > 1.")
    private boolean uncertainty;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write what the stages hand on for the first picture, as safetensors.")
    private @Nullable Path trace;

    @Option(names = "--report", paramLabel = "FILE", description = "Write settings, times and memory as JSON.")
    private @Nullable Path report;

    Path directory() {
        return directory;
    }

    /** Returns the wanted formats in the order of their declaration. */
    Set<DepthFormat> formats() {
        return EnumSet.copyOf(formats);
    }

    /**
     * Refuses options that would have no effect.
     *
     * @throws dev.marigold.cli.console.UsageException if there is one
     */
    void check() {
        if (formats.isEmpty()) {
            throw new UsageException("Invalid value for option '--formats': formats must be at least one, got none");
        }
        DepthFormat.requireAny("--colormap", colormap != null, formats(), EnumSet.of(DepthFormat.COLOR));
        DepthFormat.requireAny("--stretch", stretch, formats(), EnumSet.of(DepthFormat.COLOR));
    }

    /** Returns the colours of a map. */
    Colormap colormap(FloatTensor depth) {
        Colormap colours = colormap == null ? Colormap.spectral() : colormap;
        if (!stretch) {
            return colours;
        }
        float nearest = Float.POSITIVE_INFINITY;
        float farthest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < depth.shape().elementCount(); i++) {
            nearest = Math.min(nearest, depth.get(i));
            farthest = Math.max(farthest, depth.get(i));
        }
        return nearest < farthest ? colours.between(nearest, farthest) : colours;
    }

    boolean wantsUncertainty() {
        return uncertainty;
    }

    Optional<Path> trace() {
        return Optional.ofNullable(trace);
    }

    Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    /** Makes the directories of all outputs, so that a path that cannot be is found before anything is computed. */
    OutputFolders createDirectories() throws IOException {
        List<Path> wanted = new ArrayList<>(List.of(directory));
        if (trace != null) {
            wanted.add(parent("--trace", trace));
        }
        if (report != null) {
            wanted.add(parent("--report", report));
        }
        return OutputFolders.make(wanted);
    }

    private static Path parent(String option, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new RequestFailedException(option + " must name a file, got the directory " + file);
        }
        // The root is a directory.
        Path folder = requireNonNull(file.toAbsolutePath().getParent(), "parent");
        if (Files.exists(file) && (!Files.isRegularFile(file) || holdsDevices(folder))) {
            throw new RequestFailedException(
                    option + " must name a file, which it would replace, got the device or pipe " + file);
        }
        return folder;
    }

    /** Tells where names such as {@code stdout} stand for what a process has open, be it a regular file. */
    private static boolean holdsDevices(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return real.startsWith("/proc") || real.equals(Path.of("/dev"));
    }
}
