// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/parts.h"

#include <math.h>
#include <string.h>

#define ROWS 8U

// Each band has two columns, so each label is below its band
static const char axis[] =
  "20      50    100   200     500   1k    2k      5k  "
  "  10k   20k";

// The value that is shown for a band; if only its lower limit is known, this
// one
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

// The value at the top of the chart: the next multiple of 40 dB
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

  const double low  = band->low / top * ROWS;
  const double high = band->high / top * ROWS;
  return band->at_least ? hc_style_column_open(&page->style, low, row, ROWS)
                        : hc_style_column(&page->style, low, high, row);
}

// Number of bands up to the last one that is not blank in `row`
static size_t
row_length(const HcPage* const page,
           const HcBand* const bands,
           const double        top,
           const size_t        row)
{
  size_t n = HC_N_BANDS;
  while (n && !strcmp(band_glyph(page, &bands[n - 1], top, row), " ")) {
    --n;
  }
  return n;
}

static void
write_row(const HcPage* const page,
          const HcBand* const bands,
          const double        top,
          const size_t        row)
{
  // Each second row has a label, which is the value at the row's lower edge
  const size_t n = row_length(page, bands, top, row);
  if (row % 2) {
    fputs(n ? "         " : "", page->out);
  } else {
    fprintf(page->out, "    %4.0f%s", top * (double)row / ROWS, n ? " " : "");
  }
  for (size_t i = 0; i < n; ++i) {
    fputs(i ? " " : "", page->out);
    fputs(band_glyph(page, &bands[i], top, row), page->out);
  }
  fputc('\n', page->out);
}

// Number of rows from the bottom to the uppermost one that is not blank
static size_t
used_rows(const HcPage* const page, const HcBand* const bands)
{
  size_t rows = ROWS;
  while (rows > 1 && !row_length(page, bands, chart_top(bands), rows - 1)) {
    --rows;
  }
  return rows;
}

// True if any band has an interval high enough to show as a shade
static bool
any_shade(const HcPage* const page, const HcBand* const bands)
{
  const char* const shade = page->style.utf8 ? "░" : ":";
  bool              any   = false;
  for (size_t i = 0; i < HC_N_BANDS * ROWS; ++i) {
    any =
      any ||
      !strcmp(band_glyph(page, &bands[i / ROWS], chart_top(bands), i % ROWS),
              shade);
  }
  return any;
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
            "    %s at least this much: the inputs or the length of the take "
            "set the limit\n",
            page->style.utf8 ? "↑" : "^");
  }
  if (any_shade(page, bands)) {
    fprintf(page->out, "    %s 95 %% interval\n", page->style.utf8 ? "░" : ":");
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
    for (size_t row = used_rows(page, bands); row-- > 0;) {
      write_row(page, bands, chart_top(bands), row);
    }
    fprintf(page->out, "         %s\n", axis);
    write_range(page, bands);
  }
}
