package dev.marigold.network;

import java.util.regex.Pattern;

/** What to tell of the failure of an engine. Stateless. */
public final class EngineFailure {
    /** As ONNX Runtime, PyTorch, CUDA and the C++ library say it. */
    private static final Pattern OUT_OF_MEMORY = Pattern.compile(
            "(failed|unable|tried) to allocate|(can't|cannot|could not) allocate|alloc_failed|bad.alloc"
                    + "|(out of|not enough) memory|memory of \\d+ is smaller than requested",
            Pattern.CASE_INSENSITIVE);

    private EngineFailure() {}

    /** Returns whether an engine's exception says that memory ran out. */
    public static boolean isOutOfMemory(Throwable failure) {
        return OUT_OF_MEMORY.matcher(String.valueOf(failure.getMessage())).find();
    }

    /** Returns the message of an engine's exception; where it says that memory ran out, followed by how to do with less. */
    public static String message(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return isOutOfMemory(failure)
                ? message + "; lower processingResolution or batchSize, or use memoryMode LOW or SEQUENTIAL"
                : message;
    }
}
