// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/programme.h"

#include "model/envelope.h"
#include "model/filter.h"
#include "model/level.h"
#include "model/pink.h"
#include "model/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

/// Greatest value of hc_random_noise()
#define NOISE_PEAK 3.46404875754518600

/// Voices: the two sides, and their common part
enum { LEFT, RIGHT, COMMON, N_VOICES };

typedef struct {
  HcRandom   random;
  HcFilter*  filter; ///< NULL: the voice is not filtered
  HcEnvelope envelope;
  double     re; ///< Phasor of the tone, with its amplitude
  double     im;
  double     turn_re;
  double     turn_im;
} Voice;

struct HcProgramme {
  HcProgrammeKind kind;
  double          scale; ///< Factor of the noise
  Voice           voices[N_VOICES];
};

static HcEnvelopeKind
envelope_of(const HcProgrammeKind kind)
{
  return kind == HC_PROGRAMME_STEREO   ? HC_ENVELOPE_NOTES
         : kind == HC_PROGRAMME_SPEECH ? HC_ENVELOPE_SYLLABLES
         : kind == HC_PROGRAMME_PAUSES ? HC_ENVELOPE_PAUSES
                                       : HC_ENVELOPE_STEADY;
}

static bool
is_filtered(const HcProgrammeKind kind)
{
  return kind == HC_PROGRAMME_PINK || kind == HC_PROGRAMME_STEREO ||
         kind == HC_PROGRAMME_SPEECH || kind == HC_PROGRAMME_PAUSES;
}

static HcStateSpace
colour_of(const HcProgrammeKind kind)
{
  return kind == HC_PROGRAMME_STEREO   ? hc_pink_state_space(35.0, 0.0)
         : kind == HC_PROGRAMME_SPEECH ? hc_pink_state_space(110.0, 1500.0)
                                       : hc_pink_state_space(5.0, 0.0);
}

/// Set up the voice with this number; returns false when out of memory
static bool
voice_init(Voice* const                     voice,
           const HcProgrammeSettings* const settings,
           const double                     rate,
           const uint64_t                   number)
{
  const double turn = 2.0 * PI * settings->hz * (number ? 1.5 : 1.0) / rate;
  const double peak = settings->peak
                        ? hc_gain_from_db(settings->level)
                        : hc_rms_from_dbfs(settings->level) * sqrt(2.0);

  voice->random  = hc_random_stream(settings->seed, 2U * number);
  voice->im      = -peak; // The first value is sin 0
  voice->turn_re = cos(turn);
  voice->turn_im = sin(turn);
  hc_envelope_init(&voice->envelope,
                   envelope_of(settings->kind),
                   rate,
                   hc_random_stream(settings->seed, 2U * number + 1U));
  if (is_filtered(settings->kind)) {
    const HcStateSpace colour = colour_of(settings->kind);
    voice->filter             = hc_filter_new(&colour, rate);
    return voice->filter;
  }
  return true;
}

HcProgramme*
hc_programme_new(const HcProgrammeSettings* const settings, const double rate)
{
  HcProgramme* const programme = (HcProgramme*)calloc(1, sizeof(HcProgramme));
  if (!programme) {
    return NULL;
  }
  bool complete = true;
  for (uint64_t v = 0; v < N_VOICES && complete; ++v) {
    complete = voice_init(&programme->voices[v], settings, rate, v);
  }
  if (!complete) {
    hc_programme_free(programme);
    return NULL;
  }

  programme->kind  = settings->kind;
  programme->scale = settings->peak
                       ? hc_gain_from_db(settings->level) / NOISE_PEAK
                       : hc_rms_from_dbfs(settings->level);
  if (is_filtered(settings->kind)) {
    programme->scale /=
      sqrt(hc_filter_energy(programme->voices[LEFT].filter, 0, 0));
  }
  return programme;
}

void
hc_programme_free(HcProgramme* const programme)
{
  if (programme) {
    for (int v = 0; v < N_VOICES; ++v) {
      hc_filter_free(programme->voices[v].filter);
    }
    free(programme);
  }
}

static void
play_tone(Voice* const voice, double* const out, const size_t frames)
{
  for (size_t n = 0; n < frames; ++n) {
    const double re = voice->re;
    const double im = voice->im;
    out[n]          = re;
    voice->re       = re * voice->turn_re - im * voice->turn_im;
    voice->im       = re * voice->turn_im + im * voice->turn_re;
  }
}

static void
play_noise(Voice* const voice, double* const out, const size_t frames)
{
  for (size_t n = 0; n < frames; ++n) {
    out[n] = hc_random_noise(&voice->random);
  }
  if (voice->filter) {
    double              coloured[HC_CHUNK];
    const double* const in[] = {out};
    double* const       to[] = {coloured};
    hc_filter_process(voice->filter, in, to, frames);
    for (size_t n = 0; n < frames; ++n) {
      out[n] = coloured[n] * hc_envelope_next(&voice->envelope);
    }
  }
}

static void
play_voice(HcProgramme* const programme,
           const int          number,
           double* const      out,
           const size_t       frames)
{
  Voice* const voice = &programme->voices[number];
  if (programme->kind == HC_PROGRAMME_SINE) {
    play_tone(voice, out, frames);
    return;
  }
  play_noise(voice, out, frames);
  for (size_t n = 0; n < frames; ++n) {
    out[n] *= programme->scale;
  }
}

static void
mix(double* const side, const double* const common, const size_t frames)
{
  for (size_t n = 0; side && n < frames; ++n) {
    side[n] = (side[n] + common[n]) / sqrt(2.0);
  }
}

void
hc_programme_play(HcProgramme* const programme,
                  double* const      left,
                  double* const      right,
                  const size_t       frames)
{
  if (programme->kind == HC_PROGRAMME_SILENCE) {
    memset(left, 0, frames * sizeof(double));
    if (right) {
      memset(right, 0, frames * sizeof(double));
    }
    return;
  }
  play_voice(programme, LEFT, left, frames);
  if (right) {
    play_voice(programme, RIGHT, right, frames);
  }
  if (programme->kind == HC_PROGRAMME_STEREO) {
    double common[HC_CHUNK];
    play_voice(programme, COMMON, common, frames);
    mix(left, common, frames);
    mix(right, common, frames);
  }
}
