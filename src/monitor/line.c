// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/line.h"

#include "monitor/bars.h"

#include <hotcold/line.h>

#include <stdio.h>
#include <string.h>

// With fewer columns, there is no room for a state beside the name
#define TINY 36

// Greatest width of a title; in a wider one, parts that belong together would
// be too far apart
#define TITLE_WIDTH 104

void
hc_age_format(const double seconds, char* const out, const size_t size)
{
  if (seconds < 0.0) {
    snprintf(out, size, "-");
  } else if (seconds < 9.95) {
    snprintf(out, size, "%.1f s", seconds);
  } else if (seconds < 119.5) {
    snprintf(out, size, "%.0f s", seconds);
  } else if (seconds < 7200.0) {
    snprintf(out, size, "%.0f min", seconds / 60.0);
  } else {
    snprintf(out, size, "%.0f h", seconds / 3600.0);
  }
}

// Title

static HcInk
verdict_ink(const HcLineView* const view)
{
  return hc_line_view_is_fresh(view)
           ? hc_canvas_grade_ink(hc_verdict_grade(
               hc_verdict_find(hc_line_view_line(view)->verdict)))
           : HC_INK_DIM;
}

// The state that the analyzer sent last, unless it does not answer
static const char*
state_text(const HcLineView* const view)
{
  const HcMonitorLine* const line = hc_line_view_line(view);
  return hc_monitor_model_link(view->model, view->now) != HC_MONITOR_LIVE
           ? "no answer"
         : *line->state ? line->state
                        : "-";
}

static HcInk
state_ink(const HcLineView* const view)
{
  return !hc_line_view_is_fresh(view)                          ? HC_INK_BAD
         : !strcmp(hc_line_view_line(view)->state, "ok")       ? HC_INK_PLAIN
         : !strcmp(hc_line_view_line(view)->state, "silent")   ? HC_INK_PLAIN
         : !strcmp(hc_line_view_line(view)->state, "settling") ? HC_INK_PLAIN
                                                               : HC_INK_WARN;
}

static void
put_verdict(const HcCanvas* const   canvas,
            const HcLineView* const view,
            const int               column)
{
  const HcMonitorLine* const line     = hc_line_view_line(view);
  char                       text[48] = "";
  if (!*line->verdict) {
    snprintf(text, sizeof(text), "no verdict yet");
  } else if (!strcmp(line->verdict, hc_verdict_name(HC_UNKNOWN))) {
    snprintf(text, sizeof(text), "%s", line->verdict);
  } else {
    snprintf(text,
             sizeof(text),
             "%s %.0f %%",
             line->verdict,
             100.0 * line->confidence);
  }
  hc_canvas_put(
    canvas, column, canvas->columns - column, verdict_ink(view), text);
}

static void
put_state(const HcCanvas* const   canvas,
          const HcLineView* const view,
          const int               width)
{
  char age[16] = "";
  hc_age_format(
    hc_monitor_line_age(hc_line_view_line(view), view->now), age, sizeof(age));
  hc_canvas_put_right(canvas, width - 9, state_ink(view), state_text(view));
  hc_canvas_put_right(canvas, width - 1, state_ink(view), age);
}

// There is room for the state or the verdict. The state is shown, unless it is
// ok.
static void
put_verdict_or_state(const HcCanvas* const canvas, const HcLineView* const view)
{
  if (hc_line_view_is_fresh(view) &&
      !strcmp(hc_line_view_line(view)->state, "ok")) {
    put_verdict(canvas, view, 4);
  } else {
    hc_canvas_put(
      canvas, 4, canvas->columns - 4, state_ink(view), state_text(view));
  }
}

static void
put_name(const HcCanvas* const   canvas,
         const HcLineView* const view,
         const int               width)
{
  const char* const name       = hc_line_view_line(view)->name;
  const HcInk       ink        = view->selected ? HC_INK_TITLE : HC_INK_BOLD;
  char              number[16] = "";
  snprintf(number,
           sizeof(number),
           "%c%2zu",
           view->selected ? '>' : ' ',
           view->index + 1);
  hc_canvas_put(canvas, 0, 4, HC_INK_BOLD, number);
  hc_canvas_put(canvas,
                4,
                width,
                hc_line_view_is_fresh(view) ? ink : HC_INK_DIM,
                *name ? name : "-");
}

