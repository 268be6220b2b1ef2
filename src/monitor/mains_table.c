// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/mains_table.h"

#include <math.h>
#include <stdio.h>

// Range of the bars in dBFS
#define SCALE_LOW (-140.0)
#define SCALE_HIGH 0.0

// Columns at which the right-aligned numbers end
#define HARMONIC_WIDTH 3
#define HZ_WIDTH 10
#define LEVEL_WIDTH 9
#define GAP 2
#define MOST_CELLS 40

// Columns of the table
typedef struct {
  int column;
  int cells;  ///< Cells of one bar
  int common; ///< Column at which the number of the common mode ends
  int diff;   ///< Column at which the number of the difference ends
} Table;

static Table
table_of(const int column, const int end)
{
  const int numbers = HARMONIC_WIDTH + HZ_WIDTH + 2 * (LEVEL_WIDTH + GAP);
  const int room    = (end - column - numbers) / 2;
  const int cells   = room > MOST_CELLS ? MOST_CELLS : room < 4 ? 0 : room;
  const int common  = column + HARMONIC_WIDTH + HZ_WIDTH + LEVEL_WIDTH;

  const Table table = {
    column, cells, common, common + GAP + cells + LEVEL_WIDTH};
  return table;
}

// True if programme hides the lines on the difference: if it hides their sum,
// it hides each of them
static bool
shows_diff(const HcMonitorLine* const line)
{
  const HcReading* const diff = &line->readings[HC_HUM_DIFF].reading;
  return diff->valid && !hc_style_is_hidden(HC_HUM_DIFF, diff);
}

static double
strength(const HcMainsLine* const mains)
{
  return fmax(mains->common, mains->diff);
}

// True if fewer than `most` lines are stronger than line `i`
static bool
is_shown(const HcMonitorLine* const line, const size_t i, const size_t most)
{
  size_t stronger = 0;
  for (size_t k = 0; k < line->n_mains; ++k) {
    const double difference =
      strength(&line->mains[k]) - strength(&line->mains[i]);
    stronger += difference > 0.0 || (difference == 0.0 && k < i);
  }
  return stronger < most;
}

static void
put_ticks(const HcCanvas* const canvas, const int column, const int cells)
{
  if (cells >= 10) {
    const int middle = column + cells / 2;
    hc_canvas_put(canvas, column, 4, HC_INK_DIM, "-140");
    hc_canvas_put_right(canvas, middle + 1, HC_INK_DIM, "-70");
    hc_canvas_put_right(canvas, column + cells, HC_INK_DIM, "0");
  }
}

static void
draw_head(HcCanvas* const canvas, const Table* const table)
{
  const int k = table->column + HARMONIC_WIDTH;
  hc_canvas_put_right(canvas, k, HC_INK_DIM, "k");
  hc_canvas_put_right(canvas, k + HZ_WIDTH, HC_INK_DIM, "Hz");
  hc_canvas_put_right(canvas, table->common, HC_INK_DIM, "common");
  put_ticks(canvas, table->common + GAP, table->cells);
  hc_canvas_put_right(canvas, table->diff, HC_INK_DIM, "diff");
  put_ticks(canvas, table->diff + GAP, table->cells);
  ++canvas->row;
}

static void
put_level(const HcCanvas* const canvas,
          const Table* const    table,
          const int             end,
          const HcInk           ink,
          const double          level)
{
  char text[16]                = "-";
  char bar[3 * MOST_CELLS + 1] = "";
  if (level > HC_SILENCE_DB) {
    const double part = (level - SCALE_LOW) / (SCALE_HIGH - SCALE_LOW);
    snprintf(text, sizeof(text), "%.1f", level);
    hc_style_bar(&canvas->style, part, (size_t)table->cells, bar, sizeof(bar));
  }
  hc_canvas_put_right(canvas, end, ink, text);
  hc_canvas_put(canvas, end + GAP, table->cells, ink, bar);
}

static void
draw_line(HcCanvas* const          canvas,
          const HcLineView* const  view,
          const Table* const       table,
          const HcMainsLine* const mains)
{
  const HcMonitorLine* const line  = hc_line_view_line(view);
  const HcReading* const     f0    = &line->readings[HC_HUM_FREQUENCY].reading;
  const HcInk                ink   = hc_line_view_ink(view);
  const int                  k     = table->column + HARMONIC_WIDTH;
  const bool                 fresh = hc_line_view_is_fresh(view);
  char                       text[32] = "-";
  if (f0->valid && f0->value > 1.0) {
    snprintf(text, sizeof(text), "%.0f", mains->hz / f0->value);
  }
  hc_canvas_put_right(canvas, k, ink, text);
  snprintf(text, sizeof(text), "%.2f", mains->hz);
  hc_canvas_put_right(canvas, k + HZ_WIDTH, ink, text);
  put_level(canvas,
            table,
            table->common,
            fresh ? HC_INK_WARN : HC_INK_DIM,
            mains->common);
  put_level(canvas,
            table,
            table->diff,
            fresh ? HC_INK_GOOD : HC_INK_DIM,
            shows_diff(line) ? mains->diff : HC_SILENCE_DB);
  ++canvas->row;
}

void
hc_mains_table_draw(HcCanvas* const         canvas,
                    const HcLineView* const view,
                    const int               column,
                    const int               end,
                    const size_t            most)
{
  const HcMonitorLine* const line  = hc_line_view_line(view);
  const Table                table = table_of(column, end);
  if (!line->n_mains) {
    hc_canvas_put(canvas, column, 40, HC_INK_DIM, "none found");
    ++canvas->row;
    return;
  }

  draw_head(canvas, &table);
  for (size_t i = 0; i < line->n_mains; ++i) {
    if (is_shown(line, i, most)) {
      draw_line(canvas, view, &table, &line->mains[i]);
    }
  }
  if (line->n_mains > most) {
    char text[32] = "";
    snprintf(text, sizeof(text), "and %zu weaker", line->n_mains - most);
    hc_canvas_put(canvas, column, 32, HC_INK_DIM, text);
    ++canvas->row;
  }
  if (!shows_diff(line)) {
    hc_canvas_put(
      canvas, column, 40, HC_INK_DIM, "diff: other sound hides them");
    ++canvas->row;
  }
}
