// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fake_jack.h"
#include "rig.h"
#include "support/run.h"

#include "jack/backend.h"

#include <hotcold/status.h>

#include <check.h>
#include <jack/jack.h>

#include <stddef.h>
#include <stdio.h>
#include <string.h>

START_TEST(many_ports_cost_little)
{
  static Many          many;
  const HcJackSettings settings = many_inputs(&many);
  FakeJack* const      fake     = fake_jack();
  fake_jack_start();
  for (int i = 0; i < N_MANY; ++i) {
    fake_jack_add(many.sources[i], JackPortIsOutput);
  }
  HcJack* const jack = open_jack(&settings);

  // One list of ports for all of a pass, and no search for each
  size_t n_polls = 0;
  while (fake->n_connect < N_MANY && n_polls < 1000) {
    ck_assert_int_eq(hc_jack_poll(jack, NULL), HC_SUCCESS);
    ++n_polls;
  }
  ck_assert_uint_eq(fake->n_connect, N_MANY);
  ck_assert_uint_le(fake->n_get_ports, n_polls);
  ck_assert_uint_eq(fake->n_by_name, 0U);
  hc_jack_poll(jack, NULL);
  ck_assert_uint_eq(hc_jack_connections(jack, 0), 1U);
  ck_assert_uint_eq(hc_jack_connections(jack, N_MANY - 1), 1U);

  // With nothing to do a poll asks for nothing, but for a look now and then
  const size_t n_get_ports = fake->n_get_ports;
  const size_t n_connected = fake->n_connected;
  for (int i = 0; i < 200; ++i) {
    hc_jack_poll(jack, NULL);
  }
  ck_assert_uint_eq(fake->n_get_ports, n_get_ports);
  ck_assert_uint_le(fake->n_connected - n_connected, 20U * N_MANY);
  hc_jack_free(jack);
}
END_TEST

// The number of connections stays the same, and no poll sees it change
START_TEST(a_source_that_is_exchanged_is_counted)
{
  static const HcJackInput inputs[] = {{.name = "a"}, {.name = "b"}};
  const HcJackSettings     settings = {.client_name = "own",
                                       .n_inputs    = 2,
                                       .inputs      = inputs,
                                       .process     = pass_over};
  FakeJack* const          fake     = fake_jack();
  fake_jack_start();
  fake_jack_add("other:out", JackPortIsOutput);
  HcJack* const        jack  = open_jack(&settings);
  const jack_port_id_t other = 0U;
  const jack_port_id_t own =
    (jack_port_id_t)(fake_jack_port("own:b") - fake->ports);
  const unsigned before = hc_jack_patches(jack, 1);

  fake->connected(other, own, 0, fake->connected_data);
  fake->connected(other, own, 1, fake->connected_data);
  ck_assert_uint_eq(hc_jack_patches(jack, 1), before + 2U);
  ck_assert_uint_eq(hc_jack_patches(jack, 0), 0U);

  // Connections of others, and a port that is gone already
  fake->connected(own, other, 1, fake->connected_data);
  fake->connected(other, FAKE_MAX_PORTS, 0, fake->connected_data);
  ck_assert_uint_eq(hc_jack_patches(jack, 1), before + 2U);
  hc_jack_free(jack);
}
END_TEST

START_TEST(a_change_is_seen_also_when_nobody_tells)
{
  static const HcJackInput inputs[] = {{.name = "a"}};
  const HcJackSettings     settings = {.client_name = "own",
                                       .n_inputs    = 1,
                                       .inputs      = inputs,
                                       .process     = pass_over};
  FakeJack* const          fake     = fake_jack();
  fake_jack_start();
  HcJack* const jack = open_jack(&settings);
  hc_jack_poll(jack, NULL);
  ck_assert_uint_eq(hc_jack_connections(jack, 0), 0U);

  fake_jack_port("own:a")->n_connections = 2;
  fake->graph(fake->graph_data);
  hc_jack_poll(jack, NULL);
  ck_assert_uint_eq(hc_jack_connections(jack, 0), 2U);

  fake_jack_port("own:a")->n_connections = 1;
  for (int i = 0; i < 500 && hc_jack_connections(jack, 0) == 2U; ++i) {
    nap_ms(10);
    hc_jack_poll(jack, NULL);
  }
  ck_assert_uint_eq(hc_jack_connections(jack, 0), 1U);
  hc_jack_free(jack);
}
END_TEST

// A source, and what comes of it
static const struct {
  const char* source;
  HcStatus    status;
  const char* connected; // NULL: none
  const char* text;
} matches[] = {
  {"card:in_1", HC_SUCCESS, "card:in_1", ""},
  {"front", HC_SUCCESS, "card:in_2", ""}, // An alias
  {"_1$", HC_SUCCESS, "card:in_1", ""},
  {"in_", HC_BAD_USAGE, NULL, "several (card:in_1, card:in_2, ...)"},
  {"card:in", HC_NO_DATA, NULL, "`card:in` does not exist"}, // No expression
  {"card:out_1", HC_NO_DATA, NULL, "does not exist"},        // Not a source
  {"nothing", HC_NO_DATA, NULL, "does not exist"},
  {"own", HC_NO_DATA, NULL, "does not exist"},
  {NULL, HC_SUCCESS, "card:in_2", ""}, // The second physical port
};

