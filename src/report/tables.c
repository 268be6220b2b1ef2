// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/parts.h"

#include <math.h>
#include <string.h>

// Greatest number of mains frequencies in the report; the JSON has all of them
#define MOST_MAINS 20U

// 0 dBu is the voltage that gives 1 mW in 600 ohm
#define VOLT_AT_0_DBU 0.7745966692414834

static void
write_level(const HcPage* const page, const HcReading* const reading)
{
  if (reading->valid && reading->value > HC_SILENCE_DB) {
    fprintf(page->out, "%12.2f", reading->value);
  } else {
    fprintf(page->out, "%12s", reading->valid ? "silent" : "-");
  }
}

static void
write_level_row(const HcPage* const     page,
                const char* const       label,
                const HcTakeLine* const line,
                const HcReadingId       first)
{
  fprintf(page->out, "    %-16s", label);
  for (int i = 0; i < 4; ++i) {
    write_level(page, &line->readings[first + (HcReadingId)i]);
  }
  fputc('\n', page->out);
}

void
hc_report_levels(const HcPage* const page, const HcTakeLine* const line)
{
  const HcReading* const diff = &line->readings[HC_DIFF_RMS];

  hc_page_heading(page, "Levels");
  fprintf(page->out,
          "%20s%12s%12s%12s%12s\n",
          "",
          "hot",
          "cold",
          "hot - cold",
          "common");
  write_level_row(page, "rms, dBFS", line, HC_HOT_RMS);
  write_level_row(page, "peak, dBFS", line, HC_HOT_PEAK);
  if (isfinite(line->dbu_at_full_scale) && diff->valid) {
    const double dbu   = diff->value + line->dbu_at_full_scale;
    const double volts = VOLT_AT_0_DBU * pow(10.0, dbu / 20.0);
    fprintf(page->out, "    %-40s%12.2f\n", "rms, dBu", dbu);
    fprintf(page->out, "    %-40s%12.4g\n", "rms, V", volts);
  }
  fprintf(page->out, "    %-16s", "correlation");
  if (line->readings[HC_CORRELATION].valid) {
    fprintf(page->out, "%12.4f\n", line->readings[HC_CORRELATION].value);
  } else {
    fprintf(page->out, "%12s\n", "-");
  }
}

static void
write_reading(const HcPage* const     page,
              const HcTakeLine* const line,
              const HcReadingId       id)
{
  const HcReading* const reading              = &line->readings[id];
  char                   value[HC_VALUE_SIZE] = "";
  char                   range[HC_VALUE_SIZE] = "";
  hc_style_value(&page->style, id, reading, -1, value, sizeof(value));
  hc_style_range(id, reading, range, sizeof(range));

  // printf() counts bytes, not columns. The sign before a lower or upper limit
  // has three bytes, but only one column.
  const char* const after =
    reading->valid ? range : hc_style_absence(id, line->state, line->readings);
  const int wide = (unsigned char)value[0] >= 0x80U ? 2 : 0;
  fprintf(page->out,
          "    %-16s%*s%s%s\n",
          hc_reading_info(id)->name,
          16 + wide,
          value,
          *after ? "    " : "",
          after);
}

static void
write_group(const HcPage* const     page,
            const HcTakeLine* const line,
            const HcReadingId       first,
            const HcReadingId       last)
{
  for (int id = (int)first; id <= (int)last; ++id) {
    write_reading(page, line, (HcReadingId)id);
  }
}

static bool
any_valid(const HcTakeLine* const line,
          const HcReadingId       first,
          const HcReadingId       last)
{
  bool any = false;
  for (int id = (int)first; id <= (int)last; ++id) {
    any = any || line->readings[id].valid;
  }
  return any;
}

void
hc_report_readings(const HcPage* const page, const HcTakeLine* const line)
{
  hc_page_heading(page, "Programme, with 95 % intervals");
  write_group(page, line, HC_BALANCE, HC_LEG_DELAY);
  fputs(
    "    balance: OSB, ITU-T O.9 form, 20 Hz - 20 kHz. One silent leg reads "
    "6.02 dB.\n",
    page->out);

  hc_page_heading(page, "Pick-up");
  write_group(page, line, HC_PICKUP_COMMON, HC_USB_DIFF);
  fputs(
    "    rejection: how far an ideal balanced input would reduce pick-up.\n",
    page->out);

  if (any_valid(line, HC_NOISE_BAND, HC_NOISE_468)) {
    hc_page_heading(page, "Noise of hot - cold without programme");
    write_group(page, line, HC_NOISE_BAND, HC_NOISE_468);
  }
  if (any_valid(line, HC_POLARITY, HC_REF_DELAY)) {
    hc_page_heading(page, "Against the reference");
    write_group(page, line, HC_POLARITY, HC_REF_DELAY);
  }
}

static void
write_mains_level(const HcPage* const page, const int width, const double level)
{
  if (level > HC_SILENCE_DB) {
    fprintf(page->out, "%*.1f", width, level);
  } else {
    fprintf(page->out, "%*s", width, "-");
  }
}

// If the hum on the difference as a whole is hidden, the levels of its single
// frequencies are not known either
static bool
shows_diff(const HcTakeLine* const line)
{
  const HcReading* const diff = &line->readings[HC_HUM_DIFF];
  return diff->valid && !hc_style_is_hidden(HC_HUM_DIFF, diff);
}

static void
write_mains_line(const HcPage* const      page,
                 const HcTakeLine* const  line,
                 const HcMainsLine* const mains)
{
  const HcReading* const fundamental = &line->readings[HC_HUM_FREQUENCY];

  char harmonic[8] = "-";
  if (fundamental->valid && fundamental->value > 1.0) {
    snprintf(
      harmonic, sizeof(harmonic), "%.0f", mains->hz / fundamental->value);
  }
  fprintf(page->out, "%5s%10.2f", harmonic, mains->hz);
  write_mains_level(page, 10, mains->common);
  write_mains_level(page, 12, shows_diff(line) ? mains->diff : HC_SILENCE_DB);
}

void
hc_report_mains(const HcPage* const page, const HcTakeLine* const line)
{
  const size_t all = line->analysis.n_mains;
  const size_t n   = all < MOST_MAINS ? all : MOST_MAINS;
  if (n) {
    hc_page_heading(page, "Mains hum, dBFS");
  }
  for (size_t i = 0; i < n && i < 2; ++i) {
    fprintf(page->out, "%5s%10s%10s%12s", "k", "Hz", "common", "hot - cold");
  }
  for (size_t i = 0; i < n; ++i) {
    fputs(i % 2 ? "" : "\n", page->out);
    write_mains_line(page, line, &line->analysis.mains[i]);
  }
  fputs(n ? "\n" : "", page->out);
  if (all > n) {
    fprintf(page->out, "    and %zu more\n", all - n);
  }
  if (n && !shows_diff(line)) {
    fputs("    hot - cold: other sound hides the hum\n", page->out);
  }
}
