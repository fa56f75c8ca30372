package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortingNetworkTest {
    /** A network that sorts all columns of zeros and ones sorts everything: Knuth, volume 3, theorem 5.3.4Z. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void sortsAllColumnsOfZerosAndOnes(int rows) {
        int columns = 1 << rows;
        float[] table = new float[rows * columns];
        for (int i = 0; i < table.length; i++) {
            table[i] = (i % columns >> (i / columns)) & 1;
        }

        new SortingNetwork(rows).sort(table, columns, columns);

        for (int i = columns; i < table.length; i++) {
            assertThat(table[i]).isGreaterThanOrEqualTo(table[i - columns]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 31, 32, 33, 63, 64})
    void sortsRandomColumnsAndLeavesTheRestAlone(int rows) {
        int columns = 50;
        Random random = new Random(rows);
        float[] table = new float[rows * columns];
        for (int i = 0; i < table.length; i++) {
            table[i] = random.nextFloat();
        }
        float[] original = table.clone();

        new SortingNetwork(rows).sort(table, columns, columns - 1);

        for (int column = 0; column < columns; column++) {
            float[] expected = column(original, rows, column);
            if (column < columns - 1) {
                Arrays.sort(expected);
            }
            assertThat(column(table, rows, column)).isEqualTo(expected);
        }
    }

    private static float[] column(float[] table, int rows, int column) {
        float[] values = new float[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = table[row * (table.length / rows) + column];
        }
        return values;
    }
}
