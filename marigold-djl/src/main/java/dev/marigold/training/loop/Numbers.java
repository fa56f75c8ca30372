package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic with an array and a number that may be differentiated. DJL's own releases the memory of the number at once, while PyTorch
 * still needs it to differentiate; here it lives as long as the array's manager. The results are in single precision.
 */
final class Numbers {
    private Numbers() {}

    static NDArray times(NDArray array, double number) {
        return array.mul(lasting(array, number));
    }

    static NDArray over(NDArray array, double number) {
        return array.div(lasting(array, number));
    }

    static NDArray plus(NDArray array, double number) {
        return array.add(lasting(array, number));
    }

    static NDArray atLeast(NDArray array, double number) {
        return array.maximum(lasting(array, number));
    }

    static NDArray atMost(NDArray array, double number) {
        return array.minimum(lasting(array, number));
    }

    static NDArray within(NDArray array, double least, double most) {
        return atMost(atLeast(array, least), most);
    }

    private static NDArray lasting(NDArray array, double number) {
        return array.getManager().create((float) number);
    }
}
