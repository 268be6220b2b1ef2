// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides whether a segment has programme: power of d or of a leg up to 20 kHz
/// beside the lines that are known not to be programme, or far more power on
/// these lines than they have. Pure; one thread; memory is allocated in
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
  uint32_t top;    ///< Bins that may have programme
  uint32_t margin; ///< Bins on either side of a line
  bool     any;    ///< There are bins with lines
  double   on_d;   ///< Mean square of the lines on d
  double   on_leg; ///< Mean square of the lines on hot or cold, whichever is
                   ///< more
  uint8_t* lines;  ///< By bin: 1 where a line is
} HcProgrammeGate;

/// For segments of this shape; `silence` in dBFS. False when out of memory.
bool
hc_programme_gate_init(HcProgrammeGate*   gate,
                       const HcStftShape* shape,
                       double             silence);

/// Free what `gate` owns; a zeroed object is allowed
void
hc_programme_gate_free(HcProgrammeGate* gate);

/// Forget all lines
void
hc_programme_gate_reset(HcProgrammeGate* gate);

/// The lines of this comb, if it was found, are not programme, either
void
hc_programme_gate_leave_out(HcProgrammeGate* gate, const HcComb* comb);

/// True if no programme plays in this segment
bool
hc_programme_gate_is_closed(const HcProgrammeGate* gate,
                            const HcSpectrum*      segment);

#endif // HOTCOLD_DSP_PROGRAMME_GATE_H