void
hc_line_draw_title(HcCanvas* const canvas, const HcLineView* const view)
{
  const int columns = canvas->columns;
  if (columns < TINY) {
    put_name(canvas, view, columns - 4);
    ++canvas->row;
    put_verdict_or_state(canvas, view);
  } else if (columns < HC_LINE_NARROW) {
    put_name(canvas, view, columns - 27);
    put_state(canvas, view, columns);
    ++canvas->row;
    put_verdict(canvas, view, 4);
  } else {
    const int width   = columns < TITLE_WIDTH ? columns : TITLE_WIDTH;
    const int verdict = width - 49;
    put_name(canvas, view, verdict - 6);
    put_verdict(canvas, view, verdict);
    put_state(canvas, view, width);
  }
  ++canvas->row;
}

// Figures

static void
append_figure(const HcCanvas* const   canvas,
              const HcLineView* const view,
              const HcReadingId       id,
              const int               decimals,
              int* const              column)
{
  const HcReading* const reading =
    &hc_line_view_line(view)->readings[id].reading;
  char value[HC_VALUE_SIZE]     = "";
  char text[HC_VALUE_SIZE + 32] = "";
  hc_style_value(&canvas->style, id, reading, decimals, value, sizeof(value));
  snprintf(text, sizeof(text), "%s %s", hc_reading_info(id)->name, value);
  hc_canvas_append(
    canvas, column, canvas->columns - 1, hc_line_view_ink(view), text);
}

// The findings that fit. Those about the capture pair are shown in the details
// only.
static void
append_findings(const HcCanvas* const   canvas,
                const HcLineView* const view,
                int* const              column)
{
  const HcMonitorLine* const line = hc_line_view_line(view);
  for (size_t i = 0; i < line->n_events; ++i) {
    const char* const name = line->events[i].name;
    if (hc_verdict_find(name) == HC_N_VERDICTS &&
        strcmp(name, hc_finding_name(HC_UNCALIBRATED)) != 0 &&
        strcmp(name, hc_finding_name(HC_CAPTURE_LIMITED)) != 0) {
      hc_canvas_append(canvas,
                       column,
                       canvas->columns - 1,
                       hc_line_view_is_fresh(view) ? HC_INK_WARN : HC_INK_DIM,
                       name);
    }
  }
}

static void
draw_figures(HcCanvas* const canvas, const HcLineView* const view)
{
  static const HcReadingId more[] = {
    HC_HUM_DIFF, HC_USB_DIFF, HC_NOISE_A, HC_PICKUP_COMMON};

  int column = 4;
  append_figure(canvas, view, HC_BALANCE, 1, &column);
  append_figure(canvas, view, HC_REJECTION, 1, &column);
  append_findings(canvas, view, &column);
  append_figure(canvas, view, HC_CORRELATION, 3, &column);
  for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); ++i) {
    if (hc_line_view_line(view)->readings[more[i]].reading.valid) {
      append_figure(canvas, view, more[i], 1, &column);
    }
  }
  ++canvas->row;
}

int
hc_line_rows(const HcLineLayout layout, const int columns)
{
  const int title   = columns < HC_LINE_NARROW ? 2 : 1;
  const int figures = layout == HC_LINE_COMPACT ? 0 : 1;
  const int bars    = layout == HC_LINE_TALL ? HC_MONITOR_PEAKS : 1;
  return title + figures + bars + 1;
}

void
hc_line_draw(HcCanvas* const         canvas,
             const HcLineView* const view,
             const HcLineLayout      layout)
{
  hc_line_draw_title(canvas, view);
  if (layout != HC_LINE_COMPACT) {
    draw_figures(canvas, view);
  }
  if (layout == HC_LINE_TALL) {
    hc_bars_draw(canvas, view);
  } else {
    hc_bars_draw_row(canvas, view);
  }
  ++canvas->row;
}
