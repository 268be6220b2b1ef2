// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub/rig.h"

#include <check.h>

Rig
rig_open(const size_t n_lines, const double silence)
{
  Rig rig    = {.fake = fake_source_new(n_lines), .now = 5 * SECOND};
  rig.hub    = hc_hub_new(&rig.fake->source, silence, rig.now);
  rig.reader = hc_hub_reader_new(rig.hub, NULL);
  ck_assert_ptr_nonnull(rig.reader);
  return rig;
}

void
rig_close(Rig* const rig)
{
  hc_hub_reader_free(rig->reader);
  hc_hub_free(rig->hub);
  fake_source_free(rig->fake);
}

void
rig_wait(Rig* const rig, const int64_t time)
{
  const int64_t end = rig->now + time;
  for (; rig->now < end; rig->now += 10000) {
    hc_hub_poll(rig->hub, rig->now);
  }
}

void
rig_play(Rig* const rig, const int64_t time, const double level)
{
  for (int64_t played = 0; played < time; played += 10000) {
    fake_source_play(rig->fake, 480, level, -level);
    rig_wait(rig, 10000);
  }
}
