"""The networks of a small checkpoint in PyTorch, with the parameter names of the published layout.

Not a second implementation to maintain: just what the recipes beside this file use, so that long trainings can run where PyTorch's Python
package is at hand. The library's own networks are in dev.marigold.network.
"""

import functools
import json
import math
import os

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

AUTOENCODER_EPS = 1e-6


class FastNormSilu(torch.autograd.Function):
    @staticmethod
    def forward(context, x, weight, bias, groups, eps):
        y, means, deviations = kernels().forward(x, weight, bias, groups, eps)
        context.save_for_backward(x, weight, bias, means, deviations)
        return y

    @staticmethod
    def backward(context, gradient):
        return *kernels().backward(gradient, *context.saved_tensors), None, None


@functools.cache
def kernels():
    """Compiled by the first run, kept for later ones."""
    from torch.utils.cpp_extension import load

    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kernels.cpp")
    return load("marigold_kernels", [source], extra_cflags=["-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-fopenmp-simd"])


class NormSilu(nn.GroupNorm):
    by_pixel = False

    def forward(self, x):
        if self.by_pixel and x.dtype == torch.bfloat16 and x.is_contiguous(memory_format=torch.channels_last):
            return FastNormSilu.apply(x, self.weight, self.bias, self.num_groups, self.eps)
        return F.silu(super().forward(x))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, groups, time=None, eps=1e-5):
        super().__init__()
        self.norm1 = NormSilu(groups, inputs, eps=eps)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        if time:
            self.time_emb_proj = nn.Linear(time, outputs)
        self.norm2 = NormSilu(groups, outputs, eps=eps)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        if inputs != outputs:
            self.conv_shortcut = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x, time=None):
        hidden = self.conv1(self.norm1(x))
        if time is not None:
            hidden = hidden + self.time_emb_proj(time)[:, :, None, None]
        hidden = self.conv2(self.norm2(hidden))
        return hidden + (self.conv_shortcut(x) if hasattr(self, "conv_shortcut") else x)


class Attention(nn.Module):
    def __init__(self, channels, context, heads):
        super().__init__()
        self.heads = heads
        self.to_q = nn.Linear(channels, channels, bias=False)
        self.to_k = nn.Linear(context, channels, bias=False)
        self.to_v = nn.Linear(context, channels, bias=False)
        self.to_out = nn.ModuleList([nn.Linear(channels, channels)])

    def forward(self, x):
        q, k, v = (t.unflatten(2, (self.heads, -1)).transpose(1, 2) for t in (self.to_q(x), self.to_k(x), self.to_v(x)))
        # For some dozens of tokens, three times as fast as scaled_dot_product_attention on a CPU.
        weights = torch.softmax(q @ k.transpose(2, 3) * q.shape[3] ** -0.5, dim=3)
        return self.to_out[0]((weights @ v).transpose(1, 2).flatten(2))


