// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demo.h"

#include "app/child.h"
#include "app/fail.h"
#include "config/settings.h"
#include "jack/port_names.h"

#include <hotcold/status.h>

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/types.h>

enum { N_LINES = 4, NAP_MS = 20, READY_MS = 5000 };

// Duration of the demo: all verdicts are there, and nobody waits long
static const char* const seconds = "20";

// Lines as they occur in a studio: a good one, a weak one, an unusual one that
// is all right, and a noisy one
static const char* const scenarios[N_LINES] = {
  "balanced",
  "ts-in-trs",
  "impedance-balanced",
  "hum-on-diff",
};

typedef struct {
  char     program[4096]; // Path of this program
  char     server[64];    // Name of the private JACK server
  char     address[32];   // HOST:PORT of the analyzer
  pid_t    jackd;
  pid_t    lines[N_LINES];
  pid_t    analyzer;
  pid_t    monitor;
  sigset_t signals; // Signals that end the demo early
} Demo;

static bool
nap_or_signal(const Demo* const self)
{
  const struct timespec pause = {0, NAP_MS * 1000000L};
  return sigtimedwait(&self->signals, NULL, &pause) > 0;
}

// Find a free UDP port: the system chooses one, which is then closed, so that
// the analyzer can use it
static HcStatus
choose_address(Demo* const self, HcError* const error)
{
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t          size    = sizeof(address);
  address.sin_addr.s_addr    = htonl(INADDR_LOOPBACK);

  const int  fd = socket(AF_INET, SOCK_DGRAM, 0);
  const bool ok = fd >= 0 &&
                  !bind(fd, (const struct sockaddr*)&address, size) &&
                  !getsockname(fd, (struct sockaddr*)&address, &size);
  if (fd >= 0) {
    close(fd);
  }
  snprintf(self->address,
           sizeof(self->address),
           "127.0.0.1:%u",
           (unsigned)ntohs(address.sin_port));
  return ok ? HC_SUCCESS
            : hc_error(error, HC_SYSTEM_FAILURE, "no UDP port on 127.0.0.1");
}

static HcStatus
start_server(Demo* const self, HcError* const error)
{
  const char* const argv[] = {"jackd",
                              "-n",
                              self->server,
                              "-r",
                              "-d",
                              "dummy",
                              "-r",
                              "48000",
                              "-p",
                              "1024",
                              "-C",
                              "0",
                              "-P",
                              "0",
                              NULL};
  setenv("JACK_NO_AUDIO_RESERVATION", "1", 1);
  return hc_child_start(argv, true, &self->jackd, error);
}

static HcStatus
wait_for_server(const Demo* const self, HcError* const error)
{
  char**   names = NULL;
  HcStatus st    = HC_NO_DATA;
  for (int ms = 0; ms < READY_MS && st; ms += NAP_MS) {
    st = hc_jack_port_names(self->server, &names, error);
    if (st && nap_or_signal(self)) {
      return st;
    }
  }
  free(names);
  return st;
}

// JACK numbers clients of the same name in the order in which they connect
static void
port_name(char* const name, const size_t size, const int i, const char* leg)
{
  char number[16] = "";
  if (i) {
    snprintf(number, sizeof(number), "-%02d", i);
  }
  snprintf(name, size, "hotcold-line%s:%s", number, leg);
}

static bool
has_port(const Demo* const self, const char* const port)
{
  char** names = NULL;
  bool   found = false;
  if (!hc_jack_port_names(self->server, &names, NULL)) {
    for (size_t i = 0; names[i] && !found; ++i) {
      found = !strcmp(names[i], port);
    }
  }
  free(names);
  return found;
}

static HcStatus
start_line(Demo* const self, const int i, HcError* const error)
{
  const char* const argv[] = {self->program,
                              "simulate",
                              scenarios[i],
                              "--jack-server",
                              self->server,
                              NULL};
  HcStatus          st = hc_child_start(argv, false, &self->lines[i], error);

  char port[64] = "";
  port_name(port, sizeof(port), i, "cold");
  for (int ms = 0; !st && !has_port(self, port); ms += NAP_MS) {
    if (ms > READY_MS || nap_or_signal(self)) {
      st =
        hc_error(error, HC_NO_DATA, "scenario %s did not start", scenarios[i]);
    }
  }
  return st;
}

