// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/monitor_line.h"

#include <hotcold/line.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

// Below this width a title takes two rows and numbers make room for bars
#define NARROW 64

// Below this there is no room for a state beside the name
#define TINY 36

// Levels the bars span: a difference can reach +6 dBFS
#define SCALE_LOW (-90.0)
#define SCALE_HIGH 6.0

#define BAR_COLUMN 11
#define NUMBER_WIDTH 7
#define BAR_SIZE 1024

typedef struct {
  const char* name;
  const char* letter;
  HcInk       ink;
} Signal;

static const Signal signals[HC_MONITOR_PEAKS] = {
  {"hot", "H", HC_INK_HOT},
  {"cold", "C", HC_INK_COLD},
  {"diff", "D", HC_INK_GOOD},
  {"common", "M", HC_INK_WARN},
};

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
  return is_fresh(view) ? hc_canvas_grade_ink(hc_verdict_grade(
                            hc_verdict_find(line_of(view)->verdict)))
                        : HC_INK_DIM;
}

// The state as told, unless nobody is there to tell it
static const char*
state_text(const HcLineView* const view)
{
  const HcMonitorLine* const line = line_of(view);
  return hc_monitor_model_link(view->model, view->now) != HC_MONITOR_LIVE
           ? "no answer"
         : *line->state ? line->state
                        : "-";
}

static HcInk
state_ink(const HcLineView* const view)
{
  return !is_fresh(view)                             ? HC_INK_BAD
         : !strcmp(line_of(view)->state, "ok")       ? HC_INK_PLAIN
         : !strcmp(line_of(view)->state, "silent")   ? HC_INK_PLAIN
         : !strcmp(line_of(view)->state, "settling") ? HC_INK_PLAIN
                                                     : HC_INK_WARN;
}

