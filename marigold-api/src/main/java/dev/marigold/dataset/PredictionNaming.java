package dev.marigold.dataset;

/** What the published evaluation calls the prediction for a picture, beside it in a folder of predictions. */
enum PredictionNaming {
    /** {@code rgb_0001.png} has {@code pred_0001.npy}. */
    PRED_FOR_RGB {
        @Override
        String baseName(String picture) {
            return picture.startsWith(RGB) ? PRED + picture.substring(RGB.length()) : PRED + picture;
        }
    },
    /** {@code 0000000069.png} has {@code pred_0000000069.npy}. */
    PRED_BEFORE_NAME {
        @Override
        String baseName(String picture) {
            return PRED + picture;
        }
    },
    /** {@code desk.png} has {@code desk.npy}. */
    SAME {
        @Override
        String baseName(String picture) {
            return picture;
        }
    };

    private static final String RGB = "rgb_";
    private static final String PRED = "pred_";

    /** Returns the prediction's path for a picture's path, both with {@code /}. */
    String of(String picture) {
        int folder = picture.lastIndexOf('/') + 1;
        int dot = picture.lastIndexOf('.');
        String base = dot > folder ? picture.substring(folder, dot) : picture.substring(folder);
        return picture.substring(0, folder) + baseName(base) + ".npy";
    }

    abstract String baseName(String picture);
}
