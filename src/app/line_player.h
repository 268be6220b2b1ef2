// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Plays a modelled line on the audio thread, and exchanges models with the
/// main thread.
///
/// Protocol: the main thread puts a new model into `next` (release). The audio
/// thread takes it from there (acquire) and plays it from then on. It puts the
/// model before it into `used` (release), but only if `used` is empty; else it
/// takes the new model in a later cycle. The main thread empties `used`
/// (acquire) and frees the model. So each model has one owner at any time, and
/// no thread waits for the other.

#ifndef HOTCOLD_APP_LINE_PLAYER_H
#define HOTCOLD_APP_LINE_PLAYER_H

#include "model/model.h"

#include <hotcold/attributes.h>
#include <hotcold/status.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/// A model and its sample rate
typedef struct {
  HcModel* model;
  uint32_t rate; ///< Hz
} HcLineModel;

/// One line that is played. If all is zero, it is silent and has no model.
typedef struct {
  _Atomic(HcLineModel*) next;    ///< From main to audio
  _Atomic(HcLineModel*) used;    ///< Back to main
  HcLineModel*          current; ///< Only the audio thread uses it
  atomic_uint           rate;    ///< Of the server, Hz; any thread writes it
  atomic_bool connected; ///< There is a programme from outside; main writes it
  atomic_uint_fast64_t frames;  ///< Played since the start
  uint32_t             offered; ///< Rate of the newest model; only main uses it
} HcLinePlayer;

/// Play `frames` frames into `hot` and `cold`. If `connected`, the line carries
/// `programme`; else, or if that is NULL, the model plays its own programme.
/// The line is silent while there is no model for the rate of the server. Audio
/// thread.
void
hc_line_player_run(HcLinePlayer* player,
                   const float*  programme,
                   float*        hot,
                   float*        cold,
                   uint32_t      frames) HC_REALTIME;

/// Build a model if there is none for the server's rate yet, and free models
/// that are not played any more. Main thread; call it about every 50 ms.
/// HC_NO_MEMORY.
HcStatus
hc_line_player_update(HcLinePlayer*          player,
                      const HcModelSettings* settings,
                      HcError*               error);

/// Free all models. The audio thread must have stopped.
void
hc_line_player_finish(HcLinePlayer* player);

#endif // HOTCOLD_APP_LINE_PLAYER_H
