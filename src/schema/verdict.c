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
     "Rejects noise like a balanced line, at 6 dB lower level; not a fault."},
  [HC_SINGLE_ENDED] =
    {"single-ended",
     "TS plug or unbalanced output: about 6 dB less level, no rejection. Use a "
     "TRS or XLR cable and a balanced output or DI box, or keep it under 15 "
     "ft."},
  [HC_COLD_OPEN]   = {"cold-open",
                      "Broken or unconnected ring / pin 3: check the cold "
                        "conductor and its plugs."},
  [HC_HOT_MISSING] = {"hot-missing",
                      "Broken or unconnected tip / pin 2: check the hot "
                      "conductor and its plugs."},
  [HC_STEREO] =
    {"stereo",
     "Left and right on one jack: a balanced input would cancel what is common "
     "(thin, hollow, vocals and bass gone). Use a Y cable to two inputs."},
  [HC_DUAL_MONO] =
    {"dual-mono",
     "Same polarity on both legs: a balanced input hears almost nothing. Use "
     "one leg only, or a Y cable to two inputs."},
  [HC_REVERSED] = {"reversed",
                   "Hot and cold swapped: polarity is inverted. Exchange pins "
                   "2 and 3, or tip and ring, at one end."},
};

static const Entry findings[HC_N_FINDINGS] = {
  [HC_HUM_ON_COMMON] = {"hum-on-common",
                        "The line rejects it; look at grounds: one power strip "
                        "for both devices, cables away from power bricks."},
  [HC_HUM_ON_DIFF] =
    {"hum-on-diff",
     "A receiver will hear it: ground loop or unbalanced leg. Use one power "
     "strip or isolate; never cut mains earth."},
  [HC_USB_ON_COMMON] = {"usb-on-common",
                        "Computer noise that the line rejects; another USB "
                        "port, a ferrite or an isolator lowers it."},
  [HC_USB_ON_DIFF]   = {"usb-on-diff",
                        "A receiver will hear computer noise: isolate, ferrite, "
                          "another cable or port, a balanced output."},
  [HC_CLIPPING_HOT] =
    {"clipping-hot",
     "Too loud for the hot input: lower the level, switch from mic to line, or "
     "use a pad."},
  [HC_CLIPPING_COLD] =
    {"clipping-cold",
     "Too loud for the cold input: lower the level, switch from mic to line, "
     "or use a pad."},
  [HC_LEG_DELAY_FOUND] =
    {"leg-delay",
     "One leg is late: take both legs into inputs of one device, with cables "
     "of equal length."},
  [HC_WORSE_AT_HIGH_FREQUENCIES] =
    {"worse-at-high-frequencies",
     "Capacitance or unequal cables: use shorter cable of low capacitance, "
     "both legs of one type and length."},
  [HC_WORSE_AT_LOW_FREQUENCIES] =
    {"worse-at-low-frequencies",
     "Coupling capacitors differ: check those of the output, then those of "
     "the inputs."},
  [HC_LOW_LEVEL] = {"low-level",
                    "-10 dBV gear or a TS plug somewhere: match the +4 dBu / "
                    "-10 dBV switch, check the plugs."},
  [HC_UNCALIBRATED] =
    {"uncalibrated",
     "The residual of the capture pair is not known; intervals hold the "
     "tolerance of an ordinary one."},
  [HC_CAPTURE_LIMITED] =
    {"capture-limited",
     "The line is at least as good as can be seen: calibrate the capture pair, "
     "or use a better one."},
  [HC_NOT_FINITE] = {"not-finite",
                     "A program sends NaN or infinity: find it in the graph "
                     "before it reaches a loudspeaker."},
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
