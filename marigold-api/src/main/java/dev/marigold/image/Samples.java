package dev.marigold.image;

/** Unsigned samples of one bit depth: red, green, blue of one pixel after the other. Filled by its creator, then only read. */
interface Samples {
    /** Returns samples of 8 bits over {@code values}, without a copy. */
    static Samples of(byte[] values) {
        return new Bytes(values);
    }

    /** Returns samples of 16 bits over {@code values}, without a copy. */
    static Samples of(short[] values) {
        return new Shorts(values);
    }

    int bits();

    int get(int index);

    void set(int index, int value);

    /** Returns new samples of the same depth, all 0. */
    Samples blank(int length);

    int length();

    /** Copies a run of samples into samples of the same depth. */
    default void copyTo(int from, Samples target, int to, int length) {
        for (int i = 0; i < length; i++) {
            target.set(to + i, get(from + i));
        }
    }

    default int maximum() {
        return (1 << bits()) - 1;
    }

    /** 8 bits each. */
    final class Bytes implements Samples {
        private final byte[] values;

        private Bytes(byte[] values) {
            this.values = values;
        }

        @Override
        public int bits() {
            return Byte.SIZE;
        }

        @Override
        public int get(int index) {
            return Byte.toUnsignedInt(values[index]);
        }

        @Override
        public void set(int index, int value) {
            values[index] = (byte) value;
        }

        @Override
        public Samples blank(int length) {
            return new Bytes(new byte[length]);
        }

        @Override
        public int length() {
            return values.length;
        }
    }

    /** 16 bits each. */
    final class Shorts implements Samples {
        private final short[] values;

        private Shorts(short[] values) {
            this.values = values;
        }

        @Override
        public int bits() {
            return Short.SIZE;
        }

        @Override
        public int get(int index) {
            return Short.toUnsignedInt(values[index]);
        }

        @Override
        public void set(int index, int value) {
            values[index] = (short) value;
        }

        @Override
        public Samples blank(int length) {
            return new Shorts(new short[length]);
        }

        @Override
        public int length() {
            return values.length;
        }
    }
}
