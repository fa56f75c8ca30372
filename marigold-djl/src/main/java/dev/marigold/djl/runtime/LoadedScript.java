package dev.marigold.djl.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.marigold.djl.script.ScriptArchive;
import dev.marigold.djl.script.ScriptProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A program in PyTorch. Belongs to a manager and is closed with it. Safe for use by several threads. */
final class LoadedScript {
    private static final String METHOD = "module_method:";
    private static final String INPUTS = "x[]";
    private static final String WEIGHTS = "w[]";

    private final PtSymbolBlock module;

    LoadedScript(NDManager manager, ScriptProgram program) {
        try {
            this.module = JniUtils.loadModule(
                    (PtNDManager) manager, new ByteArrayInputStream(ScriptArchive.of(program)), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read an archive in memory", e);
        }
    }

    /**
     * Evaluates the network.
     *
     * @param inputs the manager of the first one gets the result
     */
    NDArray forward(List<NDArray> inputs, List<NDArray> weights, Gradients gradients) {
        NDList arguments = new NDList(inputs.size() + weights.size());
        add(arguments, INPUTS, inputs);
        add(arguments, WEIGHTS, weights);
        return run(arguments, gradients).singletonOrThrow();
    }

    /** Converts weights; the results have the manager of the first of them. */
    NDList prepare(NDArray[] weights) {
        NDList arguments = new NDList(weights.length + 1);
        add(arguments, WEIGHTS, List.of(weights));
        try (NDArray method = weights[0].getManager().create(0f)) {
            method.setName(METHOD + ScriptProgram.PREPARE);
            arguments.add(method);
            return run(arguments, Gradients.NONE);
        }
    }

    private NDList run(NDList arguments, Gradients gradients) {
        return ThreadSettings.asWritten(() -> IValueUtils.forward(module, arguments, gradients == Gradients.RECORDED));
    }

    private static void add(NDList arguments, String name, List<NDArray> arrays) {
        for (NDArray array : arrays) {
            array.setName(name);
            arguments.add(array);
        }
    }

    /** Whether an evaluation can be differentiated afterwards. */
    enum Gradients {
        /** It cannot, and keeps nothing. */
        NONE,
        /** It can, inside of a gradient collector. */
        RECORDED
    }
}
