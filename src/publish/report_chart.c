// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publish/report_parts.h"

#include <math.h>

#define ROWS 8U

// Each band has two columns, so labels stand where their band does
static const char axis[] =
  "20      50    100   200     500   1k    2k      5k  "
  "  10k   20k";

// What is known of a band: where the capture is the limit, the lower bound
static double
shown(const HcBand* const band)
{
  return band->at_least ? band->low : band->balance;
}

static double
highest(const HcBand* const bands)
{
  double most = 0.0;
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    most = bands[i].valid && shown(&bands[i]) > most ? shown(&bands[i]) : most;
  }
  return most;
}

// What the top of the chart stands for: the next 40 dB
static double
chart_top(const HcBand* const bands)
{
  return fmax(40.0, fmin(HC_UNBOUNDED_DB, 40.0 * ceil(highest(bands) / 40.0)));
}

static const char*
band_glyph(const HcPage* const page,
           const HcBand* const band,
           const double        top,
           const size_t        row)
{
  if (!band->valid) {
    return row ? " " : page->style.utf8 ? "·" : ".";
  }

  const double height = shown(band) / top * ROWS;
  return band->at_least ? hc_style_column_open(&page->style, height, row, ROWS)
                        : hc_style_column(&page->style, height, row);
}

static void
write_row(const HcPage* const page,
          const HcBand* const bands,
          const double        top,
          const size_t        row)
{
  // A label stands for the lower edge of its row
  if (row % 2) {
    fputs("         ", page->out);
  } else {
    fprintf(page->out, "    %4.0f ", top * (double)row / ROWS);
  }
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    fputs(band_glyph(page, &bands[i], top, row), page->out);
    fputs(i + 1 < HC_N_BANDS ? " " : "\n", page->out);
  }
}

static void
write_range(const HcPage* const page, const HcBand* const bands)
{
  const HcBand* lowest = NULL;
  bool          open   = false;
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    if (bands[i].valid && (!lowest || shown(&bands[i]) < shown(lowest))) {
      lowest = &bands[i];
    }
    open = open || (bands[i].valid && bands[i].at_least);
  }
  if (lowest) {
    fprintf(page->out,
            lowest->at_least ? "    lowest: at least %.1f dB at %g Hz\n"
                             : "    lowest: %.1f dB at %g Hz\n",
            shown(lowest),
            lowest->hz);
  }
  if (open) {
    fprintf(page->out,
            "    %s at least that much: the capture or the time is the limit\n",
            page->style.utf8 ? "↑" : "^");
  }
}

void
hc_report_bands(const HcPage* const page, const HcTakeLine* const line)
{
  const HcBand* const bands = line->analysis.bands;

  bool any = false;
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    any = any || bands[i].valid;
  }
  if (any) {
    hc_page_heading(page, "Balance by third octaves, dB over Hz");
    for (size_t row = ROWS; row-- > 0;) {
      write_row(page, bands, chart_top(bands), row);
    }
    fprintf(page->out, "         %s\n", axis);
    write_range(page, bands);
  }
}
