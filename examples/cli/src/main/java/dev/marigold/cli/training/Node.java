package dev.marigold.cli.training;

import java.util.List;
import java.util.Map;

/** A value of a YAML file and where it stands. */
sealed interface Node {
    /** Returns the line, from 1. */
    int line();

    /** Names with values. */
    record Mapping(int line, Map<String, Node> entries) implements Node {}

    /** Values in their order. */
    record Sequence(int line, List<Node> items) implements Node {}

    /** A text, as it is written. */
    record Scalar(int line, String text) implements Node {}
}
