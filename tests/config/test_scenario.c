// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "config/scenario.h"
#include "config/scenario_keys.h"

#include <hotcold/reading.h>
#include <hotcold/status.h>

#include <check.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH "test-scenario.conf"

static HcStatus
read_text(const char* const text,
          HcScenario* const scenario,
          HcError* const    error)
{
  FILE* const file = fopen(PATH, "w");
  ck_assert(file);
  fputs(text, file);
  fclose(file);
  const HcStatus st = hc_scenario_read(PATH, scenario, error);
  remove(PATH);
  return st;
}

START_TEST(nothing_said_is_the_default)
{
  const HcScenario want = hc_scenario_default();
  HcScenario       got;
  HcError          error = {HC_SUCCESS, ""};
  ck_assert_msg(!read_text("# nothing\n", &got, &error), "%s", error.text);
  ck_assert_double_eq_tol(got.model.circuit.cable_farad[0], 300e-12, 1e-20);
  ck_assert_double_eq_tol(got.model.circuit.cable_ohm, 0.24, 1e-12);
  ck_assert_double_eq(got.model.programme.level, want.model.programme.level);
  ck_assert_int_eq(got.verdict, HC_UNKNOWN);
}
END_TEST

START_TEST(values_arrive_with_their_units)
{
  HcScenario s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_msg(!read_text("[scenario]\n"
                           "title = A test\n"
                           "expect-verdict = dual-mono\n"
                           "expect-findings = low-level, hum-on-diff\n"
                           "[transmitter]\n"
                           "output = servo\n"
                           "source-ohm = 47\n"
                           "cold-source-ohm = 48\n"
                           "hot-gain-db = -6.0206\n"
                           "coupling-uf = 10 ; both\n"
                           "[cable]\n"
                           "length-m = 10\n"
                           "cold-pf-per-m = 120\n"
                           "open = cold\n"
                           "wiring = crossed\n"
                           "plug = ts\n"
                           "[field]\n"
                           "mains-dbfs = none\n"
                           "hot-coupling-pf = 2\n"
                           "harmonics = 7\n"
                           "[capture]\n"
                           "cold-delay-us = 1.5\n"
                           "hot-noise-dbfs = none\n"
                           "[programme]\n"
                           "kind = sine\n"
                           "peak-dbfs = -3\n"
                           "seed = 77\n",
                           &s,
                           &error),
                "%s",
                error.text);
  const HcCircuit* const c = &s.model.circuit;
  ck_assert_str_eq(s.title, "A test");
  ck_assert_int_eq(s.verdict, HC_DUAL_MONO);
  ck_assert_int_eq(s.verdict_with_reference, HC_DUAL_MONO);
  ck_assert_uint_eq(s.findings, (1U << HC_LOW_LEVEL) | (1U << HC_HUM_ON_DIFF));
  ck_assert_int_eq(c->output, HC_OUTPUT_SERVO);
  ck_assert_double_eq(c->source_ohm[HC_HOT], 47.0);
  ck_assert_double_eq(c->source_ohm[HC_COLD], 48.0);
  ck_assert_double_eq_tol(c->gain[HC_HOT], 0.5, 1e-6);
  ck_assert_double_eq_tol(c->coupling_farad[HC_COLD], 10e-6, 1e-15);
  ck_assert_double_eq_tol(c->cable_farad[HC_HOT], 1e-9, 1e-18);
  ck_assert_double_eq_tol(c->cable_farad[HC_COLD], 1.2e-9, 1e-18);
  ck_assert(!c->open[HC_HOT] && c->open[HC_COLD] && c->swapped && c->ts_plug);
  ck_assert_double_eq_tol(c->field_farad[HC_HOT], 2e-12, 1e-20);
  ck_assert_int_eq(s.model.field.harmonics, 7);
  ck_assert_double_eq_tol(c->capture_delay[HC_COLD], 1.5e-6, 1e-15);
  ck_assert_double_eq(s.model.noise[HC_HOT], HC_SILENCE_DB);
  ck_assert_double_eq(s.model.noise[HC_COLD], -110.0);
  ck_assert(s.model.programme.peak);
  ck_assert_double_eq(s.model.programme.level, -3.0);
  ck_assert(s.model.programme.seed == 77U);
}
END_TEST

