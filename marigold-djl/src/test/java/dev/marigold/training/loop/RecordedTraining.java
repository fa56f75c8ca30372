package dev.marigold.training.loop;

import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** Four steps of a training in Python, recorded. */
public final class RecordedTraining {
    /** Where the data shared by all modules are. */
    public static final Path DATA = Path.of("..", "marigold-api", "src", "test", "conformance");

    private final Weights weights;

    private RecordedTraining(Weights weights) {
        this.weights = weights;
    }

    public static RecordedTraining open() throws IOException {
        return new RecordedTraining(SafetensorsFile.open(DATA.resolve("training/training.safetensors"))
                .weights());
    }

    public List<String> names(String prefix) {
        return weights.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    public FloatTensor tensor(String name) throws IOException {
        Weight weight = weights.get(name);
        return FloatTensor.wrap(weight.shape(), weight.readFloats());
    }

    public int[] timesteps(String name) throws IOException {
        long[] values = weights.get(name).readLongs();
        return java.util.Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    /** Reads truth values, which are stored as bytes, as 0 and 1. */
    public FloatTensor mask(String name) throws IOException {
        Weight weight = weights.get(name);
        byte[] bytes = new byte[(int) weight.length()];
        read(weight, ByteBuffer.wrap(bytes));
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i];
        }
        return FloatTensor.wrap(weight.shape(), values);
    }

    public double[] doubles(String name) throws IOException {
        Weight weight = weights.get(name);
        ByteBuffer bytes = ByteBuffer.allocate((int) weight.length()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        read(weight, bytes);
        double[] values = new double[(int) weight.length() / Double.BYTES];
        bytes.flip().asDoubleBuffer().get(values);
        return values;
    }

    private static void read(Weight weight, ByteBuffer target) throws IOException {
        try (FileChannel channel = FileChannel.open(weight.file())) {
            channel.read(target, weight.offset());
        }
    }

    public static double largestDifference(FloatTensor a, FloatTensor b) {
        float[] left = a.toArray();
        float[] right = b.toArray();
        double largest = left.length == right.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < left.length; i++) {
            largest = Math.max(largest, Math.abs((double) left[i] - right[i]));
        }
        return largest;
    }

    public static double largest(FloatTensor tensor) {
        double largest = 0;
        for (float value : tensor.toArray()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
