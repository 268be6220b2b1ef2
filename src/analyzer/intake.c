// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/intake.h"

#include "dsp/decimate.h"
#include "dsp/legs.h"

#include <stdlib.h>
#include <string.h>

struct HcIntake {
  HcIntakeSink sink;
  uint32_t     factor;
  size_t       block;  // Frames processed at a time
  size_t       filled; // Frames gathered
  size_t       skip;   // Fine frames to drop until the filters have settled
  HcDecimator* decimators[2];
  HcPath*      wide;
  HcPath*      fine;
  HcPath*      brief;
  bool         has_brief; // It runs
  uint64_t     frame;     // Input frame of the first sample gathered
  float        legs[2][HC_MAX_BLOCK]; // hot, cold
};

HcIntake*
hc_intake_new(const HcWorkshop* const workshop, const HcIntakeSink* const sink)
{
  const uint32_t  rate = workshop->rate;
  HcIntake* const self = (HcIntake*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcPathShape wide  = hc_wide_shape(rate);
  const HcPathShape fine  = hc_fine_shape(rate);
  const HcPathShape brief = hc_brief_shape(rate);
  self->sink              = *sink;
  self->factor            = fine.factor;
  self->block             = rate < 32000 ? HC_MAX_BLOCK / 4 : HC_MAX_BLOCK;
  self->decimators[0]     = hc_decimator_new(fine.factor);
  self->decimators[1]     = hc_decimator_new(fine.factor);
  self->wide              = hc_path_new(&wide, workshop->wide);
  self->fine              = hc_path_new(&fine, workshop->fine);
  self->brief             = hc_path_new(&brief, workshop->brief);
  if (!self->decimators[0] || !self->decimators[1] || !self->wide ||
      !self->fine || !self->brief) {
    hc_intake_free(self);
    return NULL;
  }
  hc_intake_restart(self, 0);
  return self;
}

void
hc_intake_free(HcIntake* const self)
{
  if (self) {
    hc_decimator_free(self->decimators[0]);
    hc_decimator_free(self->decimators[1]);
    hc_path_free(self->wide);
    hc_path_free(self->fine);
    hc_path_free(self->brief);
    free(self);
  }
}

void
hc_intake_restart(HcIntake* const self, const uint64_t frame)
{
  // Outputs of the filters up to twice their delay hold silence from before
  const uint32_t delay  = hc_decimator_delay(self->decimators[0]);
  const uint32_t factor = self->factor;
  self->filled          = 0;
  self->skip            = (2 * delay + factor - 1) / factor;
  hc_decimator_reset(self->decimators[0]);
  hc_decimator_reset(self->decimators[1]);
  self->frame = frame;
  hc_path_restart(self->wide, frame);
  hc_path_restart(self->fine, frame + self->skip * factor - delay);
  hc_path_restart(self->brief, frame + self->skip * factor - delay);
}

void
hc_intake_set_brief(HcIntake* const self, const bool runs)
{
  if (runs && !self->has_brief) {
    const uint32_t delay = hc_decimator_delay(self->decimators[0]);
    hc_path_restart(self->brief,
                    self->frame + self->skip * self->factor - delay);
  }
  self->has_brief = runs;
}

static void
run_path(HcPath* const      path,
         const float* const d,
         const float* const m,
         const size_t       n,
         void* const        user,
         void (*const sink)(void*, const HcSpectrum*))
{
  HcSpectrum spectrum;
  for (size_t done = 0; done < n;) {
    done += hc_path_take(path, d + done, m + done, n - done);
    if (hc_path_transform(path, &spectrum)) {
      sink(user, &spectrum);
    }
  }
}

static void
run_block(HcIntake* const self)
{
  // On the stack, which many lines share
  float        d[HC_MAX_BLOCK];
  float        m[HC_MAX_BLOCK];
  const size_t n = self->block;
  self->sink.block(self->sink.user, self->legs[0], self->legs[1], n);

  // Both from the samples: the small one is exact
  hc_legs_diff(self->legs[0], self->legs[1], d, n);
  hc_legs_common(self->legs[0], self->legs[1], m, n);
  run_path(self->wide, d, m, n, self->sink.user, self->sink.wide);

  const size_t slow = n / self->factor;
  const size_t skip = self->skip < slow ? self->skip : slow;
  hc_decimator_run(self->decimators[0], d, d, n);
  hc_decimator_run(self->decimators[1], m, m, n);
  self->skip -= skip;
  run_path(self->fine,
           d + skip,
           m + skip,
           slow - skip,
           self->sink.user,
           self->sink.fine);
  if (self->has_brief) {
    run_path(self->brief,
             d + skip,
             m + skip,
             slow - skip,
             self->sink.user,
             self->sink.brief);
  }
  self->frame += n;
}

void
hc_intake_feed(HcIntake* const    self,
               const float* const hot,
               const float* const cold,
               const size_t       frames)
{
  for (size_t done = 0; done < frames;) {
    const size_t room = self->block - self->filled;
    const size_t n    = frames - done < room ? frames - done : room;
    memcpy(self->legs[0] + self->filled, hot + done, n * sizeof(float));
    memcpy(self->legs[1] + self->filled, cold + done, n * sizeof(float));
    self->filled += n;
    done += n;
    if (self->filled == self->block) {
      run_block(self);
      self->filled = 0;
    }
  }
}
