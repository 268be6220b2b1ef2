// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recording/recording.h"

#include "stream/collector.h"
#include "stream/process.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <sndfile.h>

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Frames that are read at once
enum { CHUNK = 4096 };

struct HcRecording {
  SNDFILE*   file;
  SF_INFO    info;
  HcChannels channels;
  char*      path;
  float*     interleaved; // CHUNK frames of all channels
  float*     hot;         // CHUNK frames
  float*     cold;        // CHUNK frames
  float*     reference;   // CHUNK frames
};

static HcStatus
check_channels(const char* const path,
               const HcChannels  channels,
               const int         n,
               HcError* const    error)
{
  if (n < 2) {
    return hc_error(error,
                    HC_NO_DATA,
                    "%s: %d channel, expected at least 2 (hot and cold)",
                    path,
                    n);
  }

  const unsigned wanted[] = {channels.hot, channels.cold, channels.reference};
  for (int i = 0; i < 3; ++i) {
    if (wanted[i] > (unsigned)n) {
      return hc_error(error,
                      HC_BAD_USAGE,
                      "--channels: `%u`, expected 1 to %d, the channels of %s",
                      wanted[i],
                      n,
                      path);
    }
  }
  return HC_SUCCESS;
}

// For errors of the system, strerror() is clearer than the text of libsndfile
static HcStatus
refuse(const char* const path, HcError* const error)
{
  const int   reason = errno;
  const char* why =
    sf_error(NULL) == SF_ERR_SYSTEM ? strerror(reason) : sf_strerror(NULL);
  return hc_error(error,
                  HC_NO_DATA,
                  "%s: %.*s, expected a recording: WAV, FLAC, AIFF",
                  path,
                  (int)(strlen(why) - (why[0] && why[strlen(why) - 1] == '.')),
                  why);
}

static HcStatus
check_info(const char* const    path,
           const SF_INFO* const info,
           const HcChannels     channels,
           HcError* const       error)
{
  if (info->frames < 1) {
    return hc_error(error,
                    HC_NO_DATA,
                    "%s: the file has no audio, expected at least one frame",
                    path);
  }
  if (info->samplerate < (int)HC_MIN_RATE ||
      info->samplerate > (int)HC_MAX_RATE) {
    return hc_error(error,
                    HC_NO_DATA,
                    "%s: sample rate %d Hz, expected %u to %u",
                    path,
                    info->samplerate,
                    HC_MIN_RATE,
                    HC_MAX_RATE);
  }
  return check_channels(path, channels, info->channels, error);
}

static HcRecording*
new_recording(const char* const path, const SF_INFO* const info)
{
  HcRecording* const self = (HcRecording*)calloc(1, sizeof(HcRecording));
  if (!self) {
    return NULL;
  }

  const size_t samples = CHUNK * (size_t)info->channels;
  self->path           = strdup(path);
  self->interleaved    = (float*)calloc(samples, sizeof(float));
  self->hot            = (float*)calloc(CHUNK, sizeof(float));
  self->cold           = (float*)calloc(CHUNK, sizeof(float));
  self->reference      = (float*)calloc(CHUNK, sizeof(float));
  if (!self->path || !self->interleaved || !self->hot || !self->cold ||
      !self->reference) {
    hc_recording_close(self);
    return NULL;
  }
  return self;
}

HcStatus
hc_recording_open(const char* const   path,
                  const HcChannels    channels,
                  HcRecording** const recording,
                  HcError* const      error)
{
  SF_INFO info        = {0};
  errno               = 0;
  SNDFILE* const file = sf_open(path, SFM_READ, &info);
  if (!file) {
    return refuse(path, error);
  }

  HcStatus           st   = check_info(path, &info, channels, error);
  HcRecording* const self = st ? NULL : new_recording(path, &info);
  if (!st && !self) {
    st = hc_error(error, HC_NO_MEMORY, "%s: out of memory", path);
  }
  if (st) {
    sf_close(file);
    return st;
  }

  self->file     = file;
  self->info     = info;
  self->channels = channels;
  *recording     = self;
  return HC_SUCCESS;
}

void
hc_recording_close(HcRecording* const self)
{
  if (self) {
    if (self->file) {
      sf_close(self->file);
    }
    free(self->reference);
    free(self->cold);
    free(self->hot);
    free(self->interleaved);
    free(self->path);
    free(self);
  }
}

uint32_t
hc_recording_rate(const HcRecording* const self)
{
  return (uint32_t)self->info.samplerate;
}

static void
pick_channel(const HcRecording* const self,
             const unsigned           channel,
             const size_t             frames,
             float* const             out)
{
  const size_t       n  = (size_t)self->info.channels;
  const float* const in = self->interleaved + (channel - 1);
  for (size_t i = 0; i < frames; ++i) {
    out[i] = in[i * n];
  }
}

static void
play_chunk(HcRecording* const self, HcProcess* const process, const size_t n)
{
  pick_channel(self, self->channels.hot, n, self->hot);
  pick_channel(self, self->channels.cold, n, self->cold);
  if (self->channels.reference) {
    pick_channel(self, self->channels.reference, n, self->reference);
  }
  hc_offline_feed(process,
                  self->hot,
                  self->cold,
                  self->channels.reference ? self->reference : NULL,
                  n);
}

HcStatus
hc_recording_play(HcRecording* const self,
                  HcProcess* const   process,
                  HcCollector* const collector,
                  HcError* const     error)
{
  sf_count_t total = 0;
  for (sf_count_t n = CHUNK; n > 0; total += n) {
    n = sf_readf_float(self->file, self->interleaved, CHUNK);
    if (n > 0) {
      play_chunk(self, process, (size_t)n);
      hc_collector_drain(collector, UINT64_MAX);
    }
  }

  hc_process_flush(process);
  hc_collector_drain(collector, UINT64_MAX);
  if (!total || sf_error(self->file)) {
    return hc_error(error,
                    HC_NO_DATA,
                    "%s: cannot read after frame %lld of %lld: %s",
                    self->path,
                    (long long)total,
                    (long long)self->info.frames,
                    sf_strerror(self->file));
  }
  return HC_SUCCESS;
}

void
hc_offline_feed(HcProcess* const   process,
                const float* const hot,
                const float* const cold,
                const float* const reference,
                const size_t       frames)
{
  const HcBuffers buffers = {hot, cold, reference, NULL, NULL};
  const uint32_t  n       = (uint32_t)frames;
  hc_process_begin(process, (uint32_t)process->position, n);
  hc_process_line(process, 0, &buffers, n);
  hc_process_end(process, n);
}
