package dev.marigold.dataset;

/**
 * The columns of a list: picture, depth, perhaps a mask, perhaps others that are not used.
 *
 * @param mask position of the mask; 0 if there is none
 */
record ListColumns(int fewest, int most, int mask) {
    static ListColumns of(int fewest, int most) {
        return new ListColumns(fewest, most, 0);
    }

    static ListColumns withMask() {
        return new ListColumns(3, 3, 2);
    }

    boolean haveMask() {
        return mask > 0;
    }

    boolean allow(int count) {
        return count >= fewest && count <= most;
    }

    @Override
    public String toString() {
        return fewest == most ? fewest + " columns" : fewest + " or " + most + " columns";
    }
}
