// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/run.h"

#include "app/fail.h"
#include "app/jack_settings.h"
#include "app/reference.h"
#include "config/settings.h"
#include "engine/engine.h"
#include "hub/hub.h"
#include "net/address.h"
#include "osc/publisher.h"

#include <hotcold/status.h>

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

// Time between two polls of the server and its ports
enum { POLL_MS = 50 };

// A failed write must not stop the program, for example if nobody reads the
// pipe or the disk is full. write() is used because stdio would keep the text
// and report an error at the end.
static void
print_notice(void* const data, const char* const text)
{
  (void)data;
  (void)dprintf(STDOUT_FILENO, "hotcold: %s\n", text);
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

// The signals are blocked before any thread starts, so that only sigtimedwait()
// receives them
static void
block_signals(sigset_t* const set)
{
  sigemptyset(set);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, set, NULL);
}

static HcStatus
poll_until_stopped(HcEngine* const       engine,
                   const sigset_t* const signals,
                   HcError* const        error)
{
  const struct timespec nap = {0, POLL_MS * 1000000L};
  HcStatus              st  = HC_SUCCESS;
  do {
    st = hc_engine_poll(engine, error);
  } while (!st && sigtimedwait(signals, NULL, &nap) < 0);
  return st;
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
run(const HcSettings* const settings,
    HcEngine* const         engine,
    HcHub* const            hub,
    HcPublisher* const      publisher,
    HcError* const          error)
{
  sigset_t signals;
  block_signals(&signals);

  // The pool takes as many threads as it is told to: the others come first
  HcStatus st = hc_hub_start(hub, error);
  if (!st) {
    st = hc_publisher_start(publisher, error);
  }
  if (!st) {
    st = hc_engine_start(engine, error);
  }
  if (!st) {
    announce(publisher);
    hc_reference_warn(settings);
    st = poll_until_stopped(engine, &signals, error);
  }
  return st;
}

static HcStatus
new_hub(HcEngine* const engine,
        const double    silence,
        HcHub** const   hub,
        HcError* const  error)
{
  const HcSource source = hc_engine_source(engine);
  *hub                  = hc_hub_new(&source, silence, hc_hub_clock());
  return *hub ? HC_SUCCESS
              : hc_error(error, HC_NO_MEMORY, "out of memory for the lines");
}

static HcStatus
make(const HcSettings* const settings,
     HcEngine** const        engine,
     HcHub** const           hub,
     HcPublisher** const     publisher,
     HcError* const          error)
{
  HcLinePortsSettings ports = hc_jack_settings(settings);
  ports.notice              = print_notice;
  HcStatus st               = hc_engine_new(
    &ports, &settings->analyzer, settings->analysis_threads, engine, error);
  if (!st) {
    st = new_hub(*engine, settings->analyzer.silence, hub, error);
  }
  if (!st) {
    const HcPublisherSettings osc = publisher_settings(settings);
    *publisher                    = hc_publisher_new(&osc, *hub, error);
  }
  return hc_blame_lines(error, settings->n_lines);
}

int
hc_run(const int argc, char** const argv)
{
  HcError      error     = {HC_SUCCESS, ""};
  HcSettings   settings  = {0};
  HcEngine*    engine    = NULL;
  HcHub*       hub       = NULL;
  HcPublisher* publisher = NULL;

  HcStatus st =
    hc_settings_load(&settings, HC_RUN, argc, (const char* const*)argv, &error);
  if (!st) {
    st = make(&settings, &engine, &hub, &publisher, &error);
  }
  if (!st) {
    st = run(&settings, engine, hub, publisher, &error);
  }

  hc_publisher_free(publisher);
  hc_hub_free(hub);
  hc_engine_free(engine);
  hc_settings_finish(&settings);
  return st ? hc_fail(&error) : 0;
}
