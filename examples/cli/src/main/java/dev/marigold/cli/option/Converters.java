package dev.marigold.cli.option;

import dev.marigold.calibration.CalibrationDomain;
import dev.marigold.calibration.KnownDepth;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.cli.text.EnumNames;
import dev.marigold.cli.text.PictureSize;
import dev.marigold.dataset.ValidArea;
import dev.marigold.evaluation.AlignmentMode;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationProtocol;
import dev.marigold.evaluation.TrivialPredictor;
import dev.marigold.image.Colormap;
import dev.marigold.image.ResampleMode;
import dev.marigold.scene.store.SceneFormat;
import dev.marigold.scene.store.SceneMap;
import dev.marigold.spi.MemoryMode;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From words on the command line to values of the library. */
public final class Converters {
    private Converters() {}

    /** Reads the name of a colour map. */
    public static final class ToColormap implements ITypeConverter<Colormap> {
        @Override
        public Colormap convert(String text) {
            return refusable(Colormap::ofId, text);
        }
    }

    /** Reads the name of a way to resize. */
    public static final class ToResampleMode implements ITypeConverter<ResampleMode> {
        @Override
        public ResampleMode convert(String text) {
            return refusable(ResampleMode::ofId, text);
        }
    }

    /** Reads what values are affine to. */
    public static final class ToDomain implements ITypeConverter<CalibrationDomain> {
        @Override
        public CalibrationDomain convert(String text) {
            return oneOf(CalibrationDomain.values(), "domain", text);
        }
    }

    /** Reads a measured depth. */
    public static final class ToKnownDepth implements ITypeConverter<KnownDepth> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9}),(\\d{1,9})(?:,(\\d{1,9}),(\\d{1,9}))?=([^=]+)");

        @Override
        public KnownDepth convert(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("must be X,Y=METRES or X,Y,WIDTH,HEIGHT=METRES, got '" + text + "'");
            }
            return refusable(metres -> known(parts, Double.parseDouble(metres)), parts.group(5));
        }

        private static KnownDepth known(MatchResult parts, double metres) {
            int x = Integer.parseInt(parts.group(1));
            int y = Integer.parseInt(parts.group(2));
            return parts.group(3) == null
                    ? KnownDepth.at(x, y, metres)
                    : KnownDepth.region(
                            x, y, Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)), metres);
        }
    }

    /** Reads which stored weights to use. */
    public static final class ToWeightVariant implements ITypeConverter<WeightVariant> {
        @Override
        public WeightVariant convert(String text) {
            return oneOf(WeightVariant.values(), "variant", text);
        }
    }

    /** Reads what to save. */
    static final class ToMemoryMode implements ITypeConverter<MemoryMode> {
        @Override
        public MemoryMode convert(String text) {
            return oneOf(MemoryMode.values(), "memory mode", text);
        }
    }

    /** Reads how rendered scenes are kept. */
    public static final class ToSceneFormat implements ITypeConverter<SceneFormat> {
        @Override
        public SceneFormat convert(String text) {
            return oneOf(SceneFormat.values(), "format", text);
        }
    }

    /** Reads the name of a map. */
    public static final class ToSceneMap implements ITypeConverter<SceneMap> {
        @Override
        public SceneMap convert(String text) {
            return oneOf(SceneMap.values(), "map", text);
        }
    }

    /** Reads the size of a picture. */
    public static final class ToPictureSize implements ITypeConverter<PictureSize> {
        @Override
        public PictureSize convert(String text) {
            return refusable(PictureSize::parse, text);
        }
    }

    /** Reads the name of an architecture. */
    public static final class ToPreset implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String text) {
            return oneOf(Preset.values(), "config", text);
        }
    }

    /** Reads the name of a stored precision. */
    public static final class ToDType implements ITypeConverter<DType> {
        @Override
        public DType convert(String text) {
            return switch (text) {
                case "fp32" -> DType.F32;
                case "fp16" -> DType.F16;
                default -> throw new TypeConversionException("dtype must be one of fp32, fp16, got '" + text + "'");
            };
        }
    }

    /** Reads which part of the pictures counts. */
    static final class ToValidArea implements ITypeConverter<ValidArea> {
        @Override
        public ValidArea convert(String text) {
            return oneOf(ValidArea.values(), "valid area", text);
        }
    }

    /** Reads the name of a predictor that needs no model. */
    public static final class ToTrivialPredictor implements ITypeConverter<TrivialPredictor> {
        @Override
        public TrivialPredictor convert(String text) {
            return switch (text) {
                case "constant" -> TrivialPredictor.CONSTANT;
                case "ramp" -> TrivialPredictor.VERTICAL_RAMP;
                default ->
                    throw new TypeConversionException("predictor must be one of constant, ramp, got '" + text + "'");
            };
        }
    }

    /** Reads the name of published settings. */
    public static final class ToProtocol implements ITypeConverter<EvaluationProtocol> {
        @Override
        public EvaluationProtocol convert(String text) {
            return refusable(EvaluationProtocol::ofId, text);
        }
    }

    /** Reads how maps are brought to metres. */
    static final class ToAlignmentMode implements ITypeConverter<AlignmentMode> {
        @Override
        public AlignmentMode convert(String text) {
            return refusable(AlignmentMode::ofId, text);
        }
    }

    /** Reads the name of a metric. */
    static final class ToMetric implements ITypeConverter<DepthMetric> {
        @Override
        public DepthMetric convert(String text) {
            return refusable(DepthMetric::ofId, text);
        }
    }

    private static <E extends Enum<E>> E oneOf(E[] values, String what, String text) {
        return refusable(name -> EnumNames.find(values, what, name), text);
    }

    /** Returns what a reader makes of a word; what it refuses is a bad value of an option. */
    public static <T> T refusable(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
