"""Draws what a checkpoint makes of photos with measured depth, best first, with the figures of `marigold evaluate`.

    pip install numpy matplotlib
    python examples/marigold-mini/photos.py --photos real/index.csv --model DIR --marigold examples/cli/target/marigold-cli.jar --output runs/photos

Writes photos.png, and the evaluations of the checkpoint and of a vertical ramp beside it.
"""

import argparse
import csv
import os
import subprocess

import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt

COLUMNS = 4


def run(arguments, *words):
    subprocess.run(["java", "-jar", arguments.marigold, *words], check=True, stdout=subprocess.DEVNULL)


def delta1(arguments, name, *options):
    folder = os.path.join(arguments.output, name)
    run(arguments, "evaluate", "--dataset", arguments.photos, "--output", folder, *options)
    with open(os.path.join(folder, "per_sample_metrics.csv"), newline="") as file:
        return [float(row["delta1_acc"]) for row in csv.DictReader(file)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--photos", "--model", "--marigold", "--output"):
        parser.add_argument(name, required=True)
    arguments = parser.parse_args()
    with open(arguments.photos, newline="") as file:
        rows = list(csv.DictReader(file))
    pictures = [os.path.join(os.path.dirname(arguments.photos), row["rgb"]) for row in rows]
    model = delta1(arguments, "model", "--model", arguments.model)
    ramp = delta1(arguments, "ramp", "--predictor", "ramp")
    maps = os.path.join(arguments.output, "maps")
    run(arguments, "depth", "--model", arguments.model, "--seed", "1234", "--formats", "npy", "--output", maps, *pictures)
    order = sorted(range(len(rows)), key=lambda i: -model[i])
    lines = -(-len(rows) // COLUMNS)
    figure, axes = plt.subplots(lines, COLUMNS, figsize=(2.3 * COLUMNS, 2.15 * lines), constrained_layout=True)
    for axis in axes.flat:
        axis.axis("off")
    for axis, i in zip(axes.flat, order):
        depth = np.load(os.path.join(maps, os.path.splitext(os.path.basename(pictures[i]))[0] + "_depth.npy"))
        low, high = np.quantile(depth, [0.02, 0.98])
        axis.imshow(np.clip((depth - low) / (high - low), 0, 1), cmap="Spectral")
        axis.set_title(f"{rows[i].get('dataset', '')}\n{model[i]:.2f} (ramp {ramp[i]:.2f})", fontsize=9)
    figure.savefig(os.path.join(arguments.output, "photos.png"), dpi=100)


if __name__ == "__main__":
    main()
