// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fake_jack.h"
#include "support/failing_alloc.h"
#include "support/run.h"

#include "engine/line_ports.h"
#include "jack/backend.h"
#include "stream/process.h"
#include "stream/process_setup.h"

#include <hotcold/line.h>
#include <hotcold/meter.h>
#include <hotcold/status.h>

#include <check.h>
#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { N_LINES = 2 };

// The second line has a reference
static const HcLineSpec lines[N_LINES] = {
  {.name = "left", .hot = "card:in_1", .cold = "card:in_2"},
  {.name      = "right side",
   .hot       = "card:in_3",
   .cold      = "card:in_4",
   .reference = "daw:out"},
};

static void
keep_notice(void* const data, const char* const text)
{
  snprintf((char*)data, 256, "%s", text);
}

static HcProcess*
new_process(void)
{
  static const bool       has_reference[N_LINES] = {false, true};
  const HcProcessSettings settings = {N_LINES, has_reference, 48000U, 4096U};
  return hc_process_new(&settings);
}

static HcLinePorts*
open_ports(HcProcess* const process, char* const notice)
{
  const HcLinePortsSettings settings = {.client_name = "own",
                                        .diff        = true,
                                        .n_lines     = N_LINES,
                                        .lines       = lines,
                                        .notice      = keep_notice,
                                        .notice_data = notice};
  HcLinePorts*              ports    = NULL;
  fake_jack_start();
  ck_assert_int_eq(hc_line_ports_new(&settings, process, &ports, NULL),
                   HC_SUCCESS);
  ck_assert_int_eq(hc_jack_open(hc_line_ports_jack(ports), NULL), HC_SUCCESS);
  return ports;
}

static void
set_connections(const int hot, const int cold)
{
  fake_jack_port("own:left_hot")->n_connections  = hot;
  fake_jack_port("own:left_cold")->n_connections = cold;
  fake_jack()->graph(fake_jack()->graph_data);
}

START_TEST(each_line_has_the_ports_that_it_needs)
{
  char               notice[256] = "";
  HcProcess* const   process     = new_process();
  HcLinePorts* const ports       = open_ports(process, notice);
  ck_assert_uint_eq(fake_jack()->n_ports, 7U);
  ck_assert_ptr_nonnull(fake_jack_port("own:left_hot"));
  ck_assert_ptr_nonnull(fake_jack_port("own:left_cold"));
  ck_assert_ptr_nonnull(fake_jack_port("own:left_diff"));
  ck_assert_ptr_nonnull(fake_jack_port("own:right_side_hot"));
  ck_assert_ptr_nonnull(fake_jack_port("own:right_side_cold"));
  ck_assert_ptr_nonnull(fake_jack_port("own:right_side_ref"));
  ck_assert_ptr_nonnull(fake_jack_port("own:right_side_diff"));
  hc_line_ports_free(ports);
  hc_process_free(process);
}
END_TEST

START_TEST(ports_reach_their_line)
{
  char               notice[256]             = "";
  HcProcess* const   process                 = new_process();
  HcLinePorts* const ports                   = open_ports(process, notice);
  HcWindow           window                  = {0};
  fake_jack_port("own:left_hot")->buffer[5]  = 0.5F;
  fake_jack_port("own:left_cold")->buffer[5] = -0.25F;
  fake_jack_port("own:right_side_cold")->buffer[9] = 1.0F;
  fake_jack_cycle();
  ck_assert(fake_jack_port("own:left_diff")->buffer[5] == 0.75F);
  ck_assert(fake_jack_port("own:right_side_diff")->buffer[9] == -1.0F);

  hc_process_flush(process);
  ck_assert(hc_process_take_window(process, 0, &window));
  ck_assert(window.hh == 0.25 && window.cc == 0.0625 && window.dd == 0.5625);
  ck_assert(hc_process_take_window(process, 1, &window));
  ck_assert(window.hh == 0.0 && window.cc == 1.0);
  hc_line_ports_free(ports);
  hc_process_free(process);
}
END_TEST

