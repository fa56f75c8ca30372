package dev.marigold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.ensemble.MeanEnsemblerProvider;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.MemberViews;
import dev.marigold.progress.Stage;
import dev.marigold.progress.TraceListener;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeEnsemblerProvider;
import dev.marigold.testing.Pictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirroredMembersTest {
    // No multiple of the 8 that the autoencoder needs: the mirror image is padded on the other side of what is seen.
    private static final int WIDTH = 61;
    private static final int HEIGHT = 43;
    private static final Pictures.Sample SCENE = (channel, x, y) -> (7 * x + 3 * y * (channel + 1)) % 97 / 97.0;
    private static final RgbImage PICTURE = Pictures.of(WIDTH, HEIGHT, SCENE);
    private static final RgbImage MIRROR_IMAGE =
            Pictures.of(WIDTH, HEIGHT, (channel, x, y) -> SCENE.at(channel, WIDTH - 1 - x, y));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everySecondMemberSeesTheMirrorImage(int batchSize) {
        try (DepthEstimator plain = estimator(b -> b);
                DepthEstimator mirroring =
                        estimator(b -> b.memberViews(MemberViews.MIRRORED).batchSize(batchSize))) {
            FloatTensor members = mirroring.members(fromZeros(PICTURE, 5)).maps();

            FloatTensor ofPicture = plain.members(fromZeros(PICTURE, 1)).maps();
            FloatTensor ofMirrorImage =
                    mirrored(plain.members(fromZeros(MIRROR_IMAGE, 1)).maps());
            assertThat(ofMirrorImage).isNotEqualTo(ofPicture);
            for (int member = 0; member < 5; member++) {
                assertThat(members.slice(member, member + 1)).isEqualTo(member % 2 == 0 ? ofPicture : ofMirrorImage);
            }
        }
    }

    @Test
    void membersKeepTheirNoise() {
        try (DepthEstimator plain = estimator(b -> b);
                DepthEstimator mirroring = estimator(b -> b.memberViews(MemberViews.MIRRORED))) {
            DepthRequest request = DepthRequest.builder(PICTURE).ensembleSize(4).build();
            FloatTensor members = mirroring.members(request).maps();

            FloatTensor plainMembers = plain.members(request).maps();
            assertThat(members.slice(0, 1)).isEqualTo(plainMembers.slice(0, 1));
            assertThat(members.slice(2, 3)).isEqualTo(plainMembers.slice(2, 3));
            assertThat(members.slice(1, 2)).isNotEqualTo(members.slice(3, 4));
        }
    }

    @Test
    void aSingleMemberSeesThePicture() {
        FakeBackend backend = EstimatorFixture.backend();
        try (DepthEstimator plain = estimator(b -> b);
                DepthEstimator mirroring = EstimatorFixture.estimator(
                        backend, b -> b.processingResolution(0).steps(1).memberViews(MemberViews.MIRRORED))) {
            assertThat(mirroring.estimate(PICTURE).depth())
                    .isEqualTo(plain.estimate(PICTURE).depth());
            assertThat(backend.evaluations).hasValue(3);
        }
    }

    @Test
    void smallerEnsemblesAreTheFirstMembers() {
        try (DepthEstimator mirroring = estimator(b -> b.memberViews(MemberViews.MIRRORED))) {
            DepthMembers four = mirroring.members(
                    DepthRequest.builder(PICTURE).ensembleSize(4).build());
            DepthMembers two = mirroring.members(
                    DepthRequest.builder(PICTURE).ensembleSize(2).build());

            assertThat(four.hasExactPrefixes()).isTrue();
            assertThat(four.maps().slice(0, 2)).isEqualTo(two.maps());
        }
    }

    @Test
    void aMemberAloneTakesHalfOfTheEncoding() {
        try (DepthEstimator mirroring = estimator(b -> b.memberViews(MemberViews.MIRRORED))) {
            DepthMembers members = mirroring.members(
                    DepthRequest.builder(PICTURE).ensembleSize(4).build());
            Duration both = members.timings().of(Stage.ENCODE);

            assertThat(encoding(members, 1)).isEqualTo(both.dividedBy(2));
            assertThat(encoding(members, 2)).isEqualTo(both);
        }
    }

    private static Duration encoding(DepthMembers members, int ensembleSize) {
        return members.merge(ensembleSize, new MeanEnsemblerProvider())
                .timings()
                .of(Stage.ENCODE);
    }

    @Test
    void theTraceAndTheProgressHaveBothViews() {
        Map<String, Shape> shapes = new HashMap<>();
        List<Long> encodings = new ArrayList<>();
        TraceListener trace = (name, tensor) -> shapes.put(name, tensor.shape());
        try (DepthEstimator mirroring = estimator(b -> b.memberViews(MemberViews.MIRRORED))) {
            mirroring.estimate(DepthRequest.builder(PICTURE)
                    .ensembleSize(2)
                    .trace(trace)
                    .progress(progress -> {
                        if (progress.stage() == Stage.ENCODE) {
                            encodings.add(progress.total());
                        }
                    })
                    .build());
        }

        assertThat(shapes)
                .containsEntry("preprocessed", Shape.of(2, 3, 48, 64))
                .containsEntry("image_latent", Shape.of(2, 4, 6, 8));
        assertThat(encodings).isNotEmpty().containsOnly(2L);
    }

    @Test
    void aCheckpointMayAskForItUnlessTheUserSaysOtherwise(@TempDir Path folder) {
        Path directory = Checkpoints.copyOf(
                "depth-v1-1", folder, "model_index.json", List.of("{", "{\"default_mirrored_members\": true,"));
        UnaryOperator<DepthEstimator.Builder> asking = b -> b.checkpoint(Checkpoints.open(directory));
        try (DepthEstimator asked = estimator(asking);
                DepthEstimator told = estimator(b -> asking.apply(b).memberViews(MemberViews.SAME));
                DepthEstimator plain = estimator(b -> b);
                DepthEstimator mirroring = estimator(b -> b.memberViews(MemberViews.MIRRORED))) {
            DepthRequest request = DepthRequest.builder(PICTURE).ensembleSize(2).build();

            assertThat(asked.estimate(request).depth())
                    .isEqualTo(mirroring.estimate(request).depth());
            assertThat(told.estimate(request).depth())
                    .isEqualTo(plain.estimate(request).depth());
            assertThat(asked.estimate(request).provenance().memberViews()).isEqualTo(MemberViews.MIRRORED);
            assertThat(told.defaults().memberViews()).isEqualTo(MemberViews.SAME);
            assertThat(asked.members(request)
                            .merge(2, FakeEnsemblerProvider.firstAndLast())
                            .provenance()
                            .memberViews())
                    .isEqualTo(MemberViews.MIRRORED);
        }
    }

    private static DepthEstimator estimator(UnaryOperator<DepthEstimator.Builder> settings) {
        return EstimatorFixture.estimator(
                b -> settings.apply(b.processingResolution(0).steps(1)));
    }

    private static DepthRequest fromZeros(RgbImage picture, int ensembleSize) {
        return DepthRequest.builder(picture)
                .zeroLatents()
                .ensembleSize(ensembleSize)
                .build();
    }

    private static FloatTensor mirrored(FloatTensor maps) {
        int width = maps.shape().extent(2);
        float[] values = new float[(int) maps.shape().elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = maps.get(i - i % width + width - 1 - i % width);
        }
        return FloatTensor.wrap(maps.shape(), values);
    }
}
