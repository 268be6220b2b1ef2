// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/usb.h"

#include "dsp/comb_sum.h"
#include "dsp/comb_classify.h"
#include "dsp/line_kernel.h"
#include "dsp/comb_fit.h"
#include "dsp/third_octave.h"
#include "dsp/window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FRAME_HZ 1000.0
#define TOLERANCE 0.55 // Hz: 500 ppm and the error of the estimate
#define FROM 2450.0    // Hz: above the mains lines, which are not programme
#define USB_BESIDE 4   // Bins to each side of a line, too few for a mains line
#define HALF 12        // A stretch is solved first after so many segments
#define LEAST_MICROFRAMES 2
#define LEAST_CONTRAST 6.0 // Least power of a bin over its surroundings
#define CLAIM 0.1 // Least power of a mains line over that of a line of ours
#define LONG_STRETCHES 4 // Stretches with steady lines that prove a comb

/// Lines at multiples of 8 kHz: every eighth line
static const uint64_t microframes = 0x8080808080U;

struct HcUsb {
  HcCombFit*  fit;
  double      bin_hz;
  double      average;   ///< Seconds, 0: linear
  bool        holds;     ///< `track` proves a comb
  bool        proven;    ///< `sum` contains a comb
  HcCombTrack track;     ///< The stretch in progress
  HcCombSum   sum;       ///< Earlier stretches
  uint64_t    still;     ///< Lines that were steady in the last stretches
  unsigned    stretches; ///< Number of these stretches
  double      least;     ///< Least power next to the lines in them
  double      greatest;  ///< Greatest power next to the lines in them
};

static void
forget_still(HcUsb* const usb)
{
  usb->still     = ~(uint64_t)0;
  usb->stretches = 0;
  usb->least     = (double)INFINITY;
  usb->greatest  = 0.0;
}

HcUsb*
hc_usb_new(const double   rate,
           const uint32_t size,
           const double   average,
           const double   silence)
{
  HcUsb* const        usb  = (HcUsb*)calloc(1, sizeof(HcUsb));
  const HcCombFitSpec spec = {.rate     = rate,
                              .size     = size,
                              .capacity = HC_MAX_FITTED,
                              .beside   = USB_BESIDE,
                              .hz       = FRAME_HZ,
                              .top      = HC_AUDIO_TO,
                              .silence  = silence,
                              .from     = FROM,
                              .aside    = 0.0};
  if (!usb) {
    return NULL;
  }
  usb->bin_hz  = rate / size;
  usb->average = average;
  usb->fit     = hc_comb_fit_new(&spec);
  if (!usb->fit) {
    free(usb);
    return NULL;
  }
  forget_still(usb);
  return usb;
}

void
hc_usb_free(HcUsb* const usb)
{
  if (usb) {
    hc_comb_fit_free(usb->fit);
    free(usb);
  }
}

void
hc_usb_reset(HcUsb* const usb)
{
  hc_comb_fit_clear(usb->fit);
  memset(&usb->sum, 0, sizeof(usb->sum));
  usb->holds  = false;
  usb->proven = false;
  forget_still(usb);
}

static bool
is_enough(const uint64_t lines)
{
  return hc_count_lines(lines) >= HC_LEAST_LINES ||
         hc_count_lines(lines & microframes) >= LEAST_MICROFRAMES;
}

/// The powers of the bins around all lines, relative to their surroundings
typedef struct {
  size_t n_lines;
  double weights[HC_MAX_LINES_OF_COMB]; ///< Limited: no line may dominate
  double lines[HC_MAX_LINES_OF_COMB][HC_LINE_BINS]; ///< Over the highest bin
} Profiles;

/// Weighted sum of the profiles at the lines of a comb at `hz`
static double
rate_comb(const HcUsb* const usb, const Profiles* const profiles, double hz)
{
  double sum = 0.0;
  for (size_t i = 0; i < profiles->n_lines; ++i) {
    const double k   = (double)(i + 1U);
    const long   bin = lround(k * FRAME_HZ / usb->bin_hz);
    const double at  = k * hz / usb->bin_hz - (double)bin + HC_LINE_REACH;
    const long   low = (long)floor(at);
    if (low >= 0 && low + 1 < HC_LINE_BINS) {
      const double* const line = profiles->lines[i];
      const double        part = at - (double)low;
      sum += profiles->weights[i] *
             ((1.0 - part) * line[low] + part * line[low + 1]);
    }
  }
  return sum;
}

/// Set the profile of one line; returns the value of its highest bin
static double
add_profile(const HcUsb* const usb, Profiles* const profiles, const size_t i)
{
  double* const line     = profiles->lines[i];
  double        greatest = 0.0;
  hc_comb_fit_profile(usb->fit, i, line);
  for (int b = 0; b < HC_LINE_BINS; ++b) {
    greatest = fmax(greatest, line[b]);
  }
  for (int b = 0; b < HC_LINE_BINS; ++b) {
    line[b] /= fmax(greatest, 1e-30);
  }
  profiles->weights[i] = fmin(log(1.0 + greatest), 6.0);
  return greatest;
}

