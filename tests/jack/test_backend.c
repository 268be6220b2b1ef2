// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fake_jack.h"
#include "rig.h"
#include "support/failing_alloc.h"
#include "support/run.h"

#include "jack/backend.h"

#include <hotcold/status.h>

#include <check.h>
#include <jack/jack.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// What the process function saw last
typedef struct {
  size_t      n;
  HcJackCycle cycle;
  float       first[3]; // Sample of each input; -1: no buffer
} Seen;

static void
see(void* const data, const HcJackCycle* const cycle)
{
  Seen* const seen = (Seen*)data;
  ++seen->n;
  seen->cycle = *cycle;
  for (int i = 0; i < 3; ++i) {
    seen->first[i] = cycle->inputs[i] ? cycle->inputs[i][0] : -1.0F;
  }
  if (cycle->outputs[0]) {
    cycle->outputs[0][FAKE_FRAMES - 1] = 0.5F;
  }
}

static void
keep_notice(void* const data, const char* const text)
{
  snprintf((char*)data, 256, "%s", text);
}

START_TEST(a_cycle_carries_buffers_and_times)
{
  static const HcJackInput  inputs[]  = {{.name = "a"}, {0}, {.name = "c"}};
  static const HcJackOutput outputs[] = {{.name = "x"}, {0}};
  Seen                      seen      = {.n = 0};
  const HcJackSettings      settings  = {.client_name  = "own",
                                         .n_inputs     = 3,
                                         .inputs       = inputs,
                                         .n_outputs    = 2,
                                         .outputs      = outputs,
                                         .process      = see,
                                         .process_data = &seen};
  fake_jack_start();
  HcJack* const jack                 = open_jack(&settings);
  fake_jack()->frame_time            = 0xFFFFFFF0U;
  fake_jack_port("own:a")->buffer[0] = 0.25F;
  fake_jack_port("own:c")->buffer[0] = 0.75F;

  fake_jack_cycle();
  ck_assert_uint_eq(seen.cycle.n_frames, FAKE_FRAMES);
  ck_assert_uint_eq(seen.cycle.frame_time, 0xFFFFFFF0U);
  ck_assert_uint_eq(seen.cycle.sample_rate, 48000U);
  ck_assert(seen.cycle.is_first);
  ck_assert(seen.first[0] == 0.25F);
  ck_assert(seen.first[1] == -1.0F);
  ck_assert(seen.first[2] == 0.75F);
  ck_assert(fake_jack_port("own:x")->buffer[FAKE_FRAMES - 1] == 0.5F);
  ck_assert_ptr_null(seen.cycle.outputs[1]);

  fake_jack()->rate_changed(96000U, fake_jack()->rate_data);
  fake_jack_cycle();
  ck_assert(!seen.cycle.is_first);
  ck_assert_uint_eq(seen.cycle.sample_rate, 96000U);
  const HcJackHealth health = hc_jack_health(jack);
  ck_assert(health.is_open);
  ck_assert_uint_eq(health.frames, 2U * FAKE_FRAMES);
  ck_assert_uint_eq(health.frame_time, 0xFFFFFFF0U + FAKE_FRAMES);
  ck_assert_uint_eq(health.sample_rate, 96000U);
  ck_assert_str_eq(health.implementation, "jackd 1.9.99");
  hc_jack_free(jack);
}
END_TEST

START_TEST(a_server_that_dies_is_left_and_come_back_to)
{
  static const HcJackInput inputs[] = {
    {.name = "a", .pretty_name = "A", .source = "card:in"}, {0}, {0}};
  static const HcJackOutput outputs[]   = {{0}};
  char                      notice[256] = "";
  Seen                      seen        = {.n = 0};
  const HcJackSettings      settings    = {.client_name  = "own",
                                           .n_inputs     = 3,
                                           .inputs       = inputs,
                                           .n_outputs    = 1,
                                           .outputs      = outputs,
                                           .process      = see,
                                           .process_data = &seen,
                                           .notice       = keep_notice,
                                           .notice_data  = notice};
  fake_jack_start();
  fake_jack_add("card:in", JackPortIsOutput);
  HcJack* const jack = open_jack(&settings);
  hc_jack_poll(jack, NULL);
  ck_assert_uint_eq(hc_jack_connections(jack, 0), 1U);
  fake_jack_cycle();
  fake_jack_cycle();

  fake_jack_die();
  ck_assert(!hc_jack_health(jack).is_open);
  ck_assert_int_eq(hc_jack_poll(jack, NULL), HC_SUCCESS);
  ck_assert_str_eq(notice, "the JACK server is gone, waiting for it");
  ck_assert_uint_eq(fake_jack()->n_closed, 1U);
  ck_assert_uint_eq(hc_jack_connections(jack, 0), 0U);

  fake_jack()->is_running = true;
  fake_jack()->rate       = 44100U;
  fake_jack_add("card:in", JackPortIsOutput);
  for (int i = 0; i < 500 && !hc_jack_health(jack).is_open; ++i) {
    nap_ms(10);
    hc_jack_poll(jack, NULL);
  }
  fake_jack_cycle();
  ck_assert(seen.cycle.is_first);
  ck_assert_uint_eq(seen.cycle.sample_rate, 44100U);
  ck_assert_uint_eq(hc_jack_health(jack).n_opened, 2U);
  ck_assert_uint_eq(hc_jack_health(jack).frames, 3U * FAKE_FRAMES);
  hc_jack_poll(jack, NULL);
  ck_assert_uint_eq(hc_jack_connections(jack, 0), 1U);
  hc_jack_free(jack);
}
END_TEST

