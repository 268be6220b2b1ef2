// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All of a modelled line that runs on the audio thread, and how models reach
/// it and leave it again.
///
/// Protocol: the main thread puts a model into `fresh` (release). The audio
/// thread takes it from there (acquire), plays it from then on, and puts the
/// one before into `worn` (release), but only when that is empty, else it waits
/// a cycle. The main thread empties `worn` (acquire) and frees. A model is so
/// owned by one side at any time, and nobody waits.

#ifndef HOTCOLD_APP_LINE_PLAYER_H
#define HOTCOLD_APP_LINE_PLAYER_H

#include "model/model.h"

#include <hotcold/attributes.h>
#include <hotcold/status.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/// A model and the sample rate it is for
typedef struct {
  HcModel* model;
  uint32_t rate; ///< Hz
} HcLinePart;

typedef struct {
  _Atomic(HcLinePart*) fresh;     ///< From main to audio
  _Atomic(HcLinePart*) worn;      ///< Back to main
  HcLinePart*          current;   ///< Audio thread's own
  atomic_uint          rate;      ///< The server's, Hz
  atomic_bool          connected; ///< Someone plays into `programme`
  atomic_uint_fast64_t frames;    ///< Played since the start
  uint32_t             offered;   ///< Main's own: rate of the newest model
} HcLinePlayer;

/// Play `frames` frames: the line at the server's rate, or silence while there
/// is none for it yet. Any thread that is the only one in here.
void
hc_line_player_run(HcLinePlayer* player,
                   const float*  programme,
                   float*        hot,
                   float*        cold,
                   uint32_t      frames) HC_REALTIME;

/// Build a model for the server's rate if there is none yet, and free those
/// that have been played. Main thread. HC_NO_MEMORY.
HcStatus
hc_line_player_tend(HcLinePlayer*          player,
                    const HcModelSettings* settings,
                    HcError*               error);

/// Free all models. Nothing may run any more.
void
hc_line_player_finish(HcLinePlayer* player);

#endif // HOTCOLD_APP_LINE_PLAYER_H
