// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A publisher of known readings, for receivers that nobody here wrote:
//
//     osc_station LINES RATE BUNDLE [HOST:PORT]...
//
// prints its port and sends until it is killed, to the targets named and to
// whoever subscribes.

#include "engine/source.h"
#include "hub/hub.h"
#include "net/address.h"
#include "osc/publisher.h"

#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_LINES 256
#define MAX_TARGETS 8

/// Only the hub's thread uses it after the start
typedef struct {
  uint64_t windows[MAX_LINES];  ///< Taken
  uint64_t analyses[MAX_LINES]; ///< Taken
} Station;

/// Pieces of `hz` that have passed
static uint64_t
ticks(const double hz)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)(hz * ((double)now.tv_sec + 1e-9 * (double)now.tv_nsec));
}

static const char*
line_name(const void* const engine, const size_t line)
{
  (void)engine;
  return line ? "other" : "main";
}

/// Sum of squares of `frames` frames at `level` dBFS (AES17)
static double
energy(const double level, const double frames)
{
  return 0.5 * frames * pow(10.0, level / 10.0);
}

static bool
take_window(void* const engine, const size_t line, HcWindow* const window)
{
  Station* const self = (Station*)engine;
  const uint64_t now  = ticks(150.0);
  if (self->windows[line] >= now) {
    return false;
  }
  self->windows[line] = now;

  const double frames = 320.0;
  memset(window, 0, sizeof(*window));
  window->rate        = 48000;
  window->frames      = 320;
  window->hh          = energy(-20.37, frames);
  window->cc          = energy(-21.5, frames);
  window->dd          = energy(-14.11, frames);
  window->mm          = energy(-60.25, frames);
  window->hc          = -0.75 * sqrt(window->hh * window->cc);
  window->hot_peak    = 0.5f;
  window->cold_peak   = 0.25f;
  window->diff_peak   = 0.75f;
  window->common_peak = 0.001f;
  return true;
}

static bool
take_analysis(void* const engine, const size_t line, HcAnalysis* const analysis)
{
  Station* const self = (Station*)engine;
  const uint64_t now  = ticks(5.0);
  if (self->analyses[line] >= now) {
    return false;
  }
  self->analyses[line] = now;

  memset(analysis, 0, sizeof(*analysis));
  for (int id = 0; id < HC_N_READINGS; ++id) {
    const double    value   = 10.125 + id;
    const HcReading reading = {value, value - 0.5, value + 0.5, true, true};
    analysis->readings[id]  = reading;
  }
  for (int band = 0; band < HC_N_BANDS; ++band) {
    analysis->bands[band].balance = 40.5 + band;
    analysis->bands[band].low     = 40.0 + band;
    analysis->bands[band].high    = 41.0 + band;
    analysis->bands[band].valid   = true;
  }
  analysis->n_mains             = 2;
  analysis->mains[0]            = (HcMainsLine){50.0, -61.5, -118.0};
  analysis->mains[1]            = (HcMainsLine){150.0, -70.5, -120.25};
  analysis->judgement.n_reasons = 1;
  strcpy(analysis->judgement.reasons[0], "balance 52.0 dB");
  analysis->judgement.verdict    = HC_BALANCED;
  analysis->judgement.confidence = 0.875;
  analysis->judgement.findings   = 1U << HC_HUM_ON_COMMON;
  strcpy(analysis->judgement.evidence[HC_HUM_ON_COMMON], "50 Hz at -60 dBFS");
  return true;
}

static HcConnections
connections(const void* const engine, const size_t line)
{
  (void)engine;
  (void)line;
  const HcConnections now = {HC_STATE_OK, 0U};
  return now;
}

static HcHealth
health(const void* const engine)
{
  (void)engine;
  const HcHealth now = {"station", ticks(150.0), 3, 48000, 256, 12.5, false};
  return now;
}

static void
reset(void* const engine, const size_t line)
{
  (void)engine;
  (void)line;
}

static HcPublisher*
open_publisher(const int      argc,
               char** const   argv,
               HcHub* const   hub,
               HcError* const error)
{
  HcAddress           targets[MAX_TARGETS];
  HcPublisherSettings settings = {.listen  = {0x7F000001U, 0},
                                  .rate    = strtod(argv[2], NULL),
                                  .bundle  = strtod(argv[3], NULL) != 0.0,
                                  .targets = targets};
  for (int i = 4; i < argc && i < 4 + MAX_TARGETS; ++i) {
    if (hc_address_parse(
          argv[i], HC_TO_SEND, &targets[settings.n_targets++], error)) {
      return NULL;
    }
  }
  return hc_publisher_new(&settings, hub, error);
}

int
main(const int argc, char** const argv)
{
  const size_t n_lines = argc < 4 ? 0 : (size_t)strtoul(argv[1], NULL, 10);
  if (!n_lines || n_lines > MAX_LINES) {
    fprintf(stderr, "usage: osc_station LINES RATE BUNDLE [HOST:PORT]...\n");
    return EXIT_FAILURE;
  }

  Station            station = {{0}, {0}};
  HcError            error   = {HC_SUCCESS, ""};
  const HcSource     source  = {&station,
                                n_lines,
                                line_name,
                                take_window,
                                take_analysis,
                                connections,
                                health,
                                reset};
  HcHub* const       hub     = hc_hub_new(&source, -70.0, hc_hub_clock());
  HcPublisher* const publisher =
    hub ? open_publisher(argc, argv, hub, &error) : NULL;
  if (!publisher || hc_hub_start(hub, &error) ||
      hc_publisher_start(publisher, &error)) {
    fprintf(stderr, "%s\n", error.text);
    hc_publisher_free(publisher);
    hc_hub_free(hub);
    return EXIT_FAILURE;
  }
  printf("%u\n", (unsigned)hc_publisher_address(publisher).port);
  fflush(stdout);

  sigset_t set;
  int      number = 0;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, NULL);
  sigwait(&set, &number);
  hc_publisher_free(publisher);
  hc_hub_free(hub);
  return EXIT_SUCCESS;
}
