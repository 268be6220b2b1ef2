// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Computer noise: lines at k 1 kHz (USB frames) and k 8 kHz (microframes),
/// within 500 ppm of the capture clock, steady, at least three (two of the
/// 8 kHz comb), and no programme: a test tone of 1 kHz is none. Lines on which
/// a mains harmonic lies are left to mains.h. Fed with the full-band STFT.
/// Pure; one thread; memory is allocated in hc_usb_new() only.

#ifndef HOTCOLD_DSP_USB_H
#define HOTCOLD_DSP_USB_H

#include "dsp/comb.h"
#include "dsp/spectrum.h"

typedef struct HcUsb HcUsb;

/// A finder for a full-band STFT of `rate` Hz with segments of `size` frames;
/// `average` and `silence` as for hc_mains_new(). NULL when out of memory.
HcUsb*
hc_usb_new(double rate, uint32_t size, double average, double silence);

void
hc_usb_free(HcUsb* usb);

/// Forget everything
void
hc_usb_reset(HcUsb* usb);

/// Take in the next segment of the full-band STFT
void
hc_usb_feed(HcUsb* usb, const HcSpectrum* full_band);

/// The next segment does not join the last
void
hc_usb_gap(HcUsb* usb);

/// What is known now; `mains` (or NULL) claims its lines first
void
hc_usb_read(const HcUsb* usb, const HcComb* mains, HcComb* comb);

#endif // HOTCOLD_DSP_USB_H
