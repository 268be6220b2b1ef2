// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/json.h"

#include "text/utf8.h"

#include <hotcold/verdict.h>

#include <jansson.h>

#include <errno.h>
#include <math.h>
#include <string.h>

// Enough digits for every unit here, but too few to show the last bits, which
// may differ between machines
#define DIGITS 10
#define LARGEST 1e300

// jansson accepts NULL as a value and then returns -1. So one check at the end
// of an object or array is enough: it becomes NULL if any of its values failed.

typedef struct {
  json_t* json; // Object or array
  bool    failed;
} Builder;

static Builder
builder(json_t* const json)
{
  const Builder b = {json, !json};
  return b;
}

static json_t*
built(Builder* const b)
{
  if (b->failed) {
    json_decref(b->json);
    b->json = NULL;
  }
  return b->json;
}

static void
put(Builder* const b, const char* const key, json_t* const value)
{
  b->failed = json_object_set_new(b->json, key, value) || b->failed;
}

static void
append(Builder* const b, json_t* const value)
{
  b->failed = json_array_append_new(b->json, value) || b->failed;
}

static json_t*
text_json(const char* const text)
{
  char clean[HC_SENTENCE_SIZE] = "";
  hc_utf8_clean(text, clean, sizeof(clean));
  return json_string(clean);
}

// Greater numbers, rounded to these digits, could overflow in the program that
// reads them. Adding zero turns -0.0 into 0.0.
static json_t*
number_json(const double value, const double fallback)
{
  const double finite = isfinite(value) ? value : fallback;
  return json_real(fmax(-LARGEST, fmin(finite, LARGEST)) + 0.0);
}

static json_t*
reading_json(const HcReadingId id, const HcReading* const given)
{
  const bool finite =
    isfinite(given->value) && isfinite(given->low) && isfinite(given->high);
  const HcReading r = finite ? *given : hc_reading_invalid(id);

  Builder b = builder(json_object());
  put(&b, "value", number_json(r.value, 0.0));
  put(&b, "unit", json_string(hc_reading_info(id)->unit));
  put(&b, "valid", json_boolean(r.valid));
  put(&b, "low", number_json(r.low, 0.0));
  put(&b, "high", number_json(r.high, 0.0));
  put(&b, "at_least", json_boolean(r.at_least));
  return built(&b);
}

static json_t*
readings_json(const HcReading* const readings)
{
  Builder b = builder(json_object());
  for (int i = 0; i < HC_N_READINGS; ++i) {
    const HcReadingId id = (HcReadingId)i;
    put(&b, hc_reading_info(id)->name, reading_json(id, &readings[i]));
  }
  return built(&b);
}

static json_t*
band_json(const HcBand* const band)
{
  Builder b = builder(json_object());
  put(&b, "hz", number_json(band->hz, 0.0));
  put(&b, "balance", number_json(band->balance, 0.0));
  put(&b, "low", number_json(band->low, 0.0));
  put(&b, "high", number_json(band->high, HC_UNBOUNDED_DB));
  put(&b, "at_least", json_boolean(band->at_least));
  put(&b, "coherence", number_json(band->coherence, 0.0));
  return built(&b);
}

static json_t*
bands_json(const HcBand* const bands)
{
  Builder b = builder(json_array());
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    if (bands[i].valid && isfinite(bands[i].balance)) {
      append(&b, band_json(&bands[i]));
    }
  }
  return built(&b);
}

static json_t*
mains_json(const HcAnalysis* const analysis)
{
  Builder b = builder(json_array());
  for (size_t i = 0; i < analysis->n_mains; ++i) {
    const HcMainsLine* const mains = &analysis->mains[i];

    Builder line = builder(json_object());
    put(&line, "hz", number_json(mains->hz, 0.0));
    put(&line, "common", number_json(mains->common, HC_SILENCE_DB));
    put(&line, "diff", number_json(mains->diff, HC_SILENCE_DB));
    append(&b, built(&line));
  }
  return built(&b);
}

static json_t*
reasons_json(const HcJudgement* const judgement)
{
  Builder b = builder(json_array());
  for (size_t i = 0; i < judgement->n_reasons; ++i) {
    append(&b, text_json(judgement->reasons[i]));
  }
  return built(&b);
}

static json_t*
findings_json(const HcJudgement* const judgement)
{
  Builder b = builder(json_array());
  for (int i = 0; i < HC_N_FINDINGS; ++i) {
    if (judgement->findings & (1U << (unsigned)i)) {
      append(&b, json_string(hc_finding_name((HcFindingId)i)));
    }
  }
  return built(&b);
}

static json_t*
limits_json(const HcTakeLine* const line)
{
  Builder b = builder(json_array());
  for (size_t i = 0; i < line->n_limits; ++i) {
    const HcLimitResult* const result = &line->limits[i];
    const HcReadingInfo* const info   = hc_reading_info(result->limit.reading);

    Builder limit = builder(json_object());
    put(&limit, "reading", json_string(info->name));
    put(&limit,
        result->limit.is_max ? "max" : "min",
        number_json(result->limit.value, 0.0));
    put(&limit, "value", number_json(result->value, info->silence));
    put(&limit, "pass", json_boolean(result->pass));
    append(&b, built(&limit));
  }
  return built(&b);
}

static json_t*
line_json(const HcTakeLine* const line)
{
  const HcJudgement* const judgement = &line->analysis.judgement;

  const char* const advice = judgement->advice
                               ? judgement->advice
                               : hc_verdict_advice(judgement->verdict);

  Builder b = builder(json_object());
  put(&b, "name", text_json(line->name));
  put(&b, "state", json_string(hc_line_state_name(line->state)));
  put(&b, "verdict", json_string(hc_verdict_name(judgement->verdict)));
  put(&b, "confidence", number_json(judgement->confidence, 0.0));
  put(&b, "reasons", reasons_json(judgement));
  put(&b, "advice", json_string(advice));
  put(&b, "findings", findings_json(judgement));
  put(&b, "readings", readings_json(line->readings));
  put(&b, "bands", bands_json(line->analysis.bands));
  put(&b, "mains", mains_json(&line->analysis));
  put(&b, "limits", limits_json(line));
  return built(&b);
}

static json_t*
take_json(const HcTake* const take)
{
  Builder lines = builder(json_array());
  for (size_t i = 0; i < take->n_lines; ++i) {
    append(&lines, line_json(&take->lines[i]));
  }

  Builder b = builder(json_object());
  put(&b, "schema", json_string("hotcold/1"));
  put(&b, "version", text_json(take->version));
  put(&b, "sample_rate", json_integer(take->sample_rate));
  put(&b, "seconds", number_json(take->seconds, 0.0));
  put(&b, "lines", built(&lines));
  put(&b, "pass", json_boolean(take->pass));
  return built(&b);
}

static HcStatus
no_memory(HcError* const error)
{
  return hc_error(error, HC_NO_MEMORY, "out of memory for the JSON result");
}

HcStatus
hc_json_write(const HcTake* const take, FILE* const out, HcError* const error)
{
  json_t* const json = take_json(take);
  if (!json) {
    return no_memory(error);
  }

  errno              = 0;
  const bool written = !json_dumpf(json, out, JSON_REAL_PRECISION(DIGITS)) &&
                       fputc('\n', out) != EOF && !fflush(out);
  json_decref(json);
  if (!written && errno == ENOMEM) {
    return no_memory(error);
  }
  return written ? HC_SUCCESS
                 : hc_error(error,
                            HC_SYSTEM_FAILURE,
                            "cannot write the JSON result: %s",
                            errno ? strerror(errno) : "output failed");
}
