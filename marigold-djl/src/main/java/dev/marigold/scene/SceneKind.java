package dev.marigold.scene;

import dev.marigold.scene.composition.Clutter;
import dev.marigold.scene.composition.Composition;
import dev.marigold.scene.composition.Corridor;
import dev.marigold.scene.composition.Courtyard;
import dev.marigold.scene.composition.Field;
import dev.marigold.scene.composition.Forest;
import dev.marigold.scene.composition.Hall;
import dev.marigold.scene.composition.Nook;
import dev.marigold.scene.composition.People;
import dev.marigold.scene.composition.Planes;
import dev.marigold.scene.composition.Room;
import dev.marigold.scene.composition.Stairs;
import dev.marigold.scene.composition.Street;
import dev.marigold.scene.composition.Tabletop;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Kinds of scenes. */
public enum SceneKind {
    /** A furnished room. */
    ROOM(0, new Room(), Setting.INDOOR, 5),
    /** A corridor with doors. */
    CORRIDOR(1, new Corridor(), Setting.INDOOR, 1.2),
    /** The top of a desk or table from near by. */
    TABLETOP(2, new Tabletop(), Setting.INDOOR, 3),
    /** A street. */
    STREET(3, new Street(), Setting.OUTDOOR, 3),
    /** Open country. */
    FIELD(4, new Field(), Setting.OUTDOOR, 1.2),
    /** Heaps of bodies without a meaning. */
    CLUTTER(5, new Clutter(), Setting.EITHER, 1.5),
    /** Planes that fill the picture. */
    PLANES(6, new Planes(), Setting.EITHER, 1),
    /** A large room. */
    HALL(7, new Hall(), Setting.INDOOR, 1.5),
    /** A flight of stairs. */
    STAIRS(8, new Stairs(), Setting.EITHER, 0.7),
    /** Buildings near by, seen on foot. */
    COURTYARD(9, new Courtyard(), Setting.OUTDOOR, 1.8),
    /** Among trees. */
    FOREST(10, new Forest(), Setting.OUTDOOR, 1),
    /** People near the camera. */
    PEOPLE(11, new People(), Setting.EITHER, 1.2),
    /** One side of a room from near by. */
    NOOK(12, new Nook(), Setting.INDOOR, 3);

    private final int code;
    private final Composition composition;
    private final Setting setting;
    private final double share;

    SceneKind(int code, Composition composition, Setting setting, double share) {
        this.code = code;
        this.composition = composition;
        this.setting = setting;
        this.share = share;
    }

    /** Returns the kinds that are always inside a building. */
    public static Set<SceneKind> indoor() {
        return of(Setting.INDOOR);
    }

    /** Returns the kinds that are always under the sky. */
    public static Set<SceneKind> outdoor() {
        return of(Setting.OUTDOOR);
    }

    /**
     * Returns the kind of a name: lower case, words joined by hyphens.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SceneKind ofId(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("kind must be one of "
                        + Arrays.stream(values()).map(SceneKind::id).collect(Collectors.joining(", ")) + ", got '" + id
                        + "'"));
    }

    /** Returns the name that {@link #ofId} reads. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the number that stands for the kind in packed arrays; it never changes. */
    public int code() {
        return code;
    }

    /** Returns how often the kind comes up in the default mix, relative to the others. */
    public double share() {
        return share;
    }

    Composition composition() {
        return composition;
    }

    private static Set<SceneKind> of(Setting setting) {
        return Collections.unmodifiableSet(Arrays.stream(values())
                .filter(kind -> kind.setting == setting)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SceneKind.class))));
    }

    /** Where a kind of scene takes place. */
    private enum Setting {
        INDOOR,
        OUTDOOR,
        EITHER
    }
}
