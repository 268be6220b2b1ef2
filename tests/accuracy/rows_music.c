// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listen.h"
#include "lines.h"
#include "naming.h"
#include "table.h"
#include "take.h"
#include "tracks.h"
#include "watch.h"

#include "model/pickup.h"

#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// Music that was made to be heard, and speech, on modelled lines.

// Level of x, dBFS
#define LEVEL (-20.0)

// What is played in this run
typedef struct {
  const char* kind; // "music", "speech"
  Tracks      tracks;
  size_t      step;    // Every so many tracks
  double      start;   // Seconds from which on they are played
  double      seconds; // For how long they are named
  double      longest; // Seconds that every track has
} Set;

// The part of a track that is played; false if it has none so long
static bool
excerpt(const Set* const set,
        const size_t     nth,
        const double     seconds,
        Track* const     track)
{
  if (!track_read(set->tracks.paths[nth], set->start, seconds, track) &&
      !track_read(set->tracks.paths[nth], 0.0, seconds, track)) {
    return false;
  }
  if ((double)track->frames < 0.99 * seconds * track->rate) {
    track_free(track);
    return false;
  }
  track_set_level(track, LEVEL);
  return true;
}

// Of the sides over a second from `first` on
static double
correlation(const Track* const track, const size_t first)
{
  const size_t second = (size_t)track->rate;
  const size_t left   = track->frames > first ? track->frames - first : 0U;
  const size_t end    = first + (left < second ? left : second);
  double       ll     = 0.0;
  double       rr     = 0.0;
  double       lr     = 0.0;
  for (size_t n = first; n < end; ++n) {
    const double l = (double)track->left[n];
    const double r = (double)track->right[n];
    ll += l * l;
    rr += r * r;
    lr += l * r;
  }
  return lr / sqrt(fmax(ll * rr, 1e-30));
}

// Do the sides turn from clearly unlike to alike, or back, in the time in which
// a verdict becomes firm? Then two are right, and neither is sure.
static bool
is_between(const Track* const track)
{
  bool unlike = true;
  bool alike  = true;
  for (int second = 0; second < (int)WATCH_FIRM_WITHIN; ++second) {
    const double rho = correlation(track, (size_t)(second * track->rate));
    unlike           = unlike && rho < 0.9;
    alike            = alike && rho > 0.98;
  }
  return !unlike && !alike;
}

static Watch
name_one(const Set* const set, const LineKind* const kind)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  Watch                    all      = watch_start(kind, set->kind);
  for (size_t i = 0; i < set->tracks.n; i += set->step) {
    Track track;
    if (excerpt(set, i, set->seconds, &track)) {
      const HcModelSettings line = lines_make(kind, 500U + i);
      Watch                 one  = watch_start(kind, track.name);
      HcAnalysis            analysis;
      listen(&track, &line, &settings, &one, &analysis);
      if (line.circuit.content == HC_CONTENT_STEREO && is_between(&track)) {
        one.firm = one.first;
      }
      watch_join(&all, &one);
      track_free(&track);
    }
  }
  return all;
}

static void
name_all(Table* const table, const Set* const set)
{
  Naming naming = naming_start();
  for (size_t i = 0; i < lines_count(); ++i) {
    const Watch all = name_one(set, lines_kind(i));
    naming_add(&naming, table, &all);
  }
  naming_end(&naming, table);
}

// Looks at hum and USB noise that are not there
static void
alone(Table* const table, const Set* const set)
{
  static const HcContent contents[] = {HC_CONTENT_BALANCED, HC_CONTENT_STEREO};
  const HcAnalyzerSettings settings = take_settings();
  Watch                    all      = watch_start(NULL, set->kind);
  for (size_t i = 0; i < set->tracks.n; i += set->step) {
    Track track;
    for (int c = 0; c < 2 && excerpt(set, i, 3.0 * set->seconds, &track); ++c) {
      HcModelSettings line = take_conditions(600U + i);
      Watch           one  = watch_start(NULL, track.name);
      HcAnalysis      analysis;
      line.ground          = hc_pickup_none();
      line.circuit.content = contents[c];
      listen(&track, &line, &settings, &one, &analysis);
      if (one.hum || one.usb) {
        printf("  %s: %zu looks at hum, %zu at USB noise, %.3f Hz\n",
               track.name,
               one.hum,
               one.usb,
               analysis.readings[HC_HUM_FREQUENCY].value);
      }
      watch_join(&all, &one);
      track_free(&track);
    }
  }
  table_at_most(table, "alone: looks at hum", (double)all.hum, 0.0, "");
  table_at_most(table, "alone: looks at USB noise", (double)all.usb, 0.0, "");
}

// Worst errors of hum found
typedef struct {
  double hz;
  double common; // dB
} HumErrors;

static double
off(const HcReading reading, const double truth)
{
  return reading.valid ? fabs(reading.value - truth) : HUGE_VAL;
}

// Play `seconds` of every track on a good line with hum at `hz`
static HumErrors
hum_errors(const Set* const set, const double hz, const double seconds)
{
  const HcAnalyzerSettings settings = take_settings();
  HumErrors                worst    = {0.0, 0.0};
  for (size_t i = 0; i < set->tracks.n; i += 2U * set->step) {
    Track           track;
    HcAnalysis      analysis;
    Watch           watch = watch_start(NULL, "hum");
    HcModelSettings line  = lines_make(lines_kind(0), 700U + i);
    line.ground.mains_hz  = hz;
    if (excerpt(set, i, seconds, &track)) {
      const double truth = 10.0 * log10(truth_mains_common(&line));
      listen(&track, &line, &settings, &watch, &analysis);
      worst.hz = fmax(worst.hz, off(analysis.readings[HC_HUM_FREQUENCY], hz));
      worst.common =
        fmax(worst.common, off(analysis.readings[HC_HUM_COMMON], truth));
      track_free(&track);
    }
  }
  return worst;
}

static void
with_hum(Table* const table, const Set* const set)
{
  static const double hz[] = {50.03, 59.97};
  for (int i = 0; i < 2; ++i) {
    char            what[80];
    const HumErrors soon = hum_errors(set, hz[i], 2.0);
    const HumErrors late = hum_errors(set, hz[i], set->longest);
    snprintf(what, sizeof(what), "hum of %g Hz after 2 s", hz[i]);
    table_at_most(table, what, 1e3 * soon.hz, 10.0, "mHz");
    snprintf(
      what, sizeof(what), "hum of %g Hz after %g s", hz[i], set->longest);
    table_at_most(table, what, 1e3 * late.hz, 1.0, "mHz");
    snprintf(what, sizeof(what), "hum.common at %g Hz", hz[i]);
    table_at_most(table, what, fmax(soon.common, late.common), 0.1, "dB");
  }
}

static void
rows_of(Table* const table, const Set* const set)
{
  table->section = set->kind;
  name_all(table, set);
  alone(table, set);
  with_hum(table, set);
  table->section = NULL;
}

void
rows_of_music(Table* const table)
{
  const size_t step = table->is_long ? 1U : 6U;
  const double time = table->is_long ? 20.0 : 8.0;
  Set set = {"music", tracks_find("music", 40), step, 20.0, time, 30.0};
  rows_of(table, &set);
  tracks_free(&set.tracks);
}

void
rows_of_speech(Table* const table)
{
  const double time = table->is_long ? 13.0 : 8.0;
  Set          set  = {"speech", tracks_find("speech", 4), 1, 0.0, time, 13.0};
  rows_of(table, &set);
  tracks_free(&set.tracks);
}
