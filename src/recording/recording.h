// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads recordings and feeds them to the same HcProcess that JACK feeds. Has
/// no thread of its own; one thread at a time, not the audio thread.

#ifndef HOTCOLD_RECORDING_RECORDING_H
#define HOTCOLD_RECORDING_RECORDING_H

#include "stream/collector.h"
#include "stream/process.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stddef.h>
#include <stdint.h>

/// An open recording; opaque
typedef struct HcRecording HcRecording;

/// Open a recording of any type that libsndfile reads. Channels count from 1.
/// The caller owns `*recording`. On failure it does not change, and `error` has
/// one line. Returns HC_NO_DATA if the file cannot be used, HC_BAD_USAGE if it
/// does not have one of the `channels`, or HC_NO_MEMORY.
HcStatus
hc_recording_open(const char*   path,
                  HcChannels    channels,
                  HcRecording** recording,
                  HcError*      error);

/// Close the recording and free it; NULL is allowed
void
hc_recording_close(HcRecording* recording);

/// The sample rate in Hz
uint32_t
hc_recording_rate(const HcRecording* recording);

/// Send the whole recording through line 0 of `process` to `collector`. Returns
/// HC_NO_DATA if the file cannot be read to its end.
HcStatus
hc_recording_play(HcRecording* recording,
                  HcProcess*   process,
                  HcCollector* collector,
                  HcError*     error);

/// Run one cycle of line 0 of `process` on `frames` frames from memory, one
/// array per channel (1.0 = full scale). `reference` may be NULL. `frames` must
/// not be more than the backlog of `process`.
void
hc_offline_feed(HcProcess*   process,
                const float* hot,
                const float* cold,
                const float* reference,
                size_t       frames);

#endif // HOTCOLD_RECORDING_RECORDING_H
