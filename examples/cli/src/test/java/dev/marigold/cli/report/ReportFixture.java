package dev.marigold.cli.report;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.evaluation.DepthEvaluation;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.TrivialPredictor;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Runs over pictures in memory, one of which has a name that tries to break out of the page, and one of which is broken. */
final class ReportFixture {
    static final String HOSTILE_NAME = "a/<script>alert(\"1\")</script>&amp;'|`.png";
    static final Instant TIME = Instant.parse("2026-11-22T20:15:00Z");

    private ReportFixture() {}

    static EvaluationResult run(Path folder, TrivialPredictor predictor, ExampleAlbum album) throws IOException {
        return DepthEvaluation.builder(new Pictures(), predictor)
                .output(folder)
                .listener(album)
                .build()
                .run();
    }

    /** The pages there are. */
    enum Page {
        EVALUATION {
            @Override
            Path write(Path folder) throws IOException {
                ExampleAlbum album = ExampleAlbum.of(2, Pictures.SIZE);
                EvaluationResult result = run(folder.resolve("run"), TrivialPredictor.VERTICAL_RAMP, album);
                RunFacts facts = new RunFacts(Optional.of(PublishedLayout.NYUV2), TIME);
                return new EvaluationReport(result, facts, album).write(folder).get(2);
            }
        },
        COMPARISON {
            @Override
            Path write(Path folder) throws IOException {
                run(folder.resolve("a"), TrivialPredictor.CONSTANT, ExampleAlbum.of(0, Pictures.SIZE));
                run(folder.resolve("b"), TrivialPredictor.VERTICAL_RAMP, ExampleAlbum.of(0, Pictures.SIZE));
                return ComparisonReport.of(folder.resolve("a"), folder.resolve("b"))
                        .write(folder, TIME)
                        .get(2);
            }
        };

        abstract Path write(Path folder) throws IOException;

        String text(Path folder) throws IOException {
            return Files.readString(write(folder));
        }

        Document parse(Path folder) throws IOException {
            try {
                return DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(text(folder).getBytes(StandardCharsets.UTF_8)));
            } catch (SAXException | ParserConfigurationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Five pictures in two groups. */
    private static final class Pictures implements DepthDataset {
        static final int SIZE = 5;

        @Override
        public String name() {
            return "nyuv2";
        }

        @Override
        public DepthRange range() {
            return new DepthRange(0.1f, 10);
        }

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public DepthSample sample(int index) {
            return new Picture(index);
        }

        @Override
        public void close() {}
    }

    private record Picture(int index) implements DepthSample {
        private static final int WIDTH = 9;
        private static final int HEIGHT = 7;

        @Override
        public String id() {
            return index == 0 ? HOSTILE_NAME : "picture" + index + ".png";
        }

        @Override
        public String group() {
            return index < 3 ? "<indoor>" : "outdoor";
        }

        @Override
        public String predictionName() {
            return index + ".npy";
        }

        @Override
        public RgbImage image() {
            return RgbImage.ofRgb(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
        }

        @Override
        public GroundTruth groundTruth() throws IOException {
            if (index == Pictures.SIZE - 1) {
                throw new IOException("damaged <b>file</b>");
            }
            float[] metres = new float[WIDTH * HEIGHT];
            boolean[] valid = new boolean[metres.length];
            for (int i = 0; i < metres.length; i++) {
                int row = i / WIDTH;
                metres[i] = 1 + i % (3 + index) + row / 4f;
                valid[i] = i % 7 != 0;
            }
            return new GroundTruth(
                    FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), metres), PixelMask.wrap(HEIGHT, WIDTH, valid));
        }
    }
}
