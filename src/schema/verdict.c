// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/verdict.h>

typedef struct {
  const char* name;
  const char* advice;
} Entry;

static const Entry verdicts[HC_N_VERDICTS] = {
  [HC_UNKNOWN]  = {"unknown", "Play something, or wait."},
  [HC_BALANCED] = {"balanced", "Truly balanced: nothing to do."},
  [HC_UNEQUAL]  = {"unequal",
                   "One leg is weak: load both legs alike (servo outputs "
                    "shift), then check cable and resistors."},
  [HC_IMPEDANCE_BALANCED] =
    {"impedance-balanced",
     "Rejects noise like a balanced line at 6 dB lower level; not a fault."},
  [HC_SINGLE_ENDED] =
    {"single-ended",
     "TS plug or unbalanced output: about 6 dB less level, no rejection. Use a "
     "TRS or XLR cable and a balanced output, or keep it under 15 ft."},
  [HC_COLD_OPEN]   = {"cold-open",
                      "Broken or unconnected ring / pin 3: check the cold "
                        "conductor and its plug."},
  [HC_HOT_MISSING] = {"hot-missing",
                      "Broken or unconnected tip / pin 2: check the hot "
                      "conductor and its plug."},
  [HC_STEREO]      = {"stereo",
                      "Left and right on one jack: a balanced input would cancel "
                           "what is common (thin, hollow). Use a Y cable to two inputs."},
  [HC_DUAL_MONO]   = {"dual-mono",
                      "Same polarity on both legs: a balanced input hears almost "
                        "nothing. Use one leg, or a Y cable to two inputs."},
  [HC_REVERSED]    = {"reversed", "Hot and cold are swapped: rewire one end."},
};

static const Entry findings[HC_N_FINDINGS] = {
  [HC_HUM_ON_COMMON] = {"hum-on-common",
                        "The line rejects it; look at grounds and supplies."},
  [HC_HUM_ON_DIFF]   = {"hum-on-diff",
                        "A receiver will hear it: ground loop or unbalanced "
                          "leg. Use one power strip, isolate; never cut mains "
                          "earth."},
  [HC_USB_ON_COMMON] = {"usb-on-common",
                        "Computer noise that the line rejects; a ferrite or "
                        "another USB cable lowers it."},
  [HC_USB_ON_DIFF] =
    {"usb-on-diff",
     "A receiver will hear computer noise: isolator, ferrite, or other cable."},
  [HC_CLIPPING_HOT]  = {"clipping-hot", "Lower the level into the hot input."},
  [HC_CLIPPING_COLD] = {"clipping-cold",
                        "Lower the level into the cold input."},
  [HC_LEG_DELAY_FOUND] =
    {"leg-delay",
     "One leg is late: use inputs of one device and legs of "
     "equal length."},
  [HC_WORSE_AT_HIGH_FREQUENCIES] =
    {"worse-at-high-frequencies",
     "Capacitance or unequal cables: use shorter or better matched cables."},
  [HC_WORSE_AT_LOW_FREQUENCIES] =
    {"worse-at-low-frequencies",
     "Coupling capacitors differ: check the output's or the input's."},
  [HC_LOW_LEVEL] = {"low-level",
                    "-10 dBV gear or a TS plug somewhere: match the level "
                    "switch, check plugs."},
  [HC_UNCALIBRATED] =
    {"uncalibrated",
     "Intervals hold the tolerance of an unknown capture pair: calibrate it."},
  [HC_CAPTURE_LIMITED] =
    {"capture-limited",
     "The line is as good as can be seen: calibrate or use a better capture."},
  [HC_NOT_FINITE] = {"not-finite",
                     "A program sent NaN or infinity; find it in the graph."},
};

const char*
hc_verdict_name(const HcVerdict verdict)
{
  return verdicts[verdict].name;
}

const char*
hc_verdict_advice(const HcVerdict verdict)
{
  return verdicts[verdict].advice;
}

const char*
hc_finding_name(const HcFindingId finding)
{
  return findings[finding].name;
}

const char*
hc_finding_advice(const HcFindingId finding)
{
  return findings[finding].advice;
}
