// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/report.h"

#include "report/page.h"
#include "report/parts.h"

#include <hotcold/line.h>
#include <hotcold/verdict.h>

#include <errno.h>
#include <string.h>

#define INDENT 4
#define FINDING_COLUMN 6

// The age of a verdict is shown from this number of seconds on
#define OLD 1.0

static void
write_verdict(const HcPage* const page, const HcTakeLine* const line)
{
  const HcJudgement* const judgement = &line->analysis.judgement;

  fputc('\n', page->out);
  hc_page_graded(page, HC_GRADE_NONE, line->name);
  fputs(": ", page->out);
  hc_page_graded(page,
                 hc_verdict_grade(judgement->verdict),
                 hc_verdict_name(judgement->verdict));
  if (judgement->verdict != HC_UNKNOWN) {
    fprintf(page->out, ", confidence %.0f %%", 100.0 * judgement->confidence);
  }
  if (line->state != HC_STATE_OK) {
    fprintf(page->out, ", state %s", hc_line_state_name(line->state));
  }
  if (judgement->verdict != HC_UNKNOWN && judgement->age >= OLD) {
    fprintf(
      page->out, ", last confirmed %.1f s before the end", judgement->age);
  }
  fputs("\n  ", page->out);
  hc_page_paragraph(page,
                    judgement->advice ? judgement->advice
                                      : hc_verdict_advice(judgement->verdict),
                    2,
                    2);
}

static void
write_reasons(const HcPage* const page, const HcJudgement* const judgement)
{
  if (judgement->n_reasons) {
    hc_page_heading(page, "Why");
  }
  for (size_t i = 0; i < judgement->n_reasons; ++i) {
    fprintf(page->out, "%*s", INDENT, "");
    hc_page_paragraph(page, judgement->reasons[i], INDENT, INDENT + 2);
  }
}

static void
write_findings(const HcPage* const page, const HcJudgement* const judgement)
{
  if (judgement->findings) {
    hc_page_heading(page, "Findings");
  }
  for (int i = 0; i < HC_N_FINDINGS; ++i) {
    if (judgement->findings & (1U << (unsigned)i)) {
      fprintf(page->out, "%*s", INDENT, "");
      hc_page_graded(page, HC_GRADE_WARN, hc_finding_name((HcFindingId)i));
      fprintf(page->out, "\n%*s", FINDING_COLUMN, "");
      if (*judgement->evidence[i]) {
        hc_page_paragraph(
          page, judgement->evidence[i], FINDING_COLUMN, FINDING_COLUMN);
        fprintf(page->out, "%*s", FINDING_COLUMN, "");
      }
      hc_page_paragraph(page,
                        hc_finding_advice((HcFindingId)i),
                        FINDING_COLUMN,
                        FINDING_COLUMN);
    }
  }
}

// The value that the limit was compared with. If the reading itself is shown in
// another way (">= 50 dB"), it follows in brackets.
static void
write_judged(const HcPage* const    page,
             const HcReadingId      id,
             const HcReading* const reading,
             const double           value)
{
  const HcReading judged               = hc_reading_exact(value);
  char            is[HC_VALUE_SIZE]    = "";
  char            known[HC_VALUE_SIZE] = "";
  hc_style_value(&page->style, id, &judged, -1, is, sizeof(is));
  hc_style_value(&page->style, id, reading, -1, known, sizeof(known));

  fprintf(page->out,
          "  %s is %s",
          hc_reading_info(id)->name,
          reading->valid ? is : "not known");
  if (reading->valid && strcmp(is, known) != 0) {
    fprintf(page->out, " (%s)", known);
  }
}

static void
write_limits(const HcPage* const page, const HcTakeLine* const line)
{
  if (line->n_limits) {
    hc_page_heading(page, "Limits");
  }
  for (size_t i = 0; i < line->n_limits; ++i) {
    const HcLimitResult* const result = &line->limits[i];
    const HcReadingId          id     = result->limit.reading;
    const HcReading            bound  = hc_reading_exact(result->limit.value);

    char should[HC_VALUE_SIZE] = "";
    hc_style_value(&page->style, id, &bound, -1, should, sizeof(should));
    fprintf(page->out, "%*s", INDENT, "");
    hc_page_graded(page,
                   result->pass ? HC_GRADE_GOOD : HC_GRADE_BAD,
                   result->pass ? "PASS" : "FAIL");
    write_judged(page, id, &line->readings[id], result->value);
    fprintf(page->out,
            ", limit: %s %s\n",
            result->limit.is_max ? "at most" : "at least",
            should);
  }
}

static void
write_line(const HcPage* const page, const HcTakeLine* const line)
{
  write_verdict(page, line);
  write_reasons(page, &line->analysis.judgement);
  write_findings(page, &line->analysis.judgement);
  hc_report_levels(page, line);
  hc_report_readings(page, line);
  hc_report_bands(page, line);
  hc_report_mains(page, line);
  write_limits(page, line);
}

static bool
has_limits(const HcTake* const take)
{
  bool any = false;
  for (size_t i = 0; i < take->n_lines; ++i) {
    any = any || take->lines[i].n_limits;
  }
  return any;
}

HcStatus
hc_report_write(const HcTake* const  take,
                const HcStyle* const style,
                FILE* const          out,
                HcError* const       error)
{
  const HcPage page = {out, *style};

  errno = 0;
  fprintf(out,
          "hotcold %s, %.1f s at %u Hz\n",
          take->version,
          take->seconds,
          (unsigned)take->sample_rate);
  for (size_t i = 0; i < take->n_lines; ++i) {
    write_line(&page, &take->lines[i]);
  }
  if (has_limits(take)) {
    fputc('\n', out);
    hc_page_graded(&page,
                   take->pass ? HC_GRADE_GOOD : HC_GRADE_BAD,
                   take->pass ? "PASS" : "FAIL");
    fputc('\n', out);
  }

  return !fflush(out) && !ferror(out)
           ? HC_SUCCESS
           : hc_error(error,
                      HC_SYSTEM_FAILURE,
                      "cannot write the report: %s",
                      errno ? strerror(errno) : "output failed");
}
