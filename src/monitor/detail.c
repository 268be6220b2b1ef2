// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/detail.h"

#include "monitor/bars.h"
#include "monitor/chart.h"
#include "monitor/line.h"
#include "monitor/mains_table.h"

#include <hotcold/line.h>
#include <hotcold/verdict.h>

#include <string.h>

#define INDENT 4

// Columns of the longest name of a finding and a gap
#define NAME_WIDTH 28

// Only the strongest mains lines are shown; they are enough to see the comb
#define MOST_MAINS 12

// With at least this many columns, the readings are beside the chart
#define WIDE 132
#define SECOND_COLUMN 78

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

// A sentence after a mark, which shows where each sentence begins
static void
draw_point(HcCanvas* const         canvas,
           const HcLineView* const view,
           const char* const       sentence)
{
  hc_canvas_put(canvas, INDENT, 1, HC_INK_DIM, canvas->style.utf8 ? "·" : "-");
  hc_canvas_paragraph(canvas, INDENT + 2, hc_line_view_ink(view), sentence);
}

static void
draw_verdict(HcCanvas* const canvas, const HcLineView* const view)
{
  const HcMonitorLine* const line    = hc_line_view_line(view);
  const HcVerdict            verdict = hc_verdict_find(line->verdict);
  const char* const sentence = hc_monitor_line_sentence(line, line->verdict);
  if (verdict != HC_N_VERDICTS) {
    hc_canvas_paragraph(
      canvas, INDENT, hc_line_view_ink(view), hc_verdict_advice(verdict));
  }
  for (size_t i = 0; i < line->n_reasons; ++i) {
    draw_point(canvas, view, line->reasons[i]);
  }
  if (!line->n_reasons && sentence) {
    draw_point(canvas, view, sentence);
  }
}

static void
draw_findings(HcCanvas* const canvas, const HcLineView* const view)
{
  const HcMonitorLine* const line  = hc_line_view_line(view);
  const bool                 wide  = canvas->columns >= WIDE;
  const int                  words = INDENT + (wide ? NAME_WIDTH : 2);
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
    hc_canvas_put(canvas,
                  INDENT,
                  canvas->columns,
                  hc_line_view_is_fresh(view) ? HC_INK_WARN : HC_INK_DIM,
                  event->name);
    canvas->row += wide ? 0 : 1;
    hc_canvas_paragraph(canvas, words, hc_line_view_ink(view), event->sentence);
    hc_canvas_paragraph(
      canvas, words, hc_line_view_ink(view), finding_advice(event->name));
  }
}

// Readings

static HcLineState
state_of(const HcMonitorLine* const line)
{
  int state = 0;
  while (state < HC_N_STATES &&
         strcmp(hc_line_state_name((HcLineState)state), line->state) != 0) {
    ++state;
  }
  return (HcLineState)state;
}

static const char*
absence(const HcMonitorLine* const line, const HcReadingId id)
{
  HcReading readings[HC_N_READINGS];
  for (int i = 0; i < HC_N_READINGS; ++i) {
    readings[i] = line->readings[i].reading;
  }
  return hc_style_absence(id, state_of(line), readings);
}

static void
draw_reading(HcCanvas* const         canvas,
             const HcLineView* const view,
             const HcReadingId       id,
             const int               column)
{
  const HcReading* const reading =
    &hc_line_view_line(view)->readings[id].reading;
  char value[HC_VALUE_SIZE] = "";
  char range[HC_VALUE_SIZE] = "";
  hc_style_value(&canvas->style, id, reading, -1, value, sizeof(value));
  hc_style_range(id, reading, range, sizeof(range));

  int at = column + 34;
  hc_canvas_put(
    canvas, column, 15, hc_line_view_ink(view), hc_reading_info(id)->name);
  hc_canvas_put_right(canvas, column + 31, hc_line_view_ink(view), value);
  hc_canvas_append(canvas,
                   &at,
                   canvas->columns,
                   HC_INK_DIM,
                   reading->valid ? range
                                  : absence(hc_line_view_line(view), id));
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
    const HcMonitorReading* const known =
      &hc_line_view_line(view)->readings[id];

    // Without a reference, its readings have no row
    if (known->heard >= 0.0 && (id < HC_POLARITY || known->reading.valid)) {
      draw_reading(canvas, view, (HcReadingId)id, column);
    }
  }
}

static void
draw_spectra(HcCanvas* const         canvas,
             const HcLineView* const view,
             const int               end)
{
  heading(canvas, INDENT - 2, "Balance by third octaves, dB over Hz");
  hc_chart_draw(canvas, view, INDENT);
  heading(canvas, INDENT - 2, "Mains lines, dBFS");
  hc_mains_table_draw(canvas, view, INDENT, end, MOST_MAINS);
}

void
hc_detail_draw(HcCanvas* const canvas, const HcLineView* const view)
{
  hc_line_draw_title(canvas, view);
  draw_verdict(canvas, view);
  draw_findings(canvas, view);
  ++canvas->row;
  hc_bars_draw_scale(canvas, HC_LINE_TALL);
  hc_bars_draw(canvas, view);

  const bool wide = canvas->columns >= WIDE;
  const int  row  = canvas->row;
  draw_spectra(canvas, view, wide ? SECOND_COLUMN - 4 : canvas->columns - 1);
  const int after = canvas->row;
  if (wide) {
    canvas->row = row;
  }
  draw_readings(canvas, view, wide ? SECOND_COLUMN : INDENT);
  canvas->row = canvas->row > after ? canvas->row : after;
}
