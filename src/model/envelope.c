// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/envelope.h"

#include <math.h>
#include <stdbool.h>

#define PI 3.14159265358979323846

/// Mean square of heights that are uniform in 0.4 - 1.2
#define HEIGHTS 0.69333333333333333333

/// Mean square of exp(-3 u), u = 0..1
#define FADE 0.16625354130388893

/// Mean square of sin^2(pi u), u = 0..1
#define SWELL 0.375

/// Time to rise or fall where the shape itself has a sharp edge
#define RAMP_SECONDS 0.005

void
hc_envelope_init(HcEnvelope* const    envelope,
                 const HcEnvelopeKind kind,
                 const double         rate,
                 const HcRandom       random)
{
  const HcEnvelope fresh = {.kind = kind, .random = random, .rate = rate};
  *envelope              = fresh;
}

static double
between(HcEnvelope* const envelope, const double low, const double high)
{
  return low + (high - low) * hc_random_uniform(&envelope->random);
}

/// Set the height of the segment that begins now, and return its seconds
static double
begin_segment(HcEnvelope* const e)
{
  const bool rested = !(e->height > 0.0);
  switch (e->kind) {
  case HC_ENVELOPE_STEADY:
    break;
  case HC_ENVELOPE_NOTES:
    e->height = between(e, 0.4, 1.2) / sqrt(HEIGHTS * FADE);
    return between(e, 0.12, 0.5);
  case HC_ENVELOPE_SYLLABLES:
    if (!rested && hc_random_uniform(&e->random) < 0.15) {
      e->height = 0.0;
      return between(e, 0.2, 1.0);
    }
    e->height = between(e, 0.4, 1.2) / sqrt(HEIGHTS * SWELL);
    return between(e, 0.12, 0.3);
  case HC_ENVELOPE_PAUSES:
    e->height = rested ? 1.0 : 0.0;
    return rested ? 3.0 : 2.0;
  }
  e->height = 1.0;
  return 1.0;
}

/// Value at `u` = 0..1 of a segment, `edge` seconds away from its nearer end
static double
shape(const HcEnvelopeKind kind, const double u, const double edge)
{
  const double ramp = fmin(edge / RAMP_SECONDS, 1.0);
  switch (kind) {
  case HC_ENVELOPE_STEADY:
    break;
  case HC_ENVELOPE_NOTES:
    return exp(-3.0 * u) * ramp;
  case HC_ENVELOPE_SYLLABLES:
    return sin(PI * u) * sin(PI * u);
  case HC_ENVELOPE_PAUSES:
    return ramp;
  }
  return 1.0;
}

double
hc_envelope_next(HcEnvelope* const e)
{
  if (e->kind == HC_ENVELOPE_STEADY) {
    return 1.0;
  }
  if (e->frame >= e->length) {
    e->length = (size_t)(begin_segment(e) * e->rate) + 1U;
    e->frame  = 0;
  }
  const size_t left = e->length - e->frame;
  const size_t near = e->frame < left ? e->frame : left;
  const double u    = (double)e->frame / (double)e->length;
  ++e->frame;
  return e->height * shape(e->kind, u, (double)near / e->rate);
}
