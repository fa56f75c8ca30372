"""Runs a recipe of this folder with PyTorch's Python package: the same settings file, objectives and layout as `marigold train`.

    pip install torch numpy safetensors pillow pyyaml ninja
    python examples/marigold-mini/train.py --config examples/marigold-mini/endtoend.yaml --output runs/endtoend [--resume] [--processes 2]

On a CPU a process for each core is much faster than threads: most layers are too small to be shared.

A start from `scratch` needs the folder that `marigold train` makes for it, `RUN/start`; name it as `start: {checkpoint: ...}` or by `--start`.
Random numbers are other ones than those of `marigold train`, so weights differ; what is minimised is the same.
"""

import argparse
import csv
import io
import json
import math
import os
import re
import shutil
import signal
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
import yaml
from PIL import Image
from safetensors.torch import save_file
from torch.utils.data import DataLoader, IterableDataset

from networks import Autoencoder, NormSilu, UNet, open_component

LEAST_SCALE, MOST_SCALE, MOST_SHIFT, VARIANCE_FLOOR, MOST_RELATIVE = 0.5, 2, 0.5, 1e-4, 2
FARTHEST = 1
FACTOR, COARSE = 8, 2
MEAN_WEIGHT, SIZE_WEIGHT, LARGE_LATENT = 1e-3, 1e-2, 2.5
STRENGTH, MOST_LEVELS = 0.9, 10
# What `marigold train` knows besides.
UNKNOWN = {"objective": ["prediction", "zero-snr"], "samples": ["normalization", "resize"], "training": ["accumulation", "latent-cache"],
           "data": ["index", "layout", "sizes"]}


# ---------------------------------------------------------------- samples


