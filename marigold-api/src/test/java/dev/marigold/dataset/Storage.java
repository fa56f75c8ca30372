package dev.marigold.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** The ways in which a data set is stored. */
enum Storage {
    DIRECTORY {
        @Override
        Path base(Miniature files) {
            return files.base();
        }
    },
    TAR {
        @Override
        Path base(Miniature files) throws IOException {
            return files.tar("");
        }
    },
    TAR_WITH_DOTS {
        @Override
        Path base(Miniature files) throws IOException {
            return files.tar("./");
        }
    };

    abstract Path base(Miniature files) throws IOException;
}
