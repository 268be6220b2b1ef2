// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "hub/fake_source.h"
#include "hub/hub.h"
#include "osc/packet.h"
#include "osc/publisher.h"
#include "osc/settings.h"

#include <check.h>

#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// Patience with a busy machine; no test measures time
#define PATIENCE_MS 20000

#define LOOPBACK 0x7F000001U

/// A client's socket
static int
open_client(void)
{
  const int                client = socket(AF_INET, SOCK_DGRAM, 0);
  const HcAddress          any    = {LOOPBACK, 0};
  const struct sockaddr_in to     = hc_address_to_socket(any);
  ck_assert_int_ge(client, 0);
  ck_assert_int_eq(bind(client, (const struct sockaddr*)&to, sizeof(to)), 0);
  return client;
}

static void
ask(const int client, const uint16_t port, const void* data, const size_t size)
{
  const HcAddress          address = {LOOPBACK, port};
  const struct sockaddr_in to      = hc_address_to_socket(address);
  ck_assert_int_eq(
    sendto(client, data, size, 0, (const struct sockaddr*)&to, sizeof(to)),
    (ssize_t)size);
}

typedef struct {
  const char* address;
  bool        found;
} Search;

static void
look(void* const context, const HcOscMessage* const message)
{
  Search* const search = (Search*)context;
  search->found |= !strcmp(message->address, search->address);
}

/// Receive until a message with `address` comes; the sender must be `port`
static void
await(const int client, const uint16_t port, const char* const address)
{
  Search search = {address, false};
  while (!search.found) {
    struct pollfd      polled = {client, POLLIN, 0};
    struct sockaddr_in from   = {0};
    socklen_t          length = sizeof(from);
    uint8_t            data[2048];
    ck_assert_msg(poll(&polled, 1, PATIENCE_MS) == 1, "no %s", address);
    const ssize_t size =
      recvfrom(client, data, sizeof(data), 0, (struct sockaddr*)&from, &length);
    ck_assert_int_gt(size, 0);
    ck_assert_int_le(size, 1400);
    ck_assert_uint_eq(hc_address_from_socket(&from).port, port);
    ck_assert_uint_eq(hc_address_from_socket(&from).host, LOOPBACK);
    ck_assert(hc_osc_decode(data, (size_t)size, look, &search));
  }
}

START_TEST(subscribers_are_served_over_a_socket)
{
  const HcPublisherSettings settings = test_settings();
  FakeSource* const         fake     = fake_source_new(1);
  HcHub* const       hub = hc_hub_new(&fake->source, -70.0, hc_hub_clock());
  HcPublisher* const publisher = hc_publisher_new(&settings, hub, NULL);
  ck_assert_ptr_nonnull(publisher);
  const uint16_t port = hc_publisher_address(publisher).port;
  ck_assert_uint_gt(port, 0U);
  ck_assert_int_eq(hc_hub_start(hub, NULL), HC_SUCCESS);
  ck_assert_int_eq(hc_publisher_start(publisher, NULL), HC_SUCCESS);

  const int    client = open_client();
  uint8_t      data[64];
  const size_t size =
    hc_osc_encode(data, sizeof(data), "/hotcold/subscribe", "fi", 60.0, 1);
  ask(client, port, data, size);
  await(client, port, "/hotcold/subscribed");
  await(client, port, "/hotcold/line/1/name");
  await(client, port, "/hotcold/heartbeat");
  await(client, port, "/hotcold/line/1/state");

  hc_publisher_stop(publisher);
  hc_publisher_stop(publisher);
  ck_assert_int_eq(hc_publisher_start(publisher, NULL), HC_SUCCESS);
  await(client, port, "/hotcold/heartbeat");
  hc_publisher_free(publisher);
  close(client);
  hc_hub_free(hub);
  fake_source_free(fake);
}
END_TEST

