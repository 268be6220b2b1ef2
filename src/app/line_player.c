// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/line_player.h"

#include <stdlib.h>
#include <string.h>

static void
exchange_parts(HcLinePlayer* const player)
{
  // Only main empties `worn`, so that it stays empty once seen so
  if (atomic_load_explicit(&player->worn, memory_order_acquire)) {
    return;
  }
  HcLinePart* const fresh =
    atomic_exchange_explicit(&player->fresh, NULL, memory_order_acquire);
  if (fresh) {
    atomic_store_explicit(&player->worn, player->current, memory_order_release);
    player->current = fresh;
  }
}

void
hc_line_player_run(HcLinePlayer* const player,
                   const float* const  programme,
                   float* const        hot,
                   float* const        cold,
                   const uint32_t      frames)
{
  exchange_parts(player);
  const HcLinePart* const part = player->current;
  if (part && part->rate == atomic_load(&player->rate)) {
    hc_model_process(part->model,
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
part_free(HcLinePart* const part)
{
  if (part) {
    hc_model_free(part->model);
    free(part);
  }
}

static HcLinePart*
part_new(const HcModelSettings* const settings, const uint32_t rate)
{
  HcLinePart* const part = (HcLinePart*)calloc(1, sizeof(HcLinePart));
  if (part) {
    part->rate  = rate;
    part->model = hc_model_new(settings, (double)rate);
    if (!part->model) {
      free(part);
      return NULL;
    }
  }
  return part;
}

HcStatus
hc_line_player_tend(HcLinePlayer* const          player,
                    const HcModelSettings* const settings,
                    HcError* const               error)
{
  part_free(atomic_exchange(&player->worn, NULL));

  const uint32_t rate = atomic_load(&player->rate);
  if (!rate || rate == player->offered) {
    return HC_SUCCESS;
  }
  HcLinePart* const part = part_new(settings, rate);
  if (!part) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }
  player->offered = rate;
  part_free(atomic_exchange(&player->fresh, part));
  return HC_SUCCESS;
}

void
hc_line_player_finish(HcLinePlayer* const player)
{
  part_free(player->current);
  part_free(atomic_exchange(&player->fresh, NULL));
  part_free(atomic_exchange(&player->worn, NULL));
  player->current = NULL;
  player->offered = 0;
}
