// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "stream/collector.h"
#include "recording/recording.h"
#include "stream/process.h"
#include "stream/process_setup.h"
#include "model/model.h"
#include "report/json.h"
#include "report/take.h"

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>

#include <check.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The same recording gives the same JSON, byte by byte, however it is cut

#define RATE 48000
#define FRAMES (6 * RATE)

typedef struct {
  float hot[FRAMES];
  float cold[FRAMES];
} Recording;

// Hum, USB noise, clipping and a NaN every 1.5 s, so that all is exercised
static Recording*
record(void)
{
  Recording* const recording = (Recording*)malloc(sizeof(Recording));
  HcModelSettings  line      = hc_model_defaults();
  line.programme.kind        = HC_PROGRAMME_PAUSES;
  line.ground.mains          = -50.0;
  line.ground.usb_1k         = -60.0;
  line.clip[HC_HOT]          = -18.0;
  line.not_finite_every      = 1.5;
  HcModel* const model       = hc_model_new(&line, RATE);
  ck_assert_ptr_nonnull(recording);
  ck_assert_ptr_nonnull(model);
  hc_model_process(model, NULL, recording->hot, recording->cold, FRAMES);
  hc_model_free(model);
  return recording;
}

// Frames of the next piece: `piece`, or anything up to 8192 if that is 0
static size_t
next_piece(const size_t piece, uint64_t* const state)
{
  return piece ? piece : 1U + draw(state) % 8192U;
}

static char*
json_of(const HcCollector* const collector)
{
  static const size_t size = 1U << 18U;
  char* const         text = (char*)calloc(1, size);
  HcTakeLine* const   line = (HcTakeLine*)calloc(1, sizeof(HcTakeLine));
  FILE* const         file = tmpfile();
  ck_assert(text && line && file);
  strcpy(line->name, "main");
  line->dbu_at_full_scale = (double)NAN;
  hc_collector_read(collector, 0, &line->analysis);
  memcpy(line->readings, line->analysis.readings, sizeof(line->readings));
  hc_window_readings(hc_collector_window(collector, 0), line->readings);
  const HcTake take = {.version     = "0",
                       .sample_rate = RATE,
                       .seconds     = line->analysis.seconds,
                       .n_lines     = 1,
                       .lines       = line,
                       .pass        = true};
  ck_assert_int_eq(hc_json_write(&take, file, NULL), HC_SUCCESS);
  rewind(file);
  ck_assert_uint_gt(fread(text, 1, size - 1U, file), 1000);
  fclose(file);
  free(line);
  return text;
}

static char*
analyze(const Recording* const recording, const size_t piece)
{
  const bool              no_reference = false;
  const HcProcessSettings options      = {1, &no_reference, RATE, 16384};
  HcAnalyzerSettings      settings     = hc_analyzer_defaults();
  uint64_t                state        = 1;
  settings.average                     = 0.0;
  HcProcess* const   process           = hc_process_new(&options);
  HcCollector* const collector         = hc_collector_new(process, &settings);
  ck_assert(process && collector);
  for (size_t done = 0; done < FRAMES;) {
    const size_t wanted = next_piece(piece, &state);
    const size_t n      = wanted < FRAMES - done ? wanted : FRAMES - done;
    hc_offline_feed(
      process, recording->hot + done, recording->cold + done, NULL, n);
    hc_collector_drain(collector, UINT64_MAX);
    done += n;
  }
  hc_process_flush(process);
  hc_collector_drain(collector, UINT64_MAX);
  char* const text = json_of(collector);
  hc_collector_free(collector);
  hc_process_free(process);
  return text;
}

START_TEST(json_does_not_depend_on_blocks)
{
  static const size_t pieces[] = {
    0, 1, 3, 16, 63, 64, 65, 128, 441, 1000, 1024, 4095, 8192};
  Recording* const recording = record();
  char* const      first     = analyze(recording, 4096);
  ck_assert_ptr_nonnull(strstr(first, "\"balance\""));
  ck_assert_ptr_nonnull(strstr(first, "not-finite"));
  for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); ++i) {
    char* const again = analyze(recording, pieces[i]);
    ck_assert_msg(
      !strcmp(first, again), "pieces of %zu frames differ", pieces[i]);
    free(again);
  }
  free(first);
  free(recording);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("blocks");
  TCase* const tcase = tcase_create("blocks");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, json_does_not_depend_on_blocks);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
