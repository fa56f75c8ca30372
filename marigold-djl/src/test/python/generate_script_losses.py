"""Writes what TrainingScriptTest reads, into src/test/resources/dev/marigold/training/loop: losses of examples/marigold-mini/train.py, computed
by its own functions. Needs what that script needs; written with torch 2.13.

Depth terms: arrays of a batch of two, what `affine_losses` makes of them, and the slope of the weighted total in every depth. Objectives: a
batch, and the losses of `Reconstruction`, `Denoising` and `EndToEnd` with the networks of the conformance data `depth-v1-1`, in single precision
instead of bfloat16. The networks of the script take no text; the test gives zeros. Random numbers are those that a training of seed SEED
draws for its first micro-batch; noise and timesteps of `Denoising` are in the file. For `Reconstruction` the encoder's last kernel is made larger
by a factor, so that some latents are too large. Beside them are digests of what they came from: of `networks.py`, and of the part of
`train.py` with losses and objectives.
"""

import contextlib
import hashlib
import json
import sys
from pathlib import Path
from unittest import mock

import numpy as np
import torch

ROOT = Path(__file__).parents[4]
CHECKPOINT = ROOT / "marigold-api" / "src" / "test" / "conformance" / "depth-v1-1"
OUT = Path(__file__).parents[1] / "resources" / "dev" / "marigold" / "training" / "loop"
SEED, START, NOISE = 7, 12, 13
RELATIVE, BEYOND, GRADIENT = 0.5, 0.3, 0.2
END_TO_END = {"start": "gaussian", "relative-weight": RELATIVE, "beyond-weight": BEYOND, "gradient-weight": GRADIENT}
LATENT_FACTOR = 8
MASK64 = (1 << 64) - 1

SCRIPTS = ROOT / "examples" / "marigold-mini"
PART = ("# ---------------------------------------------------------------- losses\n", "# ---------------------------------------------------------------- the run\n")

sys.dont_write_bytecode = True
sys.path.insert(0, str(SCRIPTS))
import train  # noqa: E402

random = np.random.default_rng(1)


def tensor(values):
    return torch.from_numpy(np.asarray(values, np.float32))


def numbers(array, digits=8):
    return [float(f"{value:.{digits}g}") for value in array.detach().flatten().tolist()]


# ---------------------------------------------------------------- depth terms


def affine_case(name, change, share_valid=1.0, per_depth=0.3):
    """Two maps of 6 x 7; `change` makes depths of targets."""
    shape = (2, 1, 6, 7)
    target = random.uniform(-1, 1, shape).round(3)
    noise = random.uniform(-0.15, 0.15, shape).round(3)
    mask = tensor(random.random(shape) < share_valid)
    depth = tensor((change(target) + noise).round(3)).requires_grad_()
    target = tensor(target)
    relative = tensor((per_depth * random.uniform(0.2, 2, shape)).round(3)) * mask
    losses = train.affine_losses(depth, target, mask, relative, GRADIENT)
    total = losses["l1"] + RELATIVE * losses["relative"] + BEYOND * losses["beyond"] + GRADIENT * losses["gradient"]
    total.backward()
    return {
        "name": name,
        "shape": shape,
        "depth": numbers(depth, 4),
        "target": numbers(target, 4),
        "mask": numbers(mask),
        "per_depth": numbers(relative, 6),
        **{name: value.item() for name, value in losses.items()},
        "total": total.item(),
        "slope": numbers(depth.grad),
    }


def halves(first, second):
    """Changes the first sample of a batch in one way and the second in another."""
    return lambda target: np.concatenate([first(target[:1]), second(target[1:])])


terms = [
    affine_case("aligned", lambda t: 0.8 * t + 0.1),
    affine_case("partly valid", lambda t: 0.7 * t - 0.2, share_valid=0.6),
    affine_case("relative errors at their limit", lambda t: 0.8 * t, share_valid=0.7, per_depth=20),
    affine_case("least and most scale", halves(lambda t: -t, lambda t: 0.2 * t), share_valid=0.8),
    affine_case("least and most shift", halves(lambda t: t + 1.5, lambda t: t - 1.5), share_valid=0.8),
    affine_case("hardly related", lambda t: 0.02 * t, share_valid=0.8),
]

# ---------------------------------------------------------------- objectives


def mix(state):
    z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK64
    return z ^ (z >> 31)


def derive(*numbers):
    """As dev.marigold.training.random.Seeds."""
    golden = 0x9E3779B97F4A7C15
    derived = mix((numbers[0] + golden) & MASK64)
    for number in numbers[1:]:
        derived = mix((derived * 31 + number + golden) & MASK64)
    return derived


height, width = 16, 32
picture = tensor(random.uniform(-1, 1, (2, 3, height, width)).round(2))
depth = tensor(random.uniform(-1, 1, (2, 1, height, width)).round(2))
mask = torch.ones(2, 1, height, width)
mask[0, 0, 2:5, 3:12] = 0
mask[1, 0, :, 27:] = 0
per_depth = tensor(random.uniform(0.1, 6, (2, 1, height, width)).round(2)) * mask
noise = tensor(random.standard_normal((2, 4, height // 8, width // 8)).round(3))
timesteps = [301, 876]


def losses(objective, settings, seed):
    """Returns the total and its parts."""
    model = train.Model(str(CHECKPOINT), str(CHECKPOINT), False)
    if objective is train.Reconstruction:
        # Else no latent is so large that it counts.
        model.vae.quant_conv.weight.data.mul_(LATENT_FACTOR)
    torch.manual_seed(seed)
    total, parts = objective(settings, model).losses(np.random.default_rng(0), picture, depth, mask, per_depth)
    return {"total": total.item(), **{name: value.item() for name, value in parts.items()}}


with (
    mock.patch("torch.autocast", lambda *_: contextlib.nullcontext()),
    mock.patch("train.draw_noise", lambda *_: noise),
    mock.patch("torch.randint", lambda *_: torch.tensor(timesteps)),
):
    objectives = {
        "seed": SEED,
        "shape": mask.shape,
        "picture": numbers(picture, 3),
        "depth": numbers(depth, 3),
        "mask": numbers(mask),
        "per_depth": numbers(per_depth, 3),
        "noise": numbers(noise, 4),
        "timesteps": timesteps,
        "latent_factor": LATENT_FACTOR,
        "reconstruction": losses(train.Reconstruction, {"gradient-weight": 0.5, "latent-noise": 0.05}, derive(SEED, NOISE, 0)),
        "denoising": losses(train.Denoising, {}, 0),
        "end_to_end": losses(train.EndToEnd, END_TO_END, derive(SEED, START, 0)),
        "end_to_end_coarse": losses(train.EndToEnd, {**END_TO_END, "coarse-share": 1}, derive(SEED, START, 0)),
    }



def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


script = (SCRIPTS / "train.py").read_text()
digests = {
    "losses": digest(script[script.index(PART[0]) : script.index(PART[1])]),
    "networks": digest((SCRIPTS / "networks.py").read_text()),
}

OUT.mkdir(parents=True, exist_ok=True)
version = ".".join(torch.__version__.split(".")[:2])
written = {"digests": digests, "relative_weight": RELATIVE, "beyond_weight": BEYOND, "gradient_weight": GRADIENT, "terms": terms, "objectives": objectives}
(OUT / f"script-losses-torch{version}.json").write_text(json.dumps(written) + "\n")
