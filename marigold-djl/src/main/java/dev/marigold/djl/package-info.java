/** The backend on PyTorch, through DJL: networks become programs in TorchScript over weights mapped from the checkpoint's files. */
@NullMarked
package dev.marigold.djl;

import org.jspecify.annotations.NullMarked;
