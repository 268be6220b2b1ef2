// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/bars.h"

#include <math.h>
#include <stdio.h>

// Range of the bars in dBFS. A difference can reach +6.
#define SCALE_LOW (-90.0)
#define SCALE_HIGH 6.0

// Columns at which the numbers end and the bars begin
#define RMS_END 18
#define PEAK_END 26
#define GAP 2

#define BAR_SIZE 1024

// Columns of the number beside each bar, with all four in one row
#define NUMBER_WIDTH 7

typedef struct {
  const char* name;
  HcInk       ink;
} Signal;

static const Signal signals[HC_MONITOR_PEAKS] = {
  {"hot", HC_INK_HOT},
  {"cold", HC_INK_COLD},
  {"diff", HC_INK_GOOD},
  {"common", HC_INK_WARN},
};

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
  const HcMonitorLine* const line  = hc_line_view_line(view);
  const HcMonitorPeak* const peak  = &line->peaks[signal];
  const HcReading* const     level = &line->readings[signal].reading;
  if (width < 1 || !hc_line_view_is_fresh(view)) {
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
  const HcMonitorReading* const known = &hc_line_view_line(view)->readings[id];
  char                          text[16] = "-";
  if (known->heard >= 0.0 && known->reading.value <= HC_SILENCE_DB) {
    snprintf(text, sizeof(text), canvas->style.utf8 ? "-∞" : "-inf");
  } else if (known->heard >= 0.0) {
    snprintf(text, sizeof(text), "%.1f", known->reading.value);
  }
  hc_canvas_put_right(canvas, end, hc_line_view_ink(view), text);
}

static int
bar_column(const HcCanvas* const canvas)
{
  return (canvas->columns < HC_LINE_NARROW ? RMS_END : PEAK_END) + GAP;
}

void
hc_bars_draw(HcCanvas* const canvas, const HcLineView* const view)
{
  const int column = bar_column(canvas);
  for (int i = 0; i < HC_MONITOR_PEAKS; ++i) {
    hc_canvas_put(canvas, 4, 7, hc_line_view_ink(view), signals[i].name);
    put_number(canvas, view, HC_HOT_RMS + (HcReadingId)i, RMS_END);
    if (canvas->columns >= HC_LINE_NARROW) {
      put_number(canvas, view, HC_HOT_PEAK + (HcReadingId)i, PEAK_END);
    }
    put_bar(canvas, view, i, column, canvas->columns - column - 1);
    ++canvas->row;
  }
}

// The scale over a bar of `width` cells at `column`
static void
put_ticks(const HcCanvas* const canvas, const int column, const int width)
{
  const int step = width < 14 ? 60 : width < 40 ? 40 : 20;
  for (int level = step == 60 ? -60 : -80; level <= 0 && width > 7;
       level += step) {
    char text[8] = "";
    snprintf(text, sizeof(text), "%d", level);
    const int end = column + (int)(fraction(level) * (double)width) + 1;
    if (end - hc_canvas_width(text) >= column) {
      hc_canvas_put_right(canvas, end, HC_INK_DIM, text);
    }
  }
}

// One of four bars in a row
typedef struct {
  int column;
  int width;
  int end; ///< Column at which its number ends
} Cell;

static Cell
cell_of(const HcCanvas* const canvas, const int signal)
{
  const int  each   = (canvas->columns - 3) / HC_MONITOR_PEAKS;
  const int  column = 4 + signal * each;
  const Cell cell   = {column, each - NUMBER_WIDTH - GAP, column + each - GAP};
  return cell;
}

void
hc_bars_draw_scale(HcCanvas* const canvas, const HcLineLayout layout)
{
  hc_canvas_put(canvas, layout == HC_LINE_TALL ? 4 : 0, 4, HC_INK_DIM, "dBFS");
  if (layout == HC_LINE_TALL) {
    const int column = bar_column(canvas);
    put_ticks(canvas, column, canvas->columns - column - 1);
    hc_canvas_put_right(canvas, RMS_END, HC_INK_DIM, "rms");
    if (canvas->columns >= HC_LINE_NARROW) {
      hc_canvas_put_right(canvas, PEAK_END, HC_INK_DIM, "peak");
    }
  } else {
    for (int i = 0; i < HC_MONITOR_PEAKS; ++i) {
      const Cell cell = cell_of(canvas, i);
      put_ticks(canvas, cell.column, cell.width);
      hc_canvas_put_right(canvas, cell.end, HC_INK_DIM, signals[i].name);
    }
  }
  ++canvas->row;
}

void
hc_bars_draw_row(HcCanvas* const canvas, const HcLineView* const view)
{
  for (int i = 0; i < HC_MONITOR_PEAKS; ++i) {
    const Cell cell = cell_of(canvas, i);
    put_bar(canvas, view, i, cell.column, cell.width);
    put_number(canvas, view, HC_HOT_RMS + (HcReadingId)i, cell.end);
  }
  ++canvas->row;
}
