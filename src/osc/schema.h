// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The OSC addresses of the contract: the fixed ones as one table, those of
/// readings made from the schema of readings. Pure; any thread.

#ifndef HOTCOLD_OSC_SCHEMA_H
#define HOTCOLD_OSC_SCHEMA_H

#include <hotcold/reading.h>

#include <stddef.h>

/// Bytes for any address of the analyzer with its terminator
#define HC_OSC_ADDRESS_SIZE 64

/// The messages of one reading
typedef enum {
  HC_PART_VALUE,    ///< .../<reading> ,f
  HC_PART_LOW,      ///< .../<reading>/low ,f
  HC_PART_HIGH,     ///< .../<reading>/high ,f
  HC_PART_VALID,    ///< .../<reading>/valid ,i
  HC_PART_AT_LEAST, ///< .../<reading>/at_least ,i
  HC_N_PARTS
} HcReadingPart;

typedef enum {
  HC_OSC_SUBSCRIBE,
  HC_OSC_UNSUBSCRIBE,
  HC_OSC_PING,
  HC_OSC_INFO,
  HC_OSC_RESET,
  HC_OSC_LINE_RESET,
  HC_OSC_SUBSCRIBED,
  HC_OSC_UNSUBSCRIBED,
  HC_OSC_PONG,
  HC_OSC_DONE,
  HC_OSC_ERROR,
  HC_OSC_HEARTBEAT,
  HC_OSC_LINE_NAME,
  HC_OSC_LINE_STATE,
  HC_OSC_LINE_BANDS,
  HC_OSC_LINE_LOWS,
  HC_OSC_LINE_HIGHS,
  HC_OSC_LINE_MAINS,
  HC_OSC_LINE_REASONS,
  HC_OSC_LINE_VERDICT,
  HC_OSC_LINE_EVENT,
  HC_N_OSC
} HcOscId;

/// One message that is not a reading
typedef struct {
  const char* address; ///< For a message about a line, with N for its number
  const char* types; ///< Types that the analyzer sends. For a command: types it
                     ///< accepts, with the optional ones. For a message with
                     ///< any number of arguments: types of one item.
} HcOscInfo;

/// The table's row of `id`
const HcOscInfo*
hc_osc_info(HcOscId id);

/// Number of parts of a reading that are published: HC_N_PARTS if it has an
/// interval, else 1
unsigned
hc_osc_n_parts(HcReadingId reading);

/// Type tag of a part: 'f' or 'i'
char
hc_osc_part_type(HcReadingPart part);

/// Write the address of `part` of `reading` of `line`, counted from 1, to
/// `out`; `line` 0 gives an N in its place
void
hc_osc_reading_address(HcReadingId   reading,
                       HcReadingPart part,
                       size_t        line,
                       char          out[HC_OSC_ADDRESS_SIZE]);

/// Write the address of `id` with the number of `line`, counted from 1
void
hc_osc_line_address(HcOscId id, size_t line, char out[HC_OSC_ADDRESS_SIZE]);

/// The number (1..HC_MAX_LINES) of the line in `address`; `*rest` becomes the
/// part after "/hotcold/line/N/". 0 if the address is not that of a line;
/// `*rest` does not change then.
size_t
hc_osc_line_number(const char* address, const char** rest);

#endif // HOTCOLD_OSC_SCHEMA_H
