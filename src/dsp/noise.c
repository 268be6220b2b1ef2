// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/noise.h"

#include "dsp/bin_sums.h"
#include "dsp/noise_floor.h"
#include "dsp/programme_gate.h"
#include "dsp/simd.h"
#include "dsp/third_octave.h"
#include "dsp/weighting.h"
#include "dsp/window.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define FADE_LOW 1000.0  // Hz, decimated STFT alone below
#define FADE_HIGH 2000.0 // Hz, full-band STFT alone above

enum { BAND, A, CCIR, N_WEIGHTINGS };

/// Beside these: what rounding makes of all that is on d
enum { ROUNDING = N_WEIGHTINGS };

/// Seconds of a block: one segment of the decimated STFT, some of the full-band
/// one
#define BLOCK 0.46

/// Power that keeps logarithms of nothing finite
#define TINY 1e-30

/// Part of all power that bins may have by rounding and by what windows let
/// through from far away: it does not scatter as noise does
#define LEAK 1e-13

/// Part of all power that single precision leaves in the band
#define PRECISION 5e-15

/// Variance of a bin's logarithm, neighbours shared, over noise bandwidth:
/// pi^2 / 6 (1 + 2 sum Li2(rho^2) / Li2(1)), 1.81 for Hann and 1.88 for Nuttall
#define LOG_VARIANCE 1.85

/// Bins summed in float before going to double
enum { STRETCH = 64 };

/// The part of the band that one path measures
typedef struct {
  uint32_t first;               ///< Bin
  uint32_t n_bins;              ///< From there on
  float*   power[N_WEIGHTINGS]; ///< Gain of power per bin
  uint32_t
    edge[HC_NOISE_FLOOR_BANDS]; ///< Bins from `first` where octaves begin
  uint32_t          segments;   ///< In a block
  uint32_t          taken;      ///< Of these
  HcNoiseFloorBlock block;      ///< Their sum
  HcProgrammeGate   gate;
  HcNoiseFloor      idle;
} Part;

struct HcNoise {
  Part full_band;
  Part decimated;
};

/// How much of the bin about `hz` lies between `low` and `high`, 0..1
static double
overlap(const double hz, const double bin_hz, const double low, double high)
{
  const double begin = fmax(hz - 0.5 * bin_hz, low);
  const double end   = fmin(hz + 0.5 * bin_hz, high);
  return fmax(end - begin, 0.0) / bin_hz;
}

/// Share of the full-band STFT, which takes over gradually: a line in between
/// must not count twice nor fall through
static double
fade(const double hz)
{
  return fmin(fmax((hz - FADE_LOW) / (FADE_HIGH - FADE_LOW), 0.0), 1.0);
}

/// Octaves, and all of them as one
static void
part_bands(Part* const part, const double bin_hz, const double low)
{
  HcNoiseFloor* const idle = &part->idle;
  double              hz   = low;
  for (uint32_t begin = 0; begin < part->n_bins; hz *= 2.0) {
    const double   end  = ceil(2.0 * hz / bin_hz) - part->first;
    const bool     last = idle->n_bands + 2U == HC_NOISE_FLOOR_BANDS;
    const uint32_t next =
      last ? part->n_bins : (uint32_t)fmin(end, part->n_bins);
    part->edge[idle->n_bands++] = begin;
    begin                       = next;
  }
  part->edge[idle->n_bands++] = part->n_bins;
}

/// How far noise scatters, and how fast it is forgotten
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
  idle->variance[n] = sum / fmax(part->n_bins, 1.0);
  idle->keep        = average > 0.0 ? exp(-block / average) : 1.0;
  idle->rise        = (uint32_t)ceil(average / block);
}

