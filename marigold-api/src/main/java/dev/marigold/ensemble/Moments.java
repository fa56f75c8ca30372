package dev.marigold.ensemble;

/**
 * Means and covariances of members over all pixels, from which the mean squared distance of any two aligned members follows without
 * another look at the pixels. The divisor of covariances is the number of pixels.
 */
final class Moments {
    private final double[] means;
    private final double[][] covariances;

    Moments(double[] means, double[][] covariances) {
        this.means = means;
        this.covariances = covariances;
    }

    double[] means() {
        return means;
    }

    double[][] covariances() {
        return covariances;
    }

    static Moments of(Members members) {
        int count = members.count();
        double[] origins = new double[count];
        for (int i = 0; i < count; i++) {
            origins[i] = members.get(i, members.pixels() / 2);
        }
        double[][] sums = new double[Blocks.tasks(members.pixels())][];
        Blocks.forEach(members.pixels(), (task, from, to) -> sums[task] = sums(members, origins, from, to));
        double[] total = new double[count * (count + 1)];
        for (double[] sum : sums) {
            for (int i = 0; i < total.length; i++) {
                total[i] += sum[i] / members.pixels();
            }
        }
        return of(total, origins);
    }

    private static Moments of(double[] total, double[] origins) {
        int count = origins.length;
        double[] means = new double[count];
        double[][] covariances = new double[count][count];
        for (int i = 0; i < count; i++) {
            means[i] = origins[i] + total[i];
            for (int j = 0; j <= i; j++) {
                covariances[i][j] = total[count * (i + 1) + j] - total[i] * total[j];
                covariances[j][i] = covariances[i][j];
            }
        }
        return new Moments(means, covariances);
    }

    /** Returns the sums of all members, then the sums of the products of each member with those up to itself, one row per member. */
    private static double[] sums(Members members, double[] origins, int from, int to) {
        int count = origins.length;
        float[] table = new float[count * Rows.LENGTH];
        double[] sums = new double[count * (count + 1)];
        for (int pixel = from; pixel < to; pixel += Rows.LENGTH) {
            int length = Math.min(Rows.LENGTH, to - pixel);
            for (int i = 0; i < count; i++) {
                members.copyTo(i, pixel, table, i * Rows.LENGTH, length);
                sums[i] += sum(table, i * Rows.LENGTH, length, origins[i]);
                for (int j = 0; j <= i; j++) {
                    sums[count * (i + 1) + j] += product(table, i, j, length, origins);
                }
            }
        }
        return sums;
    }

    private static double sum(float[] table, int offset, int length, double origin) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += table[offset + k] - origin;
        }
        return sum;
    }

    private static double product(float[] table, int i, int j, int length, double[] origins) {
        double sum = 0;
        double first = origins[i];
        double second = origins[j];
        for (int k = 0; k < length; k++) {
            sum += (table[i * Rows.LENGTH + k] - first) * (table[j * Rows.LENGTH + k] - second);
        }
        return sum;
    }
}
