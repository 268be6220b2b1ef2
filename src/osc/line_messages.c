// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/line_messages.h"

#include "osc/packet.h"
#include "osc/schema.h"
#include "osc/wire.h"

#include <hotcold/verdict.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Greatest size of a message about a line, in bytes
#define MESSAGE_SIZE 640U

/// Greatest size of the message with the reasons, in bytes
#define REASONS_SIZE (64U + HC_MAX_REASONS * HC_SENTENCE_SIZE)

/// Bytes of a message that is encoded ahead: address, tags, one argument
#define SLOT_SIZE (HC_OSC_ADDRESS_SIZE + 20U)

/// Number of messages of one line that are encoded ahead
#define N_SLOTS ((size_t)HC_N_READINGS * HC_N_PARTS + HC_N_STATES)

typedef struct {
  size_t  size; ///< 0: no such message
  uint8_t data[SLOT_SIZE];
} Slot;

struct HcLineMessages {
  Slot* slots; ///< N_SLOTS per line: readings by part, then states
};

static size_t
reading_slot(const size_t line, const HcReadingId id, const unsigned part)
{
  return line * N_SLOTS + (size_t)id * HC_N_PARTS + part;
}

static size_t
state_slot(const size_t line, const HcLineState state)
{
  return line * N_SLOTS + (size_t)HC_N_READINGS * HC_N_PARTS + state;
}

static bool
encode_reading(Slot* const slots, const size_t line, const HcReadingId id)
{
  bool good = true;
  char address[HC_OSC_ADDRESS_SIZE];
  for (unsigned part = 0; part < hc_osc_n_parts(id); ++part) {
    Slot* const slot = &slots[reading_slot(line, id, part)];
    hc_osc_reading_address(id, (HcReadingPart)part, line + 1, address);
    slot->size = hc_osc_part_type((HcReadingPart)part) == 'f'
                   ? hc_osc_encode(slot->data, SLOT_SIZE, address, "f", 0.0)
                   : hc_osc_encode(slot->data, SLOT_SIZE, address, "i", 0);
    good       = good && slot->size;
  }
  return good;
}

static bool
encode_states(Slot* const slots, const size_t line)
{
  bool good = true;
  char address[HC_OSC_ADDRESS_SIZE];
  hc_osc_line_address(HC_OSC_LINE_STATE, line + 1, address);
  for (int state = 0; state < HC_N_STATES; ++state) {
    Slot* const slot = &slots[state_slot(line, (HcLineState)state)];
    slot->size       = hc_osc_encode(slot->data,
                               SLOT_SIZE,
                               address,
                               "s",
                               hc_line_state_name((HcLineState)state));
    good             = good && slot->size;
  }
  return good;
}

HcLineMessages*
hc_line_messages_new(const size_t n_lines)
{
  HcLineMessages* const self = (HcLineMessages*)calloc(1, sizeof(*self));
  Slot* const slots          = (Slot*)calloc(n_lines * N_SLOTS, sizeof(*slots));
  bool        good           = self && slots;
  for (size_t line = 0; good && line < n_lines; ++line) {
    for (int id = 0; good && id < HC_N_READINGS; ++id) {
      good = encode_reading(slots, line, (HcReadingId)id);
    }
    good = good && encode_states(slots, line);
  }

  if (!good) {
    free(slots);
    free(self);
    return NULL;
  }
  self->slots = slots;
  return self;
}

void
hc_line_messages_free(HcLineMessages* const self)
{
  if (self) {
    free(self->slots);
    free(self);
  }
}

/// Add the message of a slot, with its last four bytes replaced
static void
pack_word(const Slot* const slot, const uint32_t word, HcOscPacker* packer)
{
  uint8_t* const room = hc_osc_packer_reserve(packer, slot->size);
  memcpy(room, slot->data, slot->size - 4U);
  hc_osc_put_word(room + slot->size - 4U, word);
}

static void
pack_float(const Slot* const slot, const double value, HcOscPacker* packer)
{
  const float number = hc_osc_float(value);
  uint32_t    bits   = 0;
  memcpy(&bits, &number, sizeof(bits));
  pack_word(slot, bits, packer);
}

void
hc_line_messages_state(const HcLineMessages* const self,
                       const size_t                line,
                       const HcLineState           state,
                       HcOscPacker* const          packer)
{
  const Slot* const slot = &self->slots[state_slot(line, state)];
  hc_osc_packer_add(packer, slot->data, slot->size);
}

void
hc_line_messages_readings(const HcLineMessages* const self,
                          const size_t                line,
                          const HcPace                pace,
                          const HcReading* const      readings,
                          HcOscPacker* const          packer)
{
  for (int id = 0; id < HC_N_READINGS; ++id) {
    const HcReadingId          reading = (HcReadingId)id;
    const HcReadingInfo* const info    = hc_reading_info(reading);
    if (info->pace == pace) {
      const Slot* const slots  = &self->slots[reading_slot(line, reading, 0)];
      const bool        finite = isfinite(readings[id].value) &&
                          isfinite(readings[id].low) &&
                          isfinite(readings[id].high);
      const HcReading shown =
        finite ? readings[id] : hc_reading_invalid(reading);

      pack_float(&slots[HC_PART_VALUE], shown.value, packer);
      if (info->interval) {
        pack_float(&slots[HC_PART_LOW], shown.low, packer);
        pack_float(&slots[HC_PART_HIGH], shown.high, packer);
        pack_word(&slots[HC_PART_VALID], shown.valid, packer);
        pack_word(&slots[HC_PART_AT_LEAST], shown.at_least, packer);
      }
    }
  }
}

