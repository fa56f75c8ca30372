"""Writes the .npy files that NpyFileTest reads, into src/test/resources/dev/marigold/image. Needs numpy (written with 2.4.6)."""

from pathlib import Path

import numpy as np
from numpy.lib import format as npy

OUT = Path(__file__).parents[1] / "resources" / "dev" / "marigold" / "image"
OUT.mkdir(parents=True, exist_ok=True)


def write(name, array, version=(1, 0)):
    with open(OUT / f"npy-{name}-numpy2.4.6.npy", "wb") as file:
        npy.write_array(file, array, version=version)


values = np.array([[0.1, -2.5, np.nan], [np.inf, 1e-40, 3.4e38]])
write("float32", values.astype("<f4"))
write("float64", values.astype("<f8"))
write("float32-big", values.astype(">f4"))
write("float32-v2", values.astype("<f4"), (2, 0))
write("vector", np.arange(4, dtype="<f4"))
write("scalar", np.array(7.5, "<f4"))
write("empty", np.zeros((0, 3), "<f4"))
write("fortran", np.asfortranarray(values.astype("<f4")))
write("fortran-3d", np.asfortranarray(np.arange(24, dtype="<f8").reshape(2, 3, 4)))
halves = np.array([[0.1, -2.5, np.nan, np.inf], [6e-8, 65504, -0.0, 1e-5]])  # subnormal, largest, negative zero, subnormal
write("float16", halves.astype("<f2"))
write("float16-big", halves.astype(">f2"))
write("int32", np.arange(3, dtype="<i4"))
write("uint8", np.array([0, 1, 255], "u1"))
write("bool", np.array([False, True]))
