package dev.marigold.cli;

import dev.marigold.image.Colormap;
import dev.marigold.image.DepthWriter;

/** The files a depth map can be written to. */
enum DepthFormat {
    COLOR("color", "_depth_colored.png"),
    PNG16("png16", "_depth.png"),
    NPY("npy", "_depth.npy"),
    PFM("pfm", "_depth.pfm");

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
        throw new IllegalArgumentException("format must be one of color, png16, npy, pfm, got '" + id + "'");
    }

    /** Returns what follows the name of the picture in the name of the file. */
    String suffix() {
        return suffix;
    }

    DepthWriter writer(Colormap colormap) {
        return switch (this) {
            case COLOR -> DepthWriter.colorPng(colormap);
            case PNG16 -> DepthWriter.greyPng16();
            case NPY -> DepthWriter.npy();
            case PFM -> DepthWriter.pfm();
        };
    }
}
