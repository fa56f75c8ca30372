"""What noise and what scenes to learn from: six short runs of equal length, judged by `marigold evaluate`.

    python examples/marigold-mini/ablations.py --autoencoder runs/autoencoder --endtoend runs/endtoend --scenes scenes \\
        --marigold examples/cli/target/marigold-cli.jar --output runs/ablations --judge real/index.csv --judge heldout/index.csv [--updates 250] [--processes 2]

Noise is compared by learning to denoise, the published objective, on the autoencoder of stage 1; kinds of scenes by going on with stage 2. Writes
ablations.csv and ablations.png.
"""

import argparse
import copy
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
RESOLUTION = 80
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


def recipes(arguments):
    """Yields the group of a run, its name, what it starts from and its settings."""
    base = yaml.safe_load(open(os.path.join(HERE, "endtoend.yaml")))
    base["training"].update({"updates": arguments.updates, "averaging": 0.99, "checkpoint-every": 10**6, "schedule": {"warmup": 50, "final-ratio": 0.05},
                             "default-resolution": RESOLUTION})
    for noise in ("gaussian", "multi-resolution", "annealed"):
        recipe = copy.deepcopy(base)
        recipe["objective"] = {"kind": "denoising", "noise": noise}
        recipe["data"] = [{"arrays": arguments.scenes}]
        yield "noise", noise, arguments.autoencoder, recipe
    for kinds in ("indoor", "outdoor", "mixed"):
        folder = os.path.join(arguments.output, "scenes-" + kinds)
        select(arguments.scenes, folder, kinds)
        recipe = copy.deepcopy(base)
        recipe["data"] = [{"arrays": folder}]
        yield "scenes", kinds, arguments.endtoend, recipe


def judge(arguments, checkpoint, index, output, steps, members):
    subprocess.run(["java", "-jar", arguments.marigold, "evaluate", "--dataset", index, "--model", checkpoint, "--steps", str(steps),
                    "--ensemble-size", str(members), "--limit", "60", "--output", output], check=True, stdout=subprocess.DEVNULL)
    metrics = json.load(open(os.path.join(output, "summary.json")))["metrics"]
    return metrics["abs_relative_difference"]["mean"], metrics["delta1_acc"]["mean"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--autoencoder", "--endtoend", "--scenes", "--marigold", "--output"):
        parser.add_argument(name, required=True)
    parser.add_argument("--judge", action="append", required=True)
    parser.add_argument("--updates", type=int, default=250)
    parser.add_argument("--processes", default="2")
    arguments = parser.parse_args()
    rows = []
    for group, name, start, recipe in recipes(arguments):
        run = os.path.join(arguments.output, name)
        os.makedirs(run, exist_ok=True)
        yaml.safe_dump(recipe, open(run + ".yaml", "w"))
        if not any(entry.startswith("checkpoint-") for entry in os.listdir(run)):
            subprocess.run([sys.executable, os.path.join(HERE, "train.py"), "--config", run + ".yaml", "--start", start,
                            "--output", run, "--processes", arguments.processes], check=True)
        (checkpoint,) = (os.path.join(run, entry) for entry in os.listdir(run) if entry.startswith("checkpoint-"))
        for index in arguments.judge:
            data = os.path.basename(os.path.dirname(os.path.abspath(index)))
            for steps, members in ((1, 1), (1, 10), (4, 1), (4, 10)) if group == "noise" else ((1, 1),):
                output = os.path.join(run, f"{data}-{steps}x{members}")
                rows.append([group, name, data, steps, members, *judge(arguments, checkpoint, index, output, steps, members)])
    with open(os.path.join(arguments.output, "ablations.csv"), "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["group", "name", "data", "steps", "members", "abs_relative_difference", "delta1_acc"])
        writer.writerows(rows)
    draw(rows, os.path.join(arguments.output, "ablations.png"))


def draw(rows, path):
    """Draws a panel for each comparison and each set of pictures, with the part of the axis where the results lie."""
    groups, sets = list(dict.fromkeys(r[0] for r in rows)), list(dict.fromkeys(r[2] for r in rows))
    figure, axes = plt.subplots(len(groups), len(sets), figsize=(4.2 * len(sets), 2.6 * len(groups)), constrained_layout=True, squeeze=False)
    for group, line in zip(groups, axes):
        for data, axis in zip(sets, line):
            part = [r for r in rows if (r[0], r[2]) == (group, data)]
            names = list(dict.fromkeys(r[1] for r in part))
            settings = list(dict.fromkeys((r[3], r[4]) for r in part))
            for i, (steps, members) in enumerate(settings):
                values = [r[6] for n in names for r in part if (r[1], r[3], r[4]) == (n, steps, members)]
                label = f"{steps} step{'s' * (steps > 1)}, {members} member{'s' * (members > 1)}"
                axis.plot(values, [y + (i - (len(settings) - 1) / 2) * 0.15 for y in range(len(names))], "os^D"[i], label=label)
            axis.set_yticks(range(len(names)), names)
            axis.set_ylim(len(names) - 0.5, -0.5)
            axis.margins(x=0.15)
            axis.grid(axis="x", alpha=0.3)
            axis.set_title(f"{TITLES[group]}: {data}", fontsize=10)
            axis.set_xlabel("δ1 (more is better), one seed")
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