static const struct {
  const char* text;
  const char* where; ///< The beginning of the error
  const char* what;  ///< A part of the error
} rejected[] = {
  {"[cable]\nlenght-m = 3\n", PATH ":2: ", "did you mean `length-m`"},
  {"[cables]\nlength-m = 3\n", PATH ":2: ", "[cables]"},
  {"length-m = 3\n", PATH ":1: ", "expected [scenario]"},
  {"[cable]\n\nlength-m = 0\n", PATH ":3: ", "from 0.01 to 1000"},
  {"[cable]\nlength-m = nan\n", PATH ":2: ", "`nan`"},
  {"[cable]\nlength-m = 3 m\n", PATH ":2: ", "`3 m`"},
  {"[cable]\nhot-length-m = 3\n", PATH ":2: ", "hot-length-m"},
  {"[cable]\nlength-m = 3\nlength-m = 4\n", PATH ":3: ", "only once"},
  {"[cable]\nplug = rca\n", PATH ":2: ", "trs|ts"},
  {"[transmitter]\noutput =\n", PATH ":2: ", "servo"},
  {"[scenario]\nexpect-verdict = good\n", PATH ":2: ", "impedance-balanced"},
  {"[scenario]\nexpect-findings = hum\n", PATH ":2: ", "hum-on-common"},
  {"[field]\nharmonics = 2.5\n", PATH ":2: ", "whole number"},
  {"[programme]\nseed = -1\n", PATH ":2: ", "whole number"},
  {"[programme]\npeak-dbfs = -3\n", PATH ": ", "kind = sine or white"},
  {"[cable]\nrubbish\n", PATH ":2: ", "KEY = VALUE"},
};

START_TEST(mistakes_are_reported)
{
  HcScenario s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_int_eq(read_text(rejected[_i].text, &s, &error), HC_BAD_USAGE);
  const size_t length = strlen(rejected[_i].where);
  ck_assert_msg(!strncmp(error.text, rejected[_i].where, length),
                "`%s` does not begin with `%s`",
                error.text,
                rejected[_i].where);
  ck_assert_msg(strstr(error.text, rejected[_i].what),
                "`%s` does not contain `%s`",
                error.text,
                rejected[_i].what);
  ck_assert_int_eq(read_text(rejected[_i].text, &s, NULL), HC_BAD_USAGE);
}
END_TEST

START_TEST(a_missing_file_is_reported)
{
  HcScenario s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_int_eq(hc_scenario_read("no/such.conf", &s, &error), HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "no/such.conf: "));
  ck_assert_int_eq(hc_scenario_read(".", &s, &error), HC_BAD_USAGE);
}
END_TEST

START_TEST(every_key_takes_the_ends_of_its_range)
{
  for (size_t i = 0; i < hc_scenario_key_count(); ++i) {
    const HcScenarioKey* const row = hc_scenario_key(i);
    int                        leg = 0;
    ck_assert_ptr_eq(hc_scenario_find_key(row->section, row->key, &leg), row);
    ck_assert_int_eq(leg, HC_N_LEGS);
    if (row->least < row->greatest) {
      HcScenario s = hc_scenario_default();
      char       text[64];
      snprintf(text, sizeof(text), "%.10f", row->least);
      if (row->type != HC_KEY_COUNT && row->type != HC_KEY_SEED) {
        ck_assert(!hc_scenario_store(row, HC_N_LEGS, text, &s, NULL));
      }
      snprintf(text, sizeof(text), "%.10g", row->greatest);
      ck_assert(!hc_scenario_store(row, HC_N_LEGS, text, &s, NULL));
      snprintf(text, sizeof(text), "%.10g", row->greatest + 1.0);
      ck_assert(hc_scenario_store(row, HC_N_LEGS, text, &s, NULL));
    }
  }
}
END_TEST

/// The entry "*KEY* = " of the man page in the part with "[SECTION]" in its
/// heading
static const char*
find_entry(const char* const page, const HcScenarioKey* const row)
{
  char head[80];
  char section[40];
  snprintf(head, sizeof(head), "\n*%s* = ", row->key);
  snprintf(section, sizeof(section), "[%s]", row->section);
  for (const char* at = strstr(page, head); at; at = strstr(at + 1, head)) {
    const char* heading = at;
    while (heading > page && strncmp(heading, "\n# ", 3)) {
      --heading;
    }
    const char* const mark = strstr(heading, section);
    if (mark && mark < heading + 1U + strcspn(heading + 1, "\n")) {
      return at;
    }
  }
  return NULL;
}