START_TEST(names_leave_the_metadata_before_the_client)
{
  static Many          many;
  const HcJackSettings settings = many_inputs(&many);
  fake_jack_start();
  HcJack* const jack = open_jack(&settings);
  ck_assert(fake_jack_port("own:in_7")->has_name);
  hc_jack_free(jack);
  ck_assert_uint_eq(fake_jack()->n_closed, 1U);
  ck_assert_uint_eq(fake_jack()->n_left, 0U);
  ck_assert_uint_eq(fake_jack()->n_early, 0U);
}
END_TEST

START_TEST(no_room_is_an_error_until_it_ran_once)
{
  static const HcJackInput inputs[]    = {{.name = "a", .pretty_name = "A"},
                                          {.name = "b", .pretty_name = "B"}};
  char                     notice[256] = "";
  const HcJackSettings     settings    = {.client_name = "own",
                                          .n_inputs    = 2,
                                          .inputs      = inputs,
                                          .process     = pass_over,
                                          .notice      = keep_notice,
                                          .notice_data = notice};
  HcError                  error       = {HC_SUCCESS, ""};
  HcJack* const            jack        = new_jack(&settings);
  fake_jack_start();
  fake_jack()->max_own_ports = 1;
  ck_assert_int_eq(hc_jack_poll(jack, &error), HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "no room for port `b`"));
  ck_assert_ptr_nonnull(strstr(error.text, "2 ports"));
  ck_assert(!hc_jack_health(jack).is_open);
  ck_assert_uint_eq(fake_jack()->n_closed, 1U);
  ck_assert_uint_eq(fake_jack()->n_early, 0U);

  fake_jack()->max_own_ports = 3;
  ck_assert_int_eq(hc_jack_open(jack, &error), HC_SUCCESS);
  fake_jack_die();
  fake_jack()->is_running = true;
  for (int i = 0; i < 500 && !strstr(notice, "no room"); ++i) {
    ck_assert_int_eq(hc_jack_poll(jack, &error), HC_SUCCESS);
    nap_ms(10);
  }
  ck_assert_ptr_nonnull(strstr(notice, "waiting: the JACK server has no room"));
  hc_jack_free(jack);
}
END_TEST

START_TEST(without_a_server_there_is_no_data)
{
  const HcJackSettings settings = {.client_name = "own", .process = pass_over};
  HcError              error    = {HC_SUCCESS, ""};
  HcJack* const        jack     = new_jack(&settings);
  fake_jack_start();
  fake_jack()->is_running = false;
  ck_assert_int_eq(hc_jack_open(jack, &error), HC_NO_DATA);
  ck_assert_int_eq(hc_jack_connect(jack, &error), HC_NO_DATA);
  ck_assert_int_eq(hc_jack_poll(jack, &error), HC_SUCCESS);
  hc_jack_free(jack);
  hc_jack_free(NULL);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
  static Many          many;
  const HcJackSettings settings = many_inputs(&many);
  HcJack*              jack     = NULL;
  failing_alloc_set(0);
  HcStatus     st = hc_jack_new(&settings, &jack, NULL);
  const size_t n  = failing_alloc_count();
  ck_assert_int_eq(st, HC_SUCCESS);
  hc_jack_free(jack);
  ck_assert_uint_gt(n, 0U);
  for (size_t nth = 1; nth <= n; ++nth) {
    HcError error = {HC_SUCCESS, ""};
    failing_alloc_set(nth);
    jack = NULL;
    st   = hc_jack_new(&settings, &jack, &error);
    failing_alloc_set(0); // Check allocates, too
    ck_assert_int_eq(st, HC_NO_MEMORY);
    ck_assert_ptr_null(jack);
    ck_assert_str_eq(error.text, "out of memory");
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("jack backend");
  TCase* const tcase = tcase_create("backend");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, a_cycle_carries_buffers_and_times);
  tcase_add_test(tcase, a_server_that_dies_is_left_and_come_back_to);
  tcase_add_test(tcase, names_leave_the_metadata_before_the_client);
  tcase_add_test(tcase, no_room_is_an_error_until_it_ran_once);
  tcase_add_test(tcase, without_a_server_there_is_no_data);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
