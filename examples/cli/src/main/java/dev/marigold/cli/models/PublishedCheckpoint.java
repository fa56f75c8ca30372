package dev.marigold.cli.models;

import dev.marigold.checkpoint.Modality;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A checkpoint of Marigold's authors on the Hugging Face hub.
 *
 * @param name owner and name of the repository
 * @param modality what it predicts
 * @param steps denoising steps if the user names none
 * @param licence of the weights
 */
public record PublishedCheckpoint(String name, Modality modality, int steps, String licence) {
    /** What references to the hub begin with. */
    static final String HUB = "hf:";

    private static final String APACHE = "Apache-2.0";
    private static final String RAIL = "RAIL++-M";
    private static final String UNKNOWN = "see its page";

    /**
     * Returns the checkpoint that a reference names; empty if it is not a published one.
     *
     * @param reference as on the command line, {@code hf:owner/name[@revision]} for these
     */
    public static Optional<PublishedCheckpoint> of(String reference) {
        String name = reference.replaceFirst("@.*", "");
        return all().stream()
                .filter(checkpoint -> name.equals(HUB + checkpoint.name))
                .findFirst();
    }

    /** Returns whether the program cannot run it yet. */
    public boolean isPlanned() {
        return modality != Modality.DEPTH;
    }

    /** Returns what it predicts in words. */
    String prediction() {
        return modality.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the checkpoints known when this was written. */
    static List<PublishedCheckpoint> all() {
        return List.of(
                new PublishedCheckpoint("prs-eth/marigold-depth-v1-1", Modality.DEPTH, 4, RAIL),
                new PublishedCheckpoint("prs-eth/marigold-depth-v1-0", Modality.DEPTH, 10, APACHE),
                new PublishedCheckpoint("prs-eth/marigold-depth-lcm-v1-0", Modality.DEPTH, 1, APACHE),
                new PublishedCheckpoint("prs-eth/marigold-normals-v1-1", Modality.NORMALS, 4, RAIL),
                new PublishedCheckpoint("prs-eth/marigold-normals-v0-1", Modality.NORMALS, 10, UNKNOWN),
                new PublishedCheckpoint("prs-eth/marigold-normals-lcm-v0-1", Modality.NORMALS, 1, UNKNOWN),
                new PublishedCheckpoint("prs-eth/marigold-iid-appearance-v1-1", Modality.INTRINSICS, 4, RAIL),
                new PublishedCheckpoint("prs-eth/marigold-iid-lighting-v1-1", Modality.INTRINSICS, 4, RAIL));
    }
}
