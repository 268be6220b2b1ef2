// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "osc/commands.h"
#include "osc/desk.h"
#include "osc/packet.h"

#include <check.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SECOND 1000000

static const Letter*
only_letter(const Desk* const desk, const char* const address)
{
  ck_assert_uint_eq(desk->bag->n, 1U);
  ck_assert_str_eq(desk->bag->letters[0].address, address);
  return &desk->bag->letters[0];
}

START_TEST(a_ping_is_answered_with_its_number)
{
  Desk         desk = desk_open(1, NULL);
  uint8_t      data[64];
  const size_t size =
    hc_osc_encode(data, sizeof(data), "/hotcold/ping", "i", -12345);
  desk_receive(&desk, 77, data, size);

  const Letter* const pong = only_letter(&desk, "/hotcold/pong");
  ck_assert_str_eq(pong->types, "i");
  ck_assert_double_eq(pong->numbers[0], -12345.0);
  ck_assert_uint_eq(pong->to.port, 77U);
  ck_assert_uint_eq(pong->to.host, 0x7F000001U);
  desk_close(&desk);
}
END_TEST

START_TEST(info_tells_what_runs)
{
  Desk desk = desk_open(3, NULL);
  desk_play(&desk, SECOND / 10, 0.1, 0.1);
  desk_ask(&desk, 77, "/hotcold/info");

  const Letter* const info = only_letter(&desk, "/hotcold/info");
  ck_assert_str_eq(info->types, "sssfi");
  ck_assert_str_eq(info->words[0], HOTCOLD_VERSION);
  ck_assert_str_eq(info->words[1], "fake 1.0");
  ck_assert_str_eq(info->words[2], "ok");
  ck_assert_double_eq(info->numbers[3], 48000.0);
  ck_assert_double_eq(info->numbers[4], 3.0);
  desk_close(&desk);
}
END_TEST

START_TEST(resets_reach_the_engine)
{
  Desk desk = desk_open(2, NULL);
  desk_ask(&desk, 77, "/hotcold/reset");
  ck_assert_str_eq(only_letter(&desk, "/hotcold/done")->words[0],
                   "/hotcold/reset");
  ck_assert_uint_eq(desk.fake->resets, 1U);

  mailbag_empty(desk.bag);
  desk_ask(&desk, 77, "/hotcold/line/2/reset");
  ck_assert_str_eq(only_letter(&desk, "/hotcold/done")->words[0],
                   "/hotcold/line/2/reset");
  ck_assert_uint_eq(desk.fake->resets, 1U);
  ck_assert_uint_eq(desk.fake->lines[0].resets, 0U);
  ck_assert_uint_eq(desk.fake->lines[1].resets, 1U);
  desk_close(&desk);
}
END_TEST

typedef struct {
  const char* address;
  const char* types;
  const char* sentence;
} Complaint;

static const Complaint complaints[] = {
  {"/", "", "unknown address"},
  {"/hotcold", "", "unknown address"},
  {"/hotcold/", "", "unknown address"},
  {"/hotcold/Subscribe", "", "unknown address"},
  {"/hotcold/subscribe/", "", "unknown address"},
  {"/hotcold/subscribed", "", "unknown address"},
  {"/hotcold/*", "", "unknown address"},
  {"/hotcold/line/*/reset", "", "unknown address"},
  {"/hotcold/line/0/reset", "", "unknown address"},
  {"/hotcold/line/01/reset", "", "unknown address"},
  {"/hotcold/line/-1/reset", "", "unknown address"},
  {"/hotcold/line//reset", "", "unknown address"},
  {"/hotcold/line/1/reset/", "", "unknown address"},
  {"/hotcold/line/1/state", "", "unknown address"},
  {"/hotcold/line/4294967297/reset", "", "unknown address"},
  {"/hotcold/line/3/reset", "", "no line 3: expected 1 to 2"},
  {"/hotcold/line/1/reset", "i", "expected none"},
  {"/hotcold/reset", "f", "expected none"},
  {"/hotcold/info", "s", "expected none"},
  {"/hotcold/unsubscribe", "i", "expected none"},
  {"/hotcold/subscribe", "s", "expected [,f rate_hz"},
  {"/hotcold/subscribe", "fs", "expected [,f rate_hz"},
  {"/hotcold/subscribe", "fii", "expected [,f rate_hz"},
  {"/hotcold/ping", "", "expected ,i"},
  {"/hotcold/ping", "f", "expected ,i"},
  {"/hotcold/ping", "ii", "expected ,i"},
};

/// A message of zeros and empty strings
static size_t
zeros(uint8_t data[128], const char* const address, const char* const types)
{
  const size_t tags = (strlen(address) / 4 + 1) * 4;
  const size_t args = tags + ((strlen(types) + 1) / 4 + 1) * 4;
  memset(data, 0, 128);
  strcpy((char*)data, address);
  data[tags] = ',';
  strcpy((char*)data + tags + 1, types);
  return args + 4 * strlen(types);
}

START_TEST(what_is_not_known_is_told_in_words)
{
  const Complaint* const row  = &complaints[_i];
  Desk                   desk = desk_open(2, NULL);
  uint8_t                data[128];
  desk_receive(&desk, 77, data, zeros(data, row->address, row->types));

  const Letter* const error = only_letter(&desk, "/hotcold/error");
  ck_assert_str_eq(error->types, "ss");
  ck_assert_str_eq(error->words[0], row->address);
  ck_assert_msg(strstr(error->words[1], row->sentence),
                "%s: %s",
                row->address,
                error->words[1]);
  ck_assert_uint_eq(error->to.port, 77U);
  desk_close(&desk);
}
END_TEST

