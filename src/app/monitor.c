// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/monitor.h"

#include "app/fail.h"
#include "monitor/model.h"
#include "monitor/run.h"
#include "monitor/socket.h"
#include "config/settings.h"
#include "net/address.h"

#include <hotcold/status.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_ADDRESS "127.0.0.1:7770"

// A well-formed address of an unknown host is not wrong usage
static HcStatus
find_address(const char* const text, HcAddress* const address, HcError* error)
{
  const HcStatus    status = hc_address_parse(text, HC_TO_SEND, address, error);
  const char* const port   = strchr(text, ':');
  char              numeric[32] = "";
  HcAddress         ignored;
  snprintf(numeric, sizeof(numeric), "127.0.0.1%.16s", port ? port : "");
  if (status == HC_BAD_USAGE && text[0] != ':' &&
      strncmp(text, "0.0.0.0:", 8) != 0 &&
      !hc_address_parse(numeric, HC_TO_SEND, &ignored, NULL)) {
    error->status = HC_NO_DATA;
  }
  return error->status;
}

static void
block_signals(sigset_t* const signals)
{
  sigemptyset(signals);
  sigaddset(signals, SIGINT);
  sigaddset(signals, SIGTERM);
  sigaddset(signals, SIGHUP);
  sigprocmask(SIG_BLOCK, signals, NULL);
}

static void
run_monitor(HcMonitorRun* const run, const bool plain)
{
  if (plain || !hc_monitor_run_screen(run)) {
    hc_monitor_run_plain(run);
  }
}

static HcStatus
monitor(const HcSettings* const settings, HcError* const error)
{
  const char* const text =
    *settings->operand ? settings->operand : DEFAULT_ADDRESS;
  const bool plain = settings->plain || !isatty(STDOUT_FILENO);

  HcAddress       address;
  HcMonitorSocket socket;
  if (find_address(text, &address, error) ||
      hc_monitor_socket_init(&socket,
                             address,
                             plain ? HC_MONITOR_PLAIN_RATE
                                   : HC_MONITOR_SCREEN_RATE,
                             error)) {
    return error->status;
  }

  HcMonitorModel* const model = hc_monitor_model_new();
  if (!model) {
    hc_error(error, HC_NO_MEMORY, "out of memory for the monitor");
  } else {
    HcMonitorRun run = {.model   = model,
                        .socket  = &socket,
                        .address = text,
                        .seconds = settings->monitor_seconds};
    block_signals(&run.signals);
    run_monitor(&run, plain);
    if (settings->monitor_seconds > 0.0 && model->heartbeat < 0.0 &&
        !ferror(stdout)) {
      hc_error(error,
               HC_NO_DATA,
               "no answer from %s within %.1f s, expected a running analyzer",
               text,
               settings->monitor_seconds);
    }
  }

  hc_monitor_model_free(model);
  hc_monitor_socket_finish(&socket);
  return error->status;
}

int
hc_monitor(const int argc, char** const argv)
{
  HcSettings settings;
  HcError    error = {HC_SUCCESS, ""};
  if (!hc_settings_load(
        &settings, HC_MONITOR, argc, (const char* const*)argv, &error)) {
    monitor(&settings, &error);
  }
  hc_settings_finish(&settings);
  return error.status ? hc_fail(&error) : EXIT_SUCCESS;
}
