// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/collector.h"

#include "stream/line_analysis.h"
#include "stream/process.h"
#include "stream/process_setup.h"

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
  HcLineAnalysis analysis;
  HcWindow       window;  // All windows, merged
  uint64_t       windows; // Frames in `window`, also those left out of its sums
  uint64_t       blocks;  // Blocks analyzed
} Line;

struct HcCollector {
  HcProcess*      process;
  size_t          n_lines;
  Line*           lines;
  HcAnalysisGroup group;
};

HcCollector*
hc_collector_new(HcProcess* const                process,
                 const HcAnalyzerSettings* const settings)
{
  HcCollector* const self  = (HcCollector*)calloc(1, sizeof(HcCollector));
  Line* const        lines = (Line*)calloc(process->n_lines, sizeof(Line));
  if (!self || !lines) {
    free(lines);
    free(self);
    return NULL;
  }

  self->process = process;
  self->n_lines = process->n_lines;
  self->lines   = lines;
  for (size_t i = 0; i < self->n_lines; ++i) {
    HcAnalyzerSettings own = *settings;
    own.has_reference      = process->lines[i].has_reference;
    if (!hc_line_analysis_init(&lines[i].analysis,
                               process->lines[i].blocks,
                               &self->group,
                               &own,
                               process->rate)) {
      hc_collector_free(self);
      return NULL;
    }
  }
  return self;
}

void
hc_collector_free(HcCollector* const self)
{
  if (self) {
    for (size_t i = 0; i < self->n_lines; ++i) {
      hc_line_analysis_finish(&self->lines[i].analysis);
    }
    free(self->lines);
    free(self);
  }
}

static void
drain_windows(HcCollector* const self,
              const size_t       i,
              const uint64_t     max_frames)
{
  Line* const line = &self->lines[i];
  HcWindow    window;
  while (line->windows < max_frames &&
         hc_process_take_window(self->process, i, &window)) {
    hc_window_merge(&line->window, &window);
    line->windows += window.frames + window.not_finite;
  }
}

static void
drain_blocks(Line* const line, const uint64_t max_frames)
{
  const uint64_t most =
    (max_frames / HC_BLOCK_FRAMES) + !!(max_frames % HC_BLOCK_FRAMES);
  if (line->blocks < most) {
    line->blocks +=
      hc_line_analysis_drain(&line->analysis, most - line->blocks);
  }
}

void
hc_collector_drain(HcCollector* const self, const uint64_t max_frames)
{
  for (size_t i = 0; i < self->n_lines; ++i) {
    drain_windows(self, i, max_frames);
    drain_blocks(&self->lines[i], max_frames);
  }
}

const HcWindow*
hc_collector_window(const HcCollector* const self, const size_t line)
{
  return &self->lines[line].window;
}

void
hc_collector_read(const HcCollector* const self,
                  const size_t             line,
                  HcAnalysis* const        analysis)
{
  hc_line_analysis_read(&self->lines[line].analysis, analysis);
}
