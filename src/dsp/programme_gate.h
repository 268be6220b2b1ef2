// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether segments hold programme: power of d or of a leg up to 20 kHz,
/// beside the lines that are known not to be programme, or far more than these
/// hold where they lie. Pure; one thread; memory is allocated in
/// hc_programme_gate_init() only.

#ifndef HOTCOLD_DSP_PROGRAMME_GATE_H
#define HOTCOLD_DSP_PROGRAMME_GATE_H

#include "dsp/comb.h"
#include "dsp/stft.h"
#include "dsp/spectrum.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  double   limit;  ///< Mean square
  double   bin_hz; ///< Spacing
  uint32_t n_bins; ///< Of a segment
  uint32_t top;    ///< Those that may hold programme
  uint32_t margin; ///< Bins on either side of a line
  bool     any;    ///< Bins are left out
  double   on_d;   ///< Mean square that combs hold on d there
  double   on_leg; ///< And on hot or cold, whichever is more
  uint8_t* lines;  ///< By bin: 1 where a line is
} HcProgrammeGate;

/// For segments of this shape; `silence` in dBFS. False when out of memory.
bool
hc_programme_gate_init(HcProgrammeGate*   gate,
                       const HcStftShape* shape,
                       double             silence);

void
hc_programme_gate_free(HcProgrammeGate* gate);

/// No line is known
void
hc_programme_gate_reset(HcProgrammeGate* gate);

/// Leave out the lines of a comb, if it was found, as well
void
hc_programme_gate_leave_out(HcProgrammeGate* gate, const HcComb* comb);

/// Whether no programme plays in this segment
bool
hc_programme_gate_is_closed(const HcProgrammeGate* gate,
                            const HcSpectrum*      segment);

#endif // HOTCOLD_DSP_PROGRAMME_GATE_H
