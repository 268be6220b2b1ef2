// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The current state of every line, for any number of readers.
///
/// One thread writes: it takes windows and analyses from the engine, decides
/// the state of each line, resets a line that was connected again, and records
/// events. This happens with or without readers. Each reader has its own
/// position: it gets the audio since its own last read, and every event once.
/// All memory is bounded. A reader that stops reading costs one merged window
/// per line and poll, and blocks no other reader: the lock of the hub is held
/// for copies only. The audio thread never uses the lock.

#ifndef HOTCOLD_HUB_HUB_H
#define HOTCOLD_HUB_HUB_H

#include "engine/source.h"
#include "hub/event.h"
#include "hub/line_status.h"

#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Readers that a hub can have at one time
#define HC_MAX_READERS 128U

/// Opaque
typedef struct HcHub HcHub;

/// Opaque
typedef struct HcHubReader HcHubReader;

/// The engine as a whole
typedef struct {
  HcHealth engine;   ///< As of the last poll
  bool     stalled;  ///< Audio has stopped
  int64_t  audio_at; ///< When audio last arrived, in us of hc_hub_clock()
} HcHubHealth;

/// Monotonic time in us. Any thread.
int64_t
hc_hub_clock(void);

/// A hub for `source`, which is copied; its engine must outlive the hub.
/// Windows below `silence` dBFS are quiet. `now` is the time of the clock that
/// hc_hub_poll() will use. NULL when out of memory.
HcHub*
hc_hub_new(const HcSource* source, double silence, int64_t now);

/// Stop the thread if it runs and free the hub. Its readers must be freed
/// before. NULL is allowed.
void
hc_hub_free(HcHub* hub);

/// Start a thread that polls about 100 times a second, until hc_hub_stop().
/// HC_SYSTEM_FAILURE if the system cannot create the thread.
HcStatus
hc_hub_start(HcHub* hub, HcError* error);

/// Stop the thread and wait for its end, about 10 ms. It may be called again.
void
hc_hub_stop(HcHub* hub);

/// Take new windows and analyses from the engine and decide the state of every
/// line.
/// Audio that has not moved for 0.6 s, or for 2.5 periods if they are longer,
/// is stalled. One thread only: that of hc_hub_start() while it runs.
void
hc_hub_poll(HcHub* hub, int64_t now);

/// Number of lines. Any thread.
size_t
hc_hub_n_lines(const HcHub* hub);

/// Name of `line`, counted from 0; constant, owned by the engine. Any thread.
const char*
hc_hub_line_name(const HcHub* hub, size_t line);

/// Let the engine forget the averages of `line`, or of all lines if `line` is
/// hc_hub_n_lines(). Any thread; returns at once.
void
hc_hub_reset(HcHub* hub, size_t line);

/// The engine as of the last poll. Any thread.
HcHubHealth
hc_hub_health(HcHub* hub);

/// Time since audio last arrived, in ms, from 0 up; `now` as hc_hub_clock()
int32_t
hc_hub_audio_age(const HcHubHealth* health, int64_t now);

/// A new reader. It starts now: without audio and events of the past. Any
/// thread. NULL with HC_NO_MEMORY, or with HC_SYSTEM_FAILURE if there are
/// HC_MAX_READERS already.
HcHubReader*
hc_hub_reader_new(HcHub* hub, HcError* error);

/// Any thread, when no thread uses the reader. NULL is allowed.
void
hc_hub_reader_free(HcHubReader* reader);

/// Read `line`, counted from 0, into `status`: state, all audio since this
/// reader's last call, and the newest analysis, which is copied only if its
/// number differs from that in `status`. Pass the same `status` each time,
/// zeroed at first. One thread at a time.
void
hc_hub_read_line(HcHubReader* reader, size_t line, HcLineStatus* status);

/// Write the oldest events of all lines that the reader has not got yet, at
/// most `most`, to `events`, in order. `missed` becomes the number of events
/// before them that were overwritten, because the reader came too late. Returns
/// the number of events written. One thread at a time.
size_t
hc_hub_read_events(HcHubReader* reader,
                   HcLineEvent* events,
                   size_t       most,
                   uint64_t*    missed);

/// Write the current HcLineSet of every line to `sets`; the reader's next event
/// is the first one after that. For readers that start, and for readers that
/// missed events. Returns the number of the last event so far. One thread at a
/// time.
uint64_t
hc_hub_read_sets(HcHubReader* reader, HcLineSet* sets);

#endif // HOTCOLD_HUB_HUB_H
