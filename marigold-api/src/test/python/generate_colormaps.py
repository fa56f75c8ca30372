"""Prints the stops of the listed colour maps as Java literals: matplotlib's tables sampled at 52 equal distances.

Needs matplotlib (written with 3.11.2). The tables are released under CC0 by their authors, see the head of matplotlib/_cm_listed.py.
"""

import numpy as np
from matplotlib import colormaps

STOPS = 52

for name in ("viridis", "magma", "inferno"):
    table = np.asarray(colormaps[name].colors) * 255
    positions = np.linspace(0, 255, STOPS)
    stops = np.stack([np.interp(positions, np.arange(256), table[:, c]) for c in range(3)], 1).round().astype(int)
    again = np.stack([np.interp(np.arange(256), positions, stops[:, c]) for c in range(3)], 1)
    print(f"// {name}: within {np.abs(again - table).max():.2f} of 255 levels of the whole table")
    words = [f"0x{r:02x}{g:02x}{b:02x}" for r, g, b in stops]
    for start in range(0, STOPS, 10):
        print(", ".join(words[start : start + 10]) + ",")
