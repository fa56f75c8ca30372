// Group normalisation followed by SiLU, for bfloat16 pictures stored by pixel (channels last), which is how convolutions to few channels are fastest.
// PyTorch's own backward pass of group normalisation is several times slower on them than the convolutions it saves.

#include <torch/extension.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

constexpr int64_t MOST_LANES = 1024;
// Beyond it SiLU is 0, and its exponential infinite, which fast arithmetic makes a NaN of.
constexpr float MOST_EXPONENT = 80;
// Sums of so many rows are kept in single precision before they are added up in double precision.
constexpr int64_t BLOCK = 256;

inline float widen(uint16_t half) { return __builtin_bit_cast(float, static_cast<uint32_t>(half) << 16); }

inline uint16_t narrow(float value) {
    uint32_t bits = __builtin_bit_cast(uint32_t, value);
    return static_cast<uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

const uint16_t *bits(const at::Tensor &tensor) { return reinterpret_cast<const uint16_t *>(tensor.data_ptr<at::BFloat16>()); }

uint16_t *mutable_bits(at::Tensor &tensor) { return reinterpret_cast<uint16_t *>(tensor.data_ptr<at::BFloat16>()); }

// A picture as rows of several pixels, long enough for wide registers; a lane is a channel of one of a row's pixels.
struct Layout {
    int64_t samples, channels, pixels, groups, width, repeat = 1, lanes, rows;

    Layout(const at::Tensor &x, int64_t groups)
        : samples(x.size(0)), channels(x.size(1)), pixels(x.size(2) * x.size(3)), groups(groups), width(channels / groups) {
        TORCH_CHECK(x.scalar_type() == at::kBFloat16 && x.dim() == 4 && x.is_contiguous(at::MemoryFormat::ChannelsLast),
                    "needs bfloat16 pictures in channels last");
        TORCH_CHECK(channels <= MOST_LANES, "has at most ", MOST_LANES, " channels");
        while (channels * repeat < 128 && pixels % (2 * repeat) == 0) repeat *= 2;
        lanes = channels * repeat;
        rows = pixels / repeat;
    }

    double of_channel(const double *of_lanes, int64_t channel) const {
        double sum = 0;
        for (int64_t lane = channel; lane < lanes; lane += channels) sum += of_lanes[lane];
        return sum;
    }

    void spread(float *of_lanes) const {
        for (int64_t lane = channels; lane < lanes; lane++) of_lanes[lane] = of_lanes[lane - channels];
    }
};

// Per sample and lane: what a value is multiplied by and what is added, so that y = silu(x * scale + shift).
struct Affine {
    float scale[MOST_LANES], shift[MOST_LANES];

    Affine(const Layout &layout, const float *weight, const float *bias, const float *mean, const float *deviation) {
        for (int64_t c = 0; c < layout.channels; c++) {
            scale[c] = weight[c] / deviation[c / layout.width];
            shift[c] = bias[c] - mean[c / layout.width] * scale[c];
        }
        layout.spread(scale);
        layout.spread(shift);
    }
};

std::vector<at::Tensor> forward(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias, int64_t groups, double epsilon) {
    Layout layout(x, groups);
    int64_t lanes = layout.lanes, size = layout.pixels * layout.channels, counted = layout.pixels * layout.width;
    at::Tensor y = at::empty_like(x, at::MemoryFormat::ChannelsLast);
    at::Tensor means = at::empty({layout.samples, groups}, x.options().dtype(at::kFloat)), deviations = at::empty_like(means);
    for (int64_t n = 0; n < layout.samples; n++) {
        const uint16_t *from = bits(x) + n * size;
        uint16_t *to = mutable_bits(y) + n * size;
        float *mean = means.data_ptr<float>() + n * groups, *deviation = deviations.data_ptr<float>() + n * groups;
        double sum[MOST_LANES] = {}, squares[MOST_LANES] = {};
        for (int64_t first = 0; first < layout.rows; first += BLOCK) {
            float block_sum[MOST_LANES] = {}, block_squares[MOST_LANES] = {};
            for (int64_t row = first; row < std::min(layout.rows, first + BLOCK); row++) {
#pragma omp simd
                for (int64_t i = 0; i < lanes; i++) {
                    float value = widen(from[row * lanes + i]);
                    block_sum[i] += value;
                    block_squares[i] += value * value;
                }
            }
            for (int64_t i = 0; i < lanes; i++) {
                sum[i] += block_sum[i];
                squares[i] += block_squares[i];
            }
        }
        for (int64_t g = 0; g < groups; g++) {
            double total = 0, total_squares = 0;
            for (int64_t c = g * layout.width; c < (g + 1) * layout.width; c++) {
                total += layout.of_channel(sum, c);
                total_squares += layout.of_channel(squares, c);
            }
            double average = total / counted;
            mean[g] = average;
            deviation[g] = std::sqrt(std::max(total_squares / counted - average * average, 0.0) + epsilon);
        }
        Affine affine(layout, weight.data_ptr<float>(), bias.data_ptr<float>(), mean, deviation);
        for (int64_t row = 0; row < layout.rows; row++) {
#pragma omp simd
            for (int64_t i = 0; i < lanes; i++) {
                float z = widen(from[row * lanes + i]) * affine.scale[i] + affine.shift[i];
                to[row * lanes + i] = narrow(z / (1 + std::exp(std::min(-z, MOST_EXPONENT))));
            }
        }
    }
    return {y, means, deviations};
}

std::vector<at::Tensor> backward(const at::Tensor &gradient, const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias,
                                 const at::Tensor &means, const at::Tensor &deviations) {
    Layout layout(x, means.size(1));
    int64_t lanes = layout.lanes, size = layout.pixels * layout.channels, counted = layout.pixels * layout.width;
    at::Tensor dy = gradient.contiguous(at::MemoryFormat::ChannelsLast);
    at::Tensor dx = at::empty_like(x, at::MemoryFormat::ChannelsLast);
    at::Tensor weight_gradient = at::zeros_like(weight), bias_gradient = at::zeros_like(bias);
    std::vector<float> before(size);
    const float *w = weight.data_ptr<float>();
    for (int64_t n = 0; n < layout.samples; n++) {
        const uint16_t *from = bits(x) + n * size, *above = bits(dy) + n * size;
        uint16_t *to = mutable_bits(dx) + n * size;
        const float *mean = means.data_ptr<float>() + n * layout.groups, *deviation = deviations.data_ptr<float>() + n * layout.groups;
        Affine affine(layout, w, bias.data_ptr<float>(), mean, deviation);
        // Sums of dz and of dz * x, where z is what SiLU gets.
        double sum[MOST_LANES] = {}, products[MOST_LANES] = {};
        for (int64_t first = 0; first < layout.rows; first += BLOCK) {
            float block_sum[MOST_LANES] = {}, block_products[MOST_LANES] = {};
            for (int64_t row = first; row < std::min(layout.rows, first + BLOCK); row++) {
                float *kept = before.data() + row * lanes;
#pragma omp simd
                for (int64_t i = 0; i < lanes; i++) {
                    float value = widen(from[row * lanes + i]);
                    float z = value * affine.scale[i] + affine.shift[i];
                    float sigmoid = 1 / (1 + std::exp(std::min(-z, MOST_EXPONENT)));
                    float dz = widen(above[row * lanes + i]) * sigmoid * (1 + z * (1 - sigmoid));
                    kept[i] = dz;
                    block_sum[i] += dz;
                    block_products[i] += dz * value;
                }
            }
            for (int64_t i = 0; i < lanes; i++) {
                sum[i] += block_sum[i];
                products[i] += block_products[i];
            }
        }
        float by_value[MOST_LANES], constant[MOST_LANES];
        for (int64_t g = 0; g < layout.groups; g++) {
            double mean_dz = 0, mean_dz_x = 0;
            for (int64_t c = g * layout.width; c < (g + 1) * layout.width; c++) {
                double of_sum = layout.of_channel(sum, c);
                double normalised = (layout.of_channel(products, c) - mean[g] * of_sum) / deviation[g];
                weight_gradient.data_ptr<float>()[c] += normalised;
                bias_gradient.data_ptr<float>()[c] += of_sum;
                mean_dz += w[c] * of_sum / counted;
                mean_dz_x += w[c] * normalised / counted;
            }
            // dx = (w dz - mean_dz - x_normalised mean_dz_x) / deviation
            for (int64_t c = g * layout.width; c < (g + 1) * layout.width; c++) {
                by_value[c] = -mean_dz_x / (deviation[g] * deviation[g]);
                constant[c] = -mean_dz / deviation[g] - by_value[c] * mean[g];
            }
        }
        layout.spread(by_value);
        layout.spread(constant);
        for (int64_t row = 0; row < layout.rows; row++) {
            const float *kept = before.data() + row * lanes;
#pragma omp simd
            for (int64_t i = 0; i < lanes; i++) {
                to[row * lanes + i] = narrow(kept[i] * affine.scale[i] + widen(from[row * lanes + i]) * by_value[i] + constant[i]);
            }
        }
    }
    return {dx, weight_gradient, bias_gradient};
}

}  // namespace

PYBIND11_MODULE(TORCH_EXTENSION_NAME, module) {
    module.def("forward", &forward);
    module.def("backward", &backward);
}
