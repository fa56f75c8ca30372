package dev.marigold.image;

import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What a camera noted in an encoded picture. */
final class Exif {
    private Exif() {}

    /** Of JPEG and PNG only the EXIF part is read: other parts may be compressed and unpack to any size. */
    static Metadata of(byte[] encoded) throws ImageProcessingException, IOException {
        return switch (FileTypeDetector.detectFileType(new ByteArrayInputStream(encoded))) {
            case Jpeg -> JpegMetadataReader.readMetadata(new ByteArrayInputStream(encoded), List.of(new ExifReader()));
            case Png -> pngMetadata(encoded);
            default -> ImageMetadataReader.readMetadata(new ByteArrayInputStream(encoded));
        };
    }

    private static Metadata pngMetadata(byte[] encoded) throws ImageProcessingException, IOException {
        Metadata metadata = new Metadata();
        for (PngChunk chunk : new PngChunkReader()
                .extract(new StreamReader(new ByteArrayInputStream(encoded)), Set.of(PngChunkType.eXIf))) {
            new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
        }
        return metadata;
    }
}
