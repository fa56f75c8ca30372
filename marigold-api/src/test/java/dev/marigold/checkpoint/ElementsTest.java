package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.internal.numeric.EightBitFloat;
import dev.marigold.internal.numeric.HalfPrecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementsTest {
    @ParameterizedTest
    @CsvSource({
        "0x0000, 0",
        "0x3c00, 1",
        "0xc000, -2",
        "0x7bff, 65504",
        "0x0400, 6.103515625e-05",
        "0x03ff, 6.097555160522461e-05",
        "0x0001, 5.960464477539063e-08",
        "0x8001, -5.960464477539063e-08",
        "0x3555, 0.333251953125",
        "0x7c00, Infinity",
        "0xfc00, -Infinity"
    })
    void halfPrecisionIsWidenedExactly(String bits, float expected) {
        assertThat(widen(DType.F16, Integer.decode(bits))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0x3f80, 1",
        "0xbfc0, -1.5",
        "0x7f7f, 3.3895314e38",
        "0x0001, 9.183549615799121e-41",
        "0x7f80, Infinity",
        "0xff80, -Infinity"
    })
    void brainFloatsAreWidenedExactly(String bits, float expected) {
        assertThat(widen(DType.BF16, Integer.decode(bits))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, 0",
        "0x38, 1",
        "0xc0, -2",
        "0x7e, 448",
        "0x08, 0.015625",
        "0x07, 0.013671875",
        "0x01, 0.001953125",
        "0x81, -0.001953125"
    })
    void eightBitsAreWidenedExactly(String bits, float expected) {
        assertThat(widen(DType.F8_E4M3, Integer.decode(bits))).isEqualTo(expected);
    }

    @Test
    void negativeZeroKeepsItsSign() {
        assertThat(Float.floatToRawIntBits(widen(DType.F16, 0x8000))).isEqualTo(0x80000000);
        assertThat(Float.floatToRawIntBits(widen(DType.BF16, 0x8000))).isEqualTo(0x80000000);
        assertThat(Float.floatToRawIntBits(widen(DType.F8_E4M3, 0x80))).isEqualTo(0x80000000);
    }

    @Test
    void notANumberStaysNotANumber() {
        assertThat(widen(DType.F16, 0x7e00)).isNaN();
        assertThat(widen(DType.F16, 0x7c01)).isNaN();
        assertThat(widen(DType.BF16, 0x7fc0)).isNaN();
        assertThat(widen(DType.F8_E4M3, 0x7f)).isNaN();
        assertThat(widen(DType.F8_E4M3, 0xff)).isNaN();
        assertThat(HalfPrecision.toFloat(Elements.floatToHalf(Float.intBitsToFloat(0x7f800001))))
                .isNaN();
        assertThat(widen(DType.BF16, Elements.floatToBrain(Float.intBitsToFloat(0x7f800001))))
                .isNaN();
    }

    @Test
    void doublePrecisionIsRounded() {
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.1)
                .putDouble(1e300)
                .flip();

        assertThat(Elements.toFloats(bytes, DType.F64)).containsExactly(0.1f, Float.POSITIVE_INFINITY);
    }

    @Test
    void everyHalfSurvivesTheRoundTrip() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfPrecision.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(Elements.floatToHalf(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void everyBrainFloatSurvivesTheRoundTrip() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Float.intBitsToFloat(bits << 16);
            if (!Float.isNaN(value)) {
                assertThat(Elements.floatToBrain(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void everyNumberOfEightBitsSurvivesTheRoundTripAndAttractsWhatIsNearest() {
        for (int bits = 0; bits < 0x7f; bits++) {
            float value = EightBitFloat.toFloat((byte) bits);
            float above = bits < 0x7e ? EightBitFloat.toFloat((byte) (bits + 1)) : 480;
            float middle = (value + above) / 2;

            assertThat(EightBitFloat.ofFloat(value)).isEqualTo((byte) bits);
            assertThat(EightBitFloat.ofFloat(-value)).isEqualTo((byte) (bits | 0x80));
            assertThat(EightBitFloat.ofFloat(middle)).isEqualTo((byte) (bits + (bits & 1)));
            assertThat(EightBitFloat.ofFloat(Math.nextDown(middle))).isEqualTo((byte) bits);
            assertThat(EightBitFloat.ofFloat(-Math.nextUp(middle))).isEqualTo((byte) (bits + 1 | 0x80));
        }
    }

    @Test
    void whatIsBeyondEightBitsIsNoNumber() {
        for (float value : new float[] {464.1f, -1e30f, Float.POSITIVE_INFINITY, Float.NaN}) {
            assertThat(EightBitFloat.toFloat(EightBitFloat.ofFloat(value))).isNaN();
        }
    }

    @Test
    void tiesBetweenHalvesGoToTheEvenOne() {
        for (int bits = 0; bits < 0x7bff; bits++) {
            float lower = HalfPrecision.toFloat((short) bits);
            float upper = HalfPrecision.toFloat((short) (bits + 1));
            float middle = (lower + upper) / 2;

            assertThat(Elements.floatToHalf(middle)).isEqualTo((short) (bits + (bits & 1)));
            assertThat(Elements.floatToHalf(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(Elements.floatToHalf(-Math.nextUp(middle))).isEqualTo((short) (bits + 1 | 0x8000));
        }
    }

    @ParameterizedTest
    @CsvSource({"65519.996, 0x7bff", "65520, 0x7c00", "3e38, 0x7c00", "2.98023e-8, 0x0000", "1e-45, 0x0000"})
    void halvesOverflowToInfinityAndUnderflowToZero(float value, String bits) {
        assertThat(Elements.floatToHalf(value)).isEqualTo((short) (int) Integer.decode(bits));
    }

    @ParameterizedTest
    @CsvSource({"1.00390625, 0x3f80", "1.01171875, 0x3f82", "1.0039064, 0x3f81", "3.4028235e38, 0x7f80"})
    void brainFloatsAreRoundedToNearestTiesToEven(float value, String bits) {
        assertThat(Elements.floatToBrain(value)).isEqualTo((short) (int) Integer.decode(bits));
    }

    private static float widen(DType dtype, int bits) {
        ByteBuffer bytes = ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) bits)
                .flip()
                .limit(dtype.bytes());
        return Elements.toFloats(bytes, dtype)[0];
    }
}
