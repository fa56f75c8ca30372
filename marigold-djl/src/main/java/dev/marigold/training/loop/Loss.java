package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The loss of a micro-batch.
 *
 * @param total what is differentiated; a scalar
 * @param parts what it is made of, for the log, each before it is weighted; scalars
 */
record Loss(NDArray total, Map<String, NDArray> parts) {}
