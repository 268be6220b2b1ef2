// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Plays a track over a modelled line into an analyzer, and looks on.

#ifndef HOTCOLD_ACCURACY_LISTEN_H
#define HOTCOLD_ACCURACY_LISTEN_H

#include "tracks.h"
#include "watch.h"
#include "wire.h"

#include "model/model.h"

#include <hotcold/analyzer.h>

/// Play the track into a running line and analyzer, at the track's rate, and
/// look every `every` seconds. Lines that are not stereo get the mean of both
/// sides.
void
listen_on(const Track* track,
          Wire*        wire,
          bool         stereo,
          HcAnalyzer*  analyzer,
          double       every,
          Watch*       watch);

/// The whole track on a new line, looks 50 times a second; writes the last
/// analysis. Exits on lack of memory.
void
listen(const Track*              track,
       const HcModelSettings*    line,
       const HcAnalyzerSettings* settings,
       Watch*                    watch,
       HcAnalysis*               analysis);

#endif // HOTCOLD_ACCURACY_LISTEN_H
