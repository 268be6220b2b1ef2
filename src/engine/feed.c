// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/feed.h"

#include "jack/settings.h"
#include "stream/process.h"

#include <stdatomic.h>
#include <stddef.h>

void
hc_feed(void* const data, const HcJackCycle* const cycle)
{
  HcProcess* const process = (HcProcess*)data;
  if (cycle->is_first) {
    hc_process_resume(process);
  }
  atomic_store_explicit(
    &process->counters.rate, cycle->sample_rate, memory_order_relaxed);

  hc_process_begin(process, cycle->frame_time, cycle->n_frames);
  for (size_t i = 0; i < process->n_lines; ++i) {
    const float* const* const in  = cycle->inputs + (HC_N_LINE_INPUTS * i);
    float* const* const       out = cycle->outputs + (HC_N_LINE_OUTPUTS * i);
    const HcBuffers           buffers = {in[HC_HOT_INPUT],
                                         in[HC_COLD_INPUT],
                                         in[HC_REFERENCE_INPUT],
                                         out[HC_DIFF_OUTPUT],
                                         out[HC_COMMON_OUTPUT]};
    hc_process_line(process, i, &buffers, cycle->n_frames);
  }
  hc_process_end(process, cycle->n_frames);
}
