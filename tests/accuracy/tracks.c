// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracks.h"

#include "model/level.h"

#include <dirent.h>
#include <sndfile.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Frames decoded at a time
#define CHUNK 4096

static void*
checked(void* const memory)
{
  if (!memory) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  return memory;
}

static const char*
folder_of_all(void)
{
  const char* const folder = getenv("HOTCOLD_TEST_MUSIC");
  return folder ? folder : MUSIC_FOLDER;
}

static int
by_name(const void* const a, const void* const b)
{
  return strcmp(*(char* const*)a, *(char* const*)b);
}

static void
add(Tracks* const tracks, const char* const folder, const char* const name)
{
  const size_t size = strlen(folder) + strlen(name) + 2U;
  char* const  path = (char*)checked(malloc(size));
  snprintf(path, size, "%s/%s", folder, name);
  tracks->paths =
    (char**)checked(realloc(tracks->paths, (tracks->n + 1U) * sizeof(char*)));
  tracks->paths[tracks->n++] = path;
}

Tracks
tracks_find(const char* const kind, const size_t least)
{
  char   folder[4096];
  Tracks tracks = {0, NULL};
  snprintf(folder, sizeof(folder), "%s/%s", folder_of_all(), kind);
  DIR* const directory = opendir(folder);
  if (directory) {
    for (const struct dirent* e = readdir(directory); e;
         e                      = readdir(directory)) {
      if (*e->d_name != '.') {
        add(&tracks, folder, e->d_name);
      }
    }
    closedir(directory);
  }
  if (tracks.n < least) {
    fprintf(stderr,
            "accuracy: %zu files in %s, expected %zu or more: "
            "fill it with tests/accuracy/fetch_music.sh %s\n",
            tracks.n,
            folder,
            least,
            folder_of_all());
    exit(EXIT_FAILURE);
  }
  qsort(tracks.paths, tracks.n, sizeof(char*), by_name);
  return tracks;
}

void
tracks_free(Tracks* const tracks)
{
  for (size_t i = 0; i < tracks->n; ++i) {
    free(tracks->paths[i]);
  }
  free(tracks->paths);
}

// Decode up to `wanted` frames into the track
static void
decode(SNDFILE* const file,
       const int      channels,
       const size_t   wanted,
       Track* const   track)
{
  float* const both =
    (float*)checked(malloc(CHUNK * (size_t)channels * sizeof(float)));
  for (sf_count_t n = 1; n > 0 && track->frames < wanted;) {
    const size_t left = wanted - track->frames;
    n = sf_readf_float(file, both, (sf_count_t)(left < CHUNK ? left : CHUNK));
    for (sf_count_t i = 0; i < n; ++i) {
      const float* const frame    = both + i * channels;
      track->left[track->frames]  = frame[0];
      track->right[track->frames] = frame[channels > 1];
      ++track->frames;
    }
  }
  free(both);
}

bool
track_read(const char* const path,
           const double      start,
           const double      seconds,
           Track* const      track)
{
  SF_INFO        info = {0};
  SNDFILE* const file = sf_open(path, SFM_READ, &info);
  if (!file || info.channels > 2) {
    fprintf(stderr, "accuracy: %s: %s\n", path, sf_strerror(file));
    exit(EXIT_FAILURE);
  }
  const size_t      wanted = (size_t)(seconds * info.samplerate);
  const char* const slash  = strrchr(path, '/');
  track->name              = slash ? slash + 1 : path;
  track->rate              = info.samplerate;
  track->frames            = 0;
  track->left  = (float*)checked(calloc(wanted + 1U, sizeof(float)));
  track->right = (float*)checked(calloc(wanted + 1U, sizeof(float)));
  if (sf_seek(file, (sf_count_t)(start * info.samplerate), SEEK_SET) >= 0) {
    decode(file, info.channels, wanted, track);
  }
  sf_close(file);
  if (!track->frames) {
    track_free(track);
    return false;
  }
  return true;
}

void
track_free(Track* const track)
{
  free(track->left);
  free(track->right);
  track->left  = NULL;
  track->right = NULL;
}

void
track_set_level(Track* const track, const double dbfs)
{
  const size_t step = 1024;
  double       sum  = 0.0;
  double       n    = 0.0;
  for (size_t i = 0; i + step <= track->frames; i += step) {
    double power = 0.0;
    for (size_t k = i; k < i + step; ++k) {
      const double x = 0.5 * ((double)track->left[k] + (double)track->right[k]);
      power += x * x;
    }
    if (power > 0.5e-6 * (double)step) {
      sum += power;
      n += (double)step;
    }
  }
  const double rms  = n > 0.0 ? sqrt(sum / n) : 1.0;
  const float  gain = (float)(hc_rms_from_dbfs(dbfs) / rms);
  for (size_t i = 0; i < track->frames; ++i) {
    track->left[i] *= gain;
    track->right[i] *= gain;
  }
}