void
hc_line_messages_name(const size_t       line,
                      const char* const  name,
                      HcOscPacker* const packer)
{
  uint8_t message[MESSAGE_SIZE];
  char    address[HC_OSC_ADDRESS_SIZE];
  hc_osc_line_address(HC_OSC_LINE_NAME, line + 1, address);
  hc_osc_packer_add(
    packer,
    message,
    hc_osc_encode(message, sizeof(message), address, "s", name));
}

static void
pack_floats(const HcOscId       id,
            const size_t        line,
            const double* const values,
            const size_t        n,
            HcOscPacker* const  packer)
{
  uint8_t message[MESSAGE_SIZE];
  char    address[HC_OSC_ADDRESS_SIZE];
  hc_osc_line_address(id, line + 1, address);
  hc_osc_packer_add(
    packer,
    message,
    hc_osc_encode_floats(message, sizeof(message), address, values, n));
}

void
hc_line_messages_bands(const size_t        line,
                       const HcBand* const bands,
                       HcOscPacker* const  packer)
{
  double values[HC_N_BANDS];
  double lows[HC_N_BANDS];
  double highs[HC_N_BANDS];
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    const HcBand* const band  = &bands[i];
    const bool          shown = band->valid && isfinite(band->balance) &&
                       isfinite(band->low) && isfinite(band->high);
    values[i] = shown ? band->balance : HC_SILENCE_DB;
    lows[i]   = shown ? band->low : HC_SILENCE_DB;
    highs[i]  = !shown           ? HC_SILENCE_DB
                : band->at_least ? HC_UNBOUNDED_DB
                                 : band->high;
  }

  pack_floats(HC_OSC_LINE_BANDS, line, values, HC_N_BANDS, packer);
  pack_floats(HC_OSC_LINE_LOWS, line, lows, HC_N_BANDS, packer);
  pack_floats(HC_OSC_LINE_HIGHS, line, highs, HC_N_BANDS, packer);
}

void
hc_line_messages_mains(const size_t             line,
                       const HcMainsLine* const mains,
                       const size_t             n,
                       HcOscPacker* const       packer)
{
  double values[3U * HC_MAX_MAINS];
  size_t count = 0;
  for (size_t i = 0; i < n && i < HC_MAX_MAINS; ++i) {
    if (isfinite(mains[i].hz) && isfinite(mains[i].common) &&
        isfinite(mains[i].diff)) {
      values[count++] = mains[i].hz;
      values[count++] = mains[i].common;
      values[count++] = mains[i].diff;
    }
  }
  pack_floats(HC_OSC_LINE_MAINS, line, values, count, packer);
}

void
hc_line_messages_verdict(const size_t             line,
                         const HcJudgement* const judgement,
                         HcOscPacker* const       packer)
{
  uint8_t message[MESSAGE_SIZE];
  char    address[HC_OSC_ADDRESS_SIZE];
  hc_osc_line_address(HC_OSC_LINE_VERDICT, line + 1, address);
  hc_osc_packer_add(packer,
                    message,
                    hc_osc_encode(message,
                                  sizeof(message),
                                  address,
                                  "sf",
                                  hc_verdict_name(judgement->verdict),
                                  judgement->confidence));
}

void
hc_line_messages_reasons(const size_t             line,
                         const HcJudgement* const judgement,
                         HcOscPacker* const       packer)
{
  static const char types[] = "ssssss";
  const size_t      most    = sizeof(types) - 1U;
  const size_t n = judgement->n_reasons < most ? judgement->n_reasons : most;

  // Reasons beyond `n` are passed too, but the type string has none for them
  uint8_t message[REASONS_SIZE];
  char    address[HC_OSC_ADDRESS_SIZE];
  hc_osc_line_address(HC_OSC_LINE_REASONS, line + 1, address);
  hc_osc_packer_add(packer,
                    message,
                    hc_osc_encode(message,
                                  sizeof(message),
                                  address,
                                  &types[most - n],
                                  judgement->reasons[0],
                                  judgement->reasons[1],
                                  judgement->reasons[2],
                                  judgement->reasons[3],
                                  judgement->reasons[4],
                                  judgement->reasons[5]));
}

void
hc_line_messages_event(const size_t       line,
                       const char* const  name,
                       const bool         on,
                       const char* const  sentence,
                       HcOscPacker* const packer)
{
  uint8_t message[MESSAGE_SIZE];
  char    address[HC_OSC_ADDRESS_SIZE];
  hc_osc_line_address(HC_OSC_LINE_EVENT, line + 1, address);
  hc_osc_packer_add(
    packer,
    message,
    hc_osc_encode(
      message, sizeof(message), address, "sis", name, (int32_t)on, sentence));
}