static HcStatus
start_lines(Demo* const self, HcError* const error)
{
  HcStatus st = wait_for_server(self, error);
  for (int i = 0; i < N_LINES && !st; ++i) {
    st = start_line(self, i, error);
  }
  return st;
}

static HcStatus
start_analyzer(Demo* const self, HcError* const error)
{
  char        lines[N_LINES][160];
  const char* argv[8 + (2 * N_LINES)] = {self->program,
                                         "run",
                                         "--jack-server",
                                         self->server,
                                         "--listen",
                                         self->address};
  size_t      n                       = 6;
  for (int i = 0; i < N_LINES; ++i) {
    char hot[48]  = "";
    char cold[48] = "";
    port_name(hot, sizeof(hot), i, "hot");
    port_name(cold, sizeof(cold), i, "cold");
    snprintf(lines[i], sizeof(lines[i]), "%s=%s,%s", scenarios[i], hot, cold);
    argv[n++] = "--line";
    argv[n++] = lines[i];
  }
  return hc_child_start(argv, true, &self->analyzer, error);
}

static HcStatus
watch(Demo* const self, HcError* const error)
{
  const char* const argv[] = {
    self->program, "monitor", self->address, "--seconds", seconds, NULL};
  int            exit_status = 0;
  const HcStatus st = hc_child_start(argv, false, &self->monitor, error);
  while (!st && !hc_child_ended(self->monitor, &exit_status)) {
    if (nap_or_signal(self)) {
      return HC_SUCCESS;
    }
  }
  self->monitor = 0;
  return st || !exit_status
           ? st
           : hc_error(
               error, HC_NO_DATA, "the monitor ended with %d", exit_status);
}

static HcStatus
play(Demo* const self, HcError* const error)
{
  printf("hotcold demo: four modelled lines on a private JACK server\n"
         "  balanced            as it should be\n"
         "  ts-in-trs           a TS plug in a TRS jack\n"
         "  impedance-balanced  signal on hot only; this is not a fault\n"
         "  hum-on-diff         a ground loop that a receiver would hear\n\n");
  fflush(stdout);

  HcStatus st = choose_address(self, error);
  if (!st) {
    st = start_server(self, error);
  }
  if (!st) {
    st = start_lines(self, error);
  }
  if (!st) {
    st = start_analyzer(self, error);
  }
  if (!st) {
    st = watch(self, error);
  }
  return st;
}

static void
end_children(const Demo* const self)
{
  hc_child_end(self->monitor);
  hc_child_end(self->analyzer);
  for (int i = 0; i < N_LINES; ++i) {
    hc_child_end(self->lines[i]);
  }
  hc_child_end(self->jackd);
}

static HcStatus
init(Demo* const self, HcError* const error)
{
  const ssize_t n =
    readlink("/proc/self/exe", self->program, sizeof(self->program) - 1);
  if (n < 1) {
    return hc_error(error, HC_SYSTEM_FAILURE, "no /proc to find ourselves in");
  }

  snprintf(
    self->server, sizeof(self->server), "hotcold-demo-%ld", (long)getpid());
  sigemptyset(&self->signals);
  sigaddset(&self->signals, SIGINT);
  sigaddset(&self->signals, SIGTERM);
  sigaddset(&self->signals, SIGHUP);
  sigprocmask(SIG_BLOCK, &self->signals, NULL);
  return HC_SUCCESS;
}

int
hc_demo(const int argc, char** const argv)
{
  HcError    error    = {HC_SUCCESS, ""};
  HcSettings settings = {0};
  Demo       self     = {.jackd = 0};
  HcStatus   st       = hc_settings_load(
    &settings, HC_DEMO, argc, (const char* const*)argv, &error);
  if (!st) {
    st = init(&self, &error);
  }
  if (!st) {
    st = play(&self, &error);
    end_children(&self);
  }
  hc_settings_finish(&settings);

  if (!st) {
    printf("\nThese lines were models. On your own interface, `hotcold ports` "
           "lists the ports,\n`hotcold measure` measures once, and `hotcold "
           "run` with `hotcold monitor` measures\nuntil you stop it.\n");
  }
  return st ? hc_fail(&error) : 0;
}
