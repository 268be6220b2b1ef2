// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listen.h"
#include "lines.h"
#include "table.h"
#include "take.h"
#include "tracks.h"
#include "watch.h"
#include "wire.h"

#include "model/pickup.h"
#include "model/random.h"

#include <hotcold/analyzer.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// A day of music. Each kind of line hears all tracks one after the other, two
// hours, with other gains and other starts, and is analyzed as in run; a
// balanced and a stereo line do so without any pick-up too.

#define RATE 44100

// Tracks are up to 20 dB below this, dBFS
#define LOUDEST (-18.0)

// What is played to each line
typedef struct {
  Tracks tracks;
  size_t step;    // Every so many tracks
  double seconds; // Of each, at most
} Playlist;

// A line that lives through the playlist
typedef struct {
  Listening listening;
  HcRandom  random;
  Watch     watch;
} Listener;

static Listener
listener_new(const LineKind* const kind, const bool alone, const uint64_t seed)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcModelSettings          line     = lines_make(kind, seed);
  if (alone) {
    line.ground = hc_pickup_none();
    line.field  = hc_pickup_none();
  }
  Listener listener     = {{.wire     = wire_new_flat(&line, RATE),
                            .analyzer = hc_analyzer_new(RATE, &settings),
                            .stereo   = line.circuit.content == HC_CONTENT_STEREO,
                            .every    = 0.5},
                           hc_random_stream(seed, 9),
                           watch_start(kind, "day")};
  listener.watch.hum_hz = alone ? 0.0 : line.ground.mains_hz;
  if (!listener.listening.analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  return listener;
}

static void
hear(Listener* const listener, const char* const path, const double seconds)
{
  Track        track;
  const double start = 5.0 * hc_random_uniform(&listener->random);
  const double level = LOUDEST - 20.0 * hc_random_uniform(&listener->random);
  if (!track_read(path, start, seconds, &track)) {
    return;
  }
  if (lround(track.rate) == RATE) {
    listener->watch.programme = track.name;
    track_set_level(&track, level);
    listen_on(&track, &listener->listening, &listener->watch);
  }
  track_free(&track);
}

static Watch
hear_all(const Playlist* const playlist,
         const LineKind* const kind,
         const bool            alone,
         const uint64_t        seed)
{
  Listener listener = listener_new(kind, alone, seed);
  for (size_t i = 0; i < playlist->tracks.n; i += playlist->step) {
    hear(&listener, playlist->tracks.paths[i], playlist->seconds);
  }
  hc_analyzer_free(listener.listening.analyzer);
  wire_free(listener.listening.wire);
  return listener.watch;
}

static void
name_kinds(Table* const table, const Playlist* const playlist, Watch* const day)
{
  for (size_t i = 0; i < lines_count(); ++i) {
    char                  what[80];
    const LineKind* const kind  = lines_kind(i);
    const Watch           watch = hear_all(playlist, kind, false, 900U + i);
    snprintf(what,
             sizeof(what),
             "%.0f min of music, %s: misnamed for",
             watch.seconds / 60.0,
             kind->name);
    table_at_most(table, what, watch.wrong, 0.0, "s");
    watch_join(day, &watch);
  }
}

void
rows_of_a_day(Table* const table)
{
  Playlist playlist = {tracks_find("music", 40),
                       table->is_long ? 1U : 12U,
                       table->is_long ? 600.0 : 15.0};
  char     what[80];
  Watch    day   = watch_start(NULL, "day");
  Watch    alone = watch_start(NULL, "day");
  name_kinds(table, &playlist, &day);
  for (size_t i = 0; i < lines_count(); ++i) {
    const LineKind* const kind = lines_kind(i);
    if (i == 0 || lines_is_right(kind, HC_STEREO)) {
      const Watch watch = hear_all(&playlist, kind, true, 950U + i);
      watch_join(&alone, &watch);
    }
  }
  watch_join(&day, &alone);
  table_at_most(table, "music alone: misnamed for", alone.wrong, 0.0, "s");
  table_at_most(table,
                "music alone: looks at hum or USB noise",
                (double)(alone.hum + alone.usb),
                0.0,
                "");
  table_at_most(table,
                "music with hum: looks at another frequency",
                (double)day.hum_wrong,
                0.0,
                "");
  snprintf(
    what, sizeof(what), "%.1f h of music: misnamed for", day.seconds / 3600.0);
  table_at_most(table, what, day.wrong, 0.0, "s");
  tracks_free(&playlist.tracks);
}
