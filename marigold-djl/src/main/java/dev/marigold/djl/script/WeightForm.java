package dev.marigold.djl.script;

import dev.marigold.checkpoint.Weight;

/** How weights are handed to a program. */
public enum WeightForm {
    /** As the program computes with them: see {@link ScriptProgram#PREPARE}. */
    READY {
        @Override
        String use(String argument, Weight weight, Arithmetic arithmetic) {
            return argument;
        }
    },
    /** As the file holds them; converted whenever they are used. BF16 and F8_E4M3 come as bytes, a type that DJL has a name for. */
    STORED {
        @Override
        String use(String argument, Weight weight, Arithmetic arithmetic) {
            return switch (weight.dtype()) {
                case F32 -> MASTER.use(argument, weight, arithmetic);
                case BF16 -> {
                    String values = view(argument, BFLOAT16, weight);
                    yield arithmetic == Arithmetic.BF16 ? values : arithmetic.cast(values);
                }
                case F8_E4M3 -> arithmetic.cast(view(argument, FLOAT8_E4M3FN, weight));
                default -> arithmetic.cast(argument);
            };
        }
    },
    /** In single precision; converted whenever they are used. */
    MASTER {
        @Override
        String use(String argument, Weight weight, Arithmetic arithmetic) {
            return arithmetic == Arithmetic.FP32 ? argument : arithmetic.cast(argument);
        }
    };

    // PyTorch's ScalarType of what comes as bytes.
    private static final int BFLOAT16 = 15;
    private static final int FLOAT8_E4M3FN = 24;

    private static String view(String bytes, int scalarType, Weight weight) {
        return "torch.reshape(torch.view_copy(" + bytes + ", dtype=" + scalarType + "), " + weight.shape() + ")";
    }

    /** Returns the expression by which a program uses a weight. */
    abstract String use(String argument, Weight weight, Arithmetic arithmetic);
}
