// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/simulate.h"

#include "app/fail.h"
#include "app/jack_settings.h"
#include "app/line_player.h"
#include "app/line_render.h"
#include "config/scenario.h"
#include "config/settings.h"
#include "jack/backend.h"

#include <hotcold/status.h>

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/// The scenario if none is named
#define DEFAULT_SCENARIO "balanced"

/// Seconds of a file if --seconds is not given
#define DEFAULT_SECONDS 10.0

/// Nanoseconds between two polls of the client
#define NAP_NS 50000000L

/// Ports of the client
enum { PROGRAMME, N_INPUTS };
enum { HOT, COLD, N_OUTPUTS };

/// A line that plays
typedef struct {
  const HcModelSettings* model;
  HcLinePlayer           player;
  HcJack*                jack;
  bool was_open; ///< The client was open: from then on changes are reported
} Simulation;

static void
print_scenario(void* const data, const char* const name, const char* const path)
{
  HcError    error = {HC_SUCCESS, ""};
  HcScenario scenario;
  int* const status = (int*)data;
  if (hc_scenario_read(path, &scenario, &error)) {
    *status = hc_fail(&error);
  } else {
    printf("%-26s %s\n", name, scenario.title);
  }
}

static int
list(void)
{
  int status = EXIT_SUCCESS;
  hc_scenario_each(print_scenario, &status);
  return status;
}

/// Block SIGINT, SIGTERM and SIGHUP, so that no thread is interrupted
static sigset_t
block_signals(void)
{
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  return set;
}

// Audio thread
static void
run_cycle(void* const data, const HcJackCycle* const cycle)
{
  HcLinePlayer* const player = (HcLinePlayer*)data;
  atomic_store(&player->rate, cycle->sample_rate);
  if (cycle->outputs[HOT] && cycle->outputs[COLD]) {
    hc_line_player_run(player,
                       cycle->inputs[PROGRAMME],
                       cycle->outputs[HOT],
                       cycle->outputs[COLD],
                       cycle->n_frames);
  }
}

static void
print_notice(void* const data, const char* const text)
{
  if (((const Simulation*)data)->was_open) {
    fprintf(stderr, "hotcold: %s\n", text);
  }
}

static HcStatus
new_client(Simulation* const self,
           const char* const server,
           HcError* const    error)
{
  static const HcJackInput  inputs[N_INPUTS]   = {{.name = "programme"}};
  static const HcJackOutput outputs[N_OUTPUTS] = {{.name = "hot"},
                                                  {.name = "cold"}};
  const HcJackSettings      settings           = {.client_name  = "hotcold-line",
                                                  .server_name  = server,
                                                  .n_inputs     = N_INPUTS,
                                                  .inputs       = inputs,
                                                  .n_outputs    = N_OUTPUTS,
                                                  .outputs      = outputs,
                                                  .process      = run_cycle,
                                                  .process_data = &self->player,
                                                  .notice       = print_notice,
                                                  .notice_data  = self};
  return hc_jack_new(&settings, &self->jack, error);
}

static double
seconds_played(const Simulation* const self)
{
  const uint32_t rate = atomic_load(&self->player.rate);
  return rate ? (double)atomic_load(&self->player.frames) / rate : 0.0;
}

static HcStatus
tend(Simulation* const self, HcError* const error)
{
  const HcStatus st = hc_jack_poll(self->jack, error);
  atomic_store(&self->player.connected,
               hc_jack_connections(self->jack, PROGRAMME) > 0U);
  return st ? st : hc_line_player_update(&self->player, self->model, error);
}

static HcStatus
play_until_stopped(Simulation* const     self,
                   const double          seconds,
                   const sigset_t* const signals,
                   HcError* const        error)
{
  const struct timespec nap = {0, NAP_NS};
  HcStatus              st  = tend(self, error);
  while (!st && !(seconds > 0.0 && seconds_played(self) >= seconds) &&
         sigtimedwait(signals, NULL, &nap) < 0) {
    st = tend(self, error);
  }
  return st;
}

static HcStatus
play(const HcModelSettings* const model,
     const HcSettings* const      settings,
     HcError* const               error)
{
  const sigset_t signals = block_signals();
  Simulation     self    = {.model = model};
  HcStatus       st      = new_client(&self, hc_jack_server(settings), error);
  if (!st) {
    st = hc_jack_open(self.jack, error);
  }
  if (!st) {
    self.was_open = true;
    st = play_until_stopped(&self, settings->play_seconds, &signals, error);
  }
  hc_jack_free(self.jack);
  hc_line_player_finish(&self.player);
  return st;
}

static HcStatus
simulate(const HcSettings* const settings, HcError* const error)
{
  char        path[HC_PATH_SIZE];
  HcScenario  scenario;
  const char* name = *settings->operand ? settings->operand : DEFAULT_SCENARIO;
  HcStatus    st   = hc_scenario_find(name, path, sizeof(path), error);
  if (!st) {
    st = hc_scenario_read(path, &scenario, error);
  }
  if (st) {
    return st;
  }
  if (*settings->output) {
    const double seconds =
      settings->play_seconds > 0.0 ? settings->play_seconds : DEFAULT_SECONDS;
    return hc_line_render(&scenario.model,
                          settings->output,
                          (uint32_t)settings->render_rate,
                          seconds,
                          error);
  }
  return play(&scenario.model, settings, error);
}

int
hc_simulate(const int argc, char** const argv)
{
  HcError    error    = {HC_SUCCESS, ""};
  HcSettings settings = {0};
  HcStatus   st       = hc_settings_load(
    &settings, HC_SIMULATE, argc, (const char* const*)argv, &error);
  int status = EXIT_SUCCESS;
  if (!st && settings.list) {
    status = list();
  } else if (!st) {
    st = simulate(&settings, &error);
  }
  status = st ? hc_fail(&error) : status;
  hc_settings_finish(&settings);
  return status;
}
