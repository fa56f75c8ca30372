package dev.marigold.evaluation;

import java.util.OptionalDouble;

/**
 * A number that somebody else published.
 *
 * @param method what was evaluated, with its settings where the source tells
 * @param training what it was trained on, real / synthetic pictures; empty where the source does not tell
 * @param dataset short name, such as {@code nyuv2}
 * @param absRel AbsRel as a fraction
 * @param delta1 δ1 as a fraction; empty where it was not published
 * @param source where the number is from
 */
public record PublishedResult(
        String method, String training, String dataset, double absRel, OptionalDouble delta1, Source source) {
    /** Where a number is from, and how far it can be trusted. */
    public enum Source {
        /** Table 1 of the CVPR 2024 paper, arXiv 2312.02145, read there. */
        CVPR_TABLE_1("Ke et al., CVPR 2024, table 1", true),
        /** Quoted from secondary text; not compared with the original. Check before you quote it. */
        SECOND_HAND("second-hand, not compared with the original", false);

        private final String description;
        private final boolean verified;

        Source(String description, boolean verified) {
            this.description = description;
            this.verified = verified;
        }

        /** Returns a phrase for captions. */
        public String description() {
            return description;
        }

        /** Tells whether the number was read in its original publication. */
        public boolean isVerified() {
            return verified;
        }
    }
}
