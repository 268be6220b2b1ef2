// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/kinds.h"

bool
hc_kind_is_line(const HcVerdict verdict)
{
  return verdict == HC_BALANCED || verdict == HC_UNEQUAL ||
         verdict == HC_REVERSED;
}

bool
hc_kind_has_dead_cold(const HcVerdict verdict)
{
  return verdict == HC_IMPEDANCE_BALANCED || verdict == HC_SINGLE_ENDED ||
         verdict == HC_COLD_OPEN;
}

bool
hc_kind_is_two(const HcVerdict verdict)
{
  return verdict == HC_STEREO || verdict == HC_DUAL_MONO;
}
