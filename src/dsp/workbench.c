// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/workbench.h"

#include "dsp/transform.h"

#include <fftw3.h>

#include <stdlib.h>

struct HcWorkbench {
  float*         window;  // One per sample
  float complex* bins[2]; // size / 2 + 1 each
  HcTransform*   transform;
};

HcWorkbench*
hc_workbench_new(const size_t size, const HcWindowShape* const window)
{
  HcWorkbench* const self = (HcWorkbench*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const size_t bytes = (size / 2 + 1) * sizeof(float complex);
  self->window       = (float*)malloc(size * sizeof(float));
  self->bins[0]      = (float complex*)fftwf_malloc(bytes);
  self->bins[1]      = (float complex*)fftwf_malloc(bytes);
  self->transform    = hc_transform_new(size);
  if (!self->window || !self->bins[0] || !self->bins[1] || !self->transform) {
    hc_workbench_free(self);
    return NULL;
  }
  hc_window_fill(window, self->window, size);
  return self;
}

void
hc_workbench_free(HcWorkbench* const self)
{
  if (self) {
    hc_transform_free(self->transform);
    fftwf_free(self->bins[0]);
    fftwf_free(self->bins[1]);
    free(self->window);
    free(self);
  }
}

const float complex*
hc_workbench_run(HcWorkbench* const self,
                 const int          which,
                 const float* const ring,
                 const size_t       start)
{
  float complex* const bins = self->bins[which];
  hc_transform_run(self->transform, ring, start, self->window, bins);
  return bins;
}
