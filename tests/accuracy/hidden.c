// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hidden.h"

#include "wire.h"

#include "model/filter.h"
#include "model/pickup.h"

#include <hotcold/reading.h>

#include <complex.h>
#include <fftw3.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 32768U // Frames of a window: 0.7 s
#define TURN 6.283185307179586
#define MOST_LINES 40

// Bins beside a line in which its programme is measured
#define FIRST 3
#define LAST 12

struct Hidden {
  Wire*          wire; // Programme alone
  double         rate;
  double         hz;
  int            n_lines;
  double         cold[MOST_LINES + 1]; // Squared peak amplitude of line k
  double         information;          // Of 1 / ri
  size_t         filled;
  float          hot[SIZE];
  float          window[SIZE];
  float*         in;
  fftwf_complex* out;
  fftwf_plan     plan;
};

static void*
needed(void* const memory)
{
  if (!memory) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  return memory;
}

// Squared peak amplitude of a line at `hz` in one window
static double
line_power(const Hidden* const self, const float* const samples, double hz)
{
  double complex sum = 0.0;
  double         all = 0.0;
  for (size_t n = 0; n < SIZE; ++n) {
    const double phase = TURN * fmod(hz / self->rate * (double)n, 1.0);
    sum += self->window[n] * samples[n] * cexp(CMPLX(0.0, -phase));
    all += self->window[n];
  }
  const double amplitude = 2.0 * cabs(sum) / all;
  return amplitude * amplitude;
}

// What the cold leg picks up without programme and noise
static void
measure_cold(Hidden* const self, const HcModelSettings* const settings)
{
  static const double silence[HC_CHUNK];
  HcModelSettings     line = *settings;
  float               hot[HC_CHUNK];
  float               cold[SIZE];
  line.noise[HC_HOT] = line.noise[HC_COLD] = HC_SILENCE_DB;
  Wire* const wire                         = wire_new(&line, self->rate);
  for (size_t n = 0; n < SIZE; n += HC_CHUNK) {
    wire_play(wire, silence, silence, hot, cold + n, HC_CHUNK);
  }
  wire_free(wire);
  for (int k = 1; k <= self->n_lines; ++k) {
    self->cold[k] = line_power(self, cold, k * self->hz);
  }
}

Hidden*
hidden_new(const HcModelSettings* const line, const double rate)
{
  Hidden* const   self      = (Hidden*)needed(calloc(1, sizeof(Hidden)));
  HcModelSettings programme = *line;
  programme.ground = programme.field = hc_pickup_none();
  self->wire                         = wire_new(&programme, rate);
  self->rate                         = rate;
  self->hz                           = line->ground.mains_hz;
  self->n_lines                      = line->ground.harmonics;
  self->in                           = (float*)needed(fftwf_alloc_real(SIZE));
  self->out  = (fftwf_complex*)needed(fftwf_alloc_complex(SIZE / 2 + 1));
  self->plan = fftwf_plan_dft_r2c_1d(SIZE, self->in, self->out, FFTW_ESTIMATE);
  for (size_t n = 0; n < SIZE; ++n) {
    self->window[n] = (float)(0.5 - 0.5 * cos(TURN * (double)n / SIZE));
  }
  measure_cold(self, line);
  return self;
}

void
hidden_free(Hidden* const self)
{
  if (self) {
    wire_free(self->wire);
    fftwf_destroy_plan(self->plan);
    fftwf_free(self->in);
    fftwf_free(self->out);
    free(self);
  }
}

static double
power_of(const Hidden* const self, const long bin)
{
  const float complex x = self->out[bin];
  return (double)crealf(x * conjf(x));
}

// One-sided density beside `hz`
static double
density_beside(const Hidden* const self, const double hz)
{
  const long   bin   = lround(hz * SIZE / self->rate);
  double       sum   = 0.0;
  const double share = 0.375 * SIZE; // Sum of the squares of Hann's window
  for (int i = FIRST; i <= LAST; ++i) {
    sum += power_of(self, bin + i) + power_of(self, labs(bin - i));
  }
  return sum / (LAST - FIRST + 1) / (share * self->rate);
}

// Half a window's time, as windows overlap by half
static void
add_window(Hidden* const self)
{
  for (size_t n = 0; n < SIZE; ++n) {
    self->in[n] = self->window[n] * self->hot[n];
  }
  fftwf_execute(self->plan);
  const double seconds = 0.5 * SIZE / self->rate;
  for (int k = 1; k <= self->n_lines; ++k) {
    self->information +=
      seconds * self->cold[k] / density_beside(self, k * self->hz);
  }
}

void
hidden_play(Hidden* const       self,
            const double* const left,
            const double* const right,
            const size_t        frames)
{
  float hot[HC_CHUNK];
  float cold[HC_CHUNK];
  wire_play(self->wire, left, right, hot, cold, frames);
  for (size_t n = 0; n < frames; ++n) {
    self->hot[self->filled++] = hot[n];
    if (self->filled == SIZE) {
      add_window(self);
      memmove(self->hot, self->hot + SIZE / 2, SIZE / 2 * sizeof(float));
      self->filled = SIZE / 2;
    }
  }
}

double
hidden_error(const Hidden* const self)
{
  return 1.0 / sqrt(self->information);
}
