package dev.marigold.cli.depth;

import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.option.Converters;
import dev.marigold.geometry.ObjFile;
import dev.marigold.image.Colormap;
import dev.marigold.image.DepthWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/** The files a depth map can be written to. */
enum DepthFormat {
    COLOR("color", "_depth_colored.png"),
    PNG16("png16", "_depth.png"),
    NPY("npy", "_depth.npy"),
    PFM("pfm", "_depth.pfm"),
    METRIC_NPY("metric-npy", "_depth_metric.npy"),
    METRIC_PNG("metric-png", "_depth_mm.png"),
    PLY("ply", "_cloud.ply"),
    OBJ("obj", "_mesh.obj"),
    GLB("glb", "_mesh.glb");

    private final String id;
    private final String suffix;

    DepthFormat(String id, String suffix) {
        this.id = id;
        this.suffix = suffix;
    }

    static DepthFormat ofId(String id) {
        for (DepthFormat format : values()) {
            if (format.id.equals(id)) {
                return format;
            }
        }
        String ids = Arrays.stream(values()).map(DepthFormat::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("format must be one of " + ids + ", got '" + id + "'");
    }

    String id() {
        return id;
    }

    /** Returns what follows the name of the picture in the name of the file. */
    String suffix() {
        return suffix;
    }

    /** Returns whether it holds metres. */
    boolean isMetric() {
        return compareTo(METRIC_NPY) >= 0;
    }

    /** Returns whether it holds points in space. */
    boolean isSpatial() {
        return compareTo(PLY) >= 0;
    }

    /**
     * Refuses an option that has no effect on what is written.
     *
     * @param given whether the user gave it
     * @param formats what is written
     * @param useful the formats that it has an effect on
     * @throws UsageException if it is given and has none
     */
    static void requireAny(String option, boolean given, Set<DepthFormat> formats, Set<DepthFormat> useful) {
        if (given && Collections.disjoint(formats, useful)) {
            throw new UsageException(option + " needs --formats with "
                    + useful.stream().map(DepthFormat::id).collect(Collectors.joining(" or ")));
        }
    }

    /** Returns the files that belong to one of this format. */
    List<Path> companions(Path file) {
        return this == OBJ ? ObjFile.companions(file) : List.of();
    }

    /** Returns the writer of a format that holds values as they were predicted. */
    DepthWriter writer(Colormap colormap) {
        return switch (this) {
            case COLOR -> DepthWriter.colorPng(colormap);
            case PNG16 -> DepthWriter.greyPng16();
            case NPY -> DepthWriter.npy();
            case PFM -> DepthWriter.pfm();
            default -> throw new IllegalArgumentException(id + " holds metres");
        };
    }

    /** Reads the name of a format. */
    static final class Converter implements ITypeConverter<DepthFormat> {
        @Override
        public DepthFormat convert(String text) {
            return Converters.refusable(DepthFormat::ofId, text);
        }
    }
}
