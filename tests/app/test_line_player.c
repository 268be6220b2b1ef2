// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "app/line_player.h"

#include <check.h>

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_FRAMES 9000U

static HcModelSettings
quiet_line(void)
{
  HcModelSettings settings = hc_model_defaults();
  settings.programme.kind  = HC_PROGRAMME_SINE;
  return settings;
}

START_TEST(without_a_model_there_is_silence)
{
  HcLinePlayer player;
  float        hot[64];
  float        cold[64];
  memset(&player, 0, sizeof(player));
  memset(hot, 1, sizeof(hot));
  memset(cold, 1, sizeof(cold));
  hc_line_player_run(&player, hot, hot, cold, 64);
  for (int n = 0; n < 64; ++n) {
    ck_assert(hot[n] == 0.0F && cold[n] == 0.0F);
  }
  ck_assert(atomic_load(&player.frames) == 0U);
  hc_line_player_finish(&player);
}
END_TEST

START_TEST(any_number_of_frames_is_played)
{
  static const uint32_t sizes[]  = {1, 16, 100, 4096, 4787};
  const HcModelSettings settings = quiet_line();
  float* const          want     = (float*)calloc(4U * N_FRAMES, sizeof(float));
  float* const          got      = want + (2U * N_FRAMES);
  HcModel* const        model    = hc_model_new(&settings, 48000.0);
  HcLinePlayer          player;
  uint32_t              n = 0;
  memset(&player, 0, sizeof(player));
  atomic_store(&player.rate, 48000U);
  ck_assert(!hc_line_player_update(&player, &settings, NULL));
  hc_model_process(model, NULL, want, want + N_FRAMES, N_FRAMES);
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); ++i) {
    hc_line_player_run(&player, NULL, got + n, got + N_FRAMES + n, sizes[i]);
    n += sizes[i];
  }
  ck_assert_uint_eq(n, N_FRAMES);
  ck_assert_mem_eq(got, want, 2U * N_FRAMES * sizeof(float));
  ck_assert(atomic_load(&player.frames) == N_FRAMES);
  hc_line_player_finish(&player);
  hc_model_free(model);
  free(want);
}
END_TEST

START_TEST(another_rate_is_silent_until_its_model_is_there)
{
  const HcModelSettings settings = quiet_line();
  HcLinePlayer          player;
  float                 hot[256];
  float                 cold[256];
  memset(&player, 0, sizeof(player));
  atomic_store(&player.rate, 48000U);
  ck_assert(!hc_line_player_update(&player, &settings, NULL));
  hc_line_player_run(&player, NULL, hot, cold, 256);
  ck_assert(hot[200] != 0.0F);

  atomic_store(&player.rate, 44100U);
  hc_line_player_run(&player, NULL, hot, cold, 256);
  ck_assert(hot[200] == 0.0F);
  ck_assert(!hc_line_player_update(&player, &settings, NULL));
  hc_line_player_run(&player, NULL, hot, cold, 256);
  ck_assert(hot[200] != 0.0F);
  hc_line_player_finish(&player);
}
END_TEST

static HcStatus
take_a_rate(void* const context)
{
  const HcModelSettings* const settings = (const HcModelSettings*)context;
  HcLinePlayer                 player;
  HcError                      error = {HC_SUCCESS, ""};
  memset(&player, 0, sizeof(player));
  atomic_store(&player.rate, 48000U);
  const HcStatus status = hc_line_player_update(&player, settings, &error);
  hc_line_player_finish(&player);
  return status == error.status ? status : HC_SYSTEM_FAILURE;
}

START_TEST(running_out_of_memory_is_told)
{
  HcModelSettings settings = quiet_line();
  failing_alloc_replay(take_a_rate, &settings);
}
END_TEST

typedef struct {
  HcLinePlayer player;
  atomic_bool  stop;
} Shared;

static void*
play(void* const data)
{
  Shared* const shared = (Shared*)data;
  float         hot[64];
  float         cold[64];
  while (!atomic_load(&shared->stop)) {
    hc_line_player_run(&shared->player, NULL, hot, cold, 64);
  }
  return NULL;
}

START_TEST(models_change_hands_while_they_play)
{
  const HcModelSettings settings = quiet_line();
  Shared                shared;
  pthread_t             thread;
  memset(&shared, 0, sizeof(shared));
  ck_assert(!pthread_create(&thread, NULL, play, &shared));
  for (unsigned i = 0; i < 50U; ++i) {
    const struct timespec nap    = {0, 200000L};
    const uint64_t        before = atomic_load(&shared.player.frames);
    atomic_store(&shared.player.rate, i % 2U ? 44100U : 48000U);

    // The newest model is played, however often they change
    while (atomic_load(&shared.player.frames) == before) {
      ck_assert(!hc_line_player_update(&shared.player, &settings, NULL));
      nanosleep(&nap, NULL);
    }
  }
  atomic_store(&shared.stop, true);
  pthread_join(thread, NULL);
  hc_line_player_finish(&shared.player);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("line player");
  TCase* const tcase = tcase_create("line player");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, without_a_model_there_is_silence);
  tcase_add_test(tcase, any_number_of_frames_is_played);
  tcase_add_test(tcase, another_rate_is_silent_until_its_model_is_there);
  tcase_add_test(tcase, running_out_of_memory_is_told);
  tcase_add_test(tcase, models_change_hands_while_they_play);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
