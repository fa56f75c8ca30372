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

/** Kinds of scenes. Their order is part of the generator's version: {@code kind.npy} holds it. */
public enum SceneKind {
    /** A furnished room. */
    ROOM(new Room(), Setting.INDOOR, 5),
    /** A corridor with doors. */
    CORRIDOR(new Corridor(), Setting.INDOOR, 1.2),
    /** The top of a desk or table from near by. */
    TABLETOP(new Tabletop(), Setting.INDOOR, 3),
    /** A street. */
    STREET(new Street(), Setting.OUTDOOR, 3),
    /** Open country. */
    FIELD(new Field(), Setting.OUTDOOR, 1.2),
    /** Heaps of bodies without a meaning. */
    CLUTTER(new Clutter(), Setting.EITHER, 1.5),
    /** Planes that fill the picture. */
    PLANES(new Planes(), Setting.EITHER, 1),
    /** A large room. */
    HALL(new Hall(), Setting.INDOOR, 1.5),
    /** A flight of stairs. */
    STAIRS(new Stairs(), Setting.EITHER, 0.7),
    /** Buildings near by, seen on foot. */
    COURTYARD(new Courtyard(), Setting.OUTDOOR, 1.8),
    /** Among trees. */
    FOREST(new Forest(), Setting.OUTDOOR, 1),
    /** People near the camera. */
    PEOPLE(new People(), Setting.EITHER, 1.2),
    /** One side of a room from near by. */
    NOOK(new Nook(), Setting.INDOOR, 3);

    private final Composition composition;
    private final Setting setting;
    private final double share;

    SceneKind(Composition composition, Setting setting, double share) {
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
