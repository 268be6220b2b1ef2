// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/finding_rules.h"

#include "verdict/kinds.h"
#include "verdict/line_probabilities.h"
#include "verdict/sentences.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

// dBFS from which hum and USB noise are reported. On the difference they are
// audible: hum 70 dB below a programme of -20 dBFS, and whine, to which the ear
// is more sensitive, 80 dB below. On the common mode they may be stronger,
// because a good receiver reduces them by 40 dB.
#define HUM_ON_DIFF (-90.0)
#define HUM_ON_COMMON (-80.0)
#define USB_ON_DIFF (-100.0)
#define USB_ON_COMMON (-90.0)
// dB by which common must exceed diff if the line rejects the pick-up
#define REJECTED 10.0
#define LEVEL_HYSTERESIS 3.0

// us; a delay of 0.25 us alone limits the balance at 20 kHz to 42 dB
#define DELAY_ON 0.25
#define DELAY_OFF 0.2

// dB of balance between two frequency ranges. Above SLOPE_MATTERS dB of balance
// a difference does no harm.
#define SLOPE_ON 6.0
#define SLOPE_OFF 4.0
#define SLOPE_MATTERS 60.0

// dBFS of the difference in the loudest second. In an input with a full scale
// of +22 dBu, +4 dBu equipment reaches about -18 dBFS, -10 dBV equipment about
// -30 dBFS, and through a TS plug -36 dBFS.
#define LOW_LEVEL (-36.0)
#define LOW_LEVEL_SECONDS 5.0

#define ON_AFTER 1.0    // Seconds
#define OFF_AFTER 3.0   // Seconds
#define GONE_AFTER 10.0 // Seconds since the last counted frame

static HcSaying
on_if(const bool condition)
{
  return condition ? HC_SAYS_ON : HC_SAYS_OFF;
}

/// True if the level `x` is certainly above `border`. The border is lower while
/// the finding is on.
static bool
is_above(const HcReading* const x, const double border, const bool is_on)
{
  const double from = is_on ? border - LEVEL_HYSTERESIS : border;
  return hc_evidence_known(x) && x->value >= from &&
         x->low >= from - LEVEL_HYSTERESIS;
}

/// True also if the programme hides the pick-up on the difference: nothing
/// shows then that the line does not reject it
static bool
is_rejected(const HcReading* const common,
            const HcReading* const diff,
            const bool             is_on)
{
  const double from = is_on ? REJECTED - LEVEL_HYSTERESIS : REJECTED;
  return !hc_evidence_seen(diff) || common->value - diff->value >= from;
}

/// True if the programme may hide an equal level on the difference. This is so
/// if only one leg may carry signal, because then nothing is rejected.
static bool
may_be_hidden_on_diff(const HcCase* const it, const HcReading* const diff)
{
  const HcVerdict held = it->judge->held;
  return !hc_evidence_seen(diff) && it->evidence->programme &&
         (held == HC_UNKNOWN || held == HC_SINGLE_ENDED ||
          held == HC_COLD_OPEN || held == HC_HOT_MISSING);
}

static HcSaying
hum_on_common(const HcCase* const it)
{
  const HcEvidence* const e = it->evidence;
  return on_if(!may_be_hidden_on_diff(it, &e->hum_diff) &&
               is_above(&e->hum_common, HUM_ON_COMMON, it->is_on) &&
               is_rejected(&e->hum_common, &e->hum_diff, it->is_on));
}

static HcSaying
hum_on_diff(const HcCase* const it)
{
  return on_if(is_above(&it->evidence->hum_diff, HUM_ON_DIFF, it->is_on));
}

static HcSaying
usb_on_common(const HcCase* const it)
{
  const HcEvidence* const e = it->evidence;
  return on_if(!may_be_hidden_on_diff(it, &e->usb_diff) &&
               is_above(&e->usb_common, USB_ON_COMMON, it->is_on) &&
               is_rejected(&e->usb_common, &e->usb_diff, it->is_on));
}

static HcSaying
usb_on_diff(const HcCase* const it)
{
  return on_if(is_above(&it->evidence->usb_diff, USB_ON_DIFF, it->is_on));
}

static void
describe_hum(const HcCase* const it, char* const sentence)
{
  const HcEvidence* const e = it->evidence;
  char                    what[HC_SENTENCE_SIZE];
  if (hc_evidence_known(&e->hum_frequency)) {
    hc_sentence(
      what, "mains hum (multiples of %.3f Hz)", e->hum_frequency.value);
  } else {
    hc_sentence(what, "mains hum");
  }
  hc_sentence_lines(sentence, what, &e->hum_common, &e->hum_diff);
  if (e->hum_shared) {
    memcpy(what, sentence, sizeof(what));
    hc_sentence(sentence,
                "%s; programme covers %u of %u of these: estimated from "
                "nearby frequencies",
                what,
                e->hum_shared,
                e->hum_lines);
  }
}

