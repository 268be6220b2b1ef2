// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/verdict.h>

typedef struct {
  const char* name;
  const char* advice;
} Entry;

static const Entry verdicts[HC_N_VERDICTS] = {
  [HC_UNKNOWN] =
    {"unknown",
     "Not enough programme: play music or noise through this line, or wait."},
  [HC_BALANCED] = {"balanced", "Truly balanced."},
  [HC_UNEQUAL] =
    {"unequal",
     "One leg is weaker than the other: load both legs alike (the level of a "
     "servo output depends on it), then check the cable and the resistors."},
  [HC_IMPEDANCE_BALANCED] =
    {"impedance-balanced",
     "Rejects noise like a balanced line, but its level is 6 dB lower. This is "
     "not a fault."},
  [HC_SINGLE_ENDED] =
    {"single-ended",
     "TS plug or unbalanced output: the level is about 6 dB lower and noise is "
     "not rejected. Use a TRS or XLR cable and a balanced output or DI box, or "
     "a cable shorter than 5 m (15 ft)."},
  [HC_COLD_OPEN]   = {"cold-open",
                      "Broken or unconnected ring / pin 3: check the cold "
                        "conductor and its plugs."},
  [HC_HOT_MISSING] = {"hot-missing",
                      "Broken or unconnected tip / pin 2: check the hot "
                      "conductor and its plugs."},
  [HC_STEREO] =
    {"stereo",
     "Left and right on one jack: a balanced input cancels what both sides "
     "have "
     "in common (it sounds thin and hollow, without vocals and bass). Use a Y "
     "cable to two inputs."},
  [HC_DUAL_MONO] =
    {"dual-mono",
     "Both legs have the same polarity: a balanced input hears almost nothing. "
     "Use one leg only, or a Y cable to two inputs."},
  [HC_REVERSED] = {"reversed",
                   "Hot and cold are swapped: the polarity is inverted. "
                   "Exchange pins 2 and 3, or tip and ring, at one end."},
};

static const Entry findings[HC_N_FINDINGS] = {
  [HC_HUM_ON_COMMON] = {"hum-on-common",
                        "The line rejects this hum. To lower it, power both "
                        "devices from one strip and keep cables away from "
                        "power supplies."},
  [HC_HUM_ON_DIFF] =
    {"hum-on-diff",
     "A receiver hears this hum: ground loop or unbalanced leg. Power both "
     "devices from one strip, or use an isolating transformer. Never "
     "disconnect "
     "the mains earth."},
  [HC_USB_ON_COMMON] = {"usb-on-common",
                        "The line rejects this computer noise. Another USB "
                        "port, a ferrite or an isolator lowers it."},
  [HC_USB_ON_DIFF] =
    {"usb-on-diff",
     "A receiver hears this computer noise: use an isolator, a "
     "ferrite, another cable or USB port, or a balanced "
     "output."},
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
     "One leg arrives late: connect both legs to inputs of one device, with "
     "cables of equal length."},
  [HC_WORSE_AT_HIGH_FREQUENCIES] =
    {"worse-at-high-frequencies",
     "Capacitance or unequal cables: use a shorter cable with low capacitance, "
     "of the same type and length for both legs."},
  [HC_WORSE_AT_LOW_FREQUENCIES] =
    {"worse-at-low-frequencies",
     "The coupling capacitors differ: check those of the output, then those of "
     "the inputs."},
  [HC_LOW_LEVEL] = {"low-level",
                    "A device at -10 dBV or a TS plug: set the +4 dBu / "
                    "-10 dBV switches alike and check the plugs."},
  [HC_UNCALIBRATED] =
    {"uncalibrated",
     "How much the two inputs differ is not known. The intervals include the "
     "tolerance of ordinary inputs."},
  [HC_CAPTURE_LIMITED] =
    {"capture-limited",
     "The inputs set the limit here, not the line. To see more, use two inputs "
     "that match better and lower the capture tolerances."},
  [HC_NOT_FINITE] = {"not-finite",
                     "A program sends NaN or infinity. Find it in the JACK "
                     "graph before it reaches a loudspeaker."},
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
