// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct HcFilter {
  HcFilterDesign design;
  double         state[HC_MAX_STATES]; ///< State of the recursion
  double         history[HC_MAX_INPUTS][HC_N_TAPS + HC_CHUNK]; ///< Oldest first
  size_t quiet[HC_MAX_INPUTS]; ///< Frames since the input was last connected
  size_t line_size;            ///< Frames of each delay line, 0: none
  size_t line_position;        ///< Where the next frame goes
  double lines[];              ///< n_outputs delay lines
};

HcFilter*
hc_filter_new(const HcStateSpace* const system, const double rate)
{
  size_t longest = 0;
  for (size_t o = 0; o < system->n_outputs; ++o) {
    const size_t whole = (size_t)(system->delay[o] * rate);
    longest            = whole > longest ? whole : longest;
  }

  const size_t    size   = longest ? longest + 1U : 0U;
  const size_t    bytes  = size * system->n_outputs * sizeof(double);
  HcFilter* const filter = (HcFilter*)calloc(1, sizeof(HcFilter) + bytes);
  if (filter) {
    hc_filter_design(&filter->design, system, rate);
    filter->line_size = size;
    for (size_t i = 0; i < HC_MAX_INPUTS; ++i) {
      filter->quiet[i] = HC_N_TAPS;
    }
  }
  return filter;
}

void
hc_filter_free(HcFilter* const filter)
{
  free(filter);
}

/// Frames that are computed at once, so that their sums stay in registers
#define N_SIDE_BY_SIDE 8

/// Add the taps times the HC_N_TAPS frames up to `past` to `out`, for
/// N_SIDE_BY_SIDE frames. The terms are added in the order of
/// add_taps_to_one(), so that both give the same bits.
static void
add_taps_to_many(const double* const taps,
                 const double* const past,
                 double* const       out)
{
  double sums[N_SIDE_BY_SIDE] = {0.0};
  for (size_t k = 0; k < HC_N_TAPS; ++k) {
    for (size_t n = 0; n < N_SIDE_BY_SIDE; ++n) {
      sums[n] += taps[k] * (past - k)[n];
    }
  }
  for (size_t n = 0; n < N_SIDE_BY_SIDE; ++n) {
    out[n] += sums[n];
  }
}

static void
add_taps_to_one(const double* const taps,
                const double* const past,
                double* const       out)
{
  double sum = 0.0;
  for (size_t k = 0; k < HC_N_TAPS; ++k) {
    sum += taps[k] * *(past - k);
  }
  *out += sum;
}

/// Add to `out`, the output `o`, what comes from input `i` through the taps
static void
add_taps(const HcFilter* const filter,
         const size_t          i,
         const size_t          o,
         double* const         out,
         const size_t          frames)
{
  const double* const taps = filter->design.taps[o][i];
  const double* const past = filter->history[i] + HC_N_TAPS;
  size_t              n    = 0;
  for (; n + N_SIDE_BY_SIDE <= frames; n += N_SIDE_BY_SIDE) {
    add_taps_to_many(taps, past + n, out + n);
  }
  for (; n < frames; ++n) {
    add_taps_to_one(taps, past + n, out + n);
  }
}

/// One step of x' = A x + B u, where u is the frame that has just left the taps
static void
advance(HcFilter* const filter, const size_t frame)
{
  const HcFilterDesign* const design                = &filter->design;
  double                      change[HC_MAX_STATES] = {0.0};
  for (size_t j = 0; j < design->n_states; ++j) {
    for (size_t i = 0; i < HC_MAX_STATES; ++i) {
      change[i] += design->step[j][i] * filter->state[j];
    }
  }
  for (size_t j = 0; j < design->n_inputs; ++j) {
    for (size_t i = 0; i < HC_MAX_STATES; ++i) {
      change[i] += design->entry[j][i] * filter->history[j][frame];
    }
  }
  for (size_t i = 0; i < HC_MAX_STATES; ++i) {
    filter->state[i] += change[i];
  }
}

static void
add_tail(HcFilter* const filter, double* const* const out, const size_t frames)
{
  const HcFilterDesign* const design = &filter->design;
  for (size_t n = 0; n < frames; ++n) {
    advance(filter, n);
    for (size_t o = 0; o < design->n_outputs; ++o) {
      double sum = 0.0;
      for (size_t j = 0; j < design->n_states; ++j) {
        sum += design->exit[o][j] * filter->state[j];
      }
      out[o][n] += sum;
    }
  }
}

