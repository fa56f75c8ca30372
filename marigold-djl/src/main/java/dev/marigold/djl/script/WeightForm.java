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
    /** As the file holds them; converted whenever they are used. BF16 comes as bytes, a type that DJL has a name for. */
    STORED {
        @Override
        String use(String argument, Weight weight, Arithmetic arithmetic) {
            return switch (weight.dtype()) {
                case F32 -> MASTER.use(argument, weight, arithmetic);
                case BF16 -> {
                    String values =
                            "torch.reshape(torch.view_copy(" + argument + ", dtype=15), " + weight.shape() + ")";
                    yield arithmetic == Arithmetic.BF16 ? values : arithmetic.cast(values);
                }
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

    /** Returns the expression by which a program uses a weight. */
    abstract String use(String argument, Weight weight, Arithmetic arithmetic);
}
