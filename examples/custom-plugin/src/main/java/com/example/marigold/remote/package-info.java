/** A backend that leaves the networks to another machine, and the server for that machine. */
@NullMarked
package com.example.marigold.remote;

import org.jspecify.annotations.NullMarked;
