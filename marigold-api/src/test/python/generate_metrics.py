#!/usr/bin/env python3
"""Checks or writes conformance/metrics/cases.json: alignment and depth metrics, and normals metrics, on the arrays beside it.

    pip install numpy safetensors
    python generate_metrics.py --check      # are the committed numbers what the published definitions give, within 1e-4?
    python generate_metrics.py --out FILE   # the numbers again, from the committed arrays, in double precision

The committed numbers come from the published evaluation code in single precision. This is an independent script of the definitions in
docs/evaluation.md: numpy.linalg.lstsq for scale and shift, depths clipped to [0.001, 10], metrics over the mask, normals where the truth
is not zero.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

FOLDER = Path(__file__).parents[1] / "conformance" / "metrics"
CLIP = (0.001, 10)
TOLERANCE = 1e-4


def fit(x, y):
    scale, shift = np.linalg.lstsq(np.stack([x, np.ones_like(x)], 1), y, rcond=None)[0]
    return float(scale), float(shift)


def depth_metrics(a, d):
    worse = np.maximum(a / d, d / a)
    e = np.log(a) - np.log(d)
    values = {
        "abs_relative_difference": np.mean(abs(a - d) / d),
        "squared_relative_difference": np.mean((a - d) ** 2 / d),
        "rmse_linear": np.sqrt(np.mean((a - d) ** 2)),
        "rmse_log": np.sqrt(np.mean(e**2)),
        "log10": np.mean(abs(np.log10(a) - np.log10(d))),
        "delta1_acc": np.mean(worse < 1.25),
        "delta2_acc": np.mean(worse < 1.25**2),
        "delta3_acc": np.mean(worse < 1.25**3),
        "i_rmse": np.sqrt(np.mean((1 / a - 1 / d) ** 2)),
        "silog_rmse": 100 * np.sqrt(np.mean(e**2) - np.mean(e) ** 2),
    }
    return {name: float(value) for name, value in values.items()}


def depth_case(arrays, index):
    prediction, depth, mask = (arrays[f"case{index}.{key}"].astype(np.float64) for key in ("pred", "gt", "mask"))
    valid = mask > 0
    scale, shift = fit(prediction[valid], depth[valid])
    positive = valid & (prediction > 0)
    disparity_scale, disparity_shift = fit(prediction[positive], 1 / depth[positive])
    aligned = np.maximum(np.clip(scale * prediction + shift, *CLIP), 1e-6)
    return {
        "case": index,
        "scale": scale,
        "shift": shift,
        "disparity_scale": disparity_scale,
        "disparity_shift": disparity_shift,
        "clip": list(CLIP),
        "metrics": depth_metrics(aligned[valid], depth[valid]),
    }


def normals_case(arrays):
    prediction, truth = (arrays[f"normals.{key}"][0].astype(np.float64) for key in ("pred", "gt"))
    valid = np.linalg.norm(truth, axis=0) > 0
    unit = lambda x: x / np.maximum(np.linalg.norm(x, axis=0), 1e-8)
    angles = np.degrees(np.arccos(np.clip((unit(prediction) * unit(truth)).sum(0), -1, 1)))[valid]
    metrics = {
        "mean_angular_error": angles.mean(),
        "median_angular_error": np.median(angles),
        "rmse_angular_error": np.sqrt((angles**2).mean()),
    }
    for name, limit in [("5", 5), ("7_5", 7.5), ("11_25", 11.25), ("22_5", 22.5), ("30", 30)]:
        metrics[f"sub{name}_error"] = 100 * (angles < limit).mean()
    return {"case": "normals", "metrics": {name: round(float(value), 4) for name, value in metrics.items()}}


def flat(case):
    return {**{k: v for k, v in case.items() if isinstance(v, float)}, **case["metrics"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true")
    mode.add_argument("--out", type=Path)
    options = parser.parse_args()
    arrays = load_file(FOLDER / "golden.safetensors")
    cases = [depth_case(arrays, index) for index in range(4)] + [normals_case(arrays)]
    if options.out:
        options.out.write_text(json.dumps(cases, indent=1))
        return
    worst = 0.0
    for ours, committed in zip(cases, json.loads((FOLDER / "cases.json").read_text()), strict=True):
        for name, value in flat(committed).items():
            difference = abs(flat(ours)[name] - value) / max(abs(value), 1e-12)
            worst = max(worst, difference)
            if difference > TOLERANCE:
                print(f"case {committed['case']}: {name} is {value}, computed {flat(ours)[name]}")
    print(f"largest relative difference {worst:.1e}")
    sys.exit(worst > TOLERANCE)


if __name__ == "__main__":
    main()