/// Delay each output by the whole frames of its delay; the taps contain the
/// fraction
static void
delay(HcFilter* const filter, double* const* const out, const size_t frames)
{
  const size_t size = filter->line_size;
  if (!size) {
    return;
  }
  for (size_t n = 0; n < frames; ++n) {
    const size_t at = filter->line_position;
    for (size_t o = 0; o < filter->design.n_outputs; ++o) {
      double* const line = filter->lines + o * size;
      const size_t  back = filter->design.whole_delay[o];
      line[at]           = out[o][n];
      out[o][n]          = line[(at + size - back) % size];
    }
    filter->line_position = (at + 1U) % size;
  }
}

/// Append the new frames of each input to its history
static void
append_to_history(HcFilter* const            filter,
                  const double* const* const in,
                  const size_t               frames)
{
  for (size_t i = 0; i < filter->design.n_inputs; ++i) {
    double* const fresh = filter->history[i] + HC_N_TAPS;
    if (in[i]) {
      memcpy(fresh, in[i], frames * sizeof(double));
      filter->quiet[i] = 0;
    } else {
      memset(fresh, 0, frames * sizeof(double));
    }
  }
}

/// Remove the oldest frames of each input from its history
static void
drop_from_history(HcFilter* const            filter,
                  const double* const* const in,
                  const size_t               frames)
{
  for (size_t i = 0; i < filter->design.n_inputs; ++i) {
    double* const history = filter->history[i];
    memmove(history, history + frames, HC_N_TAPS * sizeof(double));
    if (!in[i] && filter->quiet[i] < HC_N_TAPS) {
      filter->quiet[i] += frames;
    }
  }
}

void
hc_filter_process(HcFilter* const            filter,
                  const double* const* const in,
                  double* const* const       out,
                  const size_t               frames)
{
  append_to_history(filter, in, frames);
  for (size_t o = 0; o < filter->design.n_outputs; ++o) {
    memset(out[o], 0, frames * sizeof(double));
    for (size_t i = 0; i < filter->design.n_inputs; ++i) {
      // Save time: the sum is zero if all taps are zero, or if the input has
      // been silent for as long as the taps reach
      if (filter->quiet[i] < HC_N_TAPS && filter->design.passes[o][i]) {
        add_taps(filter, i, o, out[o], frames);
      }
    }
  }
  add_tail(filter, out, frames);
  delay(filter, out, frames);
  drop_from_history(filter, in, frames);
}

/// Sum of (exit step^n entry)^2 over n = 0, 1, 2 ... Each round doubles the
/// number of terms.
static double
tail_energy(const HcFilterDesign* const design,
            const size_t                input,
            const size_t                output)
{
  const size_t n    = design->n_states;
  HcMatrix     step = {.order = n};
  HcMatrix     sum  = {.order = n};
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      step.at[i][j] = design->step[j][i] + (i == j ? 1.0 : 0.0);
      sum.at[i][j]  = design->exit[output][i] * design->exit[output][j];
    }
  }
  for (int round = 0; round < 40; ++round) {
    HcMatrix half;
    HcMatrix later;
    hc_matrix_multiply(&half, &sum, &step);
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = 0; j < n; ++j) {
        later.at[i][j] = 0.0;
        for (size_t k = 0; k < n; ++k) {
          later.at[i][j] += step.at[k][i] * half.at[k][j];
        }
      }
    }
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = 0; j < n; ++j) {
        sum.at[i][j] += later.at[i][j];
      }
    }
    hc_matrix_multiply(&half, &step, &step);
    step = half;
  }
  double energy = 0.0;
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      energy +=
        design->entry[input][i] * sum.at[i][j] * design->entry[input][j];
    }
  }
  return energy;
}

double
hc_filter_energy(const HcFilter* const filter,
                 const size_t          input,
                 const size_t          output)
{
  const double* const taps   = filter->design.taps[output][input];
  double              energy = tail_energy(&filter->design, input, output);
  for (size_t k = 0; k < HC_N_TAPS; ++k) {
    energy += taps[k] * taps[k];
  }
  return energy;
}
