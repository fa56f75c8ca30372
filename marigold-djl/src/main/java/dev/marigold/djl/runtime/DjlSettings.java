package dev.marigold.djl.runtime;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.marigold.djl.script.Arithmetic;
import dev.marigold.djl.script.WeightForm;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DeviceName;
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
    private static final String CPU = "cpu";

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
        DeviceName name = known(DeviceName.of(options.device()));
        Engine engine = PyTorch.start();
        return new DjlSettings(
                name.kind().equals(CPU) ? Device.cpu() : cuda(engine, name),
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

    private static DeviceName known(DeviceName name) {
        boolean processor = name.kind().equals(CPU);
        if (!processor && !name.kind().equals("cuda")) {
            throw new ProviderUnavailableException(
                    "device of backend 'djl' must be one of cpu, cuda, got '" + name + "'");
        }
        if (processor && name.index() > 0) {
            throw new ProviderUnavailableException("device 'cpu' has the number 0 only, got '" + name + "'");
        }
        return name;
    }

    private static Device cuda(Engine engine, DeviceName name) {
        int count = engine.getGpuCount();
        if (name.index() >= count) {
            throw new ProviderUnavailableException(
                    "PyTorch cannot use device '" + name + "' here: it sees " + count
                            + " CUDA devices. Replace ai.djl.pytorch:pytorch-native-cpu by pytorch-native-cu128 of the same version");
        }
        return Device.gpu(name.index());
    }
}
