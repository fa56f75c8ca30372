package dev.marigold.training.data;

import dev.marigold.error.InvalidDatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a NumPy file of one array (NEP 1) says before the numbers.
 *
 * @param type such as {@code <f4}
 * @param extents outermost first
 * @param offset of the numbers in the file
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record NpyHeader(String type, long[] extents, long offset) {
    private static final int PREAMBLE = 12;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern DICTIONARY =
            Pattern.compile("'descr':\\s*'([^']+)',\\s*'fortran_order':\\s*False,\\s*'shape':\\s*\\(([0-9, ]*)\\)");

    static NpyHeader read(Path file, FileChannel channel) throws IOException {
        ByteBuffer preamble = ByteBuffer.allocate(PREAMBLE).order(ByteOrder.LITTLE_ENDIAN);
        channel.read(preamble, 0);
        if (preamble.hasRemaining() || preamble.get(0) != (byte) 0x93 || preamble.get(1) != 'N') {
            throw new InvalidDatasetException(file + " must be a NumPy file");
        }
        boolean old = preamble.get(6) == 1;
        int start = old ? 10 : PREAMBLE;
        long length = old ? Short.toUnsignedInt(preamble.getShort(8)) : Integer.toUnsignedLong(preamble.getInt(8));
        if (start + length > channel.size()) {
            throw new InvalidDatasetException(
                    file + " must hold a header of " + length + " bytes, got a file of " + channel.size());
        }
        ByteBuffer text = ByteBuffer.allocate(Math.toIntExact(Math.min(length, LONGEST_HEADER)));
        channel.read(text, start);
        Matcher dictionary = DICTIONARY.matcher(new String(text.array(), StandardCharsets.US_ASCII));
        if (!dictionary.find()) {
            throw new InvalidDatasetException(file + " must hold one row-major array of numbers");
        }
        long[] extents = Arrays.stream(dictionary.group(2).split(","))
                .map(String::trim)
                .filter(extent -> !extent.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        return new NpyHeader(dictionary.group(1), extents, start + length);
    }

    void require(Path file, String typeWanted, int rank) {
        if (!type.equals(typeWanted) || extents.length != rank) {
            throw new InvalidDatasetException(file + " must hold an array of type " + typeWanted + " with " + rank
                    + " axes, got " + type + " " + Arrays.toString(extents));
        }
    }
}