static void
describe_usb(const HcCase* const it, char* const sentence)
{
  hc_sentence_lines(sentence,
                    "USB noise (multiples of 1 or 8 kHz)",
                    &it->evidence->usb_common,
                    &it->evidence->usb_diff);
}

/// True if the legs can be compared as a line: they carry one programme in
/// antiphase, and neither of them clips. A leg that clips adds harmonics which
/// the other leg does not have.
static bool
is_line(const HcCase* const it)
{
  const HcVerdict             held     = it->judge->held;
  const HcFindingState* const findings = it->judge->findings;
  return it->evidence->programme && !findings[HC_CLIPPING_HOT].is_on &&
         !findings[HC_CLIPPING_COLD].is_on && hc_kind_is_line(held);
}

static HcSaying
leg_delay(const HcCase* const it)
{
  const HcReading* const delay = &it->evidence->delay;
  if (!is_line(it) || !hc_evidence_known(delay)) {
    return it->evidence->programme && !is_line(it) ? HC_SAYS_OFF
                                                   : HC_SAYS_NOTHING;
  }
  if (it->is_on) {
    return on_if(fabs(delay->value) >= DELAY_OFF);
  }
  return on_if(delay->low >= DELAY_ON || delay->high <= -DELAY_ON);
}

static void
describe_delay(const HcCase* const it, char* const sentence)
{
  const HcReading* const delay = &it->evidence->delay;
  const double           late  = delay->value;
  hc_sentence(sentence,
              "%s is late by %.3f us (cold against hot: %.3f .. %.3f us)",
              late < 0.0 ? "hot" : "cold",
              fabs(late),
              delay->low,
              delay->high);
}

/// Is the balance in `range` certainly worse than in the middle?
static HcSaying
worse(const HcCase* const it, const HcReading* const range)
{
  const HcReading* const middle = &it->evidence->balance_middle;
  if (!is_line(it) || !hc_evidence_known(range) || !hc_evidence_known(middle)) {
    return it->evidence->programme && !is_line(it) ? HC_SAYS_OFF
                                                   : HC_SAYS_NOTHING;
  }
  const double slope = middle->value - range->value;
  if (it->is_on) {
    return on_if(slope >= SLOPE_OFF);
  }
  return on_if(slope >= SLOPE_ON && range->high < middle->low &&
               range->high < SLOPE_MATTERS);
}

static HcSaying
worse_at_high(const HcCase* const it)
{
  return worse(it, &it->evidence->balance_high);
}

static HcSaying
worse_at_low(const HcCase* const it)
{
  return worse(it, &it->evidence->balance_low);
}

static void
describe_worse(const HcCase* const    it,
               char* const            sentence,
               const char* const      where,
               const HcReading* const range)
{
  const HcReading* const middle = &it->evidence->balance_middle;
  hc_sentence(sentence,
              "balance is %.1f dB (%.1f .. %.1f) %s, %s%.1f dB around 1 kHz",
              range->value,
              range->low,
              range->high,
              where,
              middle->at_least ? "at least " : "",
              middle->at_least ? middle->low : middle->value);
}

static void
describe_worse_at_high(const HcCase* const it, char* const sentence)
{
  describe_worse(it, sentence, "at 8 - 16 kHz", &it->evidence->balance_high);
}

static void
describe_worse_at_low(const HcCase* const it, char* const sentence)
{
  describe_worse(it, sentence, "at 25 - 100 Hz", &it->evidence->balance_low);
}

static HcSaying
low_level(const HcCase* const it)
{
  const HcJudge* const judge = it->judge;
  const double border = it->is_on ? LOW_LEVEL + LEVEL_HYSTERESIS : LOW_LEVEL;
  if (!it->evidence->programme || judge->programme < LOW_LEVEL_SECONDS) {
    return HC_SAYS_NOTHING;
  }
  // Two different programmes do not have one level
  if (judge->held == HC_UNKNOWN || judge->held == HC_STEREO ||
      judge->held == HC_DUAL_MONO) {
    return HC_SAYS_OFF;
  }
  return on_if(judge->loudest_diff < border);
}

