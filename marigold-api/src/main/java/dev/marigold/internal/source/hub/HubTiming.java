package dev.marigold.internal.source.hub;

import java.time.Clock;
import java.time.Duration;

/**
 * How long the client waits for what.
 *
 * @param connect for a connection
 * @param silence for the next bytes of an answer
 * @param attempts how often a request may fail in a row before it is given up, at least 1
 * @param pause waits between attempts
 * @param clock tells how far a date in {@code Retry-After} is away
 */
record HubTiming(Duration connect, Duration silence, int attempts, Pause pause, Clock clock) {
    /** Returns what users get: 10 s, 30 s and 5 attempts. */
    static HubTiming standard() {
        return new HubTiming(Duration.ofSeconds(10), Duration.ofSeconds(30), 5, Pause.real(), Clock.systemUTC());
    }
}
