/** A second-order multistep scheduler. */
@NullMarked
package com.example.marigold.dpmsolver;

import org.jspecify.annotations.NullMarked;
