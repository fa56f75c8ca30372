package dev.marigold.djl.runtime;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.marigold.djl.script.Arithmetic;
import dev.marigold.djl.script.WeightForm;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.MemoryMode;
import java.util.Locale;

/**
 * How networks are run.
 *
 * @param device where
 * @param arithmetic in what
 * @param form how weights are kept
 * @param threads of one evaluation; 0 leaves it to PyTorch
 */
record DjlSettings(Device device, Arithmetic arithmetic, WeightForm form, int threads) {
    /**
     * Starts PyTorch and returns the settings that options ask for.
     *
     * @throws ProviderUnavailableException if PyTorch does not start or an option asks for something that it lacks here
     */
    static DjlSettings of(BackendOptions options) {
        Arithmetic arithmetic = arithmetic(options.precision());
        if (!options.properties().isEmpty()) {
            throw new ProviderUnavailableException("backend 'djl' has no properties, got "
                    + options.properties().keySet());
        }
        String name = options.device();
        int number = number(name);
        Engine engine = PyTorch.start();
        return new DjlSettings(
                name.startsWith("cpu") ? Device.cpu() : cuda(engine, name, number),
                arithmetic,
                options.memoryMode() == MemoryMode.LOW ? WeightForm.STORED : WeightForm.READY,
                options.threads());
    }

    private static Arithmetic arithmetic(String precision) {
        for (Arithmetic arithmetic : Arithmetic.values()) {
            if (arithmetic.name().toLowerCase(Locale.ROOT).equals(precision)) {
                return arithmetic;
            }
        }
        throw new ProviderUnavailableException(
                "precision of backend 'djl' must be fp32 or bf16, got '" + precision + "'");
    }

    /** Returns the number in a name such as {@code cuda:1}; 0 if there is none. */
    private static int number(String name) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        if (!kind.equals("cpu") && !kind.equals("cuda")) {
            throw new ProviderUnavailableException(
                    "device of backend 'djl' must be one of cpu, cuda, got '" + name + "'");
        }
        int number = colon < 0 ? 0 : parse(name, name.substring(colon + 1));
        if (number > 0 && kind.equals("cpu")) {
            throw new ProviderUnavailableException("device 'cpu' has the number 0 only, got '" + name + "'");
        }
        return number;
    }

    private static int parse(String name, String digits) {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            throw new ProviderUnavailableException("device number must be an integer >= 0, got '" + name + "'", e);
        }
    }

    private static Device cuda(Engine engine, String name, int number) {
        int count = engine.getGpuCount();
        if (number >= count) {
            throw new ProviderUnavailableException(
                    "PyTorch cannot use device '" + name + "' here: it sees " + count
                            + " CUDA devices. Replace ai.djl.pytorch:pytorch-native-cpu by pytorch-native-cu128 of the same version");
        }
        return Device.gpu(number);
    }
}
