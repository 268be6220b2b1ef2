// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Every scenario that comes with the program does what it says. Its circuit is
/// asked by the nodal equations, its sound by rendering it.

#include "support/run.h"

#include "config/scenario.h"
#include "model/filter.h"

#include <hotcold/meter.h>
#include <hotcold/reading.h>

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000U

/// Rendered seconds; the first is left out
#define SECONDS 6U

/// Scenarios looked at
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

/// Powers of the legs, of d and of m
typedef struct {
  double         hh;
  double         cc;
  double         dd;
  double         mm;
  double complex hc; ///< conj(h) c
} Powers;

static void
add(Powers* const sum, const HcResponse response, const double weight)
{
  const double complex h = response.leg[HC_HOT];
  const double complex c = response.leg[HC_COLD];
  sum->hh += weight * creal(h * conj(h));
  sum->cc += weight * creal(c * conj(c));
  sum->dd += weight * pow(cabs(hc_response_diff(response)), 2.0);
  sum->mm += weight * pow(cabs(hc_response_common(response)), 2.0);
  sum->hc += weight * conj(h) * c;
}

/// Of pink noise of power one, 20 Hz - 20 kHz: equal parts in each third octave
static Powers
programme_of(const HcCircuit* const circuit)
{
  Powers sum = {.hh = 0.0};
  for (int band = -17; band <= 13; ++band) {
    const double hz = 1000.0 * pow(10.0, band / 10.0);
    add(&sum, hc_circuit_response(circuit, HC_FROM_PROGRAMME, hz), 1.0 / 31.0);
    add(&sum, hc_circuit_response(circuit, HC_FROM_SECOND, hz), 1.0 / 31.0);
  }
  return sum;
}

static double
power_of(const double dbfs)
{
  return dbfs > HC_SILENCE_DB ? pow(10.0, dbfs / 10.0) : 0.0;
}

/// Add the comb of mains lines that enters at `entry`: odd harmonics fall as
/// 1/k, even ones are a quarter of that
static void
add_mains(Powers* const                 sum,
          const HcCircuit* const        circuit,
          const HcEntry                 entry,
          const HcPickupSettings* const pickup)
{
  double total = 0.0;
  for (int k = 1; k <= pickup->harmonics; ++k) {
    total += pow((k % 2 ? 1.0 : 0.25) / k, 2.0);
  }
  for (int k = 1; k <= pickup->harmonics; ++k) {
    const double share = pow((k % 2 ? 1.0 : 0.25) / k, 2.0) / total;
    add(sum,
        hc_circuit_response(circuit, entry, k * pickup->mains_hz),
        share * power_of(pickup->mains));
  }
}

static Powers
mains_of(const HcModelSettings* const model)
{
  Powers sum = {.hh = 0.0};
  add_mains(&sum, &model->circuit, HC_FROM_GROUND, &model->ground);
  add_mains(&sum, &model->circuit, HC_FROM_FIELD, &model->field);
  return sum;
}

static Powers
usb_of(const HcModelSettings* const model)
{
  Powers sum = {.hh = 0.0};
  add(&sum,
      hc_circuit_response(&model->circuit, HC_FROM_GROUND, 3000.0),
      power_of(model->ground.usb_1k));
  add(&sum,
      hc_circuit_response(&model->circuit, HC_FROM_GROUND, 8000.0),
      power_of(model->ground.usb_8k));
  return sum;
}

static double
db(const double power)
{
  return hc_db_from_power(power);
}

/// Is the verdict true of these circuits' programme and pick-up?
static bool
verdict_holds(const HcScenario* const s,
              const Powers* const     p,
              const Powers* const     i)
{
  const double balance   = db(p->dd / p->mm);
  const double ratio     = db(p->cc / fmax(p->hh, 1e-30));
  const double pickup    = db(i->cc / fmax(i->hh, 1e-30));
  const double rho       = creal(p->hc) / sqrt(fmax(p->hh * p->cc, 1e-30));
  const bool   antiphase = rho < -0.9 && fabs(ratio) < 20.0;
  switch (s->verdict) {
  case HC_UNKNOWN:
    return s->model.programme.kind == HC_PROGRAMME_SILENCE;
  case HC_BALANCED:
    return antiphase && balance >= 35.0;
  case HC_UNEQUAL:
    return antiphase && balance < 34.0;
  case HC_IMPEDANCE_BALANCED:
    return ratio < -60.0 && fabs(pickup) < 1.0 && db(i->cc) > -90.0;
  case HC_SINGLE_ENDED:
    return ratio < -60.0 && pickup < -40.0 && db(i->hh) > -90.0;
  case HC_COLD_OPEN:
    return ratio < -8.0 && rho > -0.9 && pickup > 6.0 && db(i->cc) > -90.0;
  case HC_HOT_MISSING:
    return ratio > 8.0 && rho > -0.9 && pickup < -6.0 && db(i->hh) > -90.0;
  case HC_STEREO:
    return fabs(rho) < 0.01 && fabs(ratio) < 6.0;
  case HC_DUAL_MONO:
    return rho > 0.99 && fabs(ratio) < 1.0;
  case HC_REVERSED:
  case HC_N_VERDICTS:
    break;
  }
  return false;
}

