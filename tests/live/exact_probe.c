// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Two clients around a running analyzer: one sends a function of the server's
// frame time on both legs, the other expects their difference and common mode
// to the last bit, in the same cycle.
//
// Usage: exact_probe LINE FRAMES [freewheel]; prints how many frames were
// checked and how many were wrong, exits 0 when all were right.

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  jack_client_t*   source;
  jack_client_t*   sink;
  jack_port_t*     hot;
  jack_port_t*     cold;
  jack_port_t*     diff;
  jack_port_t*     common;
  atomic_bool      armed;
  _Atomic uint64_t checked;
  _Atomic uint64_t wrong;
} Probe;

// A full-scale value from a frame's number, like noise
static float
value(uint32_t frame, const uint32_t leg)
{
  frame = (frame ^ leg) * 2654435761U;
  frame ^= frame >> 15U;
  frame *= 2246822519U;
  frame ^= frame >> 13U;
  return (float)(int32_t)frame * 0x1p-31F;
}

static int
send_legs(const jack_nframes_t n, void* const data)
{
  Probe* const         self = (Probe*)data;
  const jack_nframes_t time = jack_last_frame_time(self->source);
  float* const         hot  = (float*)jack_port_get_buffer(self->hot, n);
  float* const         cold = (float*)jack_port_get_buffer(self->cold, n);
  for (jack_nframes_t i = 0; i < n; ++i) {
    hot[i]  = value(time + i, 0x5A5AU);
    cold[i] = value(time + i, 0xC33CU);
  }
  return 0;
}

static int
check_sums(const jack_nframes_t n, void* const data)
{
  Probe* const         self = (Probe*)data;
  const jack_nframes_t time = jack_last_frame_time(self->sink);
  const float* const   d    = (const float*)jack_port_get_buffer(self->diff, n);
  const float* const   m = (const float*)jack_port_get_buffer(self->common, n);
  uint64_t             wrong = 0;
  for (jack_nframes_t i = 0; i < n; ++i) {
    const float h = value(time + i, 0x5A5AU);
    const float c = value(time + i, 0xC33CU);
    wrong += d[i] != h - c || m[i] != 0.5F * (h + c);
  }
  if (atomic_load(&self->armed)) {
    atomic_fetch_add(&self->checked, n);
    atomic_fetch_add(&self->wrong, wrong);
  }
  return 0;
}

static jack_port_t*
add_port(jack_client_t* const client, const char* const name, const int flags)
{
  return jack_port_register(
    client, name, JACK_DEFAULT_AUDIO_TYPE, (unsigned long)flags, 0);
}

static bool
open_clients(Probe* const self)
{
  self->source = jack_client_open("exact-source", JackNoStartServer, NULL);
  self->sink   = jack_client_open("exact-sink", JackNoStartServer, NULL);
  if (!self->source || !self->sink) {
    return false;
  }
  self->hot    = add_port(self->source, "hot", JackPortIsOutput);
  self->cold   = add_port(self->source, "cold", JackPortIsOutput);
  self->diff   = add_port(self->sink, "diff", JackPortIsInput);
  self->common = add_port(self->sink, "common", JackPortIsInput);
  jack_set_process_callback(self->source, send_legs, self);
  jack_set_process_callback(self->sink, check_sums, self);
  return !jack_activate(self->source) && !jack_activate(self->sink);
}

static bool
link_up(const Probe* const self,
        const char* const  line,
        const char* const  leg,
        const bool         to_analyzer)
{
  char theirs[128] = "";
  char ours[128]   = "";
  snprintf(theirs, sizeof(theirs), "hotcold:%s_%s", line, leg);
  snprintf(
    ours, sizeof(ours), "exact-%s:%s", to_analyzer ? "source" : "sink", leg);
  return !jack_connect(
    self->sink, to_analyzer ? ours : theirs, to_analyzer ? theirs : ours);
}

static void
nap(void)
{
  const struct timespec span = {0, 20000000L};
  nanosleep(&span, NULL);
}

static void
check(Probe* const self, const uint64_t frames)
{
  for (int i = 0; i < 25; ++i) {
    nap(); // The graph is new: let it come to rest
  }
  atomic_store(&self->armed, true);
  for (int i = 0; i < 1500 && atomic_load(&self->checked) < frames; ++i) {
    nap();
  }
  atomic_store(&self->armed, false);
}

int
main(int argc, char** argv)
{
  if (argc < 3) {
    return 2;
  }
  const char* const line   = argv[1];
  const uint64_t    frames = strtoull(argv[2], NULL, 10);
  Probe             self   = {.source = NULL};
  if (!open_clients(&self) || !link_up(&self, line, "hot", true) ||
      !link_up(&self, line, "cold", true) ||
      !link_up(&self, line, "diff", false) ||
      !link_up(&self, line, "common", false)) {
    fprintf(stderr, "no server, or no line %s\n", line);
    return 3;
  }

  const bool freewheel = argc > 3 && !strcmp(argv[3], "freewheel");
  if (freewheel) {
    jack_set_freewheel(self.sink, 1);
  }
  check(&self, frames);
  if (freewheel) {
    jack_set_freewheel(self.sink, 0);
  }

  jack_client_close(self.source);
  jack_client_close(self.sink);
  printf("checked %llu wrong %llu\n",
         (unsigned long long)self.checked,
         (unsigned long long)self.wrong);
  return self.checked >= frames && !self.wrong ? 0 : 1;
}
