// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Recordings through the very chain that JACK feeds. No thread of its own.

#ifndef HOTCOLD_RECORDING_RECORDING_H
#define HOTCOLD_RECORDING_RECORDING_H

#include "stream/collector.h"
#include "stream/process.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stddef.h>
#include <stdint.h>

/// Opaque
typedef struct HcRecording HcRecording;

/// Open a recording of any kind libsndfile reads. On failure `recording` stays
/// untouched: HC_NO_DATA for a file that cannot be used, HC_BAD_USAGE for a
/// channel it does not have.
HcStatus
hc_recording_open(const char*   path,
                  HcChannels    channels,
                  HcRecording** recording,
                  HcError*      error);

/// NULL is fine
void
hc_recording_close(HcRecording* recording);

/// Frames per second
uint32_t
hc_recording_rate(const HcRecording* recording);

/// Send the whole recording through line 0 of `process` into `collector`
HcStatus
hc_recording_play(HcRecording* recording,
                  HcProcess*   process,
                  HcCollector* collector,
                  HcError*     error);

/// One cycle of line 0 from memory: `frames` frames, planar, at most what the
/// backlog of `process` holds; `reference` may be NULL
void
hc_offline_feed(HcProcess*   process,
                const float* hot,
                const float* cold,
                const float* reference,
                size_t       frames);

#endif // HOTCOLD_RECORDING_RECORDING_H
