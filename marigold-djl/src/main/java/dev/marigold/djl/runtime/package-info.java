/** PyTorch's native objects: its start, devices, threads and arrays, and the programs it runs. */
@NullMarked
package dev.marigold.djl.runtime;

import org.jspecify.annotations.NullMarked;
