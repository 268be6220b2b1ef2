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
listen_on(const Track* const     track,
          const Listening* const listening,
          Watch* const           watch)
{
  double waited = 0.0;
  for (size_t i = 0; i + HC_CHUNK <= track->frames; i += HC_CHUNK) {
    double left[HC_CHUNK];
    double right[HC_CHUNK];
    float  hot[HC_CHUNK];
    float  cold[HC_CHUNK];
    programme_of(track, i, listening->stereo, left, right);
    wire_play(listening->wire, left, right, hot, cold, HC_CHUNK);
    watch_programme(watch, left, right, HC_CHUNK, track->rate);
    if (listening->hidden) {
      hidden_play(listening->hidden, left, right, HC_CHUNK);
      watch_hidden(watch, hidden_error(listening->hidden));
    }
    hc_analyzer_feed(listening->analyzer, hot, cold, NULL, HC_CHUNK);
    waited += HC_CHUNK / track->rate;
    if (waited >= listening->every) {
      HcAnalysis analysis;
      hc_analyzer_read(listening->analyzer, &analysis);
      watch_look(watch, &analysis, listening->every);
      waited -= listening->every;
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
  const bool      hidden    = watch->kind && lines_are_hidden(watch->kind);
  const Listening listening = {
    .wire     = wire_new(line, track->rate),
    .analyzer = hc_analyzer_new((uint32_t)track->rate, settings),
    .hidden   = hidden ? hidden_new(line, track->rate) : NULL,
    .stereo   = line->circuit.content == HC_CONTENT_STEREO,
    .every    = 0.02};
  if (!listening.analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  listen_on(track, &listening, watch);
  hc_analyzer_read(listening.analyzer, analysis);
  hc_analyzer_free(listening.analyzer);
  hidden_free(listening.hidden);
  wire_free(listening.wire);
}