START_TEST(errors_are_rationed)
{
  Desk desk = desk_open(1, NULL);
  for (int i = 0; i < 1000; ++i) {
    desk_ask(&desk, 77, "/nonsense");
  }
  ck_assert_uint_eq(desk.bag->n, HC_ERROR_BURST);

  for (int i = 0; i < 1000; ++i) {
    desk_ask(&desk, 77, "/nonsense");
    desk_wait(&desk, 10000);
  }
  ck_assert_uint_ge(desk.bag->n, HC_ERROR_BURST + 49U);
  ck_assert_uint_le(desk.bag->n, HC_ERROR_BURST + 51U);

  // Other answers are not held back
  desk_ask(&desk, 77, "/hotcold/info");
  ck_assert_uint_eq(mailbag_count(desk.bag, 77, "/hotcold/info"), 1U);
  desk_close(&desk);
}
END_TEST

// Two analyzers that are each other's target
START_TEST(errors_are_not_answered)
{
  Desk    desk = desk_open(1, NULL);
  uint8_t data[128];
  desk_receive(&desk, 77, data, zeros(data, "/hotcold/error", "ss"));
  ck_assert_uint_eq(desk.bag->n, 0U);
  desk_close(&desk);
}
END_TEST

START_TEST(a_long_or_ugly_address_is_told_back_short_and_clean)
{
  Desk        desk = desk_open(1, NULL);
  static char address[4000];
  uint8_t     data[5000];
  memset(address, '\x1B', sizeof(address) - 1);
  address[0]        = '/';
  const size_t size = hc_osc_encode(data, sizeof(data), address, "");
  desk_receive(&desk, 77, data, size);

  const Letter* const error = only_letter(&desk, "/hotcold/error");
  ck_assert_uint_lt(desk.bag->largest, 400U);
  ck_assert_int_eq(strncmp(error->words[0], "/???", 4), 0);
  desk_close(&desk);
}
END_TEST

START_TEST(strangers_are_not_heard)
{
  const HcNetwork     allow[]  = {{0xC0A80100U, 0xFFFFFF00U},
                                  {0x0A000001U, 0xFFFFFFFFU}};
  HcPublisherSettings settings = test_settings();
  settings.allow               = allow;
  settings.n_allow             = 2;
  Desk         desk            = desk_open(1, &settings);
  uint8_t      data[64];
  const size_t size =
    hc_osc_encode(data, sizeof(data), "/hotcold/ping", "i", 1);

  static const uint32_t strangers[] = {
    0x7F000001U, 0xC0A80201U, 0x0A000002U, 0x08080808U};
  for (size_t i = 0; i < 4; ++i) {
    const HcAddress from = {strangers[i], 77};
    hc_osc_service_receive(desk.service, from, data, size, desk.now);
  }
  ck_assert_uint_eq(desk.bag->n, 0U);

  const HcAddress friends[] = {{0xC0A80101U, 77}, {0x0A000001U, 77}};
  hc_osc_service_receive(desk.service, friends[0], data, size, desk.now);
  hc_osc_service_receive(desk.service, friends[1], data, size, desk.now);
  ck_assert_uint_eq(desk.bag->n, 2U);
  ck_assert(hc_address_equal(desk.bag->letters[0].to, friends[0]));
  ck_assert(hc_address_equal(desk.bag->letters[1].to, friends[1]));
  desk_close(&desk);
}
END_TEST

START_TEST(loopback_alone_is_heard_by_default)
{
  Desk            desk = desk_open(1, NULL);
  uint8_t         data[64];
  const HcAddress stranger = {0xC0A80101U, 77};
  const HcAddress nobody   = {0x7F000001U, 0};
  const size_t    size =
    hc_osc_encode(data, sizeof(data), "/hotcold/ping", "i", 1);
  hc_osc_service_receive(desk.service, stranger, data, size, desk.now);
  hc_osc_service_receive(desk.service, nobody, data, size, desk.now);
  ck_assert_uint_eq(desk.bag->n, 0U);
  desk_close(&desk);
}
END_TEST

START_TEST(malformed_datagrams_get_no_answer)
{
  static const char whole[] = "#bundle\0\0\0\0\0\0\0\0\1"
                              "\0\0\0\30/hotcold/ping\0\0\0,i\0\0\0\0\0\7";
  Desk              desk    = desk_open(1, NULL);
  for (size_t size = 0; size < sizeof(whole) - 1; ++size) {
    desk_receive(&desk, 77, whole, size);
  }
  ck_assert_uint_eq(desk.bag->n, 0U);
  desk_receive(&desk, 77, whole, sizeof(whole) - 1);
  only_letter(&desk, "/hotcold/pong");
  desk_close(&desk);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof((array)[0]))

static void
add_tests(TCase* const tcase)
{
  tcase_add_test(tcase, a_ping_is_answered_with_its_number);
  tcase_add_test(tcase, info_tells_what_runs);
  tcase_add_test(tcase, resets_reach_the_engine);
  tcase_add_loop_test(
    tcase, what_is_not_known_is_told_in_words, 0, COUNT(complaints));
  tcase_add_test(tcase, errors_are_rationed);
  tcase_add_test(tcase, errors_are_not_answered);
  tcase_add_test(tcase, a_long_or_ugly_address_is_told_back_short_and_clean);
  tcase_add_test(tcase, strangers_are_not_heard);
  tcase_add_test(tcase, loopback_alone_is_heard_by_default);
  tcase_add_test(tcase, malformed_datagrams_get_no_answer);
}

int
main(void)
{
  Suite* const suite = suite_create("commands");
  TCase* const tcase = tcase_create("commands");
  tcase_set_timeout(tcase, 60.0);
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
