// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/monitor_detail.h"

#include <hotcold/verdict.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define INDENT 4
#define CHART_ROWS 8
#define CHART_COLUMN 9

// With this many columns the readings stand beside the chart
#define WIDE 132
#define SECOND_COLUMN 78

static const HcMonitorLine*
line_of(const HcLineView* const view)
{
  return &view->model->lines[view->index];
}

static bool
is_fresh(const HcLineView* const view)
{
  return hc_monitor_line_is_fresh(view->model, line_of(view), view->now);
}

static HcInk
ink_of(const HcLineView* const view)
{
  return is_fresh(view) ? HC_INK_PLAIN : HC_INK_DIM;
}

static void
heading(HcCanvas* const canvas, const int column, const char* const text)
{
  ++canvas->row;
  hc_canvas_put(canvas, column, canvas->columns, HC_INK_BOLD, text);
  ++canvas->row;
}

// Words

static const char*
finding_advice(const char* const name)
{
  int id = 0;
  while (id < HC_N_FINDINGS &&
         strcmp(hc_finding_name((HcFindingId)id), name) != 0) {
    ++id;
  }
  return id < HC_N_FINDINGS ? hc_finding_advice((HcFindingId)id) : "";
}

static void
draw_verdict(HcCanvas* const canvas, const HcLineView* const view)
{
  const HcMonitorLine* const line    = line_of(view);
  const HcVerdict            verdict = hc_verdict_find(line->verdict);
  const char* const sentence = hc_monitor_line_sentence(line, line->verdict);
  if (verdict != HC_N_VERDICTS) {
    hc_canvas_paragraph(
      canvas, INDENT, ink_of(view), hc_verdict_advice(verdict));
  }
  if (sentence) {
    hc_canvas_paragraph(canvas, INDENT, ink_of(view), sentence);
  }
}

static void
draw_findings(HcCanvas* const canvas, const HcLineView* const view)
{
  const HcMonitorLine* const line  = line_of(view);
  bool                       first = true;
  for (size_t i = 0; i < line->n_events; ++i) {
    const HcMonitorEvent* const event = &line->events[i];
    if (hc_verdict_find(event->name) != HC_N_VERDICTS) {
      continue;
    }
    if (first) {
      heading(canvas, INDENT - 2, "Findings");
      first = false;
    }
    hc_canvas_paragraph(
      canvas, INDENT, is_fresh(view) ? HC_INK_WARN : HC_INK_DIM, event->name);
    hc_canvas_paragraph(canvas, INDENT + 2, ink_of(view), event->sentence);
    hc_canvas_paragraph(
      canvas, INDENT + 2, ink_of(view), finding_advice(event->name));
  }
}

// Third octaves

// The balance that is known for sure where the capture is the limit. Bands
// come without a bound of their own, so none is shown higher.
static double
ceiling_of(const HcMonitorLine* const line)
{
  const HcReading* const balance = &line->readings[HC_BALANCE].reading;
  return balance->valid && balance->at_least ? fmax(0.0, balance->low)
                                             : HC_UNBOUNDED_DB;
}

static double
chart_top(const HcMonitorLine* const line)
{
  double most = 0.0;
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    most = fmax(most, fmin(line->bands[i], ceiling_of(line)));
  }
  return fmax(40.0, fmin(HC_UNBOUNDED_DB, 40.0 * ceil(most / 40.0)));
}

static const char*
band_glyph(const HcStyle* const       style,
           const HcMonitorLine* const line,
           const int                  band,
           const size_t               row)
{
  const double balance = line->bands[band];
  const double most    = ceiling_of(line);
  const double height  = fmin(balance, most) / chart_top(line) * CHART_ROWS;
  if (balance <= HC_SILENCE_DB) {
    return row ? " " : style->utf8 ? "·" : ".";
  }
  return balance > most ? hc_style_column_open(style, height, row, CHART_ROWS)
                        : hc_style_column(style, height, row);
}

static void
draw_chart_row(const HcCanvas* const   canvas,
               const HcLineView* const view,
               const int               row,
               const int               step)
{
  const HcMonitorLine* const line      = line_of(view);
  char                       label[16] = "";
  if (row % 2 == 0) {
    const double level = chart_top(line) * (double)row / CHART_ROWS;
    snprintf(label, sizeof(label), "%.0f", level);
  }
  hc_canvas_put_right(canvas, CHART_COLUMN - 1, HC_INK_DIM, label);
  for (int i = 0; i < HC_N_BANDS; ++i) {
    hc_canvas_put(canvas,
                  CHART_COLUMN + step * i,
                  1,
                  ink_of(view),
                  band_glyph(&canvas->style, line, i, (size_t)row));
  }
}

