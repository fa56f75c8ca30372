"""Compares what a checkpoint predicts here with what diffusers predicts with it, from the same seed or both from zeros; fails where they differ.

    pip install torch diffusers transformers accelerate pillow numpy
    python examples/marigold-mini/compare_diffusers.py --model RUN/checkpoint-00003300 --marigold examples/cli/target/marigold-cli.jar PICTURE...
"""

import argparse
import os
import subprocess
import sys
import tempfile

import numpy as np
import torch
from diffusers import MarigoldDepthPipeline
from PIL import Image

LARGEST = 1e-3
SEED = 7


def ours(arguments, picture, steps, folder):
    seed = [] if arguments.zeros else ["--seed", str(SEED)]
    subprocess.run(["java", "-jar", arguments.marigold, "depth", "--model", arguments.model, *seed, "--steps", str(steps),
                    "--resolution", str(arguments.resolution), "--formats", "npy", "--output", folder, picture], check=True, stdout=subprocess.DEVNULL)
    return np.load(os.path.join(folder, os.path.splitext(os.path.basename(picture))[0] + "_depth.npy"))


def start(arguments, pipeline, image):
    """Returns what diffusers starts from."""
    if not arguments.zeros:
        return {"generator": torch.Generator().manual_seed(SEED)}
    prepared, _, _ = pipeline.image_processor.preprocess(image, arguments.resolution)
    factor = pipeline.vae_scale_factor
    return {"latents": torch.zeros(1, pipeline.vae.config.latent_channels, prepared.shape[2] // factor, prepared.shape[3] // factor)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="folder of the checkpoint")
    parser.add_argument("--marigold", required=True, help="jar of the command line")
    parser.add_argument("--resolution", type=int, default=192)
    parser.add_argument("--steps", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--zeros", action="store_true", help="of a checkpoint that starts from zeros, as it is used")
    parser.add_argument("pictures", nargs="+")
    arguments = parser.parse_args()
    pipeline = MarigoldDepthPipeline.from_pretrained(arguments.model, torch_dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    largest = 0
    with tempfile.TemporaryDirectory() as folder:
        for picture in arguments.pictures:
            for steps in arguments.steps:
                image = Image.open(picture).convert("RGB")
                theirs = pipeline(image, num_inference_steps=steps, ensemble_size=1, processing_resolution=arguments.resolution,
                                  output_type="np", **start(arguments, pipeline, image)).prediction[0, ..., 0]
                difference = float(np.abs(ours(arguments, picture, steps, folder) - theirs).max())
                largest = max(largest, difference)
                print(f"{os.path.basename(picture)}, {steps} step{'s' * (steps > 1)}: {difference:.1e}")
    if not largest <= LARGEST:
        sys.exit(f"predictions must differ by at most {LARGEST}, got {largest:.1e}")


if __name__ == "__main__":
    main()