class GegluProjection(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.proj = nn.Linear(channels, 8 * channels)

    def forward(self, x):
        value, gate = self.proj(x).chunk(2, dim=-1)
        return value * F.gelu(gate)


class FeedForward(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.net = nn.ModuleList([GegluProjection(channels), nn.Identity(), nn.Linear(4 * channels, channels)])

    def forward(self, x):
        return self.net[2](self.net[0](x))


class Block(nn.Module):
    def __init__(self, channels, context, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(channels)
        self.attn1 = Attention(channels, channels, heads)
        self.norm2 = nn.LayerNorm(channels)
        self.attn2 = Attention(channels, context, heads)
        self.norm3 = nn.LayerNorm(channels)
        self.ff = FeedForward(channels)

    def forward(self, x):
        x = x + self.attn1(self.norm1(x))
        # The text encoder of a checkpoint that was started from scratch says nothing, and attention to nothing but zeros is its bias.
        x = x + self.attn2.to_out[0].bias
        return x + self.ff(self.norm3(x))


class Transformer(nn.Module):
    def __init__(self, channels, context, heads, groups):
        super().__init__()
        self.norm = nn.GroupNorm(groups, channels, eps=1e-6)
        self.proj_in = nn.Linear(channels, channels)
        self.transformer_blocks = nn.ModuleList([Block(channels, context, heads)])
        self.proj_out = nn.Linear(channels, channels)

    def forward(self, x):
        tokens = self.proj_in(self.norm(x).flatten(2).transpose(1, 2))
        for block in self.transformer_blocks:
            tokens = block(tokens)
        return x + self.proj_out(tokens).transpose(1, 2).unflatten(2, x.shape[2:])


class Holder(nn.Module):
    """Gives a convolution the name it has in the layout."""

    def __init__(self, channels, stride, padding=1):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, stride=stride, padding=padding)


class Level(nn.Module):
    def __init__(self, residuals, transformers, resampling, name):
        super().__init__()
        self.resnets = nn.ModuleList(residuals)
        if transformers:
            self.attentions = nn.ModuleList(transformers)
        if resampling:
            setattr(self, name, nn.ModuleList([resampling]))


class TimeEmbedding(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.linear_1 = nn.Linear(channels, 4 * channels)
        self.linear_2 = nn.Linear(4 * channels, 4 * channels)


class UNet(nn.Module):
    """UNet2DConditionModel with one transformer block per attention."""

    def __init__(self, config):
        super().__init__()
        channels, heads = config["block_out_channels"], config["attention_head_dim"]
        layers, groups, text = config["layers_per_block"], config["norm_num_groups"], config["cross_attention_dim"]
        self.channels = channels
        last = len(channels) - 1
        time = 4 * channels[0]
        attends = ["CrossAttn" in kind for kind in config["down_block_types"]]

        def transformers(level, count):
            return [Transformer(channels[level], text, heads[level], groups) for _ in range(count)] if attends[level] else []

        self.time_embedding = TimeEmbedding(channels[0])
        self.conv_in = nn.Conv2d(config["in_channels"], channels[0], 3, padding=1)
        self.down_blocks = nn.ModuleList()
        for level, c in enumerate(channels):
            below = channels[max(level - 1, 0)]
            residuals = [Residual(below if i == 0 else c, c, groups, time) for i in range(layers)]
            self.down_blocks.append(Level(residuals, transformers(level, layers), Holder(c, 2) if level < last else None, "downsamplers"))
        self.mid_block = Level(
            [Residual(channels[-1], channels[-1], groups, time) for _ in range(2)], [Transformer(channels[-1], text, heads[-1], groups)], None, "")
        self.up_blocks = nn.ModuleList()
        for level in range(last, -1, -1):
            c = channels[level]
            residuals = []
            for i in range(layers + 1):
                below = channels[min(level + 1, last)] if i == 0 else c
                skip = channels[max(level - 1, 0)] if i == layers else c
                residuals.append(Residual(below + skip, c, groups, time))
            self.up_blocks.append(Level(residuals, transformers(level, layers + 1), Holder(c, 1) if level else None, "upsamplers"))
        self.conv_norm_out = NormSilu(groups, channels[0], eps=1e-5)
        self.conv_out = nn.Conv2d(channels[0], config["out_channels"], 3, padding=1)

    def forward(self, sample, timesteps):
        half = self.channels[0] // 2
        phases = timesteps.float()[:, None] * torch.exp(-math.log(10000) * torch.arange(half) / half)[None]
        sinusoid = torch.cat([phases.cos(), phases.sin()], 1)
        time = F.silu(self.time_embedding.linear_2(F.silu(self.time_embedding.linear_1(sinusoid))))
        x = self.conv_in(sample)
        skips = [x]
        for level in self.down_blocks:
            for i, residual in enumerate(level.resnets):
                x = residual(x, time)
                if hasattr(level, "attentions"):
                    x = level.attentions[i](x)
                skips.append(x)
            if hasattr(level, "downsamplers"):
                x = level.downsamplers[0].conv(x)
                skips.append(x)
        x = self.mid_block.resnets[0](x, time)
        x = self.mid_block.resnets[1](self.mid_block.attentions[0](x), time)
        for level in self.up_blocks:
            for i, residual in enumerate(level.resnets):
                x = residual(torch.cat([x, skips.pop()], 1), time)
                if hasattr(level, "attentions"):
                    x = level.attentions[i](x)
            if hasattr(level, "upsamplers"):
                x = level.upsamplers[0].conv(F.interpolate(x, size=skips[-1].shape[2:], mode="nearest"))
        return self.conv_out(self.conv_norm_out(x))


class ImageAttention(Attention):
    """What the autoencoder attends with: one head, over pixels."""

    def __init__(self, channels, groups):
        super().__init__(channels, channels, 1)
        self.group_norm = nn.GroupNorm(groups, channels, eps=AUTOENCODER_EPS)
        for name in ("to_q", "to_k", "to_v"):
            setattr(self, name, nn.Linear(channels, channels))

    def forward(self, x):
        tokens = self.group_norm(x).flatten(2).transpose(1, 2)
        return x + super().forward(tokens).transpose(1, 2).unflatten(2, x.shape[2:])


class Middle(nn.Module):
    def __init__(self, channels, groups):
        super().__init__()
        self.resnets = nn.ModuleList([Residual(channels, channels, groups, eps=AUTOENCODER_EPS) for _ in range(2)])
        self.attentions = nn.ModuleList([ImageAttention(channels, groups)])

    def forward(self, x):
        return self.resnets[1](self.attentions[0](self.resnets[0](x)))


class Coder(nn.Module):
    """Half of an autoencoder: between a picture and its latent, in either direction."""

    def __init__(self, inputs, outputs, channels, layers, groups, upwards):
        super().__init__()
        self.upwards = upwards
        last = len(channels) - 1
        self.conv_in = nn.Conv2d(inputs, channels[0], 3, padding=1)
        blocks = []
        for level, c in enumerate(channels):
            residuals = [Residual(channels[max(level - 1, 0)] if i == 0 else c, c, groups, eps=AUTOENCODER_EPS) for i in range(layers)]
            resampling = Holder(c, 1 if upwards else 2, padding=1 if upwards else 0) if level < last else None
            blocks.append(Level(residuals, [], resampling, "upsamplers" if upwards else "downsamplers"))
        self.blocks = "up_blocks" if upwards else "down_blocks"
        setattr(self, self.blocks, nn.ModuleList(blocks))
        self.mid_block = Middle(channels[0 if upwards else -1], groups)
        self.conv_norm_out = NormSilu(groups, channels[-1], eps=AUTOENCODER_EPS)
        self.conv_out = nn.Conv2d(channels[-1], outputs, 3, padding=1)

    def forward(self, x):
        x = self.conv_in(x)
        if self.upwards:
            x = self.mid_block(x)
        for level in getattr(self, self.blocks):
            for residual in level.resnets:
                x = residual(x)
            if hasattr(level, "upsamplers"):
                x = level.upsamplers[0].conv(F.interpolate(x, scale_factor=2, mode="nearest"))
            if hasattr(level, "downsamplers"):
                x = level.downsamplers[0].conv(F.pad(x, (0, 1, 0, 1)))
        if not self.upwards:
            x = self.mid_block(x)
        return self.conv_out(self.conv_norm_out(x))


class Autoencoder(nn.Module):
    """AutoencoderKL; latents are the posterior's means."""

    def __init__(self, config):
        super().__init__()
        channels, layers, groups = config["block_out_channels"], config["layers_per_block"], config["norm_num_groups"]
        self.latent = config["latent_channels"]
        self.encoder = Coder(3, 2 * self.latent, channels, layers, groups, upwards=False)
        self.decoder = Coder(self.latent, 3, channels[::-1], layers + 1, groups, upwards=True)
        self.quant_conv = nn.Conv2d(2 * self.latent, 2 * self.latent, 1)
        self.post_quant_conv = nn.Conv2d(self.latent, self.latent, 1)

    def encode(self, x):
        return self.quant_conv(self.encoder(x))[:, :self.latent]

    def decode(self, z):
        return self.decoder(self.post_quant_conv(z))


def open_component(directory, kind):
    """Returns a network with its weights, in single precision, and its configuration."""
    config = json.load(open(os.path.join(directory, "config.json")))
    network = kind(config)
    (name,) = [f for f in os.listdir(directory) if f.endswith(".safetensors")]
    network.load_state_dict({k: v.float() for k, v in load_file(os.path.join(directory, name)).items()})
    return network, config
