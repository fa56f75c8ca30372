package dev.marigold.ensemble;

import dev.marigold.ensemble.SyntheticMembers.Errors;
import java.util.List;
import java.util.Locale;

/** Prints the tables of {@code docs/ensembling.md}. */
final class EnsembleExperiment {
    private static final int SEEDS = 20;
    private static final List<String> COLUMNS = List.of("range", "reference", "median", "mean", "least-squares");

    private EnsembleExperiment() {}

    public static void main(String[] arguments) {
        StringBuilder report = new StringBuilder();
        for (int seed = 0; seed < SEEDS; seed++) {
            append(report, "seed " + seed, errors(new SyntheticMembers(10, 97, 129, Errors.NOISE, seed)));
        }
        for (Errors errors : Errors.values()) {
            for (int count : new int[] {2, 3, 5, 10, 20}) {
                append(report, errors + " " + count, mean(errors, count));
            }
        }
        System.out.print(report);
    }

    private static double[] mean(Errors kind, int count) {
        double[] mean = new double[COLUMNS.size()];
        for (int seed = 0; seed < SEEDS; seed++) {
            double[] errors = errors(new SyntheticMembers(count, 97, 129, kind, seed));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += errors[i] / SEEDS;
            }
        }
        return mean;
    }

    private static double[] errors(SyntheticMembers set) {
        return new double[] {
            set.error(EnsembleAccuracyTest.rangeAligned(set.members())),
            EnsembleAccuracyTest.error(set, new ReferenceEnsembler()),
            EnsembleAccuracyTest.error(set, new UnalignedEnsembler(Reduction.MEDIAN)),
            EnsembleAccuracyTest.error(set, new UnalignedEnsembler(Reduction.MEAN)),
            EnsembleAccuracyTest.error(set, new LeastSquaresEnsembler())
        };
    }

    private static void append(StringBuilder report, String label, double[] errors) {
        report.append("| ").append(label);
        for (double error : errors) {
            report.append(String.format(Locale.ROOT, " | %.1f", error));
        }
        report.append(" |\n");
    }
}
