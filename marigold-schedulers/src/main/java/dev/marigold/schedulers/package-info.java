/** Noise schedules and the rules to walk them: one provider each. */
@NullMarked
package dev.marigold.schedulers;

import org.jspecify.annotations.NullMarked;
