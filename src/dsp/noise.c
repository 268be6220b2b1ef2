// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/noise.h"

#include "dsp/bin_sums.h"
#include "dsp/noise_floor.h"
#include "dsp/programme_gate.h"
#include "dsp/simd.h"
#include "dsp/window.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/// One more power in each block: the rounding error of all of d
enum { ROUNDING = HC_N_NOISE_WEIGHTS };

/// Length of a block, in seconds: one segment of the decimated STFT, several of
/// the full-band STFT
#define BLOCK 0.46

/// Added to powers so that the logarithm of 0 stays finite
#define TINY 1e-30

/// Share of all power that can be in a bin through rounding and through far
/// side lobes of the window. It does not scatter as noise does.
#define LEAK 1e-13

/// Share of all power that is rounding error in the band (single precision)
#define PRECISION 5e-15

/// Variance of the logarithm of a bin, with the correlation of its neighbours,
/// over the noise bandwidth: pi^2 / 6 (1 + 2 sum Li2(rho^2) / Li2(1)) is 1.81
/// for Hann and 1.88 for Nuttall
#define LOG_VARIANCE 1.85

/// Bins that are summed in float before the sum is added in double
enum { STRETCH = 64 };

/// The part of the band that one path measures
typedef struct {
  HcNoiseWeighting weights; ///< Borrowed
  uint32_t
    edge[HC_NOISE_FLOOR_BANDS]; ///< Bins from `first` where octaves begin
  uint32_t          segments;   ///< In a block
  uint32_t          taken;      ///< Segments in `block` so far
  HcNoiseFloorBlock block;      ///< Their sum
  HcProgrammeGate   gate;
  HcNoiseFloor      idle;
} Part;

struct HcNoise {
  Part full_band;
  Part decimated;
};

/// Set the bands: octaves, and last all of them as one
static void
part_bands(Part* const part, const double bin_hz, const double low)
{
  HcNoiseFloor* const idle = &part->idle;
  double              hz   = low;
  for (uint32_t begin = 0; begin < part->weights.n_bins; hz *= 2.0) {
    const double   end  = ceil(2.0 * hz / bin_hz) - part->weights.first;
    const bool     last = idle->n_bands + 2U == HC_NOISE_FLOOR_BANDS;
    const uint32_t next =
      last ? part->weights.n_bins : (uint32_t)fmin(end, part->weights.n_bins);
    part->edge[idle->n_bands++] = begin;
    begin                       = next;
  }
  part->edge[idle->n_bands++] = part->weights.n_bins;
}

/// Set the scatter of noise and the weights of the average
static void
part_time(Part* const              part,
          const HcStftShape* const shape,
          const double             average)
{
  HcNoiseFloor* const idle = &part->idle;
  const double        hop  = shape->hop / shape->rate;
  part->segments           = (uint32_t)fmax(lround(BLOCK / hop), 1.0);
  const double block       = part->segments * hop;
  const double width       = hc_window_noise_bandwidth(&shape->window);
  const double sum         = LOG_VARIANCE * width / part->segments;
  const size_t n           = idle->n_bands - 1U;
  for (size_t b = 0; b < n; ++b) {
    idle->variance[b] = sum / (part->edge[b + 1U] - part->edge[b]);
  }
  idle->variance[n] = sum / fmax(part->weights.n_bins, 1.0);
  idle->keep        = average > 0.0 ? exp(-block / average) : 1.0;
  idle->rise        = (uint32_t)ceil(average / block);
}

static bool
part_init(Part* const                   part,
          const HcNoiseWeighting* const weights,
          const HcStftShape* const      shape,
          const double                  low,
          const double                  average,
          const double                  silence)
{
  part->weights = *weights;
  part_bands(part, shape->rate / shape->size, low);
  part_time(part, shape, average);
  return hc_programme_gate_init(&part->gate, shape, silence);
}

HcNoise*
hc_noise_new(const HcNoiseWeights* const weights,
             const HcStftShape* const    full_band,
             const HcStftShape* const    decimated,
             const double                average,
             const double                silence)
{
  HcNoise* const noise = (HcNoise*)calloc(1, sizeof(HcNoise));
  if (!noise) {
    return NULL;
  }
  const bool is_low  = part_init(&noise->decimated,
                                &weights->decimated,
                                decimated,
                                HC_AUDIO_FROM,
                                average,
                                silence);
  const bool is_high = part_init(&noise->full_band,
                                 &weights->full_band,
                                 full_band,
                                 HC_NOISE_FADE_LOW,
                                 average,
                                 silence);
  if (!is_low || !is_high) {
    hc_noise_free(noise);
    return NULL;
  }
  return noise;
}

void
hc_noise_free(HcNoise* const noise)
{
  if (noise) {
    hc_programme_gate_free(&noise->full_band.gate);
    hc_programme_gate_free(&noise->decimated.gate);
    free(noise);
  }
}

static void
part_begin(Part* const part)
{
  part->taken = 0;
  memset(&part->block, 0, sizeof(part->block));
}

static void
part_reset(Part* const part)
{
  part_begin(part);
  hc_noise_floor_reset(&part->idle);
  hc_programme_gate_reset(&part->gate);
}

void
hc_noise_reset(HcNoise* const noise)
{
  part_reset(&noise->full_band);
  part_reset(&noise->decimated);
}

