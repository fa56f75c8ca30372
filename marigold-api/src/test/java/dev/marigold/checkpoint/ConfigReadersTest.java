package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.MetricRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReadersTest {
    @TempDir
    private Path directory;

    @Test
    void absentUnetKeysTakeTheDefaultsOfDiffusers() throws IOException {
        assertThat(UnetConfigReader.read(json("{}")))
                .isEqualTo(new UnetConfig(
                        4,
                        4,
                        List.of(320, 640, 1280, 1280),
                        List.of(true, true, true, false),
                        List.of(false, true, true, true),
                        2,
                        List.of(8, 8, 8, 8),
                        List.of(1, 1, 1, 1),
                        1280,
                        false,
                        32,
                        1e-5,
                        true,
                        0));
    }

    @Test
    void nullUnetKeysCountAsAbsent() throws IOException {
        assertThat(UnetConfigReader.read(json("{'class_embed_type':null,'attention_head_dim':null,'act_fn':null}")))
                .isEqualTo(UnetConfigReader.read(json("{}")));
    }

    @Test
    void theNumberOfHeadsOverridesWhatIsCalledTheirWidth() throws IOException {
        UnetConfig config = UnetConfigReader.read(json("{'attention_head_dim':8,'num_attention_heads':[5,10,20,20]}"));

        assertThat(config.attentionHeads()).containsExactly(5, 10, 20, 20);
    }

    @Test
    void listsOfOneValueForEveryLevelAreThatValue() throws IOException {
        UnetConfig config = UnetConfigReader.read(json("{'layers_per_block':[2,2,2,2],'cross_attention_dim':[7,7,7,7],"
                + "'transformer_layers_per_block':[1,2,3,4],'only_cross_attention':[false,false,false,false]}"));

        assertThat(config.layersPerBlock()).isEqualTo(2);
        assertThat(config.crossAttentionDim()).isEqualTo(7);
        assertThat(config.transformerLayers()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void unetKeysWithoutEffectAreIgnored() throws IOException {
        assertThat(UnetConfigReader.read(
                        json("{'dropout':0.1,'sample_size':96,'_name_or_path':'x','upcast_attention':true,"
                                + "'_diffusers_version':'0.1','from_the_future':[1]}")))
                .isEqualTo(UnetConfigReader.read(json("{}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "_class_name|\"UNet2DModel\"|UNet2DConditionModel",
                "act_fn|\"gelu\"|silu or swish",
                "mid_block_type|\"UNetMidBlock2D\"|UNetMidBlock2DCrossAttn",
                "time_embedding_type|\"fourier\"|positional",
                "resnet_time_scale_shift|\"scale_shift\"|default",
                "attention_type|\"gated\"|default",
                "conv_in_kernel|5|3",
                "conv_out_kernel|1|3",
                "downsample_padding|0|1",
                "mid_block_scale_factor|2|1",
                "resnet_out_scale_factor|0.5|1",
                "center_input_sample|true|false",
                "dual_cross_attention|true|false",
                "only_cross_attention|true|false",
                "only_cross_attention|[false,true,true,false]|false",
                "mid_block_only_cross_attention|true|false",
                "resnet_skip_time_act|true|false",
                "class_embed_type|\"timestep\"|absent or null",
                "num_class_embeds|10|absent or null",
                "addition_embed_type|\"text_time\"|absent or null",
                "encoder_hid_dim|768|absent or null",
                "encoder_hid_dim_type|\"text_proj\"|absent or null",
                "time_cond_proj_dim|256|absent or null",
                "time_embedding_dim|512|absent or null",
                "time_embedding_act_fn|\"silu\"|absent or null",
                "timestep_post_act|\"silu\"|absent or null",
                "cross_attention_norm|\"layer_norm\"|absent or null",
                "reverse_transformer_layers_per_block|[[1]]|absent or null",
                "in_channels|0|an integer in [1, 1048576]",
                "in_channels|\"8\"|an integer in [1, 1048576]",
                "in_channels|8.5|an integer in [1, 1048576]",
                "block_out_channels|[]|a list of integers in [1, 1048576]",
                "block_out_channels|[536870912]|a list of integers in [1, 1048576]",
                "cross_attention_dim|1048577|an integer in [1, 1048576]",
                "block_out_channels|[320,-1]|a list of integers in [1, 1048576]",
                "block_out_channels|[320,640,1280,1290]|multiples of norm_num_groups 32",
                "attention_head_dim|7|MULTIPLES",
                "attention_head_dim|[5,10,20]|an integer in [1, 1048576] or a list of 4",
                "down_block_types|[\"AttnDownBlock2D\"]|a list of DownBlock2D and CrossAttnDownBlock2D",
                "down_block_types|[\"DownBlock2D\"]|a list of 4, one for each of block_out_channels",
                "up_block_types|\"UpBlock2D\"|a list of texts",
                "layers_per_block|[1,2,2,2]|the same for every level",
                "norm_eps|\"small\"|a number",
                "norm_eps|1e999|a number",
                "norm_eps|0|above 0",
                "norm_eps|-1.0E-5|above 0",
                "freq_shift|160|below half of the first of block_out_channels 320",
                "use_linear_projection|1|true or false",
            })
    void whatTheDenoisingNetworkCannotDoIsRefused(String key, String value, String rule) throws IOException {
        JsonFile file = json("{'" + key + "':" + value + "}");

        boolean heads = rule.equals("MULTIPLES");
        String message = heads
                ? path()
                        + " key 'block_out_channels' must be multiples of the numbers of heads [7, 7, 7, 7], got nothing"
                : path() + " key '" + key + "' must be " + rule + ", got " + shown(value);
        assertThatThrownBy(() -> UnetConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(message);
    }

    @Test
    void absentAutoencoderKeysTakeTheDefaultsOfDiffusers() throws IOException {
        assertThat(AutoencoderConfigReader.read(json("{'_class_name':'AutoencoderKL'}")))
                .isEqualTo(new AutoencoderKlConfig(3, 3, 4, List.of(64), 1, 32, 0.18215, true, true, true));
        assertThat(AutoencoderConfigReader.read(json("{'_class_name':'AutoencoderTiny'}")))
                .isEqualTo(new AutoencoderTinyConfig(
                        3,
                        3,
                        4,
                        List.of(64, 64, 64, 64),
                        List.of(64, 64, 64, 64),
                        List.of(1, 3, 3, 3),
                        List.of(3, 3, 3, 1),
                        Activation.RELU,
                        1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AutoencoderKL|act_fn|\"relu\"|silu or swish",
                "AutoencoderKL|shift_factor|0.1|0",
                "AutoencoderKL|latents_mean|[0.1]|absent or null",
                "AutoencoderKL|latents_std|[0.1]|absent or null",
                "AutoencoderKL|block_out_channels|[48]|multiples of norm_num_groups 32",
                "AutoencoderKL|block_out_channels|[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]|a list of at most 16",
                "AutoencoderKL|down_block_types|[\"AttnDownEncoderBlock2D\"]|a list of 1 DownEncoderBlock2D",
                "AutoencoderKL|up_block_types|[\"UpDecoderBlock2D\",\"UpDecoderBlock2D\"]|a list of 1 UpDecoderBlock2D",
                "AutoencoderKL|scaling_factor|0|above 0",
                "AutoencoderKL|in_channels|1|3",
                "AutoencoderKL|out_channels|4|3",
                "AutoencoderKL|latent_channels|1048577|an integer in [1, 1048576]",
                "AutoencoderTiny|in_channels|4|3",
                "AutoencoderTiny|out_channels|1|3",
                "AutoencoderTiny|encoder_block_out_channels|[64,64,32,64]|the same for every level",
                "AutoencoderTiny|decoder_block_out_channels|[64,32,32,32]|the same for every level",
                "AutoencoderTiny|scaling_factor|0|above 0",
                "AutoencoderTiny|upsample_fn|\"bilinear\"|nearest",
                "AutoencoderTiny|upsampling_scaling_factor|4|2",
                "AutoencoderTiny|act_fn|\"mish\"|relu, silu or gelu",
                "AutoencoderTiny|num_decoder_blocks|[3,1]|a list of 4, one for each of encoder_block_out_channels",
            })
    void whatAutoencodersCannotDoIsRefused(String type, String key, String value, String rule) throws IOException {
        JsonFile file = json("{'_class_name':'" + type + "','" + key + "':" + value + "}");

        assertThatThrownBy(() -> AutoencoderConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(path() + " key '" + key + "' must be " + rule + ", got " + value);
    }

    @Test
    void otherAutoencodersAreRefused() throws IOException {
        JsonFile file = json("{'_class_name':'VQModel'}");

        assertThatThrownBy(() -> AutoencoderConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(path() + " key '_class_name' must be AutoencoderKL or AutoencoderTiny, got \"VQModel\"");
    }

    @Test
    void absentTextEncoderKeysTakeTheDefaultsOfTransformers() throws IOException {
        assertThat(ClipTextConfigReader.read(json("{}")))
                .isEqualTo(new ClipTextConfig(49408, 512, 2048, 12, 8, 77, Activation.QUICK_GELU, 1e-5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hidden_act|\"gelu_new\"|gelu or quick_gelu",
                "hidden_size|500|a multiple of num_attention_heads 8",
                "model_type|\"t5\"|clip_text_model",
                "max_position_embeddings|1|at least 2, for the empty prompt",
                "layer_norm_eps|0|above 0",
            })
    void whatTheTextEncoderCannotDoIsRefused(String key, String value, String rule) throws IOException {
        JsonFile file = json("{'" + key + "':" + value + "}");

        assertThatThrownBy(() -> ClipTextConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(path() + " key '" + key + "' must be " + rule + ", got " + value);
    }

    @ParameterizedTest
    @CsvSource({
        "MarigoldDepthPipeline, DEPTH",
        "MarigoldPipeline, DEPTH",
        "MarigoldNormalsPipeline, NORMALS",
        "MarigoldIntrinsicsPipeline, INTRINSICS"
    })
    void theClassOfThePipelineSaysWhatIsPredicted(String name, Modality expected) throws IOException {
        PipelineConfig config = PipelineConfigReader.read(json("{'_class_name':'" + name + "'}"));

        assertThat(config)
                .isEqualTo(new PipelineConfig(
                        expected,
                        expected == Modality.DEPTH ? AffineInvariance.SCALE_AND_SHIFT : AffineInvariance.NONE,
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        false,
                        MemberViews.SAME));
    }

    @ParameterizedTest
    @CsvSource({"true, true, SCALE_AND_SHIFT", "true, false, SCALE", "false, false, NONE"})
    void invarianceIsThatOfTheIndex(boolean scale, boolean shift, AffineInvariance expected) throws IOException {
        PipelineConfig config =
                PipelineConfigReader.read(json("{'_class_name':'MarigoldDepthPipeline','scale_invariant':" + scale
                        + ",'shift_invariant':" + shift + "}"));

        assertThat(config.invariance()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void theIndexSaysWhetherToStartFromZerosAndWhetherMembersAreMirrored(boolean zeros, boolean mirrored)
            throws IOException {
        PipelineConfig config =
                PipelineConfigReader.read(json("{'_class_name':'MarigoldDepthPipeline','default_zero_latents':" + zeros
                        + ",'default_mirrored_members':" + mirrored + "}"));

        assertThat(config.startsFromZeros()).isEqualTo(zeros);
        assertThat(config.memberViews() == MemberViews.MIRRORED).isEqualTo(mirrored);
    }

    /** Python writes it so, and diffusers has it among the defaults of DPM-Solver. */
    @Test
    void anInfinityOfPythonIsRead() throws IOException {
        SchedulerConfig config =
                SchedulerConfigReader.read(json("{'_class_name':'MyScheduler','lambda_min_clipped':-Infinity}"));

        assertThat(config.number("lambda_min_clipped", 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void invarianceToShiftAloneIsRefused() throws IOException {
        JsonFile file = json("{'_class_name':'MarigoldDepthPipeline','scale_invariant':false}");

        assertThatThrownBy(() -> PipelineConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(path() + " key 'shift_invariant' must be false where scale_invariant is, got nothing");
    }

    @Test
    void theRangeOfAbsoluteDepthIsThatOfTheIndex() throws IOException {
        assertThat(PipelineConfigReader.read(absolute("{'near':0.5,'far':80}")).range())
                .hasValue(new MetricRange(0.5, 80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'near':80,'far':80}", "{'near':-1,'far':80}", "{'far':80}", "[0, 80]", "80"})
    void rangesThatAreNoneAreRefused(String range) throws IOException {
        JsonFile file = absolute(range);

        assertThatThrownBy(() -> PipelineConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(
                        path() + " key 'depth_range_metres' must be an object with metres 0 <= near < far, got ");
    }

    @Test
    void aRangeOfRelativeDepthIsRefused() throws IOException {
        JsonFile file = json("{'_class_name':'MarigoldDepthPipeline','depth_range_metres':{'near':0,'far':80}}");

        assertThatThrownBy(() -> PipelineConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(
                        path()
                                + " key 'depth_range_metres' must be absent where depth is known up to scale or shift only, got ");
    }

    private JsonFile absolute(String range) throws IOException {
        return json("{'_class_name':'MarigoldDepthPipeline','scale_invariant':false,'shift_invariant':false,"
                + "'depth_range_metres':" + range + "}");
    }

    @Test
    void aDefaultResolutionOfZeroIsTheSizeOfThePicture() throws IOException {
        assertThat(PipelineConfigReader.read(
                                json("{'_class_name':'MarigoldDepthPipeline','default_processing_resolution':0}"))
                        .defaultProcessingResolution())
                .hasValue(0);
    }

    @Test
    void otherPipelinesAreRefused() throws IOException {
        JsonFile file = json("{'_class_name':'StableDiffusionPipeline'}");

        assertThatThrownBy(() -> PipelineConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(path() + " key '_class_name' must be MarigoldDepthPipeline, MarigoldPipeline,"
                        + " MarigoldNormalsPipeline or MarigoldIntrinsicsPipeline, got \"StableDiffusionPipeline\"");
    }

    @Test
    void allKeysOfASchedulerAreKept() throws IOException {
        SchedulerConfig config =
                SchedulerConfigReader.read(json("{'_class_name':'MyScheduler','trained_betas':[0.1,0.2],"
                        + "'mine':'x','steps_offset':1,'none':null,'nested':{'a':1}}"));

        assertThat(config.className()).isEqualTo("MyScheduler");
        assertThat(config.values()).containsOnlyKeys("trained_betas", "mine", "steps_offset");
        assertThat(config.numbers("trained_betas"))
                .hasValueSatisfying(betas -> assertThat(betas).containsExactly(0.1, 0.2));
        assertThat(config.text("mine", "")).isEqualTo("x");
    }

    @Test
    void aSchedulersConfigurationTellsWhatIsReadOfIt() {
        Set<String> read = new TreeSet<>();
        SchedulerConfig config = SchedulerConfig.of("MyScheduler", Map.of("mine", 1, "theirs", 2))
                .tellingReads(read::add)
                .with("also_mine", 3);

        assertThat(config.integer("mine", 0) + config.integer("absent", 0)).isEqualTo(1);
        assertThat(config.values().containsKey("no_key")).isFalse();
        assertThat(config.values().getOrDefault("also_mine", 0)).isEqualTo(3);
        assertThat(read).containsExactly("absent", "also_mine", "mine", "no_key");

        assertThat(config.values()).hasSize(3);
        assertThat(read).contains("theirs");
    }

    @Test
    void aSchedulerWithoutAClassIsRefused() throws IOException {
        JsonFile file = json("{}");

        assertThatThrownBy(() -> SchedulerConfigReader.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(path() + " key '_class_name' must be the class of a scheduler, got nothing");
    }

    private static String shown(String value) {
        return value.equals("1e999") ? "\"Infinity\"" : value;
    }

    private Path path() {
        return directory.resolve("config.json");
    }

    private JsonFile json(String text) throws IOException {
        return JsonFile.read(Files.writeString(path(), text.replace('\'', '"')));
    }
}
