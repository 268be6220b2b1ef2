// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROWS 8
#define LABEL_WIDTH 5

// The interval of one band
typedef struct {
  bool   valid;
  bool   open; ///< No upper bound
  double low;  ///< dB
  double high; ///< dB
} Band;

typedef struct {
  const HcLineView* view;
  Band              bands[HC_N_BANDS];
  double            top;  ///< dB at the upper edge
  int               left; ///< Column of the first band
  int               step; ///< Columns from band to band
} Chart;

// An old analyzer sends bands without intervals. Then no band is shown higher
// than the lower end of the overall balance.
static Band
band_of(const HcMonitorLine* const line, const int i)
{
  const HcReading* const balance = &line->readings[HC_BALANCE].reading;
  const double           value   = line->bands[HC_MONITOR_BAND_VALUE][i];
  const double           low     = line->bands[HC_MONITOR_BAND_LOW][i];
  const double           high    = line->bands[HC_MONITOR_BAND_HIGH][i];
  const bool             valid   = value > HC_SILENCE_DB;
  const bool             above   = balance->at_least && value > balance->low;

  const Band sent    = {valid, high >= HC_UNBOUNDED_DB, low, high};
  const Band guessed = {
    valid, above, above ? fmax(0.0, balance->low) : value, value};
  return high > HC_SILENCE_DB ? sent : guessed;
}

static Chart
chart_of(const HcCanvas* const   canvas,
         const HcLineView* const view,
         const int               column)
{
  const int wide  = column + LABEL_WIDTH + 2 * HC_N_BANDS + 3;
  Chart     chart = {.view = view,
                     .left = column + LABEL_WIDTH,
                     .step = canvas->columns >= wide ? 2 : 1};
  double    most  = 0.0;
  for (int i = 0; i < HC_N_BANDS; ++i) {
    const Band band = band_of(hc_line_view_line(view), i);
    most            = band.valid ? fmax(most, band.low) : most;
    chart.bands[i]  = band;
  }
  chart.top = fmax(40.0, fmin(HC_UNBOUNDED_DB, 40.0 * ceil(most / 40.0)));
  return chart;
}

static const char*
glyph(const HcStyle* const style, const Chart* const chart, int i, size_t row)
{
  const Band* const band = &chart->bands[i];
  const double      low  = band->low / chart->top * ROWS;
  const double      high = band->high / chart->top * ROWS;
  return !band->valid ? (row           ? " "
                         : style->utf8 ? "·"
                                       : ".")
         : band->open ? hc_style_column_open(style, low, row, ROWS)
                      : hc_style_column(style, low, high, row);
}

static void
draw_row(const HcCanvas* const canvas, const Chart* const chart, const int row)
{
  char label[16] = "";
  if (row % 2 == 0) {
    snprintf(label, sizeof(label), "%.0f", chart->top * (double)row / ROWS);
  }
  hc_canvas_put_right(canvas, chart->left - 1, HC_INK_DIM, label);
  for (int i = 0; i < HC_N_BANDS; ++i) {
    hc_canvas_put(canvas,
                  chart->left + chart->step * i,
                  1,
                  hc_line_view_ink(chart->view),
                  glyph(&canvas->style, chart, i, (size_t)row));
  }
}

static void
draw_axis(const HcCanvas* const canvas, const Chart* const chart)
{
  static const struct {
    int         band;
    const char* text;
  } ticks[] = {{0, "20"},
               {4, "50"},
               {7, "100"},
               {10, "200"},
               {14, "500"},
               {17, "1k"},
               {20, "2k"},
               {24, "5k"},
               {27, "10k"},
               {30, "20k"}};
  for (size_t i = 0; i < sizeof(ticks) / sizeof(ticks[0]); ++i) {
    // In a narrow chart some numbers would touch each other
    const int band = ticks[i].band;
    if (chart->step > 1 ||
        (band != 4 && band != 10 && band != 17 && band != 20 && band != 27)) {
      hc_canvas_put(
        canvas, chart->left + chart->step * band, 3, HC_INK_DIM, ticks[i].text);
    }
  }
}

static bool
shows(const HcCanvas* const canvas,
      const Chart* const    chart,
      const char* const     mark)
{
  bool any = false;
  for (int i = 0; i < HC_N_BANDS; ++i) {
    for (size_t row = 0; row < ROWS; ++row) {
      any = any || !strcmp(glyph(&canvas->style, chart, i, row), mark);
    }
  }
  return any;
}

// Always takes one row, so that the rows below do not move when marks appear
static void
draw_legend(HcCanvas* const canvas, const Chart* const chart, const int column)
{
  const bool        utf8     = canvas->style.utf8;
  const char* const arrow    = utf8 ? "↑" : "^";
  const char* const shade    = utf8 ? "░" : ":";
  char              text[64] = "";
  int               at       = column;
  if (shows(canvas, chart, arrow)) {
    snprintf(text, sizeof(text), "%s at least", arrow);
    hc_canvas_append(canvas, &at, canvas->columns, HC_INK_DIM, text);
  }
  if (shows(canvas, chart, shade)) {
    snprintf(text, sizeof(text), "%s 95 %% interval", shade);
    hc_canvas_append(canvas, &at, canvas->columns, HC_INK_DIM, text);
  }
  ++canvas->row;
}

void
hc_chart_draw(HcCanvas* const         canvas,
              const HcLineView* const view,
              const int               column)
{
  if (hc_line_view_line(view)->bands_heard < 0.0) {
    hc_canvas_put(canvas, column, 40, HC_INK_DIM, "not known yet");
    ++canvas->row;
    return;
  }

  const Chart chart = chart_of(canvas, view, column);
  for (int row = ROWS; row-- > 0;) {
    draw_row(canvas, &chart, row);
    ++canvas->row;
  }
  draw_axis(canvas, &chart);
  ++canvas->row;
  draw_legend(canvas, &chart, chart.left);
}
