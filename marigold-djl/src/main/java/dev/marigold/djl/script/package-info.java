/** Networks as programs in TorchScript, the language PyTorch runs and differentiates: text and archive, no native code. */
@NullMarked
package dev.marigold.djl.script;

import org.jspecify.annotations.NullMarked;
