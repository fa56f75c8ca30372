package dev.marigold.dataset;

import java.util.Locale;

/** What the stored numbers of an index are. */
enum IndexKind {
    /** Distance along the optical axis. */
    DEPTH {
        @Override
        double metres(double scaled) {
            return scaled;
        }
    },
    /** The inverse of the depth. */
    DISPARITY {
        @Override
        double metres(double scaled) {
            return 1 / scaled;
        }
    };

    abstract double metres(double scaled);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
