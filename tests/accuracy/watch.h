// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks at a line while it is analyzed, and keeps a tally of what it was
/// called, how soon, and what else was read.

#ifndef HOTCOLD_ACCURACY_WATCH_H
#define HOTCOLD_ACCURACY_WATCH_H

#include "lines.h"

#include <hotcold/analyzer.h>

#include <stdbool.h>
#include <stddef.h>

/// Confidence from which on a verdict counts as firm
#define WATCH_FIRM 0.9

typedef struct {
  const LineKind* kind;
  const char*     programme; ///< What plays, for messages
  double          played;    ///< Seconds of programme so far
  double          first;     ///< The same at the first right verdict
  double          firm;      ///< At the first firm one that is right
  double          seconds;   ///< Looked at
  double          wrong;     ///< Seconds of a verdict not right, nor unknown
  size_t          changes;   ///< Of verdicts, after the first
  size_t          hum;       ///< Looks at valid hum
  size_t          usb;       ///< Looks at valid USB noise
  double          hum_hz;    ///< Where hum is, 0: not known
  size_t          hum_wrong; ///< Looks at hum more than 0.1 Hz from there
  HcVerdict       last;
} Watch;

/// Nothing seen yet: `first` and `firm` are infinite. `kind` NULL: every
/// verdict is right.
Watch
watch_start(const LineKind* kind, const char* programme);

/// Count `frames` frames of programme at `rate` Hz as played if a side is
/// louder than -60 dBFS
void
watch_programme(Watch*        watch,
                const double* left,
                const double* right,
                size_t        frames,
                double        rate);

/// Look, `seconds` after the last time. A first wrong verdict, and every other
/// one, is told on stdout.
void
watch_look(Watch* watch, const HcAnalysis* analysis, double seconds);

/// Take the worse of both into `all`
void
watch_join(Watch* all, const Watch* one);

#endif // HOTCOLD_ACCURACY_WATCH_H