/// The fundamental from the shape of line `i` alone, for the Hann window
static double
read_shape(const HcUsb* const usb, const Profiles* const profiles, size_t i)
{
  const double* const line = profiles->lines[i];
  int                 peak = 1;
  for (int b = 1; b + 1 < HC_LINE_BINS; ++b) {
    peak = line[b] > line[peak] ? b : peak;
  }
  const double off = hc_hann_offset(line[peak - 1], line[peak], line[peak + 1]);
  const double k   = (double)(i + 1U);
  const double bin =
    lround(k * FRAME_HZ / usb->bin_hz) - HC_LINE_REACH + peak + off;
  return bin * usb->bin_hz / k;
}

/// The most likely fundamental; 0 if too few lines stand out
static double
find_comb(const HcUsb* const usb, const size_t n_lines)
{
  Profiles profiles = {.n_lines = n_lines};
  uint64_t clear    = 0;
  for (size_t i = 0; i < n_lines; ++i) {
    const double greatest = add_profile(usb, &profiles, i);
    clear |= greatest > LEAST_CONTRAST ? (uint64_t)1 << i : 0U;
  }

  // The lines of the 8 kHz comb are too few for a search: read one of them
  if (!(clear & ~microframes) && is_enough(clear)) {
    return read_shape(usb, &profiles, clear & (uint64_t)1 << 7 ? 7U : 15U);
  }
  double best = 0.0;
  double at   = 0.0;
  for (int ppm = -525; is_enough(clear) && ppm <= 525; ppm += 25) {
    const double hz  = FRAME_HZ * (1.0 + 1e-6 * ppm);
    const double sum = rate_comb(usb, &profiles, hz);
    if (sum > best) {
      best = sum;
      at   = hz;
    }
  }
  return at;
}

/// Add a complete stretch. True if the same lines were steady in all of the
/// last stretches, and these include a pause. Used when programme cannot be
/// separated.
static bool
stood_still(HcUsb* const usb)
{
  const HcCombTrack* const track = &usb->track;
  usb->still &= hc_still_lines(track);
  usb->least    = fmin(usb->least, track->least);
  usb->greatest = fmax(usb->greatest, track->greatest);
  ++usb->stretches;
  if (!is_enough(usb->still)) {
    forget_still(usb);
  }
  return usb->stretches >= LONG_STRETCHES &&
         usb->least < HC_PAUSE_POWER * usb->greatest;
}

/// Find and fit the comb of the stretch in progress
static void
solve(HcUsb* const usb, const bool is_complete)
{
  const double hz = find_comb(usb, hc_comb_fit_lines(usb->fit));
  usb->holds      = false;
  if (hz <= 0.0) {
    forget_still(usb);
    return;
  }
  hc_comb_fit_solve(usb->fit, hz, &usb->track);
  if (fabs(usb->track.hz - FRAME_HZ) > TOLERANCE) {
    forget_still(usb);
    return;
  }
  usb->holds = is_enough(hc_proven_lines(&usb->track));
  if (is_complete && stood_still(usb)) {
    usb->holds = true;
  }
}

/// The stretch in progress ends: add its comb to the sum if it was proved
static void
end_stretch(HcUsb* const usb)
{
  const double keep =
    usb->average > 0.0 ? exp(-usb->track.seconds / usb->average) : 1.0;
  if (usb->holds) {
    hc_comb_sum_add(&usb->sum, &usb->track, keep);
    usb->proven = true;
  } else if (usb->average > 0.0) {
    memset(&usb->sum, 0, sizeof(usb->sum));
    usb->proven = false;
  }
  usb->holds = false;
  hc_comb_fit_clear(usb->fit);
}

void
hc_usb_feed(HcUsb* const usb, const HcSpectrum* const full_band)
{
  hc_comb_fit_add(usb->fit, full_band, FRAME_HZ);
  const unsigned n = hc_comb_fit_count(usb->fit);
  if ((n == HALF && !usb->proven) || n == HC_MAX_FITTED) {
    solve(usb, n == HC_MAX_FITTED);
  }
  if (n == HC_MAX_FITTED) {
    end_stretch(usb);
  }
}

void
hc_usb_gap(HcUsb* const usb)
{
  if (hc_comb_fit_count(usb->fit)) {
    end_stretch(usb);
  }
}

/// True if a mains line is within two bins of `line` and not much weaker
static bool
is_claimed(const HcUsb* const      usb,
           const HcComb* const     mains,
           const HcCombLine* const line)
{
  const double power = line->common + line->diff;
  for (size_t i = 0; mains && mains->found && i < mains->n_lines; ++i) {
    const HcCombLine* const other = &mains->lines[i];
    if (hc_comb_line_stands_out(other) &&
        other->common + other->diff > CLAIM * power &&
        fabs(other->hz - line->hz) < 2.0 * usb->bin_hz) {
      return true;
    }
  }
  return false;
}

void
hc_usb_read(const HcUsb* const  usb,
            const HcComb* const mains,
            HcComb* const       comb)
{
  HcCombSum sum   = usb->sum;
  uint64_t  lines = 0;
  memset(comb, 0, sizeof(HcComb));
  if (usb->holds) {
    hc_comb_sum_add(&sum, &usb->track, 1.0);
  }
  if (!usb->holds && !usb->proven) {
    return;
  }

  hc_comb_sum_read(&sum, comb);
  for (size_t i = 0; i < comb->n_lines; ++i) {
    HcCombLine* const line = &comb->lines[i];
    if (is_claimed(usb, mains, line)) {
      line->on_common = false;
      line->on_diff   = false;
    }
    lines |= hc_comb_line_stands_out(line) ? (uint64_t)1 << i : 0U;
  }
  comb->found = is_enough(lines);
}
