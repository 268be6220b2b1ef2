// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "config/help.h"
#include "config/options.h"
#include "config/settings.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(every_row_is_filled)
{
  const HcOption* const option = hc_option((size_t)_i);
  const bool            flag   = option->type == HC_TYPE_FLAG;
  ck_assert_uint_ge(strlen(option->key), 3);
  ck_assert_uint_gt(strlen(option->sentence), 10);
  ck_assert_int_eq(flag, !*option->argument);
  ck_assert_ptr_nonnull(option->unit);
  ck_assert_ptr_nonnull(option->fallback);
  ck_assert(option->least <= option->greatest);
  ck_assert(option->section || option->commands);
}
END_TEST

START_TEST(no_key_stands_twice)
{
  const HcOption* const option = hc_option((size_t)_i);
  for (int command = 0; command < HC_N_COMMANDS; ++command) {
    if (option->commands & (1U << command)) {
      ck_assert_ptr_eq(hc_option_of_command((HcCommand)command, option->key),
                       option);
    }
  }
  if (option->section) {
    ck_assert_ptr_eq(hc_option_of_section(option->section, option->key),
                     option);
  }
}
END_TEST

START_TEST(the_defaults_are_the_contract)
{
  HcSettings s;
  hc_settings_init(&s);
  ck_assert_str_eq(s.client, "hotcold");
  ck_assert_str_eq(s.jack_server, "");
  ck_assert_int_eq(s.outputs, HC_OUTPUTS_NONE);
  ck_assert_double_eq(s.analyzer.average, 5.0);
  ck_assert_double_eq(s.analyzer.silence, -70.0);
  ck_assert_double_eq(s.analyzer.gain_tolerance, 0.1);
  ck_assert_double_eq(s.analyzer.delay_tolerance, 0.1);
  ck_assert_uint_eq(s.listen.host, 0x7F000001);
  ck_assert_uint_eq(s.listen.port, 7770);
  ck_assert_double_eq(s.rate, 20.0);
  ck_assert_uint_eq(s.n_allow, 1);
  ck_assert_uint_eq(s.allow[0].host, 0x7F000000);
  ck_assert_uint_eq(s.allow[0].mask, 0xFF000000);
  ck_assert_uint_eq(s.n_targets, 0);
  ck_assert_uint_eq(s.n_lines, 0);
  ck_assert_double_eq(s.seconds, 10.0);
  ck_assert_uint_eq(s.channels.hot, 1);
  ck_assert_uint_eq(s.channels.cold, 2);
  ck_assert_uint_eq(s.channels.reference, 0);
  hc_settings_finish(&s);
  hc_settings_finish(NULL);
}
END_TEST

START_TEST(commands_have_names_and_sentences)
{
  for (int i = 0; i < HC_N_COMMANDS; ++i) {
    const HcCommandInfo* const info = hc_command_info((HcCommand)i);
    ck_assert_uint_gt(strlen(info->name), 2);
    ck_assert_uint_gt(strlen(info->sentence), 10);
    for (int k = 0; k < i; ++k) {
      ck_assert_str_ne(info->name, hc_command_info((HcCommand)k)->name);
    }
  }
}
END_TEST

START_TEST(help_names_every_option)
{
  char*       text    = NULL;
  size_t      size    = 0;
  char        key[64] = "";
  FILE* const stream  = open_memstream(&text, &size);
  hc_help_command(stream, (HcCommand)_i);
  fclose(stream);
  for (size_t i = 0; i < hc_option_count(); ++i) {
    const HcOption* const option = hc_option(i);
    if (option->commands & (1U << _i)) {
      snprintf(key, sizeof(key), "--%s", option->key);
      ck_assert_ptr_nonnull(strstr(text, key));
      ck_assert_ptr_nonnull(strstr(text, option->sentence));
    }
  }
  free(text);
}
END_TEST

int
main(void)
{
  const int    n     = (int)hc_option_count();
  Suite* const suite = suite_create("options");
  TCase* const tcase = tcase_create("options");
  tcase_add_loop_test(tcase, every_row_is_filled, 0, n);
  tcase_add_loop_test(tcase, no_key_stands_twice, 0, n);
  tcase_add_test(tcase, the_defaults_are_the_contract);
  tcase_add_test(tcase, commands_have_names_and_sentences);
  tcase_add_loop_test(tcase, help_names_every_option, 0, HC_N_COMMANDS);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
