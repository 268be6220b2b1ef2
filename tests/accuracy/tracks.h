// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Real music and speech, from the folder that fetch_music.sh has filled.

#ifndef HOTCOLD_ACCURACY_TRACKS_H
#define HOTCOLD_ACCURACY_TRACKS_H

#include <stdbool.h>
#include <stddef.h>

/// The files of one kind, sorted by name
typedef struct {
  size_t n;
  char** paths;
} Tracks;

/// A decoded part of a file. Both sides of a mono file are equal.
typedef struct {
  const char* name; ///< Name of the file; Tracks owns it
  double      rate; ///< Hz
  size_t      frames;
  float*      left; ///< 1.0 = full scale
  float*      right;
} Track;

/// The files in FOLDER/`kind` ("music" or "speech"). If there are fewer than
/// `least`, prints what is missing on stderr and exits.
Tracks
tracks_find(const char* kind, size_t least);

/// Free what `tracks` owns
void
tracks_free(Tracks* tracks);

/// Decode `seconds` of a file, or less if it ends before, from `start` seconds
/// on. Returns false if the file ends before `start`. Exits if the file cannot
/// be read.
bool
track_read(const char* path, double start, double seconds, Track* track);

/// Free what `track` owns
void
track_free(Track* track);

/// Scale the track so that the mean of both sides has the level `dbfs`,
/// measured where it is louder than -60 dBFS
void
track_set_level(Track* track, double dbfs);

#endif // HOTCOLD_ACCURACY_TRACKS_H
