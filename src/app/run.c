// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/run.h"

#include "app/fail.h"
#include "app/jack_settings.h"
#include "config/settings.h"
#include "engine/engine.h"
#include "net/address.h"
#include "osc/publisher.h"

#include <hotcold/status.h>

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

// Between two looks at the server and its ports
enum { POLL_MS = 50 };

static void
print_notice(void* const data, const char* const text)
{
  (void)data;
  printf("hotcold: %s\n", text);
  fflush(stdout);
}

static HcPublisherSettings
publisher_settings(const HcSettings* const settings)
{
  HcPublisherSettings publisher = {.listen    = settings->listen,
                                   .rate      = settings->rate,
                                   .bundle    = settings->bundle,
                                   .n_allow   = settings->n_allow,
                                   .allow     = settings->allow,
                                   .n_targets = settings->n_targets,
                                   .targets   = settings->targets};
  return publisher;
}

// Blocked before any thread starts, so that only sigtimedwait() sees them
static void
block_signals(sigset_t* const set)
{
  sigemptyset(set);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, set, NULL);
}

static void
poll_until_stopped(HcEngine* const engine, const sigset_t* const signals)
{
  const struct timespec pause = {0, POLL_MS * 1000000L};
  do {
    hc_engine_poll(engine);
  } while (sigtimedwait(signals, NULL, &pause) < 0);
}

static void
announce(const HcPublisher* const publisher)
{
  char address[HC_ADDRESS_SIZE] = "";
  char text[HC_ADDRESS_SIZE + 32];
  hc_address_format(hc_publisher_address(publisher), address);
  snprintf(text, sizeof(text), "OSC on %s", address);
  print_notice(NULL, text);
}

static HcStatus
run(HcEngine* const engine, HcPublisher* const publisher, HcError* const error)
{
  sigset_t signals;
  block_signals(&signals);

  HcStatus st = hc_engine_start(engine, error);
  if (!st) {
    st = hc_publisher_start(publisher, error);
  }
  if (!st) {
    announce(publisher);
    poll_until_stopped(engine, &signals);
  }
  return st;
}

int
hc_run(const int argc, char** const argv)
{
  HcError      error     = {HC_SUCCESS, ""};
  HcSettings   settings  = {0};
  HcEngine*    engine    = NULL;
  HcPublisher* publisher = NULL;

  HcStatus st =
    hc_settings_load(&settings, HC_RUN, argc, (const char* const*)argv, &error);
  if (!st) {
    HcJackSettings jack = hc_jack_settings(&settings);
    jack.notice         = print_notice;
    st                  = hc_engine_new(
      &jack, &settings.analyzer, settings.analysis_threads, &engine, &error);
  }
  if (!st) {
    const HcPublisherSettings osc    = publisher_settings(&settings);
    const HcSource            source = hc_engine_source(engine);
    publisher                        = hc_publisher_new(&osc, &source, &error);
    st                               = error.status;
  }
  if (!st) {
    st = run(engine, publisher, &error);
  }

  hc_publisher_free(publisher);
  hc_engine_free(engine);
  hc_settings_finish(&settings);
  return st ? hc_fail(&error) : 0;
}
