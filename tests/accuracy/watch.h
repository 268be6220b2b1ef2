// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Watches the results of an analyzer while it runs, and counts right and wrong
/// verdicts, the time until they came, and findings of hum.

#ifndef HOTCOLD_ACCURACY_WATCH_H
#define HOTCOLD_ACCURACY_WATCH_H

#include "lines.h"

#include <hotcold/analyzer.h>

#include <stdbool.h>
#include <stddef.h>

/// A verdict with this confidence is firm
#define WATCH_FIRM 0.9

/// Seconds of programme within which a verdict must come, and must be firm
#define WATCH_FIRST_WITHIN 1.0
#define WATCH_FIRM_WITHIN 3.0

/// With this standard error of 1 / ri it is known whether 1 / ri is 1 or 0: the
/// middle is four standard errors away from both
#define WATCH_TOLD_FROM 0.125

/// The results of one take, or of several that are joined
typedef struct {
  const LineKind* kind;
  const char*     programme; ///< Name of the programme, for messages
  double          played;    ///< Seconds of programme so far
  double          first;     ///< `played` at the first right verdict
  double          firm;      ///< `played` at the first right and firm verdict
  double          needs;     ///< `played` when pick-up can first be known; 0 if
                             ///< programme does not hide it
  size_t takes;              ///< Number of joined takes
  size_t late;               ///< Takes with `first` later than both
                             ///< WATCH_FIRST_WITHIN and `needs`
  size_t    late_firm;       ///< The same for `firm` and WATCH_FIRM_WITHIN
  double    seconds;         ///< Length of the audio that was watched
  double    wrong;           ///< Seconds with a wrong verdict, except unknown
  size_t    changes;         ///< Changes of the verdict after the first one
  size_t    hum;             ///< Looks in which hum was valid
  size_t    usb;             ///< Looks in which USB noise was valid
  double    hum_hz;          ///< True frequency of the hum, 0: not known
  size_t    hum_wrong;       ///< Looks with hum more than 0.1 Hz away from it
  HcVerdict last;
} Watch;

/// A watch at the start of a take: `first` and `firm` are infinite, and `needs`
/// too if programme hides the pick-up of `kind`. If `kind` is NULL, every
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

/// Set the bound of the error of 1 / ri (see hidden.h). Not called if programme
/// does not hide the pick-up.
void
watch_hidden(Watch* watch, double error);

/// Add a result of the analyzer, `seconds` after the last one. Prints each new
/// wrong verdict on stdout.
void
watch_look(Watch* watch, const HcAnalysis* analysis, double seconds);

/// Add the take `one` to `all`: times are the later of both, counts are added
void
watch_join(Watch* all, const Watch* one);

#endif // HOTCOLD_ACCURACY_WATCH_H
