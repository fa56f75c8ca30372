package dev.marigold.cli.depth;

import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.progress.TraceListener;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps the tensors between the stages of one request and writes them to a safetensors file. */
final class TraceFile implements TraceListener {
    private final SafetensorsWriter tensors = new SafetensorsWriter();

    @Override
    public void onTensor(String name, FloatTensor tensor) {
        tensors.floats(name, tensor);
    }

    void write(Path file) throws IOException {
        tensors.write(file);
    }
}