static void
part_leave_out(Part* const part, const HcComb* const mains, const HcComb* usb)
{
  hc_programme_gate_reset(&part->gate);
  hc_programme_gate_leave_out(&part->gate, mains);
  hc_programme_gate_leave_out(&part->gate, usb);
}

void
hc_noise_leave_out(HcNoise* const      noise,
                   const HcComb* const mains,
                   const HcComb* const usb)
{
  part_leave_out(&noise->full_band, mains, usb);
  part_leave_out(&noise->decimated, mains, usb);
}

/// Add the weighted powers of d in up to STRETCH bins of the part
HC_SIMD_TWINS static void
add_weighted(const Part* const  part,
             const float* const d,
             const size_t       first,
             const size_t       n,
             double             power[HC_N_NOISE_WEIGHTS])
{
  const float* const band = part->weights.power[HC_NOISE_BY_BAND] + first;
  const float* const a    = part->weights.power[HC_NOISE_BY_A] + first;
  const float* const ccir = part->weights.power[HC_NOISE_BY_CCIR] + first;

  float sums[HC_N_NOISE_WEIGHTS] = {0.0F};
#pragma omp simd reduction(+ : sums)
  for (size_t i = 0; i < n; ++i) {
    const float p = d[2 * i] * d[2 * i] + d[2 * i + 1] * d[2 * i + 1];
    sums[HC_NOISE_BY_BAND] += p * band[i];
    sums[HC_NOISE_BY_A] += p * a[i];
    sums[HC_NOISE_BY_CCIR] += p * ccir[i];
  }
  for (int w = 0; w < HC_N_NOISE_WEIGHTS; ++w) {
    power[w] += (double)sums[w];
  }
}

static void
add_powers(Part* const part, const HcSpectrum* const s)
{
  double power[HC_N_NOISE_WEIGHTS] = {0.0};
  for (uint32_t i = 0; i < part->weights.n_bins; i += STRETCH) {
    const float* const d = (const float*)(s->d + part->weights.first + i);
    const uint32_t     n = part->weights.n_bins - i;
    add_weighted(part, d, i, n < STRETCH ? n : STRETCH, power);
  }
  const double scale = 2.0 * s->noise_bandwidth * part->segments;
  for (int w = 0; w < HC_N_NOISE_WEIGHTS; ++w) {
    part->block.power[w] += power[w] / scale;
  }
}

static void
add_levels(Part* const part, const HcSpectrum* const s)
{
  const size_t last = part->idle.n_bands - 1U;
  const double dc   = hc_power_sum(s->d, s->lobe);
  const double sum  = hc_power_sum(s->d + s->lobe, s->n_bins - s->lobe);
  const double leak = LEAK * sum + TINY;
  double       all  = 0.0;
  part->block.power[ROUNDING] += PRECISION * (sum + dc) / part->segments;

  for (size_t b = 0; b < last; ++b) {
    const uint32_t begin = part->edge[b];
    const uint32_t n     = part->edge[b + 1U] - begin;
    const double logs = hc_log_sum(s->d + part->weights.first + begin, n, leak);
    part->block.level[b] += logs / ((double)n * part->segments);
    all += logs;
  }
  if (part->weights.n_bins) {
    part->block.level[last] +=
      all / ((double)part->weights.n_bins * part->segments);
  }
}

static void
part_feed(Part* const part, const HcSpectrum* const s)
{
  if (!hc_programme_gate_is_closed(&part->gate, s)) {
    part_begin(part);
    hc_noise_floor_break(&part->idle);
    return;
  }

  add_powers(part, s);
  add_levels(part, s);
  if (++part->taken == part->segments) {
    hc_noise_floor_feed(&part->idle, &part->block);
    part_begin(part);
  }
}

void
hc_noise_feed_full_band(HcNoise* const noise, const HcSpectrum* const full_band)
{
  part_feed(&noise->full_band, full_band);
}

void
hc_noise_feed_decimated(HcNoise* const noise, const HcSpectrum* const decimated)
{
  part_feed(&noise->decimated, decimated);
}

static void
level(const HcNoiseFloorLevel* const decimated,
      const HcNoiseFloorLevel* const full_band,
      const int                      w,
      HcReading* const               reading)
{
  const double power    = decimated->mean[w] + full_band->mean[w];
  const double rounding = decimated->mean[ROUNDING] + full_band->mean[ROUNDING];
  const double error    = hypot(hc_noise_floor_error(decimated, w),
                             hc_noise_floor_error(full_band, w)) +
                       rounding;
  *reading = hc_reading_exact(hc_dbfs_from_mean_square(power));
  // Symmetric in dB, because the mean of few segments is skewed
  reading->high = hc_dbfs_from_mean_square(power + error);
  reading->low =
    power > rounding ? 2.0 * reading->value - reading->high : HC_SILENCE_DB;
}

void
hc_noise_read(const HcNoise* const noise, HcReading* const readings)
{
  const HcNoiseFloorLevel decimated =
    hc_noise_floor_read(&noise->decimated.idle);
  const HcNoiseFloorLevel full_band =
    hc_noise_floor_read(&noise->full_band.idle);
  const HcReadingId ids[HC_N_NOISE_WEIGHTS] = {
    HC_NOISE_BAND, HC_NOISE_A, HC_NOISE_468};
  for (int w = 0; w < HC_N_NOISE_WEIGHTS; ++w) {
    readings[ids[w]] = hc_reading_invalid(ids[w]);
    if (decimated.started && full_band.started) {
      level(&decimated, &full_band, w, &readings[ids[w]]);
    }
  }
}
