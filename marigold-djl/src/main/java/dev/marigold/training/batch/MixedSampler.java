package dev.marigold.training.batch;

import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Says which samples a micro-batch holds. Each comes from one data set, drawn by weight; within a data set every sample comes once before
 * any comes again, in an order drawn anew for each pass, and what does not fill a batch at the end of a pass is left out. What a
 * micro-batch holds depends on the seed and on its number. Confined to one thread.
 */
final class MixedSampler {
    private static final long CHOICE = 1;
    private static final long ORDER = 2;
    private static final long SIZE = 3;

    private final List<WeightedDataset> datasets;
    private final int batchSize;
    private final long seed;
    private final long[] batchesTaken;
    private final long[] passes;
    private final int[][] orders;
    private long next;

    MixedSampler(List<WeightedDataset> datasets, int batchSize, long seed) {
        this.datasets = List.copyOf(datasets);
        this.batchSize = batchSize;
        this.seed = seed;
        this.batchesTaken = new long[datasets.size()];
        this.passes = new long[datasets.size()];
        this.orders = new int[datasets.size()][0];
        for (WeightedDataset entry : datasets) {
            entry.requireBatch(batchSize);
        }
    }

    /**
     * What a micro-batch holds.
     *
     * @param number of the micro-batch, from 0
     * @param dataset index of the data set
     * @param samples indices in the data set
     * @param size of the pictures
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed from the sampler to the loader once, never compared.
    record Selection(long number, int dataset, int[] samples, TrainingSize size) {}

    /** Passes over micro-batches, as if they had been taken. */
    void skip(long count) {
        for (long i = 0; i < count; i++) {
            batchesTaken[choose(next++)]++;
        }
    }

    /** Returns the next micro-batch. */
    Selection next() {
        long number = next++;
        int dataset = choose(number);
        long taken = batchesTaken[dataset]++;
        int perPass = datasets.get(dataset).dataset().size() / batchSize;
        int[] order = order(dataset, taken / perPass);
        int first = (int) (taken % perPass) * batchSize;
        int[] samples = new int[batchSize];
        System.arraycopy(order, first, samples, 0, batchSize);
        List<TrainingSize> sizes = datasets.get(dataset).sizes();
        TrainingSize size = sizes.get(Seeds.stream(seed, SIZE, number).nextInt(sizes.size()));
        return new Selection(number, dataset, samples, size);
    }

    private int choose(long number) {
        double total = datasets.stream().mapToDouble(WeightedDataset::weight).sum();
        double drawn = Seeds.stream(seed, CHOICE, number).nextDouble() * total;
        for (int i = 0; i < datasets.size() - 1; i++) {
            drawn -= datasets.get(i).weight();
            if (drawn < 0) {
                return i;
            }
        }
        return datasets.size() - 1;
    }

    private int[] order(int dataset, long pass) {
        if (orders[dataset].length == 0 || passes[dataset] != pass) {
            orders[dataset] =
                    shuffled(datasets.get(dataset).dataset().size(), Seeds.stream(seed, ORDER, dataset, pass));
            passes[dataset] = pass;
        }
        return orders[dataset];
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
