package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;

/** What is cut out of pictures and depth maps before anything else happens to them. */
public enum PictureCrop {
    /** Nothing is cut. */
    NONE {
        @Override
        Window window(int height, int width, String name) {
            return Window.of(height, width);
        }
    },

    /**
     * The crop of the KITTI depth benchmark: 1216 columns around the middle and the lowest 352 rows, so that pictures of all drives have one
     * size. 1242 x 375 loses 23 rows at the top and 13 columns at the left.
     */
    KITTI_BENCHMARK {
        @Override
        Window window(int height, int width, String name) {
            if (height < KITTI_HEIGHT || width < KITTI_WIDTH) {
                throw new InvalidDatasetException(name + " must have at least " + KITTI_WIDTH + "x" + KITTI_HEIGHT
                        + " pixels for the KITTI benchmark crop, got " + width + "x" + height);
            }
            int left = (width - KITTI_WIDTH) / 2;
            return new Window(height - KITTI_HEIGHT, height, left, left + KITTI_WIDTH);
        }
    };

    private static final int KITTI_HEIGHT = 352;
    private static final int KITTI_WIDTH = 1216;

    /**
     * Returns what remains of a picture.
     *
     * @param name of the file, for messages
     * @throws InvalidDatasetException if the picture is too small
     */
    abstract Window window(int height, int width, String name);
}
