package dev.marigold.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ProviderUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTest {
    @ParameterizedTest
    @CsvSource({
        "cpu, cpu, 0, cpu",
        "cpu:0, cpu, 0, cpu",
        "cuda:1, cuda, 1, cuda:1",
        "cuda:01, cuda, 1, cuda:1",
        "cuda:1023, cuda, 1023, cuda:1023",
        ":2, '', 2, :2"
    })
    void aNameHasAKindAndANumber(String name, String kind, int index, String written) {
        DeviceName device = DeviceName.of(name);

        assertThat(device).isEqualTo(new DeviceName(kind, index)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cuda:",
                "cuda:first",
                "cuda:-1",
                "cuda:+1",
                "cuda:1x",
                "cuda:1:2",
                "cuda:\u0661",
                "cuda:1024",
                "cuda:2147483648",
                "cuda:4294967295",
                "cuda:99999999999"
            })
    void aNumberIsWrittenInDigitsAndInRange(String name) {
        assertThatThrownBy(() -> DeviceName.of(name))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("device number must be an integer in [0, 1023], got '" + name + "'");
    }

    @Test
    void anIndexOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new DeviceName("cuda", -1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("index must be in [0, 1023], got -1");
        assertThatThrownBy(() -> new DeviceName("cuda", 1024))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("index must be in [0, 1023], got 1024");
    }
}
