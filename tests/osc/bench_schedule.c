// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What one message round costs, by lines: fast readings alone, and with slow
// readings, bands, mains lines and verdict; packed only, and with sendto() on
// loopback.

#include "hub/fake_source.h"
#include "hub/hub.h"
#include "osc/packet.h"
#include "osc/service.h"
#include "osc/settings.h"

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 200

/// Where datagrams end
typedef struct {
  int                socket; ///< -1: nowhere
  struct sockaddr_in to;
  size_t             datagrams;
  size_t             bytes;
} Sink;

static void
sink_send(void* const       context,
          const HcAddress   to,
          const void* const data,
          const size_t      size)
{
  Sink* const sink = (Sink*)context;
  (void)to;
  ++sink->datagrams;
  sink->bytes += size;
  if (sink->socket >= 0) {
    const ssize_t sent = sendto(sink->socket,
                                data,
                                size,
                                MSG_DONTWAIT,
                                (const struct sockaddr*)&sink->to,
                                sizeof(sink->to));
    (void)sent;
  }
}

static double
seconds(void)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/// Play and send one round of 50 ms; the time that the hub and sending took
static double
time_round(HcHub* const        hub,
           HcOscService* const service,
           FakeSource* const   fake,
           const bool          slow,
           int64_t* const      now)
{
  fake_source_play(fake, 2400, 0.1, -0.1);
  if (slow) {
    fake_source_analyze(fake);
    for (size_t i = 0; i < fake->n_lines; ++i) {
      fake->lines[i].analysis.n_mains = HC_MAX_MAINS;
    }
  }

  const int64_t end   = *now + 50000;
  const double  begin = seconds();
  while (*now < end) {
    hc_hub_poll(hub, *now);
    *now = hc_osc_service_turn(service, *now);
  }
  return seconds() - begin;
}

static void
measure(const size_t n_lines, const bool slow, const bool bundle, Sink* sink)
{
  const HcPublisherSettings settings = test_settings();
  const HcAddress           from     = {0x7F000001U, 9};
  FakeSource* const         fake     = fake_source_new(n_lines);
  HcHub* const              hub      = hc_hub_new(&fake->source, -70.0, 0);
  HcOscService* const       service =
    hc_osc_service_new(&settings, hub, sink_send, sink, 0, NULL);
  uint8_t ask[64];
  int64_t now   = 0;
  double  spent = 0.0;
  sink->bytes   = 0;

  for (int i = 0; i < ROUNDS; ++i) {
    const size_t size = hc_osc_encode(
      ask, sizeof(ask), "/hotcold/subscribe", "fi", 20.0, (int32_t)bundle);
    if (i % 100 == 0) {
      hc_osc_service_receive(service, from, ask, size, now);
      sink->datagrams = i ? sink->datagrams : 0;
    }
    spent += time_round(hub, service, fake, slow, &now);
  }

  printf("%4zu lines %-10s %-7s %-6s %8.1f us %7.1f datagrams %8.1f kB\n",
         n_lines,
         slow ? "fast, slow" : "fast",
         bundle ? "bundles" : "plain",
         sink->socket >= 0 ? "sent" : "packed",
         1e6 * spent / ROUNDS,
         (double)sink->datagrams / ROUNDS,
         1e-3 * (double)sink->bytes / ROUNDS);
  hc_osc_service_free(service);
  hc_hub_free(hub);
  fake_source_free(fake);
}

int
main(void)
{
  static const size_t counts[] = {1, 24, 256};
  const HcAddress     any      = {0x7F000001U, 0};
  socklen_t           length   = sizeof(struct sockaddr_in);
  Sink                nowhere  = {-1, hc_address_to_socket(any), 0, 0};
  Sink                loopback = nowhere;
  loopback.socket              = socket(AF_INET, SOCK_DGRAM, 0);
  if (loopback.socket < 0 ||
      bind(loopback.socket, (const struct sockaddr*)&loopback.to, length) ||
      getsockname(loopback.socket, (struct sockaddr*)&loopback.to, &length)) {
    perror("socket");
    return EXIT_FAILURE;
  }

  printf("One receiver, one round, mean of %d\n", ROUNDS);
  for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); ++i) {
    for (int slow = 0; slow < 2; ++slow) {
      measure(counts[i], slow, true, &nowhere);
      measure(counts[i], slow, true, &loopback);
      measure(counts[i], slow, false, &loopback);
    }
  }
  close(loopback.socket);
  return EXIT_SUCCESS;
}
