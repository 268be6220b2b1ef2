// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What one message round costs, by lines: fast readings alone, and with slow
// readings, bands, mains lines and verdict; packed only, and with sendto() on
// loopback.
//
// Times are judged as ratios within one run: every round is followed by the
// least that must be done for the same datagrams. For packing that is a copy of
// their bytes, one short message after the other; for sending it is sendto() of
// datagrams of the same sizes, so that a ratio of 1.5 says that packing takes
// half as long as the system takes to send. A busy machine slows both. The
// median over batches of rounds is judged, for 24 lines and more: a round of
// one line takes less than two looks at the clock. A miss ends with exit
// status 1.

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
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  ROUNDS    = 10,   // Of a batch
  BATCHES   = 9,    // Odd, so that there is a median
  MOST      = 8192, // Datagrams of a round
  LARGEST   = 1400, // Bytes of a datagram
  MESSAGE   = 40,   // Bytes copied at a time: a message of one reading
  LEAST     = 24,   // Lines from which on times are judged
  PER_LEASE = 100   // Rounds from one subscription to the next
};

// Targets: times what must be done at least
static const double target_fast    = 18.0; // Packed only, fast readings
static const double target_slow    = 36.0; // And with slow ones, by liblo
static const double target_bundles = 2.6;
static const double target_plain   = 1.3;

/// Where datagrams end
typedef struct {
  int                socket; ///< -1: nowhere
  struct sockaddr_in to;
  uint16_t           sizes[MOST]; ///< Of the datagrams of this round
  size_t             n;
  uint8_t            from[LARGEST]; ///< What is copied or sent for comparison
  uint8_t            copy[LARGEST];
} Sink;

/// One row of the table
typedef struct {
  size_t n_lines;
  bool   slow;   ///< With slow readings
  bool   bundle; ///< Many messages in a datagram
} Load;

/// Sums over a batch of rounds
typedef struct {
  double spent; ///< Seconds
  double least; ///< Seconds for what must be done at least
  size_t datagrams;
  size_t bytes;
} Batch;

/// One exchange with one subscriber
typedef struct {
  HcOscService* service;
  HcHub*        hub;
  FakeSource*   fake;
  int64_t       now;
  int           rounds;
} Desk;

static void
send_to(const Sink* const sink, const void* const data, const size_t size)
{
  const ssize_t sent = sendto(sink->socket,
                              data,
                              size,
                              MSG_DONTWAIT,
                              (const struct sockaddr*)&sink->to,
                              sizeof(sink->to));
  (void)sent;
}

static void
sink_send(void* const       context,
          const HcAddress   to,
          const void* const data,
          const size_t      size)
{
  Sink* const sink = (Sink*)context;
  (void)to;
  if (sink->n < MOST) {
    sink->sizes[sink->n++] = (uint16_t)size;
  }
  if (sink->socket >= 0) {
    send_to(sink, data, size);
  }
}

static void
copy(Sink* const sink, const size_t size)
{
  for (size_t at = 0; at < size; at += MESSAGE) {
    const size_t left = size - at;
    memcpy(sink->copy + at, sink->from + at, left < MESSAGE ? left : MESSAGE);
    __asm__ volatile("" : : "r"(sink->copy) : "memory"); // It is needed
  }
}

/// What must be done at least for the datagrams of this round
static void
do_least(Sink* const sink)
{
  for (size_t i = 0; i < sink->n; ++i) {
    if (sink->socket >= 0) {
      send_to(sink, sink->from, sink->sizes[i]);
    } else {
      copy(sink, sink->sizes[i]);
    }
  }
}

static double
seconds(void)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/// Play 50 ms and send its round
static void
time_round(Desk* const  desk,
           const bool   slow,
           Sink* const  sink,
           Batch* const batch)
{
  fake_source_play(desk->fake, 2400, 0.1, -0.1);
  if (slow) {
    fake_source_analyze(desk->fake);
    for (size_t i = 0; i < desk->fake->n_lines; ++i) {
      desk->fake->lines[i].analysis.n_mains = HC_MAX_MAINS;
    }
  }

  const int64_t end   = desk->now + 50000;
  const double  begin = seconds();
  sink->n             = 0;
  while (desk->now < end) {
    hc_hub_poll(desk->hub, desk->now);
    desk->now = hc_osc_service_turn(desk->service, desk->now);
  }
  const double middle = seconds();
  do_least(sink);
  batch->spent += middle - begin;
  batch->least += seconds() - middle;
  batch->datagrams += sink->n;
  for (size_t i = 0; i < sink->n; ++i) {
    batch->bytes += sink->sizes[i];
  }
}

