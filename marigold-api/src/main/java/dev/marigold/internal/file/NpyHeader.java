package dev.marigold.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a NumPy file of one array (NEP 1) says before the numbers.
 *
 * @param type such as {@code <f4}
 * @param columnMajor whether the first index runs fastest
 * @param extents outermost first
 * @param length of all that stands before the numbers, in bytes
 */
public record NpyHeader(String type, boolean columnMajor, List<Long> extents, int length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** Magic, version and the longer of the two kinds of header length. */
    private static final int SHORTEST = MAGIC.length + 6;

    private static final int PREAMBLE = MAGIC.length + 4;
    /** Where numbers begin is a multiple of this. */
    private static final int ALIGNMENT = 64;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(\\w+)");
    private static final Pattern EXTENTS = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final int MOST_DIGITS = 18;

    /** Keeps an unmodifiable copy. */
    public NpyHeader {
        extents = List.copyOf(extents);
    }

    /**
     * Reads the header of a file of format 1, 2 or 3.
     *
     * @param start of the file, all of the header at least; untouched
     * @param name what to call the file in messages
     * @throws IOException if this is no such file; says which rule it breaks
     */
    public static NpyHeader read(ByteBuffer start, String name) throws IOException {
        ByteBuffer bytes = start.slice().order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        int capacity = bytes.remaining();
        bytes.get(magic, 0, Math.min(magic.length, capacity));
        if (capacity < SHORTEST || !Arrays.equals(magic, MAGIC)) {
            throw new IOException(name + " must be a NumPy file, got " + capacity + " bytes of another kind");
        }
        int version = bytes.get();
        bytes.get();
        long length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : Integer.toUnsignedLong(bytes.getInt());
        if (version < 1 || version > 3) {
            throw new IOException(name + " must have NumPy format 1, 2 or 3, got " + version);
        }
        if (length > bytes.remaining()) {
            throw new IOException(name + " must hold a header of " + length + " bytes, got " + bytes.remaining());
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return parse(new String(text, StandardCharsets.UTF_8), bytes.position(), name);
    }

    /**
     * Returns the header of a row-major file of format 1.0, with blanks up to where the numbers begin.
     *
     * @param extents outermost first
     * @param least bytes that it shall have, so that it can later be replaced by one of larger extents
     */
    public static byte[] write(String type, List<Long> extents, int least) {
        String shape = extents.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String comma = extents.size() == 1 ? "," : "";
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + comma + "), }";
        int unpadded = PREAMBLE + text.length() + 1;
        int length = (Math.max(unpadded, least) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padded = (text + " ".repeat(length - unpadded) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) padded.length)
                .put(padded)
                .array();
    }

    private static NpyHeader parse(String text, int length, String name) throws IOException {
        String type = find(TYPE, text, "descr", name);
        List<Long> extents = extents(find(EXTENTS, text, "shape", name), name);
        boolean columnMajor = !find(ORDER, text, "fortran_order", name).equals("False");
        return new NpyHeader(type, columnMajor, extents, length);
    }

    private static String find(Pattern entry, String text, String key, String name) throws IOException {
        Matcher matcher = entry.matcher(text);
        if (!matcher.find()) {
            throw new IOException(name + " must have a simple '" + key + "' in its header, got " + text.strip());
        }
        return matcher.group(1);
    }

    private static List<Long> extents(String list, String name) throws IOException {
        List<Long> extents = new ArrayList<>();
        for (String part : list.isBlank() ? new String[0] : list.split(",")) {
            String digits = part.strip();
            if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
                throw new IOException(
                        name + " must have extents of 1 to " + MOST_DIGITS + " digits, got shape (" + list + ")");
            }
            extents.add(Long.parseLong(digits));
        }
        return extents;
    }
}
