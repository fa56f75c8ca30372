package dev.marigold.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.tensor.FloatTensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Scenes are the same bytes on every machine. Whoever changes what scenes look like raises the generator's version and replaces these numbers,
 * which a failure prints.
 */
class SameBytesTest {
    private static final String EXPECTED = """
            room d94505b2
            corridor f225c147
            tabletop 8063fc56
            street dc8af6d8
            field 2232234b
            clutter 338ed440
            planes 5365dec3
            hall d4313d99
            stairs 87f64ec3
            courtyard 5c47e312
            forest b8f14377
            people 9e68b028
            nook e1c105a7""";

    @Test
    void picturesAndMapsOfEveryKindAreThoseOfThisVersion() {
        String found = Arrays.stream(SceneKind.values())
                .map(kind -> kind.id() + " " + Long.toHexString(checksum(kind)))
                .collect(Collectors.joining("\n"));

        assertThat(found).isEqualTo(EXPECTED);
    }

    private static long checksum(SceneKind kind) {
        SceneGenerator generator = SceneGenerator.builder()
                .seed(2026)
                .size(32, 24)
                .kinds(Set.of(kind))
                .build();
        CRC32 crc = new CRC32();
        for (int i = 0; i < 3; i++) {
            RenderedScene scene = generator.render(i);
            crc.update(scene.rgb());
            update(crc, scene.depth());
            update(crc, scene.normals());
            update(crc, scene.albedo());
        }
        return crc.getValue();
    }

    private static void update(CRC32 crc, FloatTensor map) {
        float[] values = map.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        crc.update(bytes.array());
    }
}