static void
put_verdict(const HcCanvas* const   canvas,
            const HcLineView* const view,
            const int               column)
{
  const HcMonitorLine* const line     = line_of(view);
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
put_state(const HcCanvas* const canvas, const HcLineView* const view)
{
  char age[16] = "";
  hc_age_format(
    hc_monitor_line_age(line_of(view), view->now), age, sizeof(age));
  hc_canvas_put_right(
    canvas, canvas->columns - 9, state_ink(view), state_text(view));
  hc_canvas_put_right(canvas, canvas->columns - 1, state_ink(view), age);
}

// Where so little fits, the state stands in for the verdict when it matters
static void
put_verdict_or_state(const HcCanvas* const canvas, const HcLineView* const view)
{
  if (is_fresh(view) && !strcmp(line_of(view)->state, "ok")) {
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
  const char* const name       = line_of(view)->name;
  const HcInk       ink        = view->selected ? HC_INK_TITLE : HC_INK_BOLD;
  char              number[16] = "";
  snprintf(number,
           sizeof(number),
           "%c%2zu",
           view->selected ? '>' : ' ',
           view->index + 1);
  hc_canvas_put(canvas, 0, 4, HC_INK_BOLD, number);
  hc_canvas_put(
    canvas, 4, width, is_fresh(view) ? ink : HC_INK_DIM, *name ? name : "-");
}

void
hc_line_draw_title(HcCanvas* const canvas, const HcLineView* const view)
{
  const int columns = canvas->columns;
  if (columns < TINY) {
    put_name(canvas, view, columns - 4);
    ++canvas->row;
    put_verdict_or_state(canvas, view);
  } else if (columns < NARROW) {
    put_name(canvas, view, columns - 27);
    put_state(canvas, view);
    ++canvas->row;
    put_verdict(canvas, view, 4);
  } else {
    const int verdict = columns < 100 ? columns - 47 : 53;
    put_name(canvas, view, verdict - 5);
    put_verdict(canvas, view, verdict);
    put_state(canvas, view);
  }
  ++canvas->row;
}

// Bars

static double
fraction(const double level)
{
  return (level - SCALE_LOW) / (SCALE_HIGH - SCALE_LOW);
}

static void
put_bar(const HcCanvas* const   canvas,
        const HcLineView* const view,
        const int               signal,
        const int               column,
        const int               width)
{
  const HcMonitorLine* const line  = line_of(view);
  const HcMonitorPeak* const peak  = &line->peaks[signal];
  const HcReading* const     level = &line->readings[signal].reading;
  if (width < 1 || !is_fresh(view)) {
    return;
  }

  char         bar[BAR_SIZE] = "";
  const size_t cells         = (size_t)(width < 300 ? width : 300);
  hc_style_bar(&canvas->style, fraction(level->value), cells, bar, sizeof(bar));
  hc_canvas_put(canvas, column, width, signals[signal].ink, bar);
  if (peak->value > SCALE_LOW) {
    const int at =
      (int)(fmin(1.0, fraction(peak->value)) * (double)(cells - 1));
    hc_canvas_put(canvas,
                  column + at,
                  1,
                  peak->value >= -0.1 ? HC_INK_BAD : HC_INK_BOLD,
                  canvas->style.utf8 ? "│" : "|");
  }
}

static void
put_number(const HcCanvas* const   canvas,
           const HcLineView* const view,
           const HcReadingId       id,
           const int               end)
{
  const HcMonitorReading* const known    = &line_of(view)->readings[id];
  char                          text[16] = "-";
  if (known->heard >= 0.0 && known->reading.value <= HC_SILENCE_DB) {
    snprintf(text, sizeof(text), canvas->style.utf8 ? "-∞" : "-inf");
  } else if (known->heard >= 0.0) {
    snprintf(text, sizeof(text), "%.1f", known->reading.value);
  }
  hc_canvas_put_right(
    canvas, end, is_fresh(view) ? HC_INK_PLAIN : HC_INK_DIM, text);
}

static int
bar_width(const HcCanvas* const canvas)
{
  const int numbers = canvas->columns < NARROW ? 1 : 2;
  return canvas->columns - BAR_COLUMN - numbers * NUMBER_WIDTH - 1;
}

void
hc_line_draw_bars(HcCanvas* const canvas, const HcLineView* const view)
{
  const bool narrow = canvas->columns < NARROW;
  const int  end    = canvas->columns - 1;
  for (int i = 0; i < HC_MONITOR_PEAKS; ++i) {
    hc_canvas_put(canvas,
                  4,
                  BAR_COLUMN - 4,
                  is_fresh(view) ? HC_INK_PLAIN : HC_INK_DIM,
                  signals[i].name);
    put_bar(canvas, view, i, BAR_COLUMN, bar_width(canvas));
    put_number(canvas,
               view,
               HC_HOT_RMS + (HcReadingId)i,
               narrow ? end : end - NUMBER_WIDTH);
    if (!narrow) {
      put_number(canvas, view, HC_HOT_PEAK + (HcReadingId)i, end);
    }
    ++canvas->row;
  }
}

void
hc_line_draw_scale(HcCanvas* const canvas)
{
  const int width = bar_width(canvas);
  const int step  = width < 40 ? 40 : 20;
  const int end   = canvas->columns - 1;
  hc_canvas_put(canvas, 4, 4, HC_INK_DIM, "dBFS");
  for (int level = -80; level <= 0 && width > 10; level += step) {
    char text[8] = "";
    snprintf(text, sizeof(text), "%d", level);
    const int at = BAR_COLUMN + (int)(fraction(level) * (double)width);
    hc_canvas_put_right(canvas, at + 1, HC_INK_DIM, text);
  }
  if (canvas->columns >= NARROW) {
    hc_canvas_put_right(canvas, end - NUMBER_WIDTH, HC_INK_DIM, "rms");
    hc_canvas_put_right(canvas, end, HC_INK_DIM, "peak");
  }
  ++canvas->row;
}

static void
draw_bars_in_a_row(HcCanvas* const canvas, const HcLineView* const view)
{
  const int   each = (canvas->columns - 4) / HC_MONITOR_PEAKS;
  const HcInk ink  = is_fresh(view) ? HC_INK_BOLD : HC_INK_DIM;
  for (int i = 0; i < HC_MONITOR_PEAKS; ++i) {
    const int column = 4 + i * each;
    hc_canvas_put(canvas, column, 1, ink, signals[i].letter);
    put_bar(canvas, view, i, column + 2, each - 11);
    put_number(canvas, view, HC_HOT_RMS + (HcReadingId)i, column + each - 2);
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
  const HcReading* const reading = &line_of(view)->readings[id].reading;
  char                   value[HC_VALUE_SIZE]     = "";
  char                   text[HC_VALUE_SIZE + 32] = "";
  hc_style_value(&canvas->style, id, reading, decimals, value, sizeof(value));
  snprintf(text, sizeof(text), "%s %s", hc_reading_info(id)->name, value);
  hc_canvas_append(canvas,
                   column,
                   canvas->columns - 1,
                   is_fresh(view) ? HC_INK_PLAIN : HC_INK_DIM,
                   text);
}

static void
draw_figures(HcCanvas* const canvas, const HcLineView* const view)
{
  static const HcReadingId more[] = {
    HC_HUM_DIFF, HC_USB_DIFF, HC_NOISE_A, HC_PICKUP_COMMON};

  int column = 4;
  append_figure(canvas, view, HC_CORRELATION, 3, &column);
  append_figure(canvas, view, HC_BALANCE, 1, &column);
  append_figure(canvas, view, HC_REJECTION, 1, &column);
  for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); ++i) {
    if (line_of(view)->readings[more[i]].reading.valid) {
      append_figure(canvas, view, more[i], 1, &column);
    }
  }
  ++canvas->row;
}

int
hc_line_rows(const HcLineLayout layout, const int columns)
{
  const int title = columns < NARROW ? 2 : 1;
  return layout == HC_LINE_TALL ? title + HC_MONITOR_PEAKS + 2 : title + 2;
}

void
hc_line_draw(HcCanvas* const         canvas,
             const HcLineView* const view,
             const HcLineLayout      layout)
{
  hc_line_draw_title(canvas, view);
  if (layout == HC_LINE_TALL) {
    hc_line_draw_bars(canvas, view);
    draw_figures(canvas, view);
    ++canvas->row;
  } else {
    draw_bars_in_a_row(canvas, view);
    ++canvas->row;
  }
}
