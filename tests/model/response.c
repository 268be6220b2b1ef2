// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "response.h"

#include "model/filter.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

/// Frames after which the phase of the transform is computed anew, so that
/// rounding errors do not grow
#define N_STRIDE 256U

double
band_hz(const size_t band)
{
  return 1000.0 * pow(10.0, ((double)band - 17.0) / 10.0);
}

double
decibels(const double complex x)
{
  return 20.0 * log10(cabs(x));
}

double*
impulse_responses(const HcStateSpace* const system,
                  const double              rate,
                  const size_t              input,
                  const size_t              frames)
{
  HcFilter* const filter = hc_filter_new(system, rate);
  double* const   result =
    (double*)calloc(frames * system->n_outputs, sizeof(double));
  ck_assert(filter && result);
  for (size_t n = 0; n < frames; n += HC_CHUNK) {
    const double  impulse[HC_CHUNK] = {n ? 0.0 : 1.0};
    const double* in[HC_MAX_INPUTS] = {NULL};
    double*       out[HC_MAX_OUTPUTS];
    in[input] = n ? NULL : impulse;
    for (size_t o = 0; o < system->n_outputs; ++o) {
      out[o] = result + (o * frames) + n;
    }
    hc_filter_process(filter, in, out, HC_CHUNK);
  }
  hc_filter_free(filter);
  return result;
}

double complex
transform(const double* const impulse,
          const size_t        frames,
          const double        hz,
          const double        rate)
{
  const double         w    = 2.0 * PI * hz / rate;
  const double complex turn = cexp(CMPLX(0.0, -w));
  double complex       sum  = 0.0;
  double complex       z    = 1.0;
  for (size_t n = 0; n < frames; ++n, z *= turn) {
    if (n % N_STRIDE == 0) {
      z = cexp(CMPLX(0.0, -w * ((double)n - HC_FILTER_LATENCY)));
    }
    sum += impulse[n] * z;
  }
  return sum;
}

void
measure_circuit(const HcCircuit* const circuit,
                const double           rate,
                const HcEntry          entry,
                Response               bands[N_BANDS])
{
  // Long enough for a corner of 2 Hz to decay to -160 dB
  const size_t       frames = (size_t)(1.5 * rate) / HC_CHUNK * HC_CHUNK;
  const HcStateSpace system = hc_circuit_state_space(circuit);
  double* const responses   = impulse_responses(&system, rate, entry, frames);
  for (size_t band = 0; band < N_BANDS; ++band) {
    for (size_t leg = 0; leg < HC_N_LEGS; ++leg) {
      bands[band].leg[leg] =
        transform(responses + (leg * frames), frames, band_hz(band), rate);
    }
  }
  free(responses);
}
