// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lines.h"
#include "take.h"

#include "model/level.h"

#include <string.h>

static void
balanced(HcModelSettings* const line)
{
  // Resistors of 0.1 %: 60 dB
  line->circuit.gain[HC_COLD] = hc_gain_from_db(0.0347);
}

static void
servo(HcModelSettings* const line)
{
  line->circuit.output        = HC_OUTPUT_SERVO;
  line->circuit.servo         = 0.95;
  line->circuit.gain[HC_COLD] = hc_gain_from_db(0.01);
}

static void
other_resistors(HcModelSettings* const line)
{
  // The programme arrives alike, the hum does not
  line->circuit.source_ohm[HC_COLD] = 147.0;
  line->circuit.gain[HC_COLD]       = hc_gain_from_db(0.0864);
}

static void
unequal(HcModelSettings* const line)
{
  line->circuit.gain[HC_COLD] = hc_gain_from_db(-1.5);
}

static void
servo_unequal_loads(HcModelSettings* const line)
{
  line->circuit.output            = HC_OUTPUT_SERVO;
  line->circuit.load_ohm[HC_COLD] = 2000.0;
}

static void
impedance_balanced(HcModelSettings* const line)
{
  line->circuit.output = HC_OUTPUT_IMPEDANCE_BALANCED;
}

static void
single_ended(HcModelSettings* const line)
{
  line->circuit.output             = HC_OUTPUT_SINGLE_ENDED;
  line->circuit.ts_plug            = true;
  line->circuit.source_ohm[HC_HOT] = 100.0;
}

static void
ts_plug(HcModelSettings* const line)
{
  line->circuit.ts_plug = true;
}

// 230 V nearby against full scale of 12 V, and a leg that nothing holds down
static void
hang_open(HcModelSettings* const line, const int leg)
{
  line->circuit.open[leg]           = true;
  line->circuit.load_ohm[HC_HOT]    = 100e3;
  line->circuit.load_ohm[HC_COLD]   = 100e3;
  line->circuit.field_farad[HC_HOT] = line->circuit.field_farad[HC_COLD] =
    10e-12;
  line->field        = line->ground;
  line->field.mains  = 20.0;
  line->ground.mains = -90.0;
}

static void
cold_open(HcModelSettings* const line)
{
  hang_open(line, HC_COLD);
}

// As much hum on cold as a good line has on both legs
static void
cold_open_in_little_hum(HcModelSettings* const line)
{
  hang_open(line, HC_COLD);
  line->field.mains = 10.8;
}

static void
hot_missing(HcModelSettings* const line)
{
  hang_open(line, HC_HOT);
}

static void
stereo(HcModelSettings* const line)
{
  line->circuit.content = HC_CONTENT_STEREO;
}

static void
dual_mono(HcModelSettings* const line)
{
  line->circuit.content       = HC_CONTENT_DUAL_MONO;
  line->circuit.gain[HC_COLD] = hc_gain_from_db(-0.1);
}

#define IS(verdict) (1U << HC_##verdict)

static const LineKind kinds[] = {
  {"balanced", IS(BALANCED), balanced},
  {"balanced (servo)", IS(BALANCED), servo},
  {"balanced (47, 147 ohm)", IS(BALANCED), other_resistors},
  {"unequal", IS(UNEQUAL), unequal},
  {"unequal (servo)", IS(UNEQUAL), servo_unequal_loads},
  {"impedance-balanced", IS(IMPEDANCE_BALANCED), impedance_balanced},
  {"single-ended", IS(SINGLE_ENDED), single_ended},
  {"single-ended (TS plug)", IS(SINGLE_ENDED), ts_plug},
  {"cold-open", IS(COLD_OPEN), cold_open},
  {"cold-open (little hum)", IS(COLD_OPEN), cold_open_in_little_hum},
  {"hot-missing", IS(HOT_MISSING), hot_missing},
  // Both sides may play the same
  {"stereo", IS(STEREO) | IS(DUAL_MONO), stereo},
  {"dual-mono", IS(DUAL_MONO), dual_mono},
};

size_t
lines_count(void)
{
  return sizeof(kinds) / sizeof(kinds[0]);
}

const LineKind*
lines_kind(const size_t i)
{
  return &kinds[i];
}

const LineKind*
lines_find(const char* const name)
{
  for (size_t i = 0; i < lines_count(); ++i) {
    if (!strcmp(kinds[i].name, name)) {
      return &kinds[i];
    }
  }
  return NULL;
}

HcModelSettings
lines_make(const LineKind* const kind, const uint64_t seed)
{
  HcModelSettings line = take_conditions(seed);
  kind->change(&line);
  return line;
}

bool
lines_are_hidden(const LineKind* const kind)
{
  return lines_is_right(kind, HC_IMPEDANCE_BALANCED) ||
         lines_is_right(kind, HC_COLD_OPEN);
}

bool
lines_is_right(const LineKind* const kind, const HcVerdict verdict)
{
  return kind->right & (1U << verdict);
}
