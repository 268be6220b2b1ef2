// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Plays a track over a modelled line to an analyzer, and watches its results.

#ifndef HOTCOLD_ACCURACY_LISTEN_H
#define HOTCOLD_ACCURACY_LISTEN_H

#include "hidden.h"
#include "tracks.h"
#include "watch.h"
#include "wire.h"

#include "model/model.h"

#include <hotcold/analyzer.h>

/// A running line with its analyzer; it owns none of them
typedef struct {
  Wire*       wire;
  HcAnalyzer* analyzer;
  Hidden*     hidden; ///< NULL: programme hides no pick-up
  bool        stereo; ///< If false, both sides are mixed to mono
  double      every;  ///< Seconds between two looks at the results
} Listening;

/// Play `track` at its own sample rate, and add the results to `watch`
void
listen_on(const Track* track, const Listening* listening, Watch* watch);

/// Play the whole track on a new line, with 50 looks per second. Adds the
/// results to `watch` and writes the last one to `analysis`. Exits when out of
/// memory.
void
listen(const Track*              track,
       const HcModelSettings*    line,
       const HcAnalyzerSettings* settings,
       Watch*                    watch,
       HcAnalysis*               analysis);

#endif // HOTCOLD_ACCURACY_LISTEN_H
