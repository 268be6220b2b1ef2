// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/analyze.h"

#include "app/fail.h"
#include "app/result.h"
#include "config/settings.h"
#include "stream/collector.h"
#include "recording/recording.h"
#include "stream/process_setup.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Frames that are read at once; then the process is drained
static const uint32_t backlog = 16384U;

static int
play(const HcSettings* const settings,
     HcRecording* const      recording,
     HcProcess* const        process,
     HcCollector* const      collector)
{
  HcError error = {HC_SUCCESS, ""};
  if (!process || !collector) {
    hc_error(&error, HC_NO_MEMORY, "out of memory");
    return hc_fail(&error);
  }
  if (hc_recording_play(recording, process, collector, &error)) {
    return hc_fail(&error);
  }
  return hc_result_write(
    settings, collector, hc_recording_rate(recording), NULL);
}

static int
analyze(const HcSettings* const settings, HcRecording* const recording)
{
  const bool              has_reference = settings->channels.reference;
  const HcProcessSettings options       = {
          1, &has_reference, hc_recording_rate(recording), backlog};
  HcAnalyzerSettings analyzer = settings->analyzer;
  analyzer.average            = 0.0;

  HcProcess* const   process = hc_process_new(&options);
  HcCollector* const collector =
    process ? hc_collector_new(process, &analyzer) : NULL;
  const int status = play(settings, recording, process, collector);
  hc_collector_free(collector);
  hc_process_free(process);
  return status;
}

int
hc_analyze(const int argc, char** const argv)
{
  HcError      error     = {HC_SUCCESS, ""};
  HcSettings   settings  = {0};
  HcRecording* recording = NULL;
  HcStatus     st        = hc_settings_load(
    &settings, HC_ANALYZE, argc, (const char* const*)argv, &error);
  if (!st) {
    st = hc_recording_open(
      settings.operand, settings.channels, &recording, &error);
  }

  const int status = st ? hc_fail(&error) : analyze(&settings, recording);
  hc_recording_close(recording);
  hc_settings_finish(&settings);
  return status;
}
