// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Real music and speech from a folder that fetch_music.sh has filled.

#ifndef HOTCOLD_ACCURACY_TRACKS_H
#define HOTCOLD_ACCURACY_TRACKS_H

#include <stdbool.h>
#include <stddef.h>

/// Files of one kind, in the order of their names
typedef struct {
  size_t n;
  char** paths;
} Tracks;

/// Part of a file, decoded. Mono files play on both sides.
typedef struct {
  const char* name; ///< Without its folder, belongs to Tracks
  double      rate; ///< Hz
  size_t      frames;
  float*      left; ///< 1.0 = full scale
  float*      right;
} Track;

/// Files in FOLDER/`kind` ("music" or "speech"). Says on stderr what is missing
/// and exits if there are fewer than `least`.
Tracks
tracks_find(const char* kind, size_t least);

void
tracks_free(Tracks* tracks);

/// Decode `seconds` from `start`, both in seconds; less if the file ends. False
/// if nothing is there. Exits if the file cannot be read.
bool
track_read(const char* path, double start, double seconds, Track* track);

void
track_free(Track* track);

/// Scale the track so that x, the mean of both sides, has `dbfs` where it is
/// louder than -60 dBFS
void
track_set_level(Track* track, double dbfs);

#endif // HOTCOLD_ACCURACY_TRACKS_H
