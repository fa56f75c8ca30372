package dev.marigold.checkpoint;

import dev.marigold.internal.file.WholeFile;
import dev.marigold.internal.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays out and writes one safetensors file. */
final class SafetensorsOutput {
    private static final int ALIGNMENT = 8;

    private final Map<String, String> metadata;
    private final List<OutgoingTensor> tensors;

    SafetensorsOutput(Map<String, String> metadata, Collection<OutgoingTensor> tensors) {
        this.metadata = metadata;
        // Widest elements first: then every tensor is aligned to its elements.
        this.tensors = tensors.stream()
                .sorted(Comparator.comparingInt(
                        (OutgoingTensor tensor) -> -tensor.dtype().bytes()))
                .toList();
    }

    void write(Path file) throws IOException {
        WholeFile.create(file, part -> {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeTo(channel);
                channel.force(true);
            }
        });
    }

    private void writeTo(FileChannel channel) throws IOException {
        ByteBuffer header = header();
        while (header.hasRemaining()) {
            channel.write(header);
        }
        for (OutgoingTensor tensor : tensors) {
            tensor.content().writeTo(channel);
        }
    }

    private ByteBuffer header() {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            entries.put(SafetensorsHeader.METADATA, metadata);
        }
        long begin = 0;
        for (OutgoingTensor tensor : tensors) {
            long end = Math.addExact(begin, tensor.byteCount());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.dtype().name());
            entry.put("shape", tensor.shape().toArray());
            entry.put("data_offsets", new long[] {begin, end});
            entries.put(tensor.name(), entry);
            begin = end;
        }
        return pad(Json.write(entries).getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer pad(byte[] json) {
        int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padded = Arrays.copyOf(json, length);
        Arrays.fill(padded, json.length, length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(padded)
                .flip();
    }
}
