// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario_truth.h"

#include "support/circuit_response.h"

#include <hotcold/reading.h>

#include <math.h>

static void
add(TruthPowers* const sum, const Response response, const double weight)
{
  const double complex h = response.leg[HC_HOT];
  const double complex c = response.leg[HC_COLD];
  sum->hh += weight * creal(h * conj(h));
  sum->cc += weight * creal(c * conj(c));
  sum->dd += weight * pow(cabs(response_diff(response)), 2.0);
  sum->mm += weight * pow(cabs(response_common(response)), 2.0);
  sum->hc += weight * conj(h) * c;
}

// Pink noise has the same power in each third octave
TruthPowers
truth_programme_of(const HcCircuit* const circuit)
{
  TruthPowers sum = {.hh = 0.0};
  for (int band = -17; band <= 13; ++band) {
    const double hz = 1000.0 * pow(10.0, band / 10.0);
    add(&sum, circuit_response(circuit, HC_FROM_PROGRAMME, hz), 1.0 / 31.0);
    add(&sum, circuit_response(circuit, HC_FROM_SECOND, hz), 1.0 / 31.0);
  }
  return sum;
}

double
truth_power_of(const double dbfs)
{
  return dbfs > HC_SILENCE_DB ? pow(10.0, dbfs / 10.0) : 0.0;
}

/// Add the mains lines that enter at `entry`. Amplitudes fall as 1/k; those of
/// even harmonics are a quarter of that.
static void
add_mains(TruthPowers* const            sum,
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
        circuit_response(circuit, entry, k * pickup->mains_hz),
        share * truth_power_of(pickup->mains));
  }
}

TruthPowers
truth_mains_of(const HcModelSettings* const model)
{
  TruthPowers sum = {.hh = 0.0};
  add_mains(&sum, &model->circuit, HC_FROM_GROUND, &model->ground);
  add_mains(&sum, &model->circuit, HC_FROM_FIELD, &model->field);
  return sum;
}

TruthPowers
truth_usb_of(const HcModelSettings* const model)
{
  TruthPowers sum = {.hh = 0.0};
  add(&sum,
      circuit_response(&model->circuit, HC_FROM_GROUND, 3000.0),
      truth_power_of(model->ground.usb_1k));
  add(&sum,
      circuit_response(&model->circuit, HC_FROM_GROUND, 8000.0),
      truth_power_of(model->ground.usb_8k));
  return sum;
}

double
truth_db(const double power)
{
  return hc_db_from_power(power);
}

bool
truth_verdict_holds(const HcScenario* const  s,
                    const TruthPowers* const p,
                    const TruthPowers* const i)
{
  const double balance   = truth_db(p->dd / p->mm);
  const double ratio     = truth_db(p->cc / fmax(p->hh, 1e-30));
  const double pickup    = truth_db(i->cc / fmax(i->hh, 1e-30));
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
    return ratio < -60.0 && fabs(pickup) < 1.0 && truth_db(i->cc) > -90.0;
  case HC_SINGLE_ENDED:
    return ratio < -60.0 && pickup < -40.0 && truth_db(i->hh) > -90.0;
  case HC_COLD_OPEN:
    return ratio < -8.0 && rho > -0.9 && pickup > 6.0 &&
           truth_db(i->cc) > -90.0;
  case HC_HOT_MISSING:
    return ratio > 8.0 && rho > -0.9 && pickup < -6.0 &&
           truth_db(i->hh) > -90.0;
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

/// True if the tone of `model` is above full scale on `leg`
static bool
clips(const HcModelSettings* const model, const int leg)
{
  const HcProgrammeSettings* const programme = &model->programme;
  const Response                   response =
    circuit_response(&model->circuit, HC_FROM_PROGRAMME, programme->hz);
  return programme->kind == HC_PROGRAMME_SINE && model->clip[leg] <= 0.0 &&
         cabs(response.leg[leg]) * pow(10.0, programme->level / 20.0) > 1.0;
}

bool
truth_finding_holds(const HcScenario* const s, const HcFindingId id)
{
  const HcModelSettings* const m     = &s->model;
  const TruthPowers            mains = truth_mains_of(m);
  const TruthPowers            usb   = truth_usb_of(m);
  switch (id) {
  case HC_HUM_ON_COMMON:
    return truth_db(mains.mm) > -75.0 && truth_db(mains.mm / mains.dd) > 13.0;
  case HC_HUM_ON_DIFF:
    return truth_db(mains.dd) > -85.0;
  case HC_USB_ON_COMMON:
    return truth_db(usb.mm) > -85.0 && truth_db(usb.mm / usb.dd) > 13.0;
  case HC_USB_ON_DIFF:
    return truth_db(usb.dd) > -95.0;
  case HC_CLIPPING_HOT:
    return clips(m, HC_HOT);
  case HC_CLIPPING_COLD:
    return clips(m, HC_COLD);
  case HC_LEG_DELAY_FOUND:
    return fabs(m->circuit.capture_delay[HC_COLD] -
                m->circuit.capture_delay[HC_HOT]) >= 0.5e-6;
  case HC_WORSE_AT_HIGH_FREQUENCIES:
    return circuit_balance(&m->circuit, 10e3) <
           fmin(circuit_balance(&m->circuit, 1e3) - 10.0, 55.0);
  case HC_WORSE_AT_LOW_FREQUENCIES:
    return circuit_balance(&m->circuit, 50.0) <
           fmin(circuit_balance(&m->circuit, 1e3) - 10.0, 55.0);
  case HC_LOW_LEVEL:
    return m->programme.level <= -42.0;
  case HC_UNCALIBRATED:
    return true; // A scenario has no calibration
  case HC_CAPTURE_LIMITED:
    return circuit_balance(&m->circuit, 1e3) > 80.0;
  case HC_NOT_FINITE:
    return m->not_finite_every > 0.0;
  case HC_N_FINDINGS:
    break;
  }
  return false;
}
