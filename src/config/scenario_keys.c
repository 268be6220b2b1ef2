// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/scenario_keys.h"

#include <string.h>

#define AT(field) offsetof(HcScenario, field)
#define IN_CIRCUIT(field) offsetof(HcScenario, model.circuit.field)
#define IN_PROGRAMME(field) offsetof(HcScenario, model.programme.field)

// The parts of a row that many rows share: type, per leg, range, scale, words
#define NUMBER(least, greatest, scale) \
  HC_KEY_NUMBER, false, least, greatest, scale, NULL
#define PER_LEG(least, greatest, scale) \
  HC_KEY_NUMBER, true, least, greatest, scale, NULL
#define WORD(type, words) type, false, 0, 0, 0, words
#define LEVEL HC_KEY_LEVEL, false, -199, 60, 1, NULL

// The keys of pick-up, which are the same for [ground] and [field]
#define PICKUP(name, field)                                             \
  {name, "mains-dbfs", LEVEL, AT(model.field.mains)},                   \
    {name, "mains-hz", NUMBER(10, 1000, 1), AT(model.field.mains_hz)},  \
    {name,                                                              \
     "harmonics",                                                       \
     HC_KEY_COUNT,                                                      \
     false,                                                             \
     1,                                                                 \
     40,                                                                \
     1,                                                                 \
     NULL,                                                              \
     AT(model.field.harmonics)},                                        \
    {name, "usb-1khz-dbfs", LEVEL, AT(model.field.usb_1k)},             \
    {name, "usb-8khz-dbfs", LEVEL, AT(model.field.usb_8k)},             \
    {name, "usb-ppm", NUMBER(-1000, 1000, 1), AT(model.field.usb_ppm)}, \
  {                                                                     \
    name, "noise-dbfs", LEVEL, AT(model.field.noise)                    \
  }

// clang-format off
static const HcScenarioKey keys[] = {
  {"scenario", "title", WORD(HC_KEY_TITLE, NULL), AT(title)},
  {"scenario", "expect-verdict", WORD(HC_KEY_VERDICT, NULL), AT(verdict)},
  {"scenario", "expect-verdict-with-reference", WORD(HC_KEY_VERDICT, NULL),
   AT(verdict_with_reference)},
  {"scenario", "expect-findings", WORD(HC_KEY_FINDINGS, NULL), AT(findings)},
  {"scenario", "expect-no-findings", WORD(HC_KEY_FINDINGS, NULL),
   AT(no_findings)},

  {"transmitter", "output",
   WORD(HC_KEY_CHOICE, "symmetric|impedance-balanced|single-ended|servo"),
   IN_CIRCUIT(output)},
  {"transmitter", "content", WORD(HC_KEY_CHOICE, "balanced|stereo|dual-mono"),
   IN_CIRCUIT(content)},
  {"transmitter", "source-ohm", PER_LEG(0.1, 1e6, 1), IN_CIRCUIT(source_ohm)},
  {"transmitter", "gain-db", HC_KEY_GAIN, true, -199, 40, 1, NULL,
   IN_CIRCUIT(gain)},
  {"transmitter", "coupling-uf", PER_LEG(0, 1e5, 1e-6),
   IN_CIRCUIT(coupling_farad)},
  {"transmitter", "servo", NUMBER(0, 0.999, 1), IN_CIRCUIT(servo)},

  {"cable", "plug", WORD(HC_KEY_FLAG, "trs|ts"), IN_CIRCUIT(ts_plug)},
  {"cable", "length-m", NUMBER(0.01, 1000, 1), AT(cable_m)},
  {"cable", "pf-per-m", PER_LEG(0, 1e4, 1), AT(cable_pf_per_m)},
  {"cable", "leg-to-leg-pf-per-m", NUMBER(0, 1e4, 1),
   AT(cable_mutual_pf_per_m)},
  {"cable", "ohm-per-m", NUMBER(0.001, 100, 1), AT(cable_ohm_per_m)},
  {"cable", "open", WORD(HC_KEY_OPEN, "none|hot|cold|both"), IN_CIRCUIT(open)},
  {"cable", "wiring", WORD(HC_KEY_FLAG, "straight|crossed"),
   IN_CIRCUIT(swapped)},

  PICKUP("ground", ground),
  PICKUP("field", field),
  {"field", "coupling-pf", PER_LEG(0, 1e5, 1e-12), IN_CIRCUIT(field_farad)},

  {"capture", "load-ohm", PER_LEG(10, 1e9, 1), IN_CIRCUIT(load_ohm)},
  {"capture", "load-pf", PER_LEG(0, 1e6, 1e-12), IN_CIRCUIT(load_farad)},
  {"capture", "gain-db", HC_KEY_GAIN, true, -199, 40, 1, NULL,
   IN_CIRCUIT(capture_gain)},
  {"capture", "delay-us", PER_LEG(0, 10000, 1e-6), IN_CIRCUIT(capture_delay)},
  {"capture", "highpass-hz", PER_LEG(0, 1000, 1), IN_CIRCUIT(capture_hz)},
  {"capture", "noise-dbfs", HC_KEY_LEVEL, true, -199, 0, 1, NULL,
   AT(model.noise)},
  {"capture", "clip-dbfs", HC_KEY_LEVEL, true, -60, 60, 1, NULL,
   AT(model.clip)},
  {"capture", "not-finite-every-s", NUMBER(0, 86400, 1),
   AT(model.not_finite_every)},

  {"programme", "kind",
   WORD(HC_KEY_CHOICE, "pink|white|sine|stereo|speech|pauses|silence"),
   IN_PROGRAMME(kind)},
  {"programme", "level-dbfs", LEVEL, IN_PROGRAMME(level)},
  {"programme", "peak-dbfs", HC_KEY_PEAK, false, -199, 60, 1, NULL,
   IN_PROGRAMME(level)},
  {"programme", "frequency-hz", NUMBER(1, 1e5, 1), IN_PROGRAMME(hz)},
  {"programme", "seed", HC_KEY_SEED, false, 0, 4294967295.0, 1, NULL,
   IN_PROGRAMME(seed)},
};
// clang-format on

size_t
hc_scenario_key_count(void)
{
  return sizeof(keys) / sizeof(keys[0]);
}

const HcScenarioKey*
hc_scenario_key(const size_t index)
{
  return &keys[index];
}

/// Write the leg of a leading "hot-" or "cold-" to `leg`, and return the rest
/// of the key
static const char*
leg_of_key(const char* const key, int* const leg)
{
  static const char* const prefixes[HC_N_LEGS] = {"hot-", "cold-"};
  for (int i = 0; i < HC_N_LEGS; ++i) {
    const size_t length = strlen(prefixes[i]);
    if (!strncmp(key, prefixes[i], length)) {
      *leg = i;
      return key + length;
    }
  }
  *leg = HC_N_LEGS;
  return key;
}

const HcScenarioKey*
hc_scenario_find_key(const char* const section,
                     const char* const key,
                     int* const        leg)
{
  const char* const name = leg_of_key(key, leg);
  for (size_t i = 0; i < hc_scenario_key_count(); ++i) {
    if (!strcmp(keys[i].section, section) && !strcmp(keys[i].key, name) &&
        (*leg == HC_N_LEGS || keys[i].per_leg)) {
      return &keys[i];
    }
  }
  return NULL;
}
