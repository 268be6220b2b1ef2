// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/judge.h"

#include "verdict/findings.h"
#include "verdict/kinds.h"
#include "verdict/line_probabilities.h"
#include "verdict/rules.h"
#include "verdict/sentences.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

// Seconds of programme. The first verdict waits for two looks that agree, but
// no longer than it may.
#define FIRST_AFTER 0.35
#define FIRST_AT_LATEST 0.6
// What is hardly more probable than all else is no first verdict before this;
// stereo, which soft speech in noise looks like, is harder to leave again
#define FIRST_FROM 0.7
#define FIRST_STEREO_FROM 0.9
#define WEAK_AFTER 3.0
#define FIRM_AFTER 1.5

// Longer than the span of the recent evidence: what is half old and half new
// looks like something third, and must not last
#define CHANGE_AFTER 1.25
// Music may be mono, or lean on one side, for a while
#define CHANGE_FROM_STEREO_AFTER 5.0
// Against what is held, if several others take turns: so much more
#define SEVERAL_MORE 1.75
// Evidence that leans only slightly counts this much
#define LEANING 0.125
#define CONVINCED_FROM 0.8
#define LEANING_FROM 0.5

// dB by which a leg that was silent must come up to count as live
#define RISE_FROM_QUIET 6.0
#define QUIET_SECONDS 5.0
// dB below the loudest programme from which stereo is not judged anew, and from
// which it may be noise on both legs that sounds so; a first verdict that sound
// dies away under would stay
#define FAINT 30.0
#define NOISY 20.0
#define DYING 10.0
// dB between a comb and what was heard that may be all of it
#define LINES_EXPLAIN 3.0
#define SINKING 0.2 // dB per second

void
hc_judge_init(HcJudge* const judge, const bool take)
{
  memset(judge, 0, sizeof(*judge));
  judge->take             = take;
  judge->quiet            = (double)NAN;
  judge->confirmed_level  = (double)NAN;
  judge->loudest          = HC_SILENCE_DB;
  judge->loudest_diff     = HC_SILENCE_DB;
  judge->judgement.advice = hc_verdict_advice(HC_UNKNOWN);
}

/// Level of what `verdict` takes for pick-up: it must not rise, else it was
/// programme after all
static double
quiet_of(const HcVerdict verdict, const HcEvidence* const evidence)
{
  return hc_kind_is_line(verdict)         ? evidence->residual
         : hc_kind_has_dead_cold(verdict) ? evidence->cold
         : verdict == HC_HOT_MISSING      ? evidence->hot
                                          : (double)NAN;
}

/// Loudest level so far, sinking, so that a new programme may be softer
static double
follow_peak(const double peak, const double level, const double seconds)
{
  const double sunk = fmax(peak - (SINKING * seconds), HC_SILENCE_DB);
  return isfinite(level) ? fmax(sunk, fmin(level, HC_UNBOUNDED_DB)) : sunk;
}

/// What `opinion` speaks for, in the light of what is held
static HcVerdict
heard(const HcJudge* const    judge,
      const HcOpinion* const  opinion,
      const HcEvidence* const evidence)
{
  const HcVerdict verdict = opinion->verdict;
  const HcVerdict held    = judge->held;

  // Without pick-up nothing is said against what pick-up once told, unless it
  // has left a leg
  if (verdict == HC_SINGLE_ENDED && !opinion->is_judged &&
      !evidence->pickup.has_left && hc_kind_has_dead_cold(held)) {
    return held;
  }
  // Pick-up that the programme no longer covers is not a second programme
  if (hc_kind_is_two(verdict) &&
      quiet_of(held, evidence) < judge->quiet + RISE_FROM_QUIET) {
    return HC_UNKNOWN;
  }
  const double below    = judge->loudest - evidence->louder;
  const double noisy    = held == HC_UNKNOWN ? DYING : NOISY;
  const bool   is_faint = (below > FAINT && held == HC_STEREO) ||
                        (below > noisy && verdict == HC_STEREO);
  return is_faint ? HC_UNKNOWN : verdict;
}

/// Seconds of evidence that a change needs. Stereo that was heard before hum
/// was known may have been hum on one leg.
static double
needed(const HcJudge* const judge)
{
  return judge->held == HC_STEREO && !judge->lines_new
           ? CHANGE_FROM_STEREO_AFTER
           : CHANGE_AFTER;
}

