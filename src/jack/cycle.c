// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/cycle.h"

#include "jack/settings.h"

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

static float*
buffer(jack_port_t* const port, const jack_nframes_t n_frames)
{
  return port ? (float*)jack_port_get_buffer(port, n_frames) : NULL;
}

static void
get_buffers(const HcJackAudio* const self, const jack_nframes_t n_frames)
{
  for (size_t i = 0; i < self->n_inputs; ++i) {
    self->input_buffers[i] = buffer(self->inputs[i], n_frames);
  }
  for (size_t i = 0; i < self->n_outputs; ++i) {
    self->output_buffers[i] = buffer(self->outputs[i], n_frames);
  }
}

int
hc_jack_cycle(const jack_nframes_t n_frames, void* const data)
{
  HcJackAudio* const self = (HcJackAudio*)data;
  get_buffers(self, n_frames);

  const HcJackCycle cycle = {
    self->input_buffers,
    self->output_buffers,
    n_frames,
    jack_last_frame_time(self->client),
    atomic_load_explicit(&self->rate, memory_order_relaxed),
    self->is_first};
  self->process(self->data, &cycle);

  self->is_first = false;
  atomic_store_explicit(
    &self->frame_time, cycle.frame_time, memory_order_relaxed);
  atomic_fetch_add_explicit(&self->frames, n_frames, memory_order_relaxed);
  return 0;
}