static void
subscribe(Desk* const desk, const bool bundle)
{
  const HcAddress from = {0x7F000001U, 9};
  uint8_t         ask[64];
  const size_t    size = hc_osc_encode(
    ask, sizeof(ask), "/hotcold/subscribe", "fi", 20.0, (int32_t)bundle);
  hc_osc_service_receive(desk->service, from, ask, size, desk->now);
}

static Batch
run_batch(Desk* const desk, const Load* const load, Sink* const sink)
{
  Batch batch = {0.0, 0.0, 0, 0};
  for (int i = 0; i < ROUNDS; ++i) {
    if (desk->rounds++ % PER_LEASE == 0) {
      subscribe(desk, load->bundle);
    }
    time_round(desk, load->slow, sink, &batch);
  }
  return batch;
}

static int
compare(const void* const a, const void* const b)
{
  const Batch* const x = (const Batch*)a;
  const Batch* const y = (const Batch*)b;
  return (x->spent * y->least > y->spent * x->least) -
         (x->spent * y->least < y->spent * x->least);
}

/// Print a row; whether the target was met
static bool
judge(const Load* const load, const Batch* const batch, const bool sent)
{
  const double packed  = load->slow ? target_slow : target_fast;
  const double sending = load->bundle ? target_bundles : target_plain;
  const double target  = sent ? sending : packed;
  const double ratio   = batch->spent / batch->least;
  const bool   judged  = load->n_lines >= LEAST;
  const bool   met     = !judged || ratio <= target;
  printf("%4zu lines %-10s %-7s %-6s %8.1f us %7.1f datagrams %8.1f kB, "
         "ratio %5.2f",
         load->n_lines,
         load->slow ? "fast, slow" : "fast",
         load->bundle ? "bundles" : "plain",
         sent ? "sent" : "packed",
         1e6 * batch->spent / ROUNDS,
         (double)batch->datagrams / ROUNDS,
         1e-3 * (double)batch->bytes / ROUNDS,
         ratio);
  if (judged) {
    printf(", target %.1f: %s", target, met ? "met" : "MISSED");
  }
  printf("\n");
  return met;
}

/// The first batch, in which the subscriber is told everything, is left out
static bool
measure(const Load load, Sink* const sink)
{
  const HcPublisherSettings settings = test_settings();
  FakeSource* const         fake     = fake_source_new(load.n_lines);
  HcHub* const              hub      = hc_hub_new(&fake->source, -70.0, 0);
  HcOscService* const       service =
    hc_osc_service_new(&settings, hub, sink_send, sink, 0, NULL);
  Desk  desk = {service, hub, fake, 0, 0};
  Batch batches[BATCHES];
  run_batch(&desk, &load, sink);
  for (int i = 0; i < BATCHES; ++i) {
    batches[i] = run_batch(&desk, &load, sink);
  }
  qsort(batches, BATCHES, sizeof(Batch), compare);
  hc_osc_service_free(service);
  hc_hub_free(hub);
  fake_source_free(fake);
  return judge(&load, &batches[BATCHES / 2], sink->socket >= 0);
}

/// A socket on loopback that nobody reads
static bool
open_loopback(Sink* const sink)
{
  socklen_t length = sizeof(sink->to);
  sink->socket     = socket(AF_INET, SOCK_DGRAM, 0);
  return sink->socket >= 0 &&
         !bind(sink->socket, (const struct sockaddr*)&sink->to, length) &&
         !getsockname(sink->socket, (struct sockaddr*)&sink->to, &length);
}

int
main(void)
{
  static const size_t counts[] = {1, 24, 256};
  const HcAddress     any      = {0x7F000001U, 0};
  Sink                nowhere = {.socket = -1, .to = hc_address_to_socket(any)};
  Sink                loopback = nowhere;
  bool                met      = true;
  if (!open_loopback(&loopback)) {
    perror("socket");
    return EXIT_FAILURE;
  }

  printf("One receiver, one round, mean of %d\n", ROUNDS);
  for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); ++i) {
    for (int slow = 0; slow < 2; ++slow) {
      met = measure((Load){counts[i], slow, true}, &nowhere) && met;
      met = measure((Load){counts[i], slow, true}, &loopback) && met;
      met = measure((Load){counts[i], slow, false}, &loopback) && met;
    }
  }
  close(loopback.socket);
  return met ? EXIT_SUCCESS : EXIT_FAILURE;
}
