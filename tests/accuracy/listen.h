// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Plays a track over a modelled line into an analyzer, and looks on.

#ifndef HOTCOLD_ACCURACY_LISTEN_H
#define HOTCOLD_ACCURACY_LISTEN_H

#include "hidden.h"
#include "tracks.h"
#include "watch.h"
#include "wire.h"

#include "model/model.h"

#include <hotcold/analyzer.h>

/// A line that runs, with its analyzer
typedef struct {
  Wire*       wire;
  HcAnalyzer* analyzer;
  Hidden*     hidden; ///< NULL: nothing is
  bool        stereo; ///< Else it gets the mean of both sides
  double      every;  ///< Seconds between looks
} Listening;

/// Play the track into it, at the track's rate
void
listen_on(const Track* track, const Listening* listening, Watch* watch);

/// The whole track on a new line, looks 50 times a second; writes the last
/// analysis. Exits on lack of memory.
void
listen(const Track*              track,
       const HcModelSettings*    line,
       const HcAnalyzerSettings* settings,
       Watch*                    watch,
       HcAnalysis*               analysis);

#endif // HOTCOLD_ACCURACY_LISTEN_H
