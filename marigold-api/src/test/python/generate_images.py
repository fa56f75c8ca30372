"""Writes the small pictures that the tests of dev.marigold.image read, into src/test/resources/dev/marigold/image.

Needs Pillow and numpy (written with 12.3.0 and 2.4.6). PNG files are encoded here, without a library, so that what they hold is plain.
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

OUT = Path(__file__).parents[1] / "resources" / "dev" / "marigold" / "image"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, rows, width, height, bits, color, *extra):
    raw = b"".join(b"\0" + row for row in rows)
    header = struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0)
    body = chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
    (OUT / name).write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def pattern(channels, bits):
    """value(y, x, c) = (7919 y + 104729 x + 1299709 c + 12345) mod 2^bits, 5 rows of 7 pixels."""
    y, x, c = np.mgrid[0:5, 0:7, 0:channels]
    return (7919 * y + 104729 * x + 1299709 * c + 12345) % (1 << bits)


OUT.mkdir(parents=True, exist_ok=True)
for bits, dtype in ((8, ">u1"), (16, ">u2")):
    for color, channels in ((0, 1), (2, 3), (4, 2), (6, 4)):
        values = pattern(channels, bits).astype(dtype)
        png(f"png-type{color}-{bits}bit.png", [row.tobytes() for row in values], 7, 5, bits, color)

# Grey of 2 bits: 0, 1, 2, 3 become 0, 85, 170, 255.
png("png-type0-2bit.png", [bytes([0b00011011])], 4, 1, 2, 0)
# Palette of 4 bits with a half and a fully transparent entry.
palette = chunk(b"PLTE", bytes([10, 20, 30, 200, 100, 0, 1, 2, 3])) + chunk(b"tRNS", bytes([255, 128, 0]))
png("png-type3-4bit.png", [bytes([0x01, 0x20])], 3, 1, 4, 3, palette)

patches = [(0, 0, 0, 0), (255, 0, 0, 0), (0, 128, 255, 64), (0, 0, 0, 255)]
inks = np.repeat(np.array(patches, np.uint8)[None], 8, 0).repeat(8, 1)
Image.fromarray(inks, "CMYK").save(OUT / "jpeg-cmyk-pillow12.3.0.jpg", quality=95)

quadrants = np.zeros((4, 6, 3), np.uint8)
quadrants[:2, :3], quadrants[:2, 3:], quadrants[2:, :3], quadrants[2:, 3:] = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
Image.fromarray(quadrants).save(OUT / "tiff-orientation6-pillow12.3.0.tiff", tiffinfo={274: 6})
Image.fromarray(quadrants[..., 0].astype(np.float32)).save(OUT / "tiff-float-pillow12.3.0.tiff")

exif = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0)
png("png-orientation6.png", [row.tobytes() for row in quadrants], 6, 4, 8, 2, chunk(b"eXIf", exif))

first, second = Image.new("RGB", (3, 2), (255, 0, 0)), Image.new("RGB", (3, 2), (0, 0, 255))
first.save(OUT / "gif-animated-pillow12.3.0.gif", save_all=True, append_images=[second], duration=100)
sys.stdout.write("".join(f"{f.stat().st_size:6} {f.name}\n" for f in sorted(OUT.iterdir())))