static bool
is_time(const HcJudge* const judge)
{
  return judge->held == HC_UNKNOWN
           ? judge->challenged >= FIRST_AFTER ||
               (judge->challenged > 0.0 && judge->programme >= FIRST_AT_LATEST)
           : judge->challenged >= needed(judge) ||
               judge->against >= needed(judge) + SEVERAL_MORE;
}

/// Seconds that evidence of probability `p` is worth
static double
worth(const HcJudge* const judge, const double p, const double seconds)
{
  const bool   is_first = judge->held == HC_UNKNOWN;
  const double least =
    judge->challenger == HC_STEREO ? FIRST_STEREO_FROM : FIRST_FROM;
  const bool is_weak = p < least && judge->programme < WEAK_AFTER;
  return is_first              ? (is_weak ? 0.0 : seconds)
         : p >= CONVINCED_FROM ? seconds
         : p > LEANING_FROM    ? LEANING * seconds
                               : 0.0;
}

static void
adopt(HcJudge* const judge)
{
  const bool again = judge->former == judge->challenger;
  if (judge->held != HC_UNKNOWN && judge->confirmed >= FIRM_AFTER &&
      (again || judge->confirmed >= judge->lasted)) {
    judge->former = judge->held;
    judge->lasted = judge->confirmed;
  }
  // What had to be waited for was weighed all the while
  judge->confirmed =
    judge->held == HC_UNKNOWN ? judge->programme : judge->challenged;
  judge->held       = judge->challenger;
  judge->challenged = 0.0;
  judge->against    = 0.0;
  judge->quiet      = (double)NAN;
}

static void
follow_quiet(HcJudge* const judge, const double level, const double seconds)
{
  const double share = fmin(seconds / QUIET_SECONDS, 1.0);
  if (!isfinite(judge->quiet)) {
    judge->quiet = isfinite(level) ? level : judge->quiet;
  } else if (isfinite(level)) {
    judge->quiet += share * (level - judge->quiet);
  }
}

/// `verdict` is what the evidence speaks for with probability `p`
static void
contest(HcJudge* const  judge,
        const HcVerdict verdict,
        const double    p,
        const double    seconds)
{
  if (verdict == judge->held) {
    judge->challenged = 0.0;
    judge->against    = 0.0;
    judge->confirmed += seconds;
    return;
  }
  if (verdict != judge->challenger) {
    judge->challenger = verdict;
    judge->challenged = 0.0;
  }
  const double more = worth(judge, p, seconds);
  judge->challenged += more;
  judge->against += more;
  if (is_time(judge)) {
    adopt(judge);
  }
}

/// How firmly a verdict of probability `p` stands after so much programme
static double
confidence_of(const HcJudge* const judge, const double p)
{
  const double settled = fmin(judge->confirmed / FIRM_AFTER, 1.0);
  return fmin(fmax(p, 0.0), 1.0) * (0.5 + (0.5 * settled));
}

/// Level of mains lines (0) or USB lines (1) as far as known, in dBFS; NAN
static double
comb_level(const HcEvidence* const evidence, const int comb)
{
  const HcReading* const common =
    comb ? &evidence->usb_common : &evidence->hum_common;
  const HcReading* const diff =
    comb ? &evidence->usb_diff : &evidence->hum_diff;
  return fmax(hc_evidence_known(common) ? common->value : (double)NAN,
              hc_evidence_known(diff) ? diff->value : (double)NAN);
}

/// Combs that are known, bits 1 << comb
static unsigned
combs_known(const HcEvidence* const evidence)
{
  return (isnan(comb_level(evidence, 0)) ? 0U : 1U) |
         (isnan(comb_level(evidence, 1)) ? 0U : 2U);
}

/// Combs that were not known yet when `held` was confirmed
static unsigned
combs_new(const HcJudge* const judge, const HcEvidence* const evidence)
{
  return isfinite(judge->confirmed_level)
           ? combs_known(evidence) & ~judge->combs
           : 0U;
}

/// Does one of these explain what `held` rested on?
static bool
is_explained(const HcJudge* const judge, const HcEvidence* const evidence)
{
  const unsigned combs = combs_new(judge, evidence);
  for (int comb = 0; comb < 2; ++comb) {
    if (combs >> comb & 1U && fabs(comb_level(evidence, comb) -
                                   judge->confirmed_level) <= LINES_EXPLAIN) {
      return true;
    }
  }
  return false;
}

/// It takes longer to know hum from music than a first verdict may wait. If
/// nothing but hum was heard so far, nothing was.
static void
take_back(HcJudge* const judge, const HcEvidence* const evidence)
{
  if (!evidence->programme && is_explained(judge, evidence)) {
    const bool take = judge->take;
    hc_judge_init(judge, take);
  }
}