class Scenes(IterableDataset):
    """Batches of one size each: pictures, depths, masks, and relative error per unit of depth."""

    def __init__(self, config, seed, start, rank=0, processes=1):
        self.parts = config["data"] if isinstance(config["data"], list) else [config["data"]]
        self.samples = config["samples"]
        self.sizes = [tuple(map(int, size.split("x"))) for size in self.samples["sizes"]]
        self.batch = config["training"].get("batch-size", 2) // processes
        self.seed, self.start, self.rank, self.processes = seed, start, rank, processes

    def __iter__(self):
        torch.set_num_threads(1)
        opened = []
        for part in self.parts:
            rgb = np.load(os.path.join(part["arrays"], "rgb.npy"), mmap_mode="r")
            depth = np.load(os.path.join(part["arrays"], "depth.npy"), mmap_mode="r")
            count = len(rgb)
            first, last = (b + count if b < 0 else b for b in (part.get("from", 0), part.get("to", count)))
            opened.append((rgb, depth, np.arange(first, last)[self.rank::self.processes], part.get("weight", 1)))
        weights = np.array([o[3] for o in opened], float)
        orders = [[] for _ in opened]
        number = self.start
        while True:
            # All processes take the same size, so that none waits for another.
            shared = np.random.default_rng([self.seed, number])
            which = shared.choice(len(opened), p=weights / weights.sum())
            width, height = self.sizes[shared.integers(len(self.sizes))]
            random = np.random.default_rng([self.seed, number, self.rank + 1])
            number += 1
            rgb, depth, chosen, _ = opened[which]
            rows = []
            while len(rows) < self.batch:
                if not orders[which]:
                    orders[which] = list(random.permutation(chosen))
                index = orders[which].pop()
                sample = self.cut(rgb[index], depth[index], width, height, random)
                if sample is not None:
                    rows.append(sample)
            yield tuple(torch.from_numpy(np.stack(column)) for column in zip(*rows))

    def cut(self, rgb, depth, width, height, random):
        least = self.samples.get("smallest-crop", 1)
        h, w = depth.shape
        largest = min(h, w * height / width)
        for _ in range(4):
            share = least + (1 - least) * random.random()
            ch, cw = max(1, int(largest * share)), max(1, min(w, int(largest * share * width / height)))
            top, left = random.integers(h - ch + 1), random.integers(w - cw + 1)
            metres = depth[top:top + ch, left:left + cw]
            if np.count_nonzero(metres) >= 0.2 * metres.size:
                break
        counts = metres > 0
        valid = np.sort(metres[counts], axis=None)
        if len(valid) == 0:
            return None
        low, high = (float(np.interp(q * (len(valid) - 1), *neighbours(valid, q))) for q in (0.02, 0.98))
        if high - low <= 1e-6 * high:
            return None
        rows = np.minimum(((np.arange(height) + 0.5) * ch / height).astype(int), ch - 1)
        columns = np.minimum(((np.arange(width) + 0.5) * cw / width).astype(int), cw - 1)
        metres = np.ascontiguousarray(metres[rows][:, columns])
        part = Image.fromarray(np.ascontiguousarray(rgb[top:top + ch, left:left + cw]))
        picture = np.asarray(part.resize((width, height), Image.BILINEAR), np.float32) / 255
        if random.random() < self.samples.get("flip", 0.5):
            metres, picture = metres[:, ::-1], picture[:, ::-1]
        picture = self.alter(picture, random)
        mask = metres > 0
        values = np.where(mask, np.clip((metres - low) / (high - low) * 2 - 1, -1, 1), 1).astype(np.float32)
        per_depth = np.where(mask, (high - low) / 2 / np.maximum(metres, max(low, 1e-30)), 0).astype(np.float32)
        return (np.ascontiguousarray(picture.transpose(2, 0, 1)) * 2 - 1, np.ascontiguousarray(values[None]),
                np.ascontiguousarray(mask[None]).astype(np.float32), np.ascontiguousarray(per_depth[None]))

    def alter(self, x, random):
        photo = self.samples.get("photometric")
        if not photo:
            return x

        def draw(key):
            low, high = photo.get(key, [1, 1])
            return low + (high - low) * random.random()

        gains = np.array([draw("colour-cast") for _ in range(3)], np.float32) * np.float32(draw("exposure"))
        x = np.clip(x * gains, 0, 1) ** np.float32(draw("gamma"))
        mean = x.mean()
        x = mean + (x - mean) * np.float32(draw("contrast"))
        saturation = draw("saturation")
        if random.random() < photo.get("grey", 0):
            saturation = 0
        grey = x.mean(2, keepdims=True)
        x = grey + (x - grey) * np.float32(saturation)
        probability, largest = photo.get("blur", [0, 0])
        if random.random() < probability:
            deviation = largest * random.random()
            radius = math.ceil(3 * deviation)
            if radius:
                kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / deviation) ** 2).astype(np.float32)
                kernel /= kernel.sum()
                for axis in (0, 1):
                    pad = [(radius, radius) if a == axis else (0, 0) for a in range(3)]
                    padded = np.pad(x, pad, mode="edge")
                    x = sum(k * np.take(padded, range(i, i + x.shape[axis]), axis) for i, k in enumerate(kernel))
        probability, largest = photo.get("noise", [0, 0])
        if random.random() < probability:
            x = x + np.float32(largest * random.random()) * random.standard_normal(x.shape, np.float32)
        x = np.clip(x, 0, 1).astype(np.float32)
        probability, lowest = photo.get("jpeg", [0, 0.95])
        if random.random() < probability:
            stored = io.BytesIO()
            quality = lowest + (0.95 - lowest) * random.random()
            Image.fromarray((x * 255 + 0.5).astype(np.uint8)).save(stored, "JPEG", quality=int(100 * quality))
            x = np.asarray(Image.open(stored), np.float32) / 255
        return x


def neighbours(values, share):
    below = int(share * (len(values) - 1))
    above = min(below + 1, len(values) - 1)
    return [below, below + 1], [values[below], values[above]]


# ---------------------------------------------------------------- losses


