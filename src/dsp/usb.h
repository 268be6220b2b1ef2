// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds USB noise: steady lines at multiples of 1 kHz (USB frames) or 8 kHz
/// (microframes), within 500 ppm of the capture clock. At least three lines are
/// needed, or two at multiples of 8 kHz. A test tone of 1 kHz is programme, not
/// USB noise. Lines that coincide with a mains harmonic are left to mains.h.
/// Uses the full-band STFT. Pure; one thread; memory is allocated in
/// hc_usb_new() only.

#ifndef HOTCOLD_DSP_USB_H
#define HOTCOLD_DSP_USB_H

#include "dsp/comb.h"
#include "dsp/spectrum.h"

typedef struct HcUsb HcUsb;

/// For a full-band STFT of `rate` Hz with segments of `size` frames. `average`
/// and `silence` are as for hc_mains_new(). NULL when out of memory.
HcUsb*
hc_usb_new(double rate, uint32_t size, double average, double silence);

/// Free it; NULL is allowed
void
hc_usb_free(HcUsb* usb);

/// Forget everything
void
hc_usb_reset(HcUsb* usb);

/// Add the next segment
void
hc_usb_feed(HcUsb* usb, const HcSpectrum* full_band);

/// Audio is missing before the next segment
void
hc_usb_gap(HcUsb* usb);

/// Write what is known now. Lines of `mains` (or NULL) do not count.
void
hc_usb_read(const HcUsb* usb, const HcComb* mains, HcComb* comb);

#endif // HOTCOLD_DSP_USB_H
