// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Every scenario of the program shows what its file expects. The circuit is
/// checked with the nodal equations, the sound by rendering it.

#include "scenario_truth.h"

#include "support/run.h"

#include "config/scenario.h"

#include <hotcold/meter.h>
#include <hotcold/reading.h>

#include <check.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000U

/// Seconds that are rendered; the first one is not used
#define SECONDS 6U

/// Number of scenarios that are checked
#define MAX_FILES 100

typedef struct {
  int  n;
  char names[MAX_FILES][64];
  char paths[MAX_FILES][512];
} Files;

static void
note(void* const data, const char* const name, const char* const path)
{
  Files* const files = (Files*)data;
  ck_assert_int_lt(files->n, MAX_FILES);
  snprintf(files->names[files->n], 64, "%s", name);
  snprintf(files->paths[files->n++], 512, "%s", path);
}

static Files
all_files(void)
{
  Files files;
  memset(&files, 0, sizeof(files));
  setenv("XDG_DATA_HOME", PRESETS "/none", 1);
  setenv("XDG_DATA_DIRS", PRESETS "/none", 1);
  hc_scenario_each(note, &files);
  return files;
}

static HcScenario
read_file(const Files* const files, const int index)
{
  HcError    error = {HC_SUCCESS, ""};
  HcScenario scenario;
  ck_assert_msg(!hc_scenario_read(files->paths[index], &scenario, &error),
                "%s",
                error.text);
  return scenario;
}

START_TEST(each_circuit_is_what_it_says)
{
  const Files files = all_files();
  ck_assert_int_ge(files.n, 23);
  for (int k = 0; k < files.n; ++k) {
    const HcScenario  s = read_file(&files, k);
    const TruthPowers p = truth_programme_of(&s.model.circuit);
    const TruthPowers i = truth_mains_of(&s.model);
    ck_assert_int_eq(s.verdict_with_reference == HC_REVERSED,
                     s.model.circuit.swapped);
    ck_assert_msg(truth_verdict_holds(&s, &p, &i),
                  "%s is not %s: balance %.1f dB, C/H %.1f dB, ri %.1f dB",
                  files.names[k],
                  hc_verdict_name(s.verdict),
                  truth_db(p.dd / p.mm),
                  truth_db(p.cc / p.hh),
                  truth_db(i.cc / i.hh));
    for (int id = 0; id < HC_N_FINDINGS; ++id) {
      const bool holds = truth_finding_holds(&s, (HcFindingId)id);
      ck_assert_msg(holds || !(s.findings & (1U << id)),
                    "%s does not show %s",
                    files.names[k],
                    hc_finding_name((HcFindingId)id));
      ck_assert_msg(!holds || !(s.no_findings & (1U << id)),
                    "%s shows %s",
                    files.names[k],
                    hc_finding_name((HcFindingId)id));
    }
  }
}
END_TEST

START_TEST(each_has_words)
{
  const Files files = all_files();
  for (int k = 0; k < files.n; ++k) {
    const HcScenario s = read_file(&files, k);
    ck_assert_msg(*s.title, "%s has no title", files.names[k]);
    FILE* const file = fopen(files.paths[k], "r");
    char        text[4096];
    ck_assert(file);
    text[fread(text, 1, sizeof(text) - 1U, file)] = '\0';
    fclose(file);
    ck_assert_msg(
      strstr(text, "\n# Expect: "), "%s expects nothing", files.names[k]);
    ck_assert_ptr_nonnull(strstr(text, "\nexpect-verdict = "));
  }
}
END_TEST

START_TEST(each_verdict_and_finding_has_a_file)
{
  const Files files    = all_files();
  uint32_t    verdicts = 0;
  uint32_t    findings = 0;
  for (int k = 0; k < files.n; ++k) {
    const HcScenario s = read_file(&files, k);
    verdicts |= (1U << s.verdict) | (1U << s.verdict_with_reference);
    findings |= s.findings;
  }
  ck_assert_uint_eq(verdicts, (1U << HC_N_VERDICTS) - 1U);
  ck_assert_uint_eq(findings, (1U << HC_N_FINDINGS) - 1U);
}
END_TEST

/// Sums and peaks of both legs without the first second
static HcWindow
render(const HcModelSettings* const settings)
{
  const size_t   frames = (size_t)SECONDS * RATE;
  HcModel* const model  = hc_model_new(settings, RATE);
  float* const   h      = (float*)calloc(2U * frames, sizeof(float));
  float* const   c      = h + frames;
  HcWindow       w      = {.rate = RATE};
  ck_assert(model && h);
  hc_model_process(model, NULL, h, c, frames);
  for (size_t n = RATE; n < frames; ++n) {
    if (isfinite(h[n]) && isfinite(c[n])) {
      const double d = (double)h[n] - (double)c[n];
      const double m = ((double)h[n] + (double)c[n]) / 2.0;
      w.hh += (double)h[n] * (double)h[n];
      w.cc += (double)c[n] * (double)c[n];
      w.dd += d * d;
      w.mm += m * m;
      w.hot_peak  = fmaxf(w.hot_peak, fabsf(h[n]));
      w.cold_peak = fmaxf(w.cold_peak, fabsf(c[n]));
      ++w.frames;
    } else {
      ++w.not_finite;
    }
  }
  free(h);
  hc_model_free(model);
  return w;
}