START_TEST(another_server_and_rate_join_nothing)
{
  char               notice[256] = "";
  HcProcess* const   process     = new_process();
  HcLinePorts* const ports       = open_ports(process, notice);
  fake_jack()->frame_time        = 1000U;
  fake_jack_cycle();
  fake_jack_cycle();
  ck_assert_uint_eq(atomic_load(&process->counters.lost), 0U);

  // The same server, 100 frames later than expected
  fake_jack()->frame_time += 100U;
  fake_jack_cycle();
  ck_assert_uint_eq(atomic_load(&process->counters.lost), 100U);

  fake_jack_die();
  ck_assert_int_eq(hc_line_ports_poll(ports, NULL), HC_SUCCESS);
  fake_jack()->is_running = true;
  fake_jack()->rate       = 96000U;
  fake_jack()->frame_time = 900000U;
  ck_assert_int_eq(hc_jack_open(hc_line_ports_jack(ports), NULL), HC_SUCCESS);
  fake_jack_cycle();
  ck_assert_uint_eq(atomic_load(&process->counters.lost), 100U);
  ck_assert_uint_eq(atomic_load(&process->counters.rate), 96000U);
  hc_line_ports_free(ports);
  hc_process_free(process);
}
END_TEST

static const struct {
  int         hot;
  int         cold;
  HcLineState state;
} states[] = {
  {0, 0, HC_STATE_DISCONNECTED},
  {1, 0, HC_STATE_ONE_LEG},
  {0, 2, HC_STATE_ONE_LEG},
  {1, 1, HC_STATE_OK},
  {2, 1, HC_STATE_MANY_SOURCES},
  {1, 3, HC_STATE_MANY_SOURCES},
};

START_TEST(connections_make_the_state)
{
  char               notice[256] = "";
  HcProcess* const   process     = new_process();
  HcLinePorts* const ports       = open_ports(process, notice);
  set_connections(states[_i].hot, states[_i].cold);
  hc_line_ports_poll(ports, NULL);
  ck_assert_int_eq(hc_line_ports_state(ports, 0), states[_i].state);
  ck_assert_int_eq(hc_line_ports_state(ports, 1), HC_STATE_DISCONNECTED);
  hc_line_ports_free(ports);
  hc_process_free(process);
}
END_TEST

START_TEST(legs_of_two_devices_are_told_once)
{
  char               notice[256] = "";
  HcProcess* const   process     = new_process();
  HcLinePorts* const ports       = open_ports(process, notice);
  set_connections(1, 1);
  fake_jack_port("own:left_hot")->latency.max = 256;
  hc_line_ports_poll(ports, NULL);
  ck_assert_ptr_null(strstr(notice, "latency"));
  for (int i = 0; i < 100; ++i) {
    hc_line_ports_poll(ports, NULL);
  }
  ck_assert_ptr_nonnull(strstr(notice, "line left: capture latency differs"));
  ck_assert_ptr_nonnull(strstr(notice, "hot 256, cold 0 frames"));

  notice[0] = '\0';
  for (int i = 0; i < 100; ++i) {
    hc_line_ports_poll(ports, NULL);
  }
  ck_assert_str_eq(notice, "");
  hc_line_ports_free(ports);
  hc_process_free(process);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
  const HcLinePortsSettings settings = {
    .client_name = "own", .n_lines = N_LINES, .lines = lines};
  HcProcess* const process = new_process();
  HcLinePorts*     ports   = NULL;
  failing_alloc_set(0);
  HcStatus     st = hc_line_ports_new(&settings, process, &ports, NULL);
  const size_t n  = failing_alloc_count();
  ck_assert_int_eq(st, HC_SUCCESS);
  hc_line_ports_free(ports);
  ck_assert_uint_gt(n, 0U);
  for (size_t nth = 1; nth <= n; ++nth) {
    failing_alloc_set(nth);
    ports = NULL;
    st    = hc_line_ports_new(&settings, process, &ports, NULL);
    failing_alloc_set(0); // Check allocates, too
    ck_assert_int_eq(st, HC_NO_MEMORY);
    ck_assert_ptr_null(ports);
  }
  hc_process_free(process);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("line ports");
  TCase* const tcase = tcase_create("line ports");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, each_line_has_the_ports_that_it_needs);
  tcase_add_test(tcase, ports_reach_their_line);
  tcase_add_test(tcase, another_server_and_rate_join_nothing);
  tcase_add_loop_test(
    tcase, connections_make_the_state, 0, sizeof(states) / sizeof(states[0]));
  tcase_add_test(tcase, legs_of_two_devices_are_told_once);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
