"""Writes what ImageSimilarityTest and IntrinsicScalingTest read, into src/test/resources/dev/marigold/evaluation. Needs torch (written with
2.13).

PSNR and SSIM by their formulas in double precision, as torchmetrics defines them: Gaussian window 11 x 11 of deviation 1.5, k1 0.01, k2
0.03, data range 1; windows that cross the border do not count; pixels outside the mask are 0 in both pictures for SSIM and left out for
PSNR. The pictures are made from sines, so that no random numbers have to be stored; the test makes the same.
"""

import json
from pathlib import Path

import torch
from torch.nn.functional import conv2d

OUT = Path(__file__).parents[1] / "resources" / "dev" / "marigold" / "evaluation"
OUT.mkdir(parents=True, exist_ok=True)


def pictures(height, width):
    i = torch.arange(3 * height * width, dtype=torch.float64).reshape(3, height, width)
    truth = (0.5 + 0.5 * torch.sin(0.37 * i + 0.01 * i.sqrt())).float()
    prediction = (truth * 0.8 + 0.1 + 0.1 * torch.cos(1.7 * i)).float()
    mask = torch.arange(height * width).reshape(height, width) % 7 != 3
    return prediction.double(), truth.double(), mask


def psnr(x, y, mask):
    difference = (x - y)[:, mask]
    return (-10 * torch.log10((difference**2).mean())).item()


def ssim(x, y, mask):
    x, y = x * mask, y * mask
    offsets = torch.arange(11, dtype=torch.float64) - 5
    line = torch.exp(-(offsets**2) / (2 * 1.5**2))
    line = line / line.sum()
    window = (line[:, None] * line[None, :])[None, None]
    smooth = lambda plane: conv2d(plane[:, None], window)[:, 0]
    mean_x, mean_y = smooth(x), smooth(y)
    var_x = (smooth(x * x) - mean_x**2).clamp(min=0)
    var_y = (smooth(y * y) - mean_y**2).clamp(min=0)
    covariance = smooth(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    index = (2 * mean_x * mean_y + c1) * (2 * covariance + c2) / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))
    return index.mean().item()


cases = []
for height, width in [(11, 11), (13, 17), (48, 37)]:
    x, y, mask = pictures(height, width)
    everything = torch.ones_like(mask)
    brightness = (0.3 * y[0] + 0.59 * y[1] + 0.11 * y[2])[mask]
    cases.append({
        "height": height,
        "width": width,
        "psnr": psnr(x, y, everything),
        "psnr_masked": psnr(x, y, mask),
        "ssim": ssim(x, y, everything),
        "ssim_masked": ssim(x, y, mask),
        "scale_masked": ((x * y)[:, mask].sum() / (x * x)[:, mask].sum()).item(),
        "brightness_factor_masked": (0.8 / torch.quantile(brightness, 0.9)).item(),
    })
(OUT / "similarity-torch2.13.json").write_text(json.dumps(cases, indent=1) + "\n")
