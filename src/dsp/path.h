// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From samples of d and m to spectra, segment by segment. One thread at a
/// time. Making and freeing a workbench plans transforms, which FFTW allows in
/// one thread of the program at a time only. Plans are estimated, not
/// measured, so that the same samples give the same bits every time.

#ifndef HOTCOLD_DSP_PATH_H
#define HOTCOLD_DSP_PATH_H

#include "dsp/spectrum.h"
#include "dsp/window.h"
#include "dsp/workbench.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a path is made of
typedef struct {
  double        rate;   ///< Frames per second of the path
  uint32_t      factor; ///< Input frames for one of the path
  uint32_t      size;   ///< Frames in a segment, a power of two
  uint32_t      hop;    ///< Frames from one to the next, 1..size
  HcWindowShape window;
} HcPathShape;

/// The brief path, for what cannot wait for the fine one: Hann, 3/4 overlap,
/// the power of two nearest 0.7 s
HcPathShape
hc_brief_shape(uint32_t rate);

/// Opaque
typedef struct HcPath HcPath;

/// The wide path: Hann, 50 % overlap, the power of two nearest 0.17 s
HcPathShape
hc_wide_shape(uint32_t rate);

/// The fine path: Nuttall, 2/3 overlap, the power of two nearest 1.4 s
HcPathShape
hc_fine_shape(uint32_t rate);

/// Works at `workbench`, made for segments of this shape, which it borrows.
/// Holds `spare` frames more than a segment, an even number. NULL when out of
/// memory.
HcPath*
hc_path_new(const HcPathShape* shape, size_t spare, HcWorkbench* workbench);

void
hc_path_free(HcPath* path);

/// Forget all samples: the next one stands for `frame` of the input
void
hc_path_restart(HcPath* path, uint64_t frame);

/// Take frames of d and m until it is full; returns how many
size_t
hc_path_take(HcPath* path, const float* d, const float* m, size_t frames);

/// Where the next samples of d and m belong, to be written there instead
typedef struct {
  float* d;
  float* m;
  size_t n; ///< How many of each fit there
} HcPathRoom;

HcPathRoom
hc_path_room(HcPath* path);

/// Take the `frames` samples of each that were written there
void
hc_path_fill(HcPath* path, size_t frames);

/// Transform the newest samples held into a segment of another shape, at most
/// 2/3 as long, at its `workbench`; false if there are too few. Hops are the
/// caller's to count.
bool
hc_path_glance(const HcPath*      path,
               const HcPathShape* shape,
               HcWorkbench*       workbench,
               HcSpectrum*        spectrum);

/// If a segment is complete without the `newer` last frames, transform it into
/// `spectrum` (valid until the workbench is used again), make room for the next
/// and return true
bool
hc_path_transform(HcPath* path, size_t newer, HcSpectrum* spectrum);

#endif // HOTCOLD_DSP_PATH_H