static double
dbfs(const HcWindow* const w, const double sum)
{
  return hc_dbfs_from_mean_square(sum / (double)w->frames);
}

/// Programmes whose level does not change with time
static bool
is_steady(const HcProgrammeKind kind)
{
  return kind == HC_PROGRAMME_PINK || kind == HC_PROGRAMME_SINE ||
         kind == HC_PROGRAMME_SILENCE;
}

START_TEST(each_sounds_like_its_circuit)
{
  const Files files = all_files();
  for (int k = 0; k < files.n; ++k) {
    const HcScenario             s = read_file(&files, k);
    const HcModelSettings* const m = &s.model;
    const HcWindow               w = render(m);
    if (!is_steady(m->programme.kind)) {
      continue;
    }
    const double      level = m->programme.kind == HC_PROGRAMME_SILENCE
                                ? 0.0
                                : truth_power_of(m->programme.level);
    const TruthPowers p     = truth_programme_of(&m->circuit);
    const TruthPowers i     = truth_mains_of(m);
    const TruthPowers u     = truth_usb_of(m);
    const double      hot =
      truth_db(level * p.hh + i.hh + u.hh + truth_power_of(m->noise[HC_HOT]));
    const double cold =
      truth_db(level * p.cc + i.cc + u.cc + truth_power_of(m->noise[HC_COLD]));
    ck_assert_msg(fabs(dbfs(&w, w.hh) - hot) < 1.0 &&
                    fabs(dbfs(&w, w.cc) - cold) < 1.0,
                  "%s: hot %.2f, not %.2f; cold %.2f, not %.2f dBFS",
                  files.names[k],
                  dbfs(&w, w.hh),
                  hot,
                  dbfs(&w, w.cc),
                  cold);
    ck_assert_int_eq(w.not_finite > 0, m->not_finite_every > 0.0);
    ck_assert_int_eq(w.hot_peak >= 1.0F && m->clip[HC_HOT] <= 0.0,
                     (s.findings >> HC_CLIPPING_HOT) & 1U);
    ck_assert_int_eq(w.cold_peak >= 1.0F && m->clip[HC_COLD] <= 0.0,
                     (s.findings >> HC_CLIPPING_COLD) & 1U);
  }
}
END_TEST

static HcScenario
read_name(const char* const name)
{
  char       path[1024];
  HcError    error = {HC_SUCCESS, ""};
  HcScenario scenario;
  ck_assert_msg(!hc_scenario_find(name, path, sizeof(path), &error) &&
                  !hc_scenario_read(path, &scenario, &error),
                "%s",
                error.text);
  return scenario;
}

START_TEST(a_ts_plug_costs_6_db_and_silences_cold)
{
  const HcScenario balanced = read_name("balanced");
  const HcScenario ts       = read_name("ts-in-trs");
  const HcWindow   a        = render(&balanced.model);
  const HcWindow   b        = render(&ts.model);
  // Cold was louder by 0.035 dB, and d is louder by half of that
  ck_assert_double_eq_tol(
    dbfs(&a, a.dd) - dbfs(&b, b.dd), 6.0206 + 0.0174, 0.01);
  ck_assert_double_eq_tol(dbfs(&b, b.cc), -110.0, 0.1);
}
END_TEST

START_TEST(a_ts_plug_in_a_servo_output_keeps_the_level)
{
  const HcScenario servo = read_name("servo");
  const HcScenario ts    = read_name("servo-ts");
  const HcWindow   a     = render(&servo.model);
  const HcWindow   b     = render(&ts.model);
  ck_assert_double_eq_tol(dbfs(&a, a.dd), dbfs(&b, b.dd), 0.3);
  ck_assert_double_eq_tol(dbfs(&b, b.cc), -110.0, 0.1);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("scenario files");
  TCase* const tcase = tcase_create("scenario files");
  tcase_set_timeout(tcase, 120.0);
  tcase_add_test(tcase, each_circuit_is_what_it_says);
  tcase_add_test(tcase, each_has_words);
  tcase_add_test(tcase, each_verdict_and_finding_has_a_file);
  tcase_add_test(tcase, each_sounds_like_its_circuit);
  tcase_add_test(tcase, a_ts_plug_costs_6_db_and_silences_cold);
  tcase_add_test(tcase, a_ts_plug_in_a_servo_output_keeps_the_level);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