def affine_losses(depth, target, mask, per_depth, gradient_weight):
    """L1 after alignment by least squares within bounds, the same relative to depth, how far what has no depth is from being behind
    everything, and gradients."""
    counts = mask.sum((1, 2, 3), keepdim=True).clamp(min=1)

    def mean(x):
        return (x * mask).sum((1, 2, 3), keepdim=True) / counts

    depth_mean, target_mean = mean(depth), mean(target)
    covariance = mean((depth - depth_mean) * (target - target_mean))
    scale = (covariance / (mean((depth - depth_mean) ** 2) + VARIANCE_FLOOR)).clamp(LEAST_SCALE, MOST_SCALE)
    shift = (target_mean - scale * depth_mean).clamp(-MOST_SHIFT, MOST_SHIFT)
    errors = depth * scale + shift - target
    losses = {"l1": mean(errors.abs()).mean(), "relative": mean((errors.abs() * per_depth).clamp(max=MOST_RELATIVE)).mean(),
              "beyond": (F.relu(FARTHEST - depth * scale - shift) * (1 - mask)).mean()}
    if gradient_weight:
        valid, total = errors * mask, 0
        for d in (1, 2, 4):
            total = total + ((valid[..., d:] - valid[..., :-d]).abs() * (mask[..., d:] * mask[..., :-d])).mean()
            total = total + ((valid[..., d:, :] - valid[..., :-d, :]).abs() * (mask[..., d:, :] * mask[..., :-d, :])).mean()
        losses["gradient"] = total
    return losses


def draw_noise(shape, timesteps, kind):
    """Multi-resolution noise, annealed or not (Ke et al. 2024, section 3.2), or white noise."""
    noise = torch.randn(shape)
    if kind == "gaussian":
        return noise
    strength = STRENGTH * timesteps.float() / 1000 if kind == "annealed" else torch.full((shape[0],), STRENGTH)
    h, w = shape[2:]
    for level in range(MOST_LEVELS):
        ratio = (2 + 2 * float(torch.rand(()))) ** level
        h, w = max(1, int(h / ratio)), max(1, int(w / ratio))
        coarse = torch.randn(shape[0], shape[1], h, w)
        noise = noise + (strength ** level)[:, None, None, None] * F.interpolate(coarse, shape[2:], mode="bilinear")
        if h == 1 or w == 1:
            break
    return noise / noise.std()


def zero_snr_levels():
    """Signal and noise levels of Stable Diffusion's schedule, rescaled to end without signal (arXiv:2305.08891)."""
    betas = torch.linspace(0.00085 ** 0.5, 0.012 ** 0.5, 1000, dtype=torch.float64) ** 2
    signal = torch.cumprod(1 - betas, 0).sqrt()
    signal = (signal - signal[-1]) * signal[0] / (signal[0] - signal[-1])
    return signal.float(), (1 - signal ** 2).sqrt().float()


# ---------------------------------------------------------------- objectives


class Reconstruction:
    def __init__(self, settings, model):
        self.vae, self.gradient, self.noise = model.vae, settings.get("gradient-weight", 0.5), settings.get("latent-noise", 0.05)
        self.learns = {"vae": self.vae}

    def losses(self, shared, picture, depth, mask, per_depth):
        x = torch.cat([picture, depth.expand(-1, 3, -1, -1)])
        with torch.autocast("cpu", torch.bfloat16):
            z = self.vae.encode(x)
            y = self.vae.decode(z + self.noise * torch.randn_like(z))
        errors, z = y.float() - x, z.float()
        l1 = errors.abs().mean()
        gradients = (errors[..., 1:] - errors[..., :-1]).abs().mean() + (errors[..., 1:, :] - errors[..., :-1, :]).abs().mean()
        total = l1 + self.gradient * gradients + MEAN_WEIGHT * z.mean((0, 2, 3)).square().sum()
        return total + SIZE_WEIGHT * F.relu(z.abs() - LARGE_LATENT).mean(), {"l1": l1}


