// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listen.h"

#include "model/filter.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void
programme_of(const Track* const track,
             const size_t       first,
             const bool         stereo,
             double* const      left,
             double* const      right)
{
  for (size_t n = 0; n < HC_CHUNK; ++n) {
    const double l = (double)track->left[first + n];
    const double r = (double)track->right[first + n];
    left[n]        = stereo ? l : 0.5 * (l + r);
    right[n]       = stereo ? r : left[n];
  }
}

void
listen_on(const Track* const track,
          Wire* const        wire,
          const bool         stereo,
          HcAnalyzer* const  analyzer,
          const double       every,
          Watch* const       watch)
{
  double waited = 0.0;
  for (size_t i = 0; i + HC_CHUNK <= track->frames; i += HC_CHUNK) {
    double left[HC_CHUNK];
    double right[HC_CHUNK];
    float  hot[HC_CHUNK];
    float  cold[HC_CHUNK];
    programme_of(track, i, stereo, left, right);
    wire_play(wire, left, right, hot, cold, HC_CHUNK);
    watch_programme(watch, left, right, HC_CHUNK, track->rate);
    hc_analyzer_feed(analyzer, hot, cold, HC_CHUNK);
    waited += HC_CHUNK / track->rate;
    if (waited >= every) {
      HcAnalysis analysis;
      hc_analyzer_read(analyzer, &analysis);
      watch_look(watch, &analysis, every);
      waited -= every;
    }
  }
}

void
listen(const Track* const              track,
       const HcModelSettings* const    line,
       const HcAnalyzerSettings* const settings,
       Watch* const                    watch,
       HcAnalysis* const               analysis)
{
  const bool        stereo   = line->circuit.content == HC_CONTENT_STEREO;
  Wire* const       wire     = wire_new(line, track->rate);
  HcAnalyzer* const analyzer = hc_analyzer_new((uint32_t)track->rate, settings);
  if (!analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  listen_on(track, wire, stereo, analyzer, 0.02, watch);
  hc_analyzer_read(analyzer, analysis);
  hc_analyzer_free(analyzer);
  wire_free(wire);
}
