#!/usr/bin/env python3
"""Writes what SciPy makes of the published ensembling cost: fixtures of ReferenceEnsemblerTest.

    pip install numpy scipy && python ensemble_reference.py ../resources/dev/marigold/ensemble

The cost is evaluated in single precision, as PyTorch does, and minimised with the settings of diffusers. The order in which pixels are
summed changes the last bit of the cost and with it everything the optimiser does, so each case is run for several orders; "runs" holds
all results. Arrays are base64 of little-endian single precision.
"""
import base64, itertools, json, pathlib, sys
import numpy as np
import scipy
from scipy.optimize import minimize

F = np.float32
RUNS, HEIGHT, WIDTH = 5, 24, 32


def lower_median(values):
    return np.sort(values, axis=0)[(len(values) - 1) // 2]


def scene(rng):
    y, x = np.mgrid[0:1:HEIGHT * 1j, 0:1:WIDTH * 1j]
    depth = 0.55 * (1 - y) + 0.2 * np.sin(6 * x + rng.uniform(0, 6)) * np.cos(4 * y)
    for _ in range(4):
        cx, cy, radius = rng.uniform(0, 1, 3)
        depth = np.where((x - cx) ** 2 + (y - cy) ** 2 < (0.03 + 0.12 * radius) ** 2, depth * rng.uniform(0.3, 1.1), depth)
    return (depth - depth.min()) / (depth.max() - depth.min())


def draw_members(rng, count, noise):
    truth = scene(rng)
    members = []
    for _ in range(count):
        scale = rng.uniform(0.5, 0.95)
        depth = scale * truth + (1 - scale) * rng.uniform() + noise * rng.normal(size=truth.shape)
        members.append(np.where(rng.uniform(size=truth.shape) < 0.005, rng.uniform(size=truth.shape), depth).clip(0, 1))
    return np.stack(members).astype(F)


def optimise(members, order):
    count = len(members)
    pixels = members.reshape(count, -1)[:, order]
    low, high = pixels.min(1), pixels.max(1)
    scales = F(1) / np.maximum(high - low, F(1e-6))

    def cost(parameters):
        aligned = pixels * parameters[:count].astype(F)[:, None] + parameters[count:].astype(F)[:, None]
        total = sum(float(np.sqrt(np.mean((aligned[i] - aligned[j]) ** 2))) for i, j in itertools.combinations(range(count), 2))
        median = lower_median(aligned)
        return total + 0.02 * (abs(float(median.min())) + abs(float(1 - median.max())))

    return minimize(cost, np.concatenate([scales, -scales * low]), method="BFGS", tol=1e-3, options={"maxiter": 2}).x


def merge(members, parameters):
    count = len(members)
    scales, shifts = parameters[:count].astype(F), parameters[count:].astype(F)
    aligned = members * scales[:, None, None] + shifts[:, None, None]
    median = lower_median(aligned)
    spread = median.max() - median.min()
    return (median - median.min()) / spread, lower_median(np.abs(aligned - median)) / spread


def encode(values):
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


target = pathlib.Path(sys.argv[1])
for name, count, noise, seed in (("three", 3, 0.01, 3), ("five", 5, 0.01, 5), ("ten", 10, 0.01, 10), ("noisy", 5, 0.05, 7)):
    rng = np.random.default_rng(seed)
    members = draw_members(rng, count, noise)
    runs = []
    for _ in range(RUNS):
        prediction, uncertainty = merge(members, optimise(members, rng.permutation(HEIGHT * WIDTH)))
        runs.append({"prediction": encode(prediction), "uncertainty": encode(uncertainty)})
    case = {"shape": list(members.shape), "members": encode(members), "runs": runs}
    (target / f"reference-{name}-scipy{scipy.__version__}.json").write_text(json.dumps(case, indent=1) + "\n")
