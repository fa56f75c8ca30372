#!/usr/bin/env python3
"""Writes or checks the conformance data: small checkpoints of random weights, and what diffusers and PyTorch make of them.

    pip install torch diffusers transformers safetensors pillow scipy
    python generate_conformance.py --weights-from ../conformance --check      # are the goldens what diffusers computes?
    python generate_conformance.py --weights-from ../conformance --out DIR    # the same weights and inputs, goldens computed again
    python generate_conformance.py --new --out DIR                            # fresh weights and inputs, seeds fixed

The names of sets (depth-v1-1, depth-v1-0, depth-lcm, normals-v1-1, iid-appearance-v1-1, autoencoder-tiny, numerics) may follow; default
all. All runs on the CPU in single precision. The seed of the committed weights is unknown, so --new gives other numbers under the same
keys, with the same configurations; --weights-from takes weights, pictures and random inputs (latents, noise, model outputs) from the
existing files.

Keys of a checkpoint's golden.safetensors: preprocessed [1,3,h,w]; padding (bottom, right); token_ids; text_embedding; image_latent;
init_latents [E,4T,h,w] for T targets, where every run starts (the first member for E = 1); unet_out, one call at unet_timestep on image
latent and first member; timesteps; latent_step_i, after step i, first member (LCM: step noise from a generator seeded 123); prediction_1
(E = 1, input size; LCM: one step); prediction_1_processing_res; prediction_seed2024 (the start drawn from a generator seeded 2024; LCM:
step noise from the same generator); prediction_ens and uncertainty_ens (diffusers' default ensembling); for depth, ..._ens_mean (mean,
max_iter 20, tol 1e-6).
The processing resolution is the longer edge of preprocessed less its padding.

--check demands 1e-5, scaled with the largest golden value where that exceeds 1, and not-a-number where the golden has it (zero-SNR
schedules divide by zero when they predict noise); of predicted normals 1e-4, since the direction of a short vector is less certain than
its components. The depth ensembles are shown but not judged: the alignment is minimised with numerical derivatives (a step of 1.5e-8) of a
cost evaluated in single precision, so the last bit of a member, or the order in which a machine adds pixels, decides where the optimiser
stops. Such goldens bind a solver on one machine, not two.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from unittest.mock import patch

import diffusers
import torch
from diffusers import AutoencoderKL, AutoencoderTiny, DDIMScheduler, LCMScheduler, UNet2DConditionModel
from PIL import Image
from safetensors.torch import load_file, save_file
from torch.nn.functional import interpolate
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

TOLERANCE = 1e-5
BETAS = dict(num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
DDIM = dict(BETAS, prediction_type="v_prediction", clip_sample=False, set_alpha_to_one=False, steps_offset=1)
UNET = dict(
    sample_size=16, in_channels=8, out_channels=4, layers_per_block=1, norm_num_groups=8, cross_attention_dim=32,
    block_out_channels=(32, 64), attention_head_dim=(2, 4), use_linear_projection=True,
    down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"))
UNET_3_LEVELS = dict(
    UNET, block_out_channels=(16, 32, 32), attention_head_dim=(2, 4, 4), cross_attention_dim=24,
    down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
    up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"))

TRAILING = DDIMScheduler(**DDIM, timestep_spacing="trailing", rescale_betas_zero_snr=True)
# What model_index.json says besides.
DEPTH = dict(pipeline="MarigoldDepthPipeline", prediction_type="depth", scale_invariant=True, shift_invariant=True)
NORMALS = dict(pipeline="MarigoldNormalsPipeline", prediction_type="normals", use_full_z_range=True)
LINEAR = dict(prediction_space="linear", up_to_scale=False)
INTRINSICS = dict(pipeline="MarigoldIntrinsicsPipeline", prediction_type="intrinsics", target_properties=dict(
    target_names=["albedo", "material"], albedo=dict(prediction_space="srgb"), roughness=LINEAR, metallicity=LINEAR,
    material=dict(prediction_space="stack", sub_target_names=["roughness", "metallicity", None])))

# Picture is (width, height); steps and resolution those of the goldens.
CHECKPOINTS = {
    "depth-v1-1": dict(
        seed=11, picture=(90, 61), resolution=64, members=4, steps=4, default_resolution=64, unet=UNET, vae=(16, 32, 32, 32),
        act="gelu", scheduler=TRAILING, index=DEPTH),
    "depth-v1-0": dict(
        seed=10, picture=(57, 80), resolution=48, members=3, steps=10, default_resolution=96, unet=UNET_3_LEVELS, vae=(8, 16),
        act="gelu", scheduler=DDIMScheduler(**DDIM), deprecated_attention=True, index=DEPTH),
    "depth-lcm": dict(
        seed=12, picture=(40, 40), resolution=32, members=2, steps=4, default_resolution=64, vae=(16, 32), act="quick_gelu",
        unet=dict(UNET, attention_head_dim=8, use_linear_projection=False), variant="fp16", index=DEPTH,
        scheduler=LCMScheduler(**BETAS, prediction_type="v_prediction", clip_sample=False, set_alpha_to_one=False, steps_offset=1)),
    "normals-v1-1": dict(
        seed=14, picture=(70, 90), resolution=64, members=3, steps=4, default_resolution=64, unet=UNET, vae=(16, 32, 32, 32),
        act="gelu", scheduler=TRAILING, index=NORMALS),
    "iid-appearance-v1-1": dict(
        seed=15, picture=(64, 48), resolution=64, members=3, steps=3, default_steps=4, default_resolution=64,
        unet=dict(UNET, in_channels=12, out_channels=8), vae=(16, 32), act="gelu", scheduler=TRAILING, text_prefix="",
        index=INTRINSICS),
}
CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,!?-'"
TINY = dict(
    encoder_block_out_channels=(16,) * 4, decoder_block_out_channels=(16,) * 4, num_encoder_blocks=(1, 2, 2, 2),
    num_decoder_blocks=(2, 2, 2, 1))


def random_(generator, *shape):
    return torch.randn(shape, generator=generator)


def load(file):
    # Copies are aligned in memory as computed tensors are; vector code may round differently at other addresses.
    return {name: value.clone() for name, value in load_file(file).items()} if file.exists() else {}


def save(tensors, file, **metadata):
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous().clone() for name, value in tensors.items()}, file, metadata=metadata or None)


def write_json(value, file, **format):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, **format))


def randomize(model, generator):
    """Gives every weight a random value, in the order of the names; normalisations stay close to the identity."""
    for name, value in sorted(model.state_dict().items()):
        if value.is_floating_point():
            noise = random_(generator, *value.shape)
            one = 1 if name.endswith("weight") else 0
            value.copy_(noise / (2 * value[0].numel()) ** 0.5 if value.dim() > 1 else 0.1 * noise + one)
    return model.eval()


# ---- fresh checkpoints

def smooth_picture(width, height, generator):
    coarse = torch.rand((1, 3, 5, 6), generator=generator)
    mixed = 0.85 * interpolate(coarse, (height, width), mode="bicubic").clamp(0, 1)
    mixed += 0.15 * torch.rand(mixed.shape, generator=generator)
    return Image.fromarray((255 * mixed[0].permute(1, 2, 0)).round().to(torch.uint8).numpy())


def new_text_encoder(folder, width, act, dtype, suffix, prefix, generator):
    config = dict(
        vocab_size=86, hidden_size=width, intermediate_size=2 * width, num_hidden_layers=2, num_attention_heads=2,
        max_position_embeddings=77, hidden_act=act, bos_token_id=84, eos_token_id=85, pad_token_id=85)
    weights = randomize(CLIPTextModel(CLIPTextConfig(**config)), generator).state_dict()
    # Releases of transformers differ in the prefix and in this buffer; most published checkpoints have both.
    weights = {prefix + name.removeprefix("text_model."): value.to(dtype) for name, value in weights.items()}
    if prefix:
        weights[prefix + "embeddings.position_ids"] = torch.arange(77)[None]
    save(weights, folder / f"model{suffix}.safetensors", format="pt")
    write_json(dict(config, architectures=["CLIPTextModel"], model_type="clip_text_model", layer_norm_eps=1e-5,
                    projection_dim=512, attention_dropout=0.0), folder / "config.json", indent=2, sort_keys=True)


def new_tokenizer(folder):
    words = [*CHARACTERS, *(letter + "</w>" for letter in CHARACTERS), "<|startoftext|>", "<|endoftext|>"]
    write_json({word: i for i, word in enumerate(words)}, folder / "vocab.json")
    (folder / "merges.txt").write_text("#version: 0.2\n")
    start, end = words[-2:]
    write_json(dict(tokenizer_class="CLIPTokenizer", model_max_length=77, bos_token=start, eos_token=end,
                    pad_token=end, unk_token=end), folder / "tokenizer_config.json", indent=2)


def new_vae(channels, generator):
    return randomize(AutoencoderKL(
        block_out_channels=channels, layers_per_block=1, norm_num_groups=8, latent_channels=4, sample_size=64,
        down_block_types=("DownEncoderBlock2D",) * len(channels), up_block_types=("UpDecoderBlock2D",) * len(channels)), generator)


def use_deprecated_names(file):
    tensors = load(file)
    for new, old in ("to_q", "query"), ("to_k", "key"), ("to_v", "value"), ("to_out.0", "proj_attn"):
        tensors = {name.replace(f".attentions.0.{new}.", f".attentions.0.{old}."): value for name, value in tensors.items()}
    save(tensors, file, format="pt")


def new_checkpoint(name, folder):
    what = CHECKPOINTS[name]
    generator = torch.Generator().manual_seed(what["seed"])
    variant = what.get("variant")
    suffix, dtype = (f".{variant}", torch.float16) if variant else ("", torch.float32)
    folder.mkdir(parents=True)
    smooth_picture(*what["picture"], generator).save(folder / "input.png")
    networks = {"unet": randomize(UNet2DConditionModel(**what["unet"]), generator), "vae": new_vae(what["vae"], generator)}
    for part, network in networks.items():
        network.to(dtype).save_pretrained(folder / part, variant=variant)
    if what.get("deprecated_attention"):
        use_deprecated_names(folder / "vae" / "diffusion_pytorch_model.safetensors")
    prefix = what.get("text_prefix", "text_model.")
    new_text_encoder(folder / "text_encoder", what["unet"]["cross_attention_dim"], what["act"], dtype, suffix, prefix, generator)
    new_tokenizer(folder / "tokenizer")
    what["scheduler"].save_pretrained(folder / "scheduler")
    index = dict(what["index"])
    write_json({
        "_class_name": index.pop("pipeline"), "_diffusers_version": diffusers.__version__,
        "default_denoising_steps": what.get("default_steps", what["steps"]),
        "default_processing_resolution": what["default_resolution"], "scheduler": ["diffusers", type(what["scheduler"]).__name__],
        "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"], **index,
    }, folder / "model_index.json", indent=2)


# ---- goldens of checkpoints

def open_pipeline(folder):
    variant = "fp16" if list(folder.glob("unet/*.fp16.safetensors")) else None
    part = dict(variant=variant, torch_dtype=torch.float32)
    index = json.loads((folder / "model_index.json").read_text())
    networks = "unet", "vae", "text_encoder", "tokenizer", "scheduler"
    pipeline = getattr(diffusers, index["_class_name"])(
        unet=UNet2DConditionModel.from_pretrained(folder / "unet", **part),
        vae=AutoencoderKL.from_pretrained(folder / "vae", **part),
        text_encoder=CLIPTextModel.from_pretrained(folder / "text_encoder", **part),
        tokenizer=CLIPTokenizer.from_pretrained(folder / "tokenizer"),
        scheduler=getattr(diffusers, index["scheduler"][1]).from_pretrained(folder / "scheduler"),
        **{key: value for key, value in index.items() if key not in networks and not key.startswith("_")})
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def resolution_of(name, given):
    if not given:
        return CHECKPOINTS[name]["resolution"]
    return max(size - int(padding) for size, padding in zip(given["preprocessed"].shape[2:], given["padding"]))


def steps_of(name, given):
    return len(given["timesteps"]) if given else CHECKPOINTS[name]["steps"]


def stages(pipeline, picture, name, given):
    """Returns the tensors between the stages for the first member, and the inputs of all runs."""
    out = {"token_ids": pipeline.tokenizer("", return_tensors="pt", truncation=True).input_ids}
    out["text_embedding"] = text = pipeline.text_encoder(out["token_ids"])[0]
    out["preprocessed"], padding, _ = pipeline.image_processor.preprocess(
        picture, resolution_of(name, given), "bilinear", torch.device("cpu"), torch.float32)
    out["padding"] = torch.tensor(padding)
    mode = pipeline.vae.encode(out["preprocessed"]).latent_dist.mode()
    out["image_latent"] = image = mode * pipeline.vae.config.scaling_factor
    out["init_latents"] = given["init_latents"] if given else random_(
        torch.Generator().manual_seed(CHECKPOINTS[name]["seed"] + 100), CHECKPOINTS[name]["members"],
        pipeline.unet.config.out_channels, *image.shape[2:])
    out["unet_timestep"] = given.get("unet_timestep", torch.tensor([417]))
    latent = out["init_latents"][:1]
    predict = lambda x, t: pipeline.unet(torch.cat([image, x], 1), t, encoder_hidden_states=text).sample
    out["unet_out"] = predict(latent, out["unet_timestep"][0])
    scheduler = pipeline.scheduler
    scheduler.set_timesteps(steps_of(name, given))
    out["timesteps"] = scheduler.timesteps.clone()
    noise = {"generator": torch.Generator().manual_seed(123)} if isinstance(scheduler, LCMScheduler) else {}
    for i, timestep in enumerate(out["timesteps"]):
        latent = scheduler.step(predict(latent, timestep), timestep, latent, **noise).prev_sample
        out[f"latent_step_{i}"] = latent
    return out


def checkpoint_goldens(folder, given):
    name, pipeline = folder.name, open_pipeline(folder)
    picture = Image.open(folder / "input.png").convert("RGB")
    out = stages(pipeline, picture, name, given)
    lcm, steps = isinstance(pipeline.scheduler, LCMScheduler), steps_of(name, given)
    run = lambda **options: pipeline(picture, processing_resolution=resolution_of(name, given), output_type="pt", **options)
    first = dict(latents=out["init_latents"][:1], num_inference_steps=1 if lcm else steps)
    out["prediction_1"] = run(**first).prediction
    out["prediction_seed2024"] = run(generator=torch.Generator().manual_seed(2024), num_inference_steps=steps).prediction
    if lcm:
        return out
    out["prediction_1_processing_res"] = run(match_input_resolution=False, **first).prediction
    ensembles = {"ens": None}
    if pipeline.config.prediction_type == "depth":
        ensembles["ens_mean"] = dict(reduction="mean", max_iter=20, tol=1e-6)
    for suffix, options in ensembles.items():
        result = run(
            latents=out["init_latents"], ensemble_size=len(out["init_latents"]), output_uncertainty=True,
            num_inference_steps=steps, ensembling_kwargs=options)
        out[f"prediction_{suffix}"], out[f"uncertainty_{suffix}"] = result.prediction, result.uncertainty
    return out


def tiny_goldens(folder, given):
    model = AutoencoderTiny.from_pretrained(folder).eval()
    image = given["image"] if given else 2 * torch.rand((1, 3, 48, 64), generator=torch.Generator().manual_seed(20)) - 1
    latent = model.encode(image).latents
    return {"image": image, "latent": latent, "decoded": model.decode(latent).sample}


# ---- numerics

def scheduler_cases():
    """Returns class name, settings, steps and eta of every scheduler run."""
    steps = iter([10, 3, 2, 8, 7, 6, 4, 4, 1, 7, 5, 3, 3, 8, 8, 9, 7, 11])
    plain = dict(BETAS, clip_sample=False)
    cases = [
        ("DDIMScheduler", dict(plain, set_alpha_to_one=False, steps_offset=int(spacing == "leading"), prediction_type=kind,
                               timestep_spacing=spacing, rescale_betas_zero_snr=zero), next(steps), None)
        for spacing in ("leading", "trailing", "linspace") for kind in ("epsilon", "v_prediction", "sample") for zero in (False, True)]
    clipped = dict(BETAS, beta_schedule="linear", clip_sample=True)
    thresholded = dict(plain, beta_schedule="squaredcos_cap_v2", thresholding=True)
    cases += [("DDIMScheduler", clipped, 5, 0.3), ("DDIMScheduler", clipped, 5, 1.0), ("DDIMScheduler", thresholded, 4, None)]
    cases += [
        ("DDPMScheduler", dict(plain, prediction_type="v_prediction", variance_type=variance, timestep_spacing=spacing), 6, None)
        for variance in ("fixed_small", "fixed_large", "fixed_small_log") for spacing in ("leading", "trailing", "linspace")]
    cases += [("DDPMScheduler", clipped, 8, None)]
    lcm = dict(plain, set_alpha_to_one=False, prediction_type="v_prediction")
    return cases + [("LCMScheduler", lcm, count, None) for count in (1, 2, 4)]


def scheduler_run(case, given, generator):
    scheduler = getattr(diffusers, case["scheduler"])(**case["config"])
    scheduler.set_timesteps(case["steps"])
    value = lambda key, *shape: given.get(f"{case['key']}.{key}", None if given else random_(generator, *shape))
    out = {"timesteps": scheduler.timesteps.clone(), "alphas_cumprod": scheduler.alphas_cumprod, "init": value("init", 1, 4, 3, 5)}
    for key in "model_output", "variance_noise":
        out[key] = value(key, len(scheduler.timesteps), 1, 4, 3, 5)
    sample, steps = out["init"], []
    for timestep, output, noise in zip(scheduler.timesteps, out["model_output"], out["variance_noise"]):
        eta = {"eta": case["eta"], "variance_noise": noise} if case["eta"] is not None else {}
        with patch(f"{type(scheduler).__module__}.randn_tensor", lambda *_, **__: noise):
            sample = scheduler.step(output, timestep, sample, **eta).prev_sample
        steps.append(sample)
    out["prev_sample"] = torch.stack(steps)
    if case["scheduler"] != "LCMScheduler":
        clean, noise = value("clean", 4, 4, 3, 5), value("noise", 4, 4, 3, 5)
        at = torch.tensor([0, 17, 500, 999])
        out |= {"clean": clean, "noise": noise, "add_noise_t": at, "noisy": scheduler.add_noise(clean, noise, at),
                "velocity": scheduler.get_velocity(clean, noise, at)}
    return {f"{case['key']}.{key}": tensor for key, tensor in out.items()}


def describe(index, scheduler, settings, steps, eta):
    config = getattr(diffusers, scheduler)(**settings).config
    config = {key: value for key, value in config.items() if not key.startswith("_")}
    kind = scheduler.removesuffix("Scheduler").lower()
    return {"key": f"{kind}.{index}", "scheduler": scheduler, "config": config, "steps": steps, "eta": eta}


def randn_goldens():
    out = {}
    for seed in 0, 5, 42, 2147483655:
        for shape in (1,), (5,), (15,), (16,), (17,), (31,), (100,), (1, 4, 6, 8), (2, 4, 9, 7):
            out[f"randn.{seed}.{'x'.join(map(str, shape))}"] = random_(torch.Generator().manual_seed(seed), *shape)
    twice = torch.Generator().manual_seed(5)
    return out | {"randn_twice.5.a": random_(twice, 3, 7), "randn_twice.5.b": random_(twice, 4, 4, 4)}


def resize_goldens(given):
    picture = given["input"] if given else torch.rand((1, 3, 37, 53), generator=torch.Generator().manual_seed(30))
    out = {"input": picture}
    for mode in "nearest", "nearest-exact", "bilinear", "bicubic", "area", "bilinear-antialias", "bicubic-antialias":
        antialias = {"antialias": True} if mode.endswith("antialias") else {}
        for size in (16, 23), (37, 20), (64, 90), (111, 53):
            out[f"{mode}.{size[0]}x{size[1]}"] = interpolate(picture, size, mode=mode.removesuffix("-antialias"), **antialias)
    return out


def numerics_goldens(folder, given):
    cases = json.loads((folder / "cases.json").read_text())
    generator = torch.Generator().manual_seed(40)
    return {key: value for case in cases for key, value in scheduler_run(case, given, generator).items()}


# ---- sets and files

def new_set(name, folder):
    if name in CHECKPOINTS:
        new_checkpoint(name, folder)
    elif name == "autoencoder-tiny":
        randomize(AutoencoderTiny(**TINY), torch.Generator().manual_seed(13)).save_pretrained(folder)
    else:
        write_json([describe(i, *case) for i, case in enumerate(scheduler_cases())], folder / "cases.json", indent=1)


def compute(name, folder):
    """Returns the golden files of a set by name; random inputs are those of the golden files that are there."""
    given = load(folder / "golden.safetensors")
    if name == "numerics":
        return {"golden.safetensors": numerics_goldens(folder, given), "torch_randn.safetensors": randn_goldens(),
                "resize.safetensors": resize_goldens(load(folder / "resize.safetensors"))}
    goldens = tiny_goldens if name == "autoencoder-tiny" else checkpoint_goldens
    return {"golden.safetensors": goldens(folder, given)}


def distance(got, want):
    """Returns the largest difference, scaled; where the golden is not finite, the same value is demanded."""
    if got.shape != want.shape or got.dtype != want.dtype:
        return float("inf")
    got, want = got.double(), want.double()
    error = torch.where((got == want) | (got.isnan() & want.isnan()), 0, (got - want).abs()).nan_to_num(float("inf"))
    return error.max().item() / max(1.0, want[want.isfinite()].abs().max().item() if want.isfinite().any() else 1.0)


def differs(label, computed, golden):
    """Prints how far computed tensors are from a file; returns whether that is too far."""
    wrong = set(computed) ^ set(golden)
    errors = {key: distance(computed[key], golden[key]) for key in sorted(set(computed) & set(golden))}
    for key in [key for key in errors if "_ens" in key and label.startswith("depth")]:
        print(f"{label} {key}: {errors.pop(key):.2e} (ill-conditioned, not judged)")
    tolerance = lambda key: 10 * TOLERANCE if label.startswith("normals") and key.startswith("prediction") else TOLERANCE
    wrong |= {key for key, error in errors.items() if not error <= tolerance(key)}
    worst = max(errors, key=errors.get, default="nothing in common")
    print(f"{label}: {len(errors)} tensors, largest difference {errors.get(worst, 0):.2e} ({worst})")
    if wrong:
        print(f"{label}: WRONG {sorted(wrong)}")
    return bool(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--new", action="store_true", help="create checkpoints and inputs")
    mode.add_argument("--weights-from", type=Path, metavar="DIR", help="folder of existing sets")
    parser.add_argument("--check", action="store_true", help="compare with the goldens of --weights-from")
    parser.add_argument("--out", type=Path, help="folder to write the sets to; must not hold them yet")
    names = [*CHECKPOINTS, "autoencoder-tiny", "numerics"]
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(names))
    arguments = parser.parse_args()
    if (arguments.new and arguments.check) or not (arguments.check or arguments.out):
        parser.error("--new needs --out, --weights-from needs --check, --out or both")
    if unknown := set(arguments.sets) - set(names):
        parser.error(f"unknown sets {sorted(unknown)}, known are {names}")
    torch.set_grad_enabled(False)
    print(f"diffusers {diffusers.__version__}, torch {torch.__version__}, {torch.get_num_threads()} threads")
    failed = False
    for name in arguments.sets or names:
        folder = (arguments.out if arguments.new else arguments.weights_from) / name
        if arguments.new:
            new_set(name, folder)
        files = compute(name, folder)
        if arguments.check:
            failed |= any([differs(f"{name}/{file}", tensors, load(folder / file)) for file, tensors in files.items()])
        if arguments.weights_from and arguments.out:
            folder = Path(shutil.copytree(folder, arguments.out / name, ignore=shutil.ignore_patterns(*files)))
        if arguments.out:
            for file, tensors in files.items():
                save(tensors, folder / file)
            print(f"wrote {folder}")
    sys.exit(int(failed))


if __name__ == "__main__":
    main()