static void
draw_axis(const HcCanvas* const canvas, const int step)
{
  static const struct {
    int         band;
    const char* text;
  } ticks[] = {{0, "20"},
               {7, "100"},
               {14, "500"},
               {17, "1k"},
               {20, "2k"},
               {24, "5k"},
               {27, "10k"},
               {30, "20k"}};
  for (size_t i = 0; i < sizeof(ticks) / sizeof(ticks[0]); ++i) {
    // In a narrow chart 1k and 10k would touch their neighbours
    if (step > 1 || (ticks[i].band != 17 && ticks[i].band != 27)) {
      hc_canvas_put(canvas,
                    CHART_COLUMN + step * ticks[i].band,
                    3,
                    HC_INK_DIM,
                    ticks[i].text);
    }
  }
}

static void
draw_bands(HcCanvas* const canvas, const HcLineView* const view)
{
  heading(canvas, INDENT - 2, "Balance by third octaves, dB over Hz");
  if (line_of(view)->bands_heard < 0.0) {
    hc_canvas_put(canvas, INDENT, 40, HC_INK_DIM, "not known yet");
    ++canvas->row;
    return;
  }

  const int step = canvas->columns >= CHART_COLUMN + 2 * HC_N_BANDS + 2 ? 2 : 1;
  for (int row = CHART_ROWS; row-- > 0;) {
    draw_chart_row(canvas, view, row, step);
    ++canvas->row;
  }
  draw_axis(canvas, step);
  ++canvas->row;
  if (ceiling_of(line_of(view)) < HC_UNBOUNDED_DB) {
    hc_canvas_put(canvas,
                  INDENT,
                  canvas->columns,
                  HC_INK_DIM,
                  canvas->style.utf8 ? "↑ at least: the capture is the limit"
                                     : "^ at least: the capture is the limit");
    ++canvas->row;
  }
}

// Readings

static void
draw_reading(HcCanvas* const         canvas,
             const HcLineView* const view,
             const HcReadingId       id,
             const int               column)
{
  const HcReading* const reading = &line_of(view)->readings[id].reading;
  const int              digits  = hc_reading_decimals(id);
  char                   value[HC_VALUE_SIZE] = "";
  hc_style_value(&canvas->style, id, reading, -1, value, sizeof(value));

  hc_canvas_put(canvas, column, 15, ink_of(view), hc_reading_info(id)->name);
  hc_canvas_put_right(canvas, column + 31, ink_of(view), value);
  if (reading->valid && hc_reading_info(id)->interval && !reading->at_least) {
    char range[HC_VALUE_SIZE] = "";
    int  at                   = column + 34;
    snprintf(range,
             sizeof(range),
             "%.*f .. %.*f",
             digits,
             hc_style_rounded(reading->low, digits),
             digits,
             hc_style_rounded(reading->high, digits));
    hc_canvas_append(canvas, &at, canvas->columns, HC_INK_DIM, range);
  }
  ++canvas->row;
}

static void
draw_readings(HcCanvas* const         canvas,
              const HcLineView* const view,
              const int               column)
{
  heading(canvas, column - 2, "Readings, with 95 % intervals");
  draw_reading(canvas, view, HC_CORRELATION, column);
  for (int id = HC_BALANCE; id < HC_N_READINGS; ++id) {
    const HcMonitorReading* const known = &line_of(view)->readings[id];

    // Without a reference its readings need no rows
    if (known->heard >= 0.0 && (id < HC_POLARITY || known->reading.valid)) {
      draw_reading(canvas, view, (HcReadingId)id, column);
    }
  }
}

void
hc_detail_draw(HcCanvas* const canvas, const HcLineView* const view)
{
  hc_line_draw_title(canvas, view);
  draw_verdict(canvas, view);
  ++canvas->row;
  hc_line_draw_bars(canvas, view);
  draw_findings(canvas, view);

  const bool wide = canvas->columns >= WIDE;
  const int  row  = canvas->row;
  draw_bands(canvas, view);
  const int after = canvas->row;
  if (wide) {
    canvas->row = row;
  }
  draw_readings(canvas, view, wide ? SECOND_COLUMN : INDENT);
  canvas->row = canvas->row > after ? canvas->row : after;
}
