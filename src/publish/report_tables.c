// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publish/report_parts.h"

#include <math.h>
#include <string.h>

// Mains lines shown, two in a row; the JSON has them all
#define MOST_MAINS 20U

// 0 dBu is what gives 1 mW in 600 ohm
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

// Why nothing is known of the programme in `state`
static const char*
state_reason(const HcLineState state)
{
  switch (state) {
  case HC_STATE_SETTLING:
    return "too little programme: fewer than 8 averages";
  case HC_STATE_SILENT:
    return "no programme";
  case HC_STATE_ONE_LEG:
    return "one leg is not connected";
  case HC_STATE_DISCONNECTED:
    return "not connected";
  case HC_STATE_STALLED:
    return "no audio arrives";
  default:
    return "";
  }
}

static const char*
why_invalid(const HcReadingId id, const HcLineState state)
{
  switch (id) {
  case HC_REJECTION:
    return "no pick-up stands out of the common mode";
  case HC_HUM_FREQUENCY:
  case HC_HUM_COMMON:
  case HC_HUM_DIFF:
    return "no mains comb found";
  case HC_USB_COMMON:
  case HC_USB_DIFF:
    return "no USB lines found";
  case HC_NOISE_BAND:
  case HC_NOISE_A:
  case HC_NOISE_468:
    return state == HC_STATE_OK ? "programme plays" : state_reason(state);
  case HC_LEG_DELAY:
    return state == HC_STATE_OK ? "too little bandwidth" : state_reason(state);
  default:
    return state_reason(state);
  }
}

static void
write_reading(const HcPage* const     page,
              const HcTakeLine* const line,
              const HcReadingId       id)
{
  const HcReading* const     reading              = &line->readings[id];
  const HcReadingInfo* const info                 = hc_reading_info(id);
  const int                  digits               = hc_reading_decimals(id);
  char                       value[HC_VALUE_SIZE] = "";
  hc_style_value(&page->style, id, reading, -1, value, sizeof(value));

  // printf pads bytes, and the sign for "at least" has three for one column
  const int wide = page->style.utf8 && reading->valid && reading->at_least;
  fprintf(page->out, "    %-16s%*s", info->name, 16 + 2 * wide, value);
  if (!reading->valid) {
    fprintf(page->out, "    %s", why_invalid(id, line->state));
  } else if (reading->at_least) {
    fputs("    the capture or the time is the limit", page->out);
  } else if (!strcmp(info->unit, "dB") && reading->high >= HC_UNBOUNDED_DB) {
    fprintf(page->out, "    %.*f or more", digits, reading->low);
  } else if (info->interval) {
    fprintf(page->out,
            "    %.*f .. %.*f",
            digits,
            hc_style_rounded(reading->low, digits),
            digits,
            hc_style_rounded(reading->high, digits));
  }
  fputc('\n', page->out);
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
  fputs("    rejection: what a perfect bridging receiver gains on this line.\n",
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

void
hc_report_mains(const HcPage* const page, const HcTakeLine* const line)
{
  const size_t all = line->analysis.n_mains;
  const size_t n   = all < MOST_MAINS ? all : MOST_MAINS;
  if (n) {
    hc_page_heading(page, "Mains lines");
    fprintf(page->out, "    %10s%10s%12s", "Hz", "common", "hot - cold");
    fprintf(page->out,
            n > 1 ? "    %10s%10s%12s\n" : "\n",
            "Hz",
            "common",
            "hot - cold");
  }
  for (size_t i = 0; i < n; ++i) {
    const HcMainsLine* const mains = &line->analysis.mains[i];
    fprintf(page->out,
            "    %10.2f%10.1f%12.1f%s",
            mains->hz,
            mains->common,
            mains->diff,
            i % 2 || i + 1 == n ? "\n" : "");
  }
  if (all > n) {
    fprintf(page->out, "    and %zu more\n", all - n);
  }
}
