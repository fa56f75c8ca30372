"""What noise and what scenes to learn from: runs of equal length from the same start, judged by `marigold evaluate`.

    python examples/marigold-mini/ablations.py --start runs/untrained/start --scenes scenes --marigold examples/cli/target/marigold-cli.jar \\
        --output runs/ablations --judge photos/index.csv --judge heldout/index.csv [--seeds 1] [--processes 2] [--channels-last]

First an autoencoder is trained from nothing. On it, noise is compared by learning to denoise, the published objective, and kinds of scenes by learning
to predict in one step, the objective of the bundled checkpoint; both with an untrained denoising network. Runs that are done are kept, so that the
script can be started again. Writes ablations.csv and ablations.png.
"""

import argparse
import csv
import json
import os
import subprocess
import sys

import matplotlib
import numpy as np
import yaml

matplotlib.use("Agg")
import matplotlib.pyplot as plt

HERE = os.path.dirname(os.path.abspath(__file__))
# The codes of SceneKind; those that may be either are in neither.
INDOOR, OUTDOOR = (0, 1, 2, 7, 12), (3, 4, 9, 10)
RESOLUTION = 128
SIZES = ["128x96", "128x96", "112x112", "96x128", "160x64"]
UPDATES = {"autoencoder": 400, "noise": 1200, "scenes": 800}
# Steps and members that a run is judged with.
SETTINGS = {"noise": ((1, 1), (1, 10), (4, 1), (4, 10), (10, 1), (10, 10)), "scenes": ((1, 1),)}
TITLES = {"noise": "Noise to learn from", "scenes": "Scenes to learn from"}


def select(scenes, output, kinds):
    """Copies the scenes of some kinds, as many as there are outdoors."""
    if os.path.exists(os.path.join(output, "rgb.npy")):
        return
    os.makedirs(output, exist_ok=True)
    kind = np.load(os.path.join(scenes, "kind.npy"))
    count = np.count_nonzero(np.isin(kind, OUTDOOR))
    chosen = np.flatnonzero(np.isin(kind, {"indoor": INDOOR, "outdoor": OUTDOOR, "mixed": INDOOR + OUTDOOR}[kinds]))[:count]
    for name in ("depth.npy", "rgb.npy"):
        np.save(os.path.join(output, name), np.load(os.path.join(scenes, name), mmap_mode="r")[chosen])


def settings(file, group, seed, scenes):
    recipe = yaml.safe_load(open(os.path.join(HERE, file)))
    recipe["seed"], recipe["data"] = seed, [{"arrays": scenes}]
    recipe["samples"]["sizes"] = SIZES
    recipe["training"].update({"updates": UPDATES[group], "batch-size": 32, "averaging": 0.99, "checkpoint-every": 10**6,
                               "schedule": {"warmup": 100, "final-ratio": 0.05}, "default-resolution": RESOLUTION})
    return recipe


def recipes(arguments, seed):
    """Yields the group of a run, what it compares and its settings."""
    for noise in ("gaussian", "multi-resolution", "annealed"):
        recipe = settings("endtoend.yaml", "noise", seed, arguments.scenes)
        recipe["objective"] = {"kind": "denoising", "noise": noise}
        yield "noise", noise, recipe
    for kinds in ("indoor", "outdoor", "mixed"):
        folder = os.path.join(arguments.output, "scenes-" + kinds)
        select(arguments.scenes, folder, kinds)
        recipe = settings("endtoend.yaml", "scenes", seed, folder)
        recipe["objective"]["coarse-share"] = 0.8
        yield "scenes", kinds, recipe


def train(arguments, name, recipe, start):
    """Returns the checkpoint of a run, trained now unless it is there."""
    run = os.path.join(arguments.output, name)
    os.makedirs(run, exist_ok=True)
    yaml.safe_dump(recipe, open(run + ".yaml", "w"))
    if not checkpoints(run):
        subprocess.run([sys.executable, os.path.join(HERE, "train.py"), "--config", run + ".yaml", "--start", start, "--output", run,
                        "--processes", arguments.processes, *["--channels-last"] * arguments.channels_last], check=True)
    (checkpoint,) = checkpoints(run)
    return checkpoint


def checkpoints(run):
    return [os.path.join(run, entry) for entry in os.listdir(run) if entry.startswith("checkpoint-") and not entry.endswith(".partial")]


def judge(arguments, checkpoint, index, output, steps, members):
    if not os.path.exists(os.path.join(output, "summary.json")):
        subprocess.run(["java", "-jar", arguments.marigold, "evaluate", "--dataset", index, "--model", checkpoint, "--steps", str(steps),
                        "--ensemble-size", str(members), "--examples", "0", "--output", output], check=True, stdout=subprocess.DEVNULL)
    metrics = json.load(open(os.path.join(output, "summary.json")))["metrics"]
    return metrics["abs_relative_difference"]["mean"], metrics["delta1_acc"]["mean"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--start", "--scenes", "--marigold", "--output"):
        parser.add_argument(name, required=True)
    parser.add_argument("--judge", action="append", required=True)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--processes", default="2")
    parser.add_argument("--channels-last", action="store_true")
    arguments = parser.parse_args()
    os.makedirs(arguments.output, exist_ok=True)
    autoencoder = train(arguments, "autoencoder", settings("autoencoder.yaml", "autoencoder", 1, arguments.scenes), arguments.start)
    rows = []
    for seed in range(1, arguments.seeds + 1):
        for group, name, recipe in recipes(arguments, seed):
            checkpoint = train(arguments, f"{name}-{seed}", recipe, autoencoder)
            for index in arguments.judge:
                data = os.path.basename(os.path.dirname(os.path.abspath(index)))
                for steps, members in SETTINGS[group]:
                    output = os.path.join(arguments.output, f"{name}-{seed}", f"{data}-{steps}x{members}")
                    rows.append([group, name, seed, data, steps, members, *judge(arguments, checkpoint, index, output, steps, members)])
    with open(os.path.join(arguments.output, "ablations.csv"), "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["group", "name", "seed", "data", "steps", "members", "abs_relative_difference", "delta1_acc"])
        writer.writerows(rows)
    draw(rows, os.path.join(arguments.output, "ablations.png"))


def draw(rows, path):
    """Draws a panel for each comparison and each set of pictures, with the part of the axis where the results lie: a mark for every seed."""
    groups, sets = list(dict.fromkeys(r[0] for r in rows)), list(dict.fromkeys(r[3] for r in rows))
    figure, axes = plt.subplots(len(groups), len(sets), figsize=(4.6 * len(sets), 3 * len(groups)), constrained_layout=True, squeeze=False)
    for group, line in zip(groups, axes):
        for data, axis in zip(sets, line):
            part = [r for r in rows if (r[0], r[3]) == (group, data)]
            names = list(dict.fromkeys(r[1] for r in part))
            for i, (steps, members) in enumerate(SETTINGS[group]):
                marks = [(r[7], names.index(r[1]) + (i - (len(SETTINGS[group]) - 1) / 2) * 0.12) for r in part if (r[4], r[5]) == (steps, members)]
                label = f"{steps} step{'s' * (steps > 1)}, {members} member{'s' * (members > 1)}"
                axis.plot(*zip(*marks), "os^DvP"[i], color=f"C{i}", markersize=5, label=label)
            axis.set_yticks(range(len(names)), names)
            axis.set_ylim(len(names) - 0.5, -0.5)
            axis.margins(x=0.15)
            axis.grid(axis="x", alpha=0.3)
            axis.set_title(f"{TITLES[group]}: {data}", fontsize=10)
            axis.set_xlabel("δ1 (more is better), a mark for each seed")
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
