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

/// Seconds of programme after which it has to come, and be firm
#define WATCH_FIRST_WITHIN 1.0
#define WATCH_FIRM_WITHIN 3.0

/// Standard error of 1 / ri from which it can be told whether that is 1 or 0:
/// four of them lie between each and the middle
#define WATCH_TOLD_FROM 0.125

typedef struct {
  const LineKind* kind;
  const char*     programme; ///< What plays, for messages
  double          played;    ///< Seconds of programme so far
  double          first;     ///< The same at the first right verdict
  double          firm;      ///< At the first firm one that is right
  double          needs;     ///< The same before which none can come: 0, or
                             ///< until pick-up can be known at all
  size_t    takes;           ///< Joined
  size_t    late;            ///< Takes named later than this and the above
  size_t    late_firm;       ///< Likewise
  double    seconds;         ///< Looked at
  double    wrong;           ///< Seconds of a verdict not right, nor unknown
  size_t    changes;         ///< Of verdicts, after the first
  size_t    hum;             ///< Looks at valid hum
  size_t    usb;             ///< Looks at valid USB noise
  double    hum_hz;          ///< Where hum is, 0: not known
  size_t    hum_wrong;       ///< Looks at hum more than 0.1 Hz from there
  HcVerdict last;
} Watch;

/// Nothing seen yet: `first` and `firm` are infinite, and `needs` for a kind
/// that is hidden. `kind` NULL: every verdict is right.
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

/// Tell the bound of the error of 1 / ri (see hidden.h); never if nothing hides
/// the pick-up
void
watch_hidden(Watch* watch, double error);

/// Look, `seconds` after the last time. A first wrong verdict, and every other
/// one, is told on stdout.
void
watch_look(Watch* watch, const HcAnalysis* analysis, double seconds);

/// Take the worse of both into `all`
void
watch_join(Watch* all, const Watch* one);

#endif // HOTCOLD_ACCURACY_WATCH_H