START_TEST(the_manual_knows_every_key)
{
  FILE* const file = fopen(PRESETS "/../man/hotcold-scenario.5.scd", "r");
  char        page[20000];
  ck_assert(file);
  page[fread(page, 1, sizeof(page) - 1U, file)] = '\0';
  fclose(file);
  for (size_t i = 0; i < hc_scenario_key_count(); ++i) {
    const HcScenarioKey* const row   = hc_scenario_key(i);
    const char* const          entry = find_entry(page, row);
    char                       range[80];
    ck_assert_msg(entry, "[%s] %s", row->section, row->key);
    snprintf(
      range, sizeof(range), "rom %.10g to %.10g", row->least, row->greatest);
    const char* const next  = strstr(entry + 1, "\n*");
    const char* const found = strstr(entry, range);
    ck_assert_msg(!(row->least < row->greatest) ||
                    (found && (!next || found < next)),
                  "[%s] %s: %s",
                  row->section,
                  row->key,
                  range);
  }

  // There are no other keys; those of [ground] and [field] count twice
  size_t n = 0;
  for (const char* at = page; (at = strstr(at, "* = _")); ++at) {
    ++n;
  }
  ck_assert_uint_eq(n + 7U, hc_scenario_key_count());
}
END_TEST

START_TEST(the_search_goes_from_near_to_far)
{
  char folder[] = "scenarios-XXXXXX";
  char base[512];
  char path[1024];
  char got[1024];
  ck_assert(mkdtemp(folder) && getcwd(base, sizeof(base)));
  snprintf(path, sizeof(path), "%s/%s", base, folder);
  setenv("XDG_DATA_HOME", path, 1);
  snprintf(path, sizeof(path), "%s/hotcold", folder);
  ck_assert(!mkdir(path, 0700));
  snprintf(path, sizeof(path), "%s/hotcold/scenarios", folder);
  ck_assert(!mkdir(path, 0700));
  snprintf(path, sizeof(path), "%s/hotcold/scenarios/balanced.conf", folder);

  // The installed scenario is found, until the user has one of that name
  HcError error = {HC_SUCCESS, ""};
  ck_assert(!hc_scenario_find("balanced", got, sizeof(got), &error));
  ck_assert_ptr_null(strstr(got, folder));
  FILE* const file = fopen(path, "w");
  ck_assert(file);
  fclose(file);
  ck_assert(!hc_scenario_find("balanced", got, sizeof(got), &error));
  ck_assert_ptr_nonnull(strstr(got, folder));

  ck_assert_int_eq(hc_scenario_find("nix", got, sizeof(got), &error),
                   HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "`nix`"));
  ck_assert_ptr_nonnull(strstr(error.text, folder));
  ck_assert(!hc_scenario_find("./nix", got, sizeof(got), &error));
  ck_assert_str_eq(got, "./nix");
  ck_assert(!hc_scenario_find("nix.conf", got, sizeof(got), &error));
  ck_assert_str_eq(got, "nix.conf");
  ck_assert_int_eq(hc_scenario_find("./nix", got, 3, &error), HC_BAD_USAGE);

  snprintf(path, sizeof(path), "rm -r %s", folder);
  ck_assert(!system(path));
}
END_TEST

typedef struct {
  int  n;
  char last[64];
} Listed;

static void
note(void* const data, const char* const name, const char* const path)
{
  Listed* const listed = (Listed*)data;
  ++listed->n;
  ck_assert_str_lt(listed->last, name);
  ck_assert_ptr_nonnull(strstr(path, name));
  snprintf(listed->last, sizeof(listed->last), "%s", name);
}

START_TEST(all_are_listed_in_order)
{
  Listed listed = {0, ""};
  hc_scenario_each(note, &listed);
  ck_assert_int_ge(listed.n, 23);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("scenario");
  TCase* const tcase = tcase_create("scenario");
  tcase_add_test(tcase, nothing_said_is_the_default);
  tcase_add_test(tcase, values_arrive_with_their_units);
  tcase_add_loop_test(tcase,
                      mistakes_are_reported,
                      0,
                      (int)(sizeof(rejected) / sizeof(rejected[0])));
  tcase_add_test(tcase, a_missing_file_is_reported);
  tcase_add_test(tcase, every_key_takes_the_ends_of_its_range);
  tcase_add_test(tcase, the_manual_knows_every_key);
  tcase_add_test(tcase, the_search_goes_from_near_to_far);
  tcase_add_test(tcase, all_are_listed_in_order);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
