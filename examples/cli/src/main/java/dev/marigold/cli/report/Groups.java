package dev.marigold.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Gives each group of pictures its colour. */
final class Groups {
    private static final int COLOURS = 8;

    private final List<String> names;

    Groups(Collection<String> names) {
        this.names = List.copyOf(new TreeSet<>(names));
    }

    /** Returns the class of the style sheet that has the group's colour. */
    String colour(String group) {
        return "g" + names.indexOf(group) % COLOURS;
    }

    /** Returns a legend; empty if there is one group only. */
    List<Entry> legend() {
        List<Entry> legend = new ArrayList<>();
        if (names.size() > 1) {
            names.forEach(name -> legend.add(new Entry(name, colour(name))));
        }
        return legend;
    }

    /** A line of the legend. */
    record Entry(String name, String colour) {}
}