class Diffusing:
    def __init__(self, settings, model):
        self.settings, self.model = settings, model
        self.signal, self.sigma = zero_snr_levels()

    def draw(self, depth, terminal):
        """Returns timesteps, noisy latents and their velocities."""
        clean = self.model.target_latents(depth)
        t = torch.randint(0, 1000, (len(depth),))
        if terminal:
            t = torch.where(torch.rand(len(depth)) < terminal, 999, t)
        noise = draw_noise(clean.shape, t, self.settings.get("noise", self.noise))
        a, s = self.signal[t][:, None, None, None], self.sigma[t][:, None, None, None]
        return t, a * clean + s * noise, a * noise - s * clean

    @staticmethod
    def squared_error(velocity, target, mask):
        """Returns the mean over the latent pixels all of whose picture pixels are valid."""
        valid = (1 - F.max_pool2d(1 - mask, mask.shape[3] // target.shape[3])).expand_as(target)
        return ((velocity - target).square() * valid).sum() / valid.sum().clamp(min=1)


class Denoising(Diffusing):
    noise = "annealed"

    def __init__(self, settings, model):
        super().__init__(settings, model)
        self.learns = {"unet": model.unet}

    def losses(self, shared, picture, depth, mask, per_depth):
        with torch.no_grad():
            image = self.model.latents(self.model.vae, picture)
        t, noisy, target = self.draw(depth, self.settings.get("terminal-share", 0))
        loss = self.squared_error(self.model.velocity(image, noisy, t), target, mask)
        return loss, {"denoising": loss}


class EndToEnd(Diffusing):
    noise = "gaussian"

    def __init__(self, settings, model):
        super().__init__(settings, model)
        self.trained = settings.get("autoencoder", "frozen") == "trained"
        self.from_zeros = settings.get("start", "zeros") == "zeros"
        self.learns = {"unet": model.unet, **({"vae": model.vae} if self.trained else {})}

    def losses(self, shared, picture, depth, mask, per_depth):
        with torch.set_grad_enabled(self.trained):
            image = self.model.latents(self.model.vae, picture)
        start = torch.zeros_like(image) if self.from_zeros else torch.randn_like(image)
        last = torch.full((len(picture),), 999)
        weight = self.settings.get("denoising-weight", 0)
        if weight:
            # Both predictions in one pass: many small layers cost less on larger batches.
            t, noisy, target = self.draw(depth, 0)
            both = self.model.velocity(torch.cat([image, image]), torch.cat([start, noisy]), torch.cat([last, t]))
            velocity, denoised = both.chunk(2)
        else:
            velocity = self.model.velocity(image, start, last)
        clean = -self.sigma[999] * velocity + self.signal[999] * start
        coarse = COARSE if shared.random() < self.settings.get("coarse-share", 0) else 1
        if coarse > 1:
            # Decoding takes more than half of the time; what is half as high and wide, a quarter of that.
            clean = F.avg_pool2d(clean, coarse)
        with torch.autocast("cpu", torch.bfloat16):
            decoded = self.model.vae.decode(clean / self.model.scaling)
        truth = [x[..., ::coarse, ::coarse] for x in (depth, mask, per_depth)]
        parts = affine_losses(decoded.float().mean(1, keepdim=True), *truth, self.settings.get("gradient-weight", 0))
        total = parts["l1"] + self.settings.get("relative-weight", 0) * parts["relative"]
        total = total + self.settings.get("beyond-weight", 0) * parts["beyond"]
        if "gradient" in parts:
            total = total + self.settings["gradient-weight"] * parts["gradient"]
        if weight:
            parts["denoising"] = self.squared_error(denoised, target, mask)
            total = total + weight * parts["denoising"]
        return total, parts


OBJECTIVES = {"reconstruction": Reconstruction, "denoising": Denoising, "end-to-end": EndToEnd}


class Model:
    def __init__(self, start, teacher, channels_last):
        self.start = start
        self.unet, _ = open_component(os.path.join(start, "unet"), UNet)
        self.vae, config = open_component(os.path.join(start, "vae"), Autoencoder)
        self.teacher, teacher_config = open_component(os.path.join(teacher, "vae"), Autoencoder)
        self.teacher.requires_grad_(False)
        if channels_last:
            NormSilu.by_pixel = True
            for network in (self.unet, self.vae, self.teacher):
                network.to(memory_format=torch.channels_last)
        self.scaling, self.teacher_scaling = config["scaling_factor"], teacher_config["scaling_factor"]

    def latents(self, vae, x):
        with torch.autocast("cpu", torch.bfloat16):
            z = vae.encode(x)
        return z.float() * self.scaling

    def target_latents(self, depth):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            z = self.teacher.encode(depth.expand(-1, 3, -1, -1))
        return z.float() * self.teacher_scaling

    def velocity(self, image, noisy, timesteps):
        with torch.autocast("cpu", torch.bfloat16):
            return self.unet(torch.cat([image, noisy], 1), timesteps).float()


# ---------------------------------------------------------------- the run


def rate(update, settings):
    schedule = settings.get("schedule")
    if not schedule:
        return settings["learning-rate"]
    warmup, total = schedule.get("warmup", 100), schedule.get("total", settings["updates"])
    if update < warmup:
        factor = update / warmup
    else:
        factor = math.exp(min(1, (update - warmup) / (total - warmup)) * math.log(schedule.get("final-ratio", 0.01)))
    return settings["learning-rate"] * factor


class Run:
    def __init__(self, config, output, start, teacher, rank, processes, channels_last):
        self.config, self.output, self.settings = config, output, config["training"]
        self.rank, self.processes = rank, processes
        self.model = Model(start, teacher, channels_last)
        self.objective = OBJECTIVES[config["objective"]["kind"]](config["objective"], self.model)
        self.parameters = {f"{part}/{name}": p for part, network in self.objective.learns.items() for name, p in network.named_parameters()}
        self.optimizer = torch.optim.AdamW(
            list(self.parameters.values()), lr=0, betas=(self.settings.get("beta1", 0.9), self.settings.get("beta2", 0.999)),
            weight_decay=self.settings.get("weight-decay", 0), fused=True)
        self.average = {k: p.detach().clone() for k, p in self.parameters.items()}
        self.update = 0

    def follow(self):
        decay = min(self.settings.get("averaging", 0), (1 + self.update) / (10 + self.update))
        torch._foreach_lerp_(list(self.average.values()), [p.detach() for p in self.parameters.values()], 1 - decay)

    def train(self, seconds):
        seed = self.config.get("seed", 2024)
        torch.manual_seed((seed * 1_000_003 + self.update) * 64 + self.rank)
        loader = iter(DataLoader(
            Scenes(self.config, seed, self.update, self.rank, self.processes), batch_size=None, num_workers=1, prefetch_factor=4))
        first, began, logged, stop = self.update, time.time(), {}, []
        signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
        done = self.update >= self.settings["updates"]
        while not done:
            taken = self.update - first
            if seconds and taken > 20:
                # The schedule follows the clock where the clock decides on the end.
                self.settings["updates"] = self.update + max(int(taken * (seconds / (time.time() - began) - 1)), 1)
            # What all processes draw alike, so that none waits for another.
            shared = np.random.default_rng([seed, self.update, 0])
            loss, parts = self.objective.losses(shared, *next(loader))
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            last = bool(stop) or self.update + 1 >= self.settings["updates"]
            learning_rate, done = self.agree(rate(self.update, self.settings), last)
            norm = torch.nn.utils.clip_grad_norm_(self.parameters.values(), self.settings.get("gradient-norm", math.inf), foreach=True)
            if not math.isfinite(norm):
                raise SystemExit(f"The gradients of update {self.update} must be finite, got a norm of {float(norm)}")
            for group in self.optimizer.param_groups:
                group["lr"] = learning_rate
            self.optimizer.step()
            self.update += 1
            self.follow()
            for name, value in {"loss": loss, **parts}.items():
                logged.setdefault(name, []).append(float(value.detach()))
            if self.update % 50 == 0:
                self.log(time.time() - began, {name: sum(values) / len(values) for name, values in logged.items()})
                logged = {}
            if not done and self.update % self.settings.get("checkpoint-every", 1000) == 0:
                self.save()
        self.save()

    def agree(self, learning_rate, stop):
        """Averages the gradients of all processes; the first one decides on the rate and on the end."""
        if self.processes == 1:
            return learning_rate, stop
        gradients = [p.grad for p in self.parameters.values() if p.grad is not None]
        first = [learning_rate, float(stop)] if self.rank == 0 else [0.0, 0.0]
        flat = torch.cat([g.flatten() for g in gradients] + [torch.tensor(first)])
        dist.all_reduce(flat)
        torch._foreach_copy_(gradients, [part.view_as(g) for part, g in zip(flat[:-2].div_(self.processes).split([g.numel() for g in gradients]), gradients)])
        return float(flat[-2]), bool(flat[-1])

    def log(self, seconds, means):
        if self.rank:
            return
        print(self.update, f"{seconds:.0f}s", " ".join(f"{name} {value:.4f}" for name, value in means.items()), flush=True)
        path = os.path.join(self.output, "losses.csv")
        new = not os.path.exists(path)
        with open(path, "a", newline="") as out:
            writer = csv.writer(out)
            if new:
                writer.writerow(["update", "seconds", *means])
            writer.writerow([self.update, f"{seconds:.0f}", *(f"{value:.5f}" for value in means.values())])

    def save(self):
        if self.rank:
            return
        final = os.path.join(self.output, f"checkpoint-{self.update:08d}")
        unfinished = final + ".partial"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(self.model.start, unfinished, ignore=shutil.ignore_patterns("trainer"))
        half = self.settings.get("weights", "fp32") == "fp16"
        for part, network in (("unet", self.model.unet), ("vae", self.model.vae)):
            averaged = {k.split("/", 1)[1]: v for k, v in self.average.items() if k.startswith(part + "/")}
            weights = {k: averaged.get(k, v).detach().contiguous() for k, v in network.state_dict().items()}
            (name,) = [f for f in os.listdir(os.path.join(unfinished, part)) if f.endswith(".safetensors")]
            save_file({k: (v.half() if half else v.float()).contiguous() for k, v in weights.items()}, os.path.join(unfinished, part, name), {"format": "pt"})
        index_path = os.path.join(unfinished, "model_index.json")
        index = json.load(open(index_path))
        index["default_denoising_steps"] = self.settings.get("default-steps", index.get("default_denoising_steps"))
        index["default_processing_resolution"] = self.settings.get("default-resolution", index.get("default_processing_resolution"))
        if "default-mirrored-members" in self.settings:
            index["default_mirrored_members"] = self.settings["default-mirrored-members"]
        index.pop("default_zero_latents", None)
        if isinstance(self.objective, EndToEnd) and self.objective.from_zeros:
            index["default_zero_latents"] = True
        json.dump(index, open(index_path, "w"), indent=2)
        if isinstance(self.objective, EndToEnd):
            # The prediction itself is decoded, as it is here, without a rest of the noise.
            path = os.path.join(unfinished, "scheduler", "scheduler_config.json")
            scheduler = json.load(open(path))
            json.dump({**scheduler, "set_alpha_to_one": True}, open(path, "w"), indent=2)
        if isinstance(self.objective, Reconstruction):
            self.measure_scaling(os.path.join(unfinished, "vae", "config.json"))
        torch.save({"update": self.update, "optimizer": self.optimizer.state_dict(), "average": self.average,
                    "weights": {k: p.detach() for k, p in self.parameters.items()}}, os.path.join(self.output, "state.pt.partial"))
        shutil.rmtree(final, ignore_errors=True)
        os.rename(unfinished, final)
        os.rename(os.path.join(self.output, "state.pt.partial"), os.path.join(self.output, "state.pt"))

    def measure_scaling(self, path):
        """Latents of pictures and depths together get a standard deviation of 1."""
        picture, depth, _, _ = next(iter(Scenes(self.config, 0, 0)))
        with torch.no_grad():
            z = self.model.vae.encode(torch.cat([picture, depth.expand(-1, 3, -1, -1)]))
        config = json.load(open(path))
        config["scaling_factor"] = 1 / float(z.std())
        json.dump(config, open(path, "w"), indent=2)

    def resume(self):
        state = torch.load(os.path.join(self.output, "state.pt"))
        self.update, self.average = state["update"], state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        for parameter, moments in self.optimizer.state.items():
            for key in ("exp_avg", "exp_avg_sq"):
                # Fused updates walk memory, which may have been laid out in another order.
                moments[key] = torch.empty_like(parameter).copy_(moments[key])
        for name, parameter in self.parameters.items():
            parameter.data.copy_(state["weights"][name])


def newest(directory):
    runs = sorted(d for d in os.listdir(directory) if d.startswith("checkpoint-") and not d.endswith(".partial"))
    return os.path.join(directory, runs[-1]) if runs else directory


def work(rank, arguments):
    torch.set_num_threads(max(1, os.cpu_count() // arguments.processes))
    if arguments.processes > 1:
        dist.init_process_group("gloo", f"file://{os.path.abspath(arguments.output)}/.processes", rank=rank, world_size=arguments.processes)
    config = read(arguments.config)
    start = newest(arguments.start or config["start"]["checkpoint"])
    teacher = newest(config["teacher"]) if "teacher" in config else start
    run = Run(config, arguments.output, start, teacher, rank, arguments.processes, arguments.channels_last)
    if arguments.resume:
        run.resume()
    run.train(arguments.seconds)


def read(path):
    """Reads settings as YAML 1.2 has them: 4e-4 and 1.5e4 are numbers, which PyYAML takes for text."""
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+$"), list("-+.0123456789"))
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


def require_known(path):
    config = read(path)
    for section, keys in UNKNOWN.items():
        for part in config[section] if isinstance(config[section], list) else [config[section]]:
            for key in keys:
                if key in part:
                    raise SystemExit(f"{path}: {section}.{key} is for marigold train only")
    if config["samples"].get("smallest-crop", 1) == 1:
        raise SystemExit(f"{path}: samples.smallest-crop must be below 1 here: whole pictures are not stretched")
    if config["objective"].get("coarse-share", 0):
        for size in config["samples"]["sizes"]:
            if any(int(side) % (FACTOR * COARSE) for side in size.split("x")):
                raise SystemExit(f"{path}: samples.sizes must be multiples of {FACTOR * COARSE} where objective.coarse-share > 0, got {size}")
    if config["objective"]["kind"] == "end-to-end" and config["objective"].get("alignment") != "bounded":
        raise SystemExit(f"{path}: objective.alignment must be bounded here, got {config['objective'].get('alignment', 'free')}")
    if "validation" in config:
        raise SystemExit(f"{path}: validation is for marigold train only")
    if config["training"].get("precision") != "bf16":
        raise SystemExit(f"{path}: training.precision must be bf16 here, got {config['training'].get('precision')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--start", help="checkpoint to start from, instead of the file's")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--seconds", type=float, help="stop after this time; the learning rate falls until then")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--channels-last", action="store_true", help="a third faster on an x86 CPU; needs a C++ compiler and ninja, and a minute at the first start")
    arguments = parser.parse_args()
    require_known(arguments.config)
    os.makedirs(arguments.output, exist_ok=True)
    rendezvous = os.path.join(arguments.output, ".processes")
    if os.path.exists(rendezvous):
        os.remove(rendezvous)
    if arguments.processes == 1:
        work(0, arguments)
    else:
        torch.multiprocessing.spawn(work, (arguments,), arguments.processes)


if __name__ == "__main__":
    main()