/// Is the finding to be expected from circuit and settings? Borders lie well
/// within those of the rules, so that nothing hangs on them.
static bool
finding_holds(const HcScenario* const s, const HcFindingId id)
{
  const HcModelSettings* const m     = &s->model;
  const Powers                 mains = mains_of(m);
  const Powers                 usb   = usb_of(m);
  switch (id) {
  case HC_HUM_ON_COMMON:
    return db(mains.mm) > -75.0 && db(mains.mm / mains.dd) > 13.0;
  case HC_HUM_ON_DIFF:
    return db(mains.dd) > -85.0;
  case HC_USB_ON_COMMON:
    return db(usb.mm) > -85.0 && db(usb.mm / usb.dd) > 13.0;
  case HC_USB_ON_DIFF:
    return db(usb.dd) > -95.0;
  case HC_CLIPPING_HOT:
    return m->programme.level > -6.0 && m->clip[HC_HOT] <= 0.0;
  case HC_CLIPPING_COLD:
    return m->programme.level > -6.0 && m->clip[HC_COLD] <= 0.0;
  case HC_LEG_DELAY_FOUND:
    return fabs(m->circuit.capture_delay[HC_COLD] -
                m->circuit.capture_delay[HC_HOT]) >= 0.5e-6;
  case HC_WORSE_AT_HIGH_FREQUENCIES:
    return hc_circuit_balance(&m->circuit, 10e3) <
           fmin(hc_circuit_balance(&m->circuit, 1e3) - 10.0, 55.0);
  case HC_WORSE_AT_LOW_FREQUENCIES:
    return hc_circuit_balance(&m->circuit, 50.0) <
           fmin(hc_circuit_balance(&m->circuit, 1e3) - 10.0, 55.0);
  case HC_LOW_LEVEL:
    return m->programme.level <= -42.0;
  case HC_UNCALIBRATED:
    return true; // As long as no calibration is given
  case HC_CAPTURE_LIMITED:
    return hc_circuit_balance(&m->circuit, 1e3) > 80.0;
  case HC_NOT_FINITE:
    return m->not_finite_every > 0.0;
  case HC_N_FINDINGS:
    break;
  }
  return false;
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
    const HcScenario s = read_file(&files, k);
    const Powers     p = programme_of(&s.model.circuit);
    const Powers     i = mains_of(&s.model);
    ck_assert_int_eq(s.verdict_with_reference == HC_REVERSED,
                     s.model.circuit.swapped);
    ck_assert_msg(verdict_holds(&s, &p, &i),
                  "%s is not %s: balance %.1f dB, C/H %.1f dB, ri %.1f dB",
                  files.names[k],
                  hc_verdict_name(s.verdict),
                  db(p.dd / p.mm),
                  db(p.cc / p.hh),
                  db(i.cc / i.hh));
    for (int id = 0; id < HC_N_FINDINGS; ++id) {
      const bool holds = finding_holds(&s, (HcFindingId)id);
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

/// Both legs without the first second, as a window
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
    const double level = m->programme.kind == HC_PROGRAMME_SILENCE
                           ? 0.0
                           : power_of(m->programme.level);
    const Powers p     = programme_of(&m->circuit);
    const Powers i     = mains_of(m);
    const Powers u     = usb_of(m);
    const double hot =
      db(level * p.hh + i.hh + u.hh + power_of(m->noise[HC_HOT]));
    const double cold =
      db(level * p.cc + i.cc + u.cc + power_of(m->noise[HC_COLD]));
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
  // Cold was 0.035 dB hot, which is half as much of d
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
