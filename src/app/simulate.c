// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/simulate.h"

#include "app/fail.h"
#include "app/line_client.h"
#include "app/line_render.h"
#include "config/scenario.h"
#include "config/settings.h"

#include <hotcold/status.h>

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/// Played when none is named
#define DEFAULT_SCENARIO "balanced"

/// Length of a file when nothing is said
#define DEFAULT_SECONDS 10.0

/// Nanoseconds between two looks at the client
#define NAP_NS 50000000L

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

/// SIGINT, SIGTERM and SIGHUP, held back so that no thread is interrupted
static sigset_t
hold_signals(void)
{
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  return set;
}

static HcStatus
play_until_stopped(HcLineClient* const   client,
                   const double          seconds,
                   const sigset_t* const signals,
                   HcError* const        error)
{
  const struct timespec nap = {0, NAP_NS};
  HcStatus              st  = HC_SUCCESS;
  while (!st && !(seconds > 0.0 && hc_line_client_seconds(client) >= seconds) &&
         sigtimedwait(signals, NULL, &nap) < 0) {
    st = hc_line_client_poll(client, error);
  }
  return st;
}

static HcStatus
play(const HcModelSettings* const model,
     const HcSettings* const      settings,
     HcError* const               error)
{
  const sigset_t      signals = hold_signals();
  const char* const   server  = settings->jack_server;
  HcLineClient* const client =
    hc_line_client_new(model, *server ? server : NULL);
  if (!client) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }
  HcStatus st = hc_line_client_open(client, error);
  if (!st) {
    st = play_until_stopped(client, settings->play_seconds, &signals, error);
  }
  hc_line_client_free(client);
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
