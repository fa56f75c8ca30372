"""Writes the file that Hdf5ArrayTest reads, into src/test/resources/dev/marigold/internal/optional: arrays stored as those of Hypersim are, in chunks
that are compressed, in half precision. Needs h5py and numpy (written with h5py 3.16).
"""

from pathlib import Path

import h5py
import numpy as np

OUT = Path(__file__).parents[1] / "resources" / "dev" / "marigold" / "internal" / "optional"
OUT.mkdir(parents=True, exist_ok=True)

with h5py.File(OUT / "hdf5-arrays-h5py3.16.hdf5", "w", track_order=True) as file:
    metres = np.arange(35).reshape(5, 7) / 8
    metres[0, 0] = np.nan
    color = np.arange(24).reshape(2, 4, 3) / 4
    entity = np.array([[-1, 2], [300, 4]])
    storage = {"compression": "gzip", "shuffle": True, "chunks": (2, 3), "track_times": False}
    file.create_dataset("depth_meters", data=metres.astype("<f2"), **storage)
    file.create_dataset("color", data=color.astype("<f2"), compression="gzip", chunks=(1, 4, 3), track_times=False)
    file.create_dataset("render_entity_id", data=entity.astype("<i2"), compression="gzip", track_times=False)
    file.create_dataset("plain", data=color.astype("<f2"), track_times=False)