static bool
part_init(Part* const              part,
          const HcStftShape* const shape,
          const double             low,
          const double             high,
          const bool               is_full_band)
{
  const double   bin_hz = shape->rate / shape->size;
  const uint32_t n_bins = shape->size / 2U + 1U;
  const uint32_t top    = (uint32_t)fmin(ceil(high / bin_hz) + 1.0, n_bins);
  part->first           = (uint32_t)(low / bin_hz);
  part->n_bins          = top > part->first ? top - part->first : 0U;
  part->power[0] =
    (float*)calloc((size_t)N_WEIGHTINGS * part->n_bins + 1U, sizeof(float));
  if (!part->power[0]) {
    return false;
  }

  for (int w = 1; w < N_WEIGHTINGS; ++w) {
    part->power[w] = part->power[0] + (size_t)w * part->n_bins;
  }
  for (uint32_t i = 0; i < part->n_bins; ++i) {
    const double hz      = bin_hz * (part->first + i);
    const double faded   = is_full_band ? fade(hz) : 1.0 - fade(hz);
    const double share   = faded * overlap(hz, bin_hz, low, high);
    part->power[BAND][i] = (float)share;
    part->power[A][i]    = (float)(share * pow(hc_weighting_a(hz), 2.0));
    part->power[CCIR][i] = (float)(share * pow(hc_weighting_ccir_rms(hz), 2.0));
  }
  part_bands(part, bin_hz, low);
  return true;
}

HcNoise*
hc_noise_new(const HcStftShape* const full_band,
             const HcStftShape* const decimated,
             const double             average,
             const double             silence)
{
  HcNoise* const noise = (HcNoise*)calloc(1, sizeof(HcNoise));
  if (!noise) {
    return NULL;
  }
  if (!part_init(
        &noise->decimated, decimated, HC_AUDIO_FROM, FADE_HIGH, false) ||
      !part_init(&noise->full_band, full_band, FADE_LOW, HC_AUDIO_TO, true) ||
      !hc_programme_gate_init(&noise->decimated.gate, decimated, silence) ||
      !hc_programme_gate_init(&noise->full_band.gate, full_band, silence)) {
    hc_noise_free(noise);
    return NULL;
  }
  part_time(&noise->decimated, decimated, average);
  part_time(&noise->full_band, full_band, average);
  return noise;
}

static void
part_free(Part* const part)
{
  hc_programme_gate_free(&part->gate);
  free(part->power[0]);
}

void
hc_noise_free(HcNoise* const noise)
{
  if (noise) {
    part_free(&noise->full_band);
    part_free(&noise->decimated);
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
             double             power[N_WEIGHTINGS])
{
  const float* const band = part->power[BAND] + first;
  const float* const a    = part->power[A] + first;
  const float* const ccir = part->power[CCIR] + first;

  float sums[N_WEIGHTINGS] = {0.0F};
#pragma omp simd reduction(+ : sums)
  for (size_t i = 0; i < n; ++i) {
    const float p = d[2 * i] * d[2 * i] + d[2 * i + 1] * d[2 * i + 1];
    sums[BAND] += p * band[i];
    sums[A] += p * a[i];
    sums[CCIR] += p * ccir[i];
  }
  for (int w = 0; w < N_WEIGHTINGS; ++w) {
    power[w] += (double)sums[w];
  }
}

static void
add_powers(Part* const part, const HcSpectrum* const s)
{
  double power[N_WEIGHTINGS] = {0.0};
  for (uint32_t i = 0; i < part->n_bins; i += STRETCH) {
    const float* const d = (const float*)(s->d + part->first + i);
    const uint32_t     n = part->n_bins - i;
    add_weighted(part, d, i, n < STRETCH ? n : STRETCH, power);
  }
  const double scale = 2.0 * s->noise_bandwidth * part->segments;
  for (int w = 0; w < N_WEIGHTINGS; ++w) {
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
    const double   logs  = hc_log_sum(s->d + part->first + begin, n, leak);
    part->block.level[b] += logs / ((double)n * part->segments);
    all += logs;
  }
  if (part->n_bins) {
    part->block.level[last] += all / ((double)part->n_bins * part->segments);
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
  // As far down as up, in dB: few segments leave the mean skewed
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
  const HcReadingId ids[N_WEIGHTINGS] = {
    HC_NOISE_BAND, HC_NOISE_A, HC_NOISE_468};
  for (int w = 0; w < N_WEIGHTINGS; ++w) {
    readings[ids[w]] = hc_reading_invalid(ids[w]);
    if (decimated.started && full_band.started) {
      level(&decimated, &full_band, w, &readings[ids[w]]);
    }
  }
}