static void
describe_low_level(const HcCase* const it, char* const sentence)
{
  hc_sentence(sentence,
              "the loudest second of hot - cold reached %.1f dBFS; a line "
              "usually reaches more than %.0f dBFS",
              it->judge->loudest_diff,
              LOW_LEVEL);
}

static HcSaying
uncalibrated(const HcCase* const it)
{
  return on_if(!it->evidence->calibrated);
}

static void
describe_uncalibrated(const HcCase* const it, char* const sentence)
{
  const double limit = it->evidence->capture_limit;
  if (limit > 0.0 && isfinite(limit)) {
    hc_sentence(sentence,
                "the two inputs are not calibrated and may differ a little: a "
                "balance above %.1f dB cannot be measured",
                limit);
  } else {
    hc_sentence(sentence, "the two inputs are not calibrated");
  }
}

static HcSaying
capture_limited(const HcCase* const it)
{
  const HcEvidence* const e       = it->evidence;
  const HcReading* const  balance = hc_evidence_balance(e);
  if (!is_line(it) || !hc_evidence_known(balance)) {
    return e->programme && !is_line(it) ? HC_SAYS_OFF : HC_SAYS_NOTHING;
  }
  // In a short average noise is the limit, not the two inputs
  const double give = it->is_on ? LEVEL_HYSTERESIS : 1.0;
  return on_if(
    balance->at_least &&
    (!(e->capture_limit > 0.0) || balance->value >= e->capture_limit - give));
}

static void
describe_capture_limited(const HcCase* const it, char* const sentence)
{
  const double limit = it->evidence->capture_limit;
  const double low   = hc_evidence_balance(it->evidence)->low;
  if (limit > 0.0 && isfinite(limit)) {
    hc_sentence(sentence,
                "balance is at least %.1f dB; more than %.1f dB cannot be "
                "measured with these inputs",
                low,
                limit);
  } else {
    hc_sentence(sentence,
                "balance is at least %.1f dB, the most that these inputs can "
                "show",
                low);
  }
}

static void
describe_clipping_hot(const HcCase* const it, char* const sentence)
{
  hc_sentence(sentence,
              "hot was at full scale for %llu frames",
              (unsigned long long)it->judge->findings[HC_CLIPPING_HOT].cited);
}

static void
describe_clipping_cold(const HcCase* const it, char* const sentence)
{
  hc_sentence(sentence,
              "cold was at full scale for %llu frames",
              (unsigned long long)it->judge->findings[HC_CLIPPING_COLD].cited);
}

static void
describe_not_finite(const HcCase* const it, char* const sentence)
{
  hc_sentence(sentence,
              "%llu frames with NaN or infinity were left out",
              (unsigned long long)it->judge->findings[HC_NOT_FINITE].cited);
}

static const HcFindingRule rules[HC_N_FINDINGS] = {
  [HC_HUM_ON_COMMON]   = {hum_on_common, describe_hum, ON_AFTER, OFF_AFTER},
  [HC_HUM_ON_DIFF]     = {hum_on_diff, describe_hum, ON_AFTER, OFF_AFTER},
  [HC_USB_ON_COMMON]   = {usb_on_common, describe_usb, ON_AFTER, OFF_AFTER},
  [HC_USB_ON_DIFF]     = {usb_on_diff, describe_usb, ON_AFTER, OFF_AFTER},
  [HC_CLIPPING_HOT]    = {NULL, describe_clipping_hot, 0.0, GONE_AFTER},
  [HC_CLIPPING_COLD]   = {NULL, describe_clipping_cold, 0.0, GONE_AFTER},
  [HC_LEG_DELAY_FOUND] = {leg_delay, describe_delay, ON_AFTER, OFF_AFTER},
  [HC_WORSE_AT_HIGH_FREQUENCIES] = {worse_at_high,
                                    describe_worse_at_high,
                                    ON_AFTER,
                                    OFF_AFTER},
  [HC_WORSE_AT_LOW_FREQUENCIES]  = {worse_at_low,
                                    describe_worse_at_low,
                                    ON_AFTER,
                                    OFF_AFTER},
  [HC_LOW_LEVEL]       = {low_level, describe_low_level, ON_AFTER, OFF_AFTER},
  [HC_UNCALIBRATED]    = {uncalibrated, describe_uncalibrated, 0.0, 0.0},
  [HC_CAPTURE_LIMITED] = {capture_limited,
                          describe_capture_limited,
                          ON_AFTER,
                          OFF_AFTER},
  [HC_NOT_FINITE]      = {NULL, describe_not_finite, 0.0, GONE_AFTER},
};

const HcFindingRule*
hc_finding_rule(const HcFindingId finding)
{
  return &rules[finding];
}