START_TEST(a_source_is_a_name_or_an_expression)
{
  const HcJackInput inputs[] = {
    {.name = "a", .source = matches[_i].source, .physical = 2U}};
  const HcJackOutput   outputs[] = {{.name = "out"}};
  const HcJackSettings settings  = {.client_name = "own",
                                    .n_inputs    = 1,
                                    .inputs      = inputs,
                                    .n_outputs   = 1,
                                    .outputs     = outputs,
                                    .process     = pass_over};
  HcError              error     = {HC_SUCCESS, ""};
  fake_jack_start();
  fake_jack_add("virtual:x", JackPortIsOutput);
  fake_jack_add("card:in_1", JackPortIsOutput | JackPortIsPhysical);
  jack_port_t* const second =
    fake_jack_add("card:in_2", JackPortIsOutput | JackPortIsPhysical);
  snprintf(second->alias, sizeof(second->alias), "front");
  fake_jack_add("card:out_1", JackPortIsInput | JackPortIsPhysical);
  HcJack* const jack = open_jack(&settings);

  ck_assert_int_eq(hc_jack_connect(jack, &error), matches[_i].status);
  if (matches[_i].connected) {
    ck_assert_int_eq(fake_jack_port(matches[_i].connected)->n_connections, 1);
  } else {
    ck_assert_int_eq(fake_jack_port("own:a")->n_connections, 0);
    ck_assert_ptr_nonnull(strstr(error.text, matches[_i].text));
  }
  hc_jack_free(jack);
}
END_TEST

START_TEST(an_expression_that_is_none_is_told)
{
  static const HcJackInput inputs[] = {{.name = "a", .source = "in_["}};
  const HcJackSettings     settings = {.client_name = "own",
                                       .n_inputs    = 1,
                                       .inputs      = inputs,
                                       .process     = pass_over};
  HcError                  error    = {HC_SUCCESS, ""};
  HcJack*                  jack     = NULL;
  ck_assert_int_eq(hc_jack_new(&settings, &jack, &error), HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "`in_[`"));
}
END_TEST

START_TEST(an_output_plays_to_all_its_targets)
{
  static const char* const  targets[] = {"card:out_1", "out_2$"};
  static const HcJackOutput outputs[] = {
    {.name = "x", .n_targets = 2, .targets = targets}};
  const HcJackSettings settings = {.client_name = "own",
                                   .n_outputs   = 1,
                                   .outputs     = outputs,
                                   .process     = pass_over};
  fake_jack_start();
  fake_jack_add("card:out_1", JackPortIsInput | JackPortIsPhysical);
  HcJack* const jack = open_jack(&settings);
  hc_jack_poll(jack, NULL);
  ck_assert_int_eq(fake_jack_port("card:out_1")->n_connections, 1);
  ck_assert_int_eq(fake_jack_port("own:x")->n_connections, 1);

  fake_jack_add("card:out_2", JackPortIsInput);
  hc_jack_poll(jack, NULL);
  ck_assert_int_eq(fake_jack_port("card:out_2")->n_connections, 1);
  hc_jack_free(jack);
}
END_TEST

START_TEST(a_promised_connection_is_not_asked_for_at_every_poll)
{
  static const HcJackInput inputs[] = {{.name = "a", .source = "card:in"}};
  const HcJackSettings     settings = {.client_name = "own",
                                       .n_inputs    = 1,
                                       .inputs      = inputs,
                                       .process     = pass_over};
  fake_jack_start();
  fake_jack()->is_slow = true;
  fake_jack_add("card:in", JackPortIsOutput);
  HcJack* const jack = open_jack(&settings);
  for (int i = 0; i < 100; ++i) {
    hc_jack_poll(jack, NULL);
  }
  ck_assert_uint_ge(fake_jack()->n_connect, 1U);
  ck_assert_uint_le(fake_jack()->n_connect, 20U);
  hc_jack_free(jack);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("jack connections");
  TCase* const tcase = tcase_create("connections");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, many_ports_cost_little);
  tcase_add_test(tcase, a_source_that_is_exchanged_is_counted);
  tcase_add_test(tcase, a_change_is_seen_also_when_nobody_tells);
  tcase_add_loop_test(tcase,
                      a_source_is_a_name_or_an_expression,
                      0,
                      sizeof(matches) / sizeof(matches[0]));
  tcase_add_test(tcase, an_expression_that_is_none_is_told);
  tcase_add_test(tcase, an_output_plays_to_all_its_targets);
  tcase_add_test(tcase, a_promised_connection_is_not_asked_for_at_every_poll);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