/// Keep the loudest that `held` rested on: in a pause hum alone may speak for
/// it. For a second after a comb was found, what it explains is heard still.
static void
follow_confirmed_level(HcJudge* const          judge,
                       const HcEvidence* const evidence,
                       const double            seconds)
{
  const double   heard_at = evidence->louder;
  const unsigned combs    = combs_known(evidence);
  judge->combs_asked =
    combs == judge->combs ? 0.0 : judge->combs_asked + seconds;
  if (combs == judge->combs) {
    judge->confirmed_level = fmax(judge->confirmed_level, heard_at);
  } else if (judge->combs_asked >= CHANGE_AFTER) {
    judge->confirmed_level = heard_at;
    judge->combs           = combs;
  }
}

/// The readings of a take are of all of it, whatever was held before
static void
tell_former(HcJudge* const judge)
{
  HcJudgement* const judgement = &judge->judgement;
  if (judge->take && judge->former != HC_UNKNOWN &&
      judgement->n_reasons < HC_MAX_REASONS) {
    hc_sentence(judgement->reasons[judgement->n_reasons++],
                "before it was %s for %.1f s; readings are of the whole take",
                hc_verdict_name(judge->former),
                judge->lasted);
  }
}

/// Tell what is held from evidence that speaks for it
static void
tell(HcJudge* const          judge,
     const HcOpinion* const  opinion,
     const HcEvidence* const evidence,
     const double            seconds)
{
  const HcVerdict held    = judge->held;
  const bool      is_kept = opinion->verdict != held;
  if (!is_kept) {
    judge->judgement.verdict = held;
    judge->judgement.advice  = hc_verdict_advice(held);
    judge->firm              = confidence_of(judge, opinion->p[held]);
    hc_sentences_reasons(&judge->judgement, held, evidence);
    tell_former(judge);
  }
  judge->judgement.confidence = judge->firm;
  follow_confirmed_level(judge, evidence, seconds);
  follow_quiet(judge, quiet_of(held, evidence), seconds);
}

/// The nearer a challenger, the less is left of the confidence
static void
doubt(HcJudge* const judge)
{
  judge->judgement.confidence =
    judge->firm * fmax(1.0 - (judge->challenged / needed(judge)), 0.0);
}

/// How probable it is that the line is of this kind. Whether two legs play the
/// same is a question of the music, unless noise may be what differs.
static double
certainty(const HcOpinion* const opinion, const HcEvidence* const evidence)
{
  const bool is_music = hc_evidence_legs(evidence)->coherence >= HC_COHERENT;
  return hc_kind_is_two(opinion->verdict) && is_music
           ? opinion->p[HC_STEREO] + opinion->p[HC_DUAL_MONO]
           : opinion->p[opinion->verdict];
}

static void
hear(HcJudge* const          judge,
     const HcEvidence* const evidence,
     const double            seconds)
{
  HcOpinion opinion;
  hc_rules_weigh(evidence, &opinion);
  const HcVerdict verdict = heard(judge, &opinion, evidence);
  judge->programme += evidence->programme ? seconds : 0.0;
  if (verdict == HC_UNKNOWN) {
    judge->judgement.age += judge->held == HC_UNKNOWN ? 0.0 : seconds;
    return;
  }
  judge->judgement.age = 0.0;
  contest(judge, verdict, certainty(&opinion, evidence), seconds);
  if (verdict == judge->held) {
    tell(judge, &opinion, evidence, seconds);
  } else {
    doubt(judge);
  }
}

void
hc_judge_update(HcJudge* const          judge,
                const HcEvidence* const evidence,
                const double            seconds,
                HcJudgement* const      out)
{
  // Not finite or backwards is no time at all; a day is as good as forever
  const double    elapsed = seconds > 0.0 ? fmin(seconds, 86400.0) : 0.0;
  const HcVerdict before  = judge->judgement.verdict;
  judge->loudest = follow_peak(judge->loudest, evidence->louder, elapsed);
  judge->loudest_diff =
    follow_peak(judge->loudest_diff, evidence->diff, elapsed);

  judge->lines_new = combs_new(judge, evidence);
  take_back(judge, evidence);
  hear(judge, evidence, elapsed);
  if (judge->held == HC_UNKNOWN) {
    hc_sentences_reasons(&judge->judgement, HC_UNKNOWN, evidence);
  }
  hc_findings_update(judge, evidence, elapsed);
  judge->before = before;
  *out          = judge->judgement;
}