START_TEST(rubbish_does_not_end_it)
{
  const HcPublisherSettings settings = test_settings();
  FakeSource* const         fake     = fake_source_new(1);
  HcHub* const       hub = hc_hub_new(&fake->source, -70.0, hc_hub_clock());
  HcPublisher* const publisher = hc_publisher_new(&settings, hub, NULL);
  const uint16_t     port      = hc_publisher_address(publisher).port;
  const int          client    = open_client();
  static uint8_t     data[60000];
  ck_assert_int_eq(hc_publisher_start(publisher, NULL), HC_SUCCESS);

  // Too long, though well-formed, and so are its first 8192 bytes
  static const uint8_t ping[] = "\0\0\0\30/hotcold/ping\0\0\0,i\0\0\0\0\0\11";
  memcpy(data, "#bundle\0\0\0\0\0\0\0\0\1", 16);
  for (size_t i = 0; i < 293; ++i) {
    memcpy(data + 16 + 28 * i, ping, 28);
  }
  ck_assert(hc_osc_is_valid(data, 8192));
  ck_assert(hc_osc_is_valid(data, 8220));
  ask(client, port, data, 8220);

  // Far too long; nothing at all; not OSC
  ask(client, port, data, 60000);
  ask(client, port, data, 0);
  ask(client, port, "GET / HTTP/1.1\r\n\r\n", 18);

  const size_t size = hc_osc_encode(data, 64, "/hotcold/ping", "i", 7);
  ask(client, port, data, size);

  uint8_t       reply[64];
  struct pollfd polled = {client, POLLIN, 0};
  ck_assert_int_eq(poll(&polled, 1, PATIENCE_MS), 1);
  ck_assert_int_eq(recv(client, reply, sizeof(reply), 0), 24);
  ck_assert_mem_eq(reply, "/hotcold/pong\0\0\0,i\0\0\0\0\0\7", 24);

  hc_publisher_free(publisher);
  close(client);
  hc_hub_free(hub);
  fake_source_free(fake);
}
END_TEST

START_TEST(the_socket_is_bound_to_one_address)
{
  HcPublisherSettings settings = test_settings();
  settings.listen.host         = 0x7F000002U;
  FakeSource* const  fake      = fake_source_new(1);
  HcHub* const       hub = hc_hub_new(&fake->source, -70.0, hc_hub_clock());
  HcPublisher* const publisher = hc_publisher_new(&settings, hub, NULL);
  ck_assert_ptr_nonnull(publisher);
  const HcAddress bound = hc_publisher_address(publisher);
  ck_assert_uint_eq(bound.host, 0x7F000002U);

  // The port is free on every other address
  HcPublisherSettings others = test_settings();
  others.listen.port         = bound.port;
  HcPublisher* const other   = hc_publisher_new(&others, hub, NULL);
  ck_assert_ptr_nonnull(other);
  hc_publisher_free(other);
  hc_publisher_free(publisher);
  hc_hub_free(hub);
  fake_source_free(fake);
}
END_TEST

START_TEST(a_port_in_use_is_told)
{
  HcPublisherSettings settings = test_settings();
  FakeSource* const   fake     = fake_source_new(1);
  HcHub* const        hub   = hc_hub_new(&fake->source, -70.0, hc_hub_clock());
  HcPublisher* const  first = hc_publisher_new(&settings, hub, NULL);
  settings.listen           = hc_publisher_address(first);

  HcError error = {HC_SUCCESS, ""};
  char    text[HC_ADDRESS_SIZE];
  hc_address_format(settings.listen, text);
  ck_assert_ptr_null(hc_publisher_new(&settings, hub, &error));
  ck_assert_int_eq(error.status, HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, text));
  ck_assert_ptr_nonnull(strstr(error.text, "expected a free port"));
  hc_publisher_free(first);
  hc_hub_free(hub);
  fake_source_free(fake);
}
END_TEST

// 203.0.113.0/24 is for documentation, nobody's (RFC 5737)
START_TEST(an_address_of_others_is_told)
{
  HcPublisherSettings settings = test_settings();
  settings.listen.host         = 0xCB007101U;
  FakeSource* const fake       = fake_source_new(1);
  HcHub* const      hub   = hc_hub_new(&fake->source, -70.0, hc_hub_clock());
  HcError           error = {HC_SUCCESS, ""};
  ck_assert_ptr_null(hc_publisher_new(&settings, hub, &error));
  ck_assert_int_eq(error.status, HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "203.0.113.1:0"));
  hc_hub_free(hub);
  fake_source_free(fake);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  const HcPublisherSettings settings = test_settings();
  HcHub* const              hub      = (HcHub*)context;
  HcError                   error    = {HC_SUCCESS, ""};
  HcPublisher* const publisher       = hc_publisher_new(&settings, hub, &error);
  hc_publisher_free(publisher);
  return error.status;
}

START_TEST(lack_of_memory_is_told)
{
  FakeSource* const fake = fake_source_new(1);
  HcHub* const      hub  = hc_hub_new(&fake->source, -70.0, hc_hub_clock());
  failing_alloc_replay(make_and_free, hub);
  hc_publisher_free(NULL);
  hc_hub_free(hub);
  fake_source_free(fake);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("publisher");
  TCase* const tcase = tcase_create("publisher");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, subscribers_are_served_over_a_socket);
  tcase_add_test(tcase, rubbish_does_not_end_it);
  tcase_add_test(tcase, the_socket_is_bound_to_one_address);
  tcase_add_test(tcase, a_port_in_use_is_told);
  tcase_add_test(tcase, an_address_of_others_is_told);
  tcase_add_test(tcase, lack_of_memory_is_told);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
