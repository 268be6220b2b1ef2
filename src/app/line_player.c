// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/line_player.h"

#include <stdlib.h>
#include <string.h>

static void
exchange_models(HcLinePlayer* const player)
{
  // Only the main thread changes `used` to empty, and only this thread fills
  // it: if it is empty now, it stays empty
  if (atomic_load_explicit(&player->used, memory_order_acquire)) {
    return;
  }
  HcLineModel* const next =
    atomic_exchange_explicit(&player->next, NULL, memory_order_acquire);
  if (next) {
    atomic_store_explicit(&player->used, player->current, memory_order_release);
    player->current = next;
  }
}

void
hc_line_player_run(HcLinePlayer* const player,
                   const float* const  programme,
                   float* const        hot,
                   float* const        cold,
                   const uint32_t      frames)
{
  exchange_models(player);
  const HcLineModel* const line = player->current;
  if (line && line->rate == atomic_load(&player->rate)) {
    hc_model_process(line->model,
                     atomic_load(&player->connected) ? programme : NULL,
                     hot,
                     cold,
                     frames);
    atomic_fetch_add(&player->frames, frames);
  } else {
    memset(hot, 0, frames * sizeof(float));
    memset(cold, 0, frames * sizeof(float));
  }
}

static void
line_model_free(HcLineModel* const line)
{
  if (line) {
    hc_model_free(line->model);
    free(line);
  }
}

static HcLineModel*
line_model_new(const HcModelSettings* const settings, const uint32_t rate)
{
  HcLineModel* const line = (HcLineModel*)calloc(1, sizeof(HcLineModel));
  if (line) {
    line->rate  = rate;
    line->model = hc_model_new(settings, (double)rate);
    if (!line->model) {
      free(line);
      return NULL;
    }
  }
  return line;
}

HcStatus
hc_line_player_update(HcLinePlayer* const          player,
                      const HcModelSettings* const settings,
                      HcError* const               error)
{
  line_model_free(atomic_exchange(&player->used, NULL));

  const uint32_t rate = atomic_load(&player->rate);
  if (!rate || rate == player->offered) {
    return HC_SUCCESS;
  }
  HcLineModel* const line = line_model_new(settings, rate);
  if (!line) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }
  player->offered = rate;
  line_model_free(atomic_exchange(&player->next, line));
  return HC_SUCCESS;
}

void
hc_line_player_finish(HcLinePlayer* const player)
{
  line_model_free(player->current);
  line_model_free(atomic_exchange(&player->next, NULL));
  line_model_free(atomic_exchange(&player->used, NULL));
  player->current = NULL;
  player->offered = 0;
}
