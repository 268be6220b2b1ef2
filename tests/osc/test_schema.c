// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "osc/schema.h"

#include <hotcold/analyzer.h>
#include <hotcold/reading.h>

#include <check.h>

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// The page hotcold-osc(7) without the backslashes of its markup
static char*
read_page(void)
{
  const size_t size = 100000;
  char* const  page = (char*)calloc(1, size);
  FILE* const  file = fopen(getenv("HC_OSC_PAGE"), "r");
  ck_assert_ptr_nonnull(file);

  size_t length = 0;
  for (int c = fgetc(file); c != EOF && length + 1 < size; c = fgetc(file)) {
    if (c != '\\') {
      page[length++] = (char)c;
    }
  }
  fclose(file);
  return page;
}

START_TEST(the_page_has_every_reading)
{
  char* const page = read_page();
  for (int id = 0; id < HC_N_READINGS; ++id) {
    const HcReadingInfo* const info = hc_reading_info((HcReadingId)id);
    char                       address[HC_OSC_ADDRESS_SIZE];
    char                       entry[512];
    hc_osc_reading_address((HcReadingId)id, HC_PART_VALUE, 0, address);
    snprintf(entry,
             sizeof(entry),
             "\n*%s* ,f, %s, %s%s\n\t%s.\n",
             address,
             info->unit,
             info->pace == HC_FAST ? "fast" : "slow",
             info->interval ? ", interval" : "",
             info->sentence);
    ck_assert_msg(strstr(page, entry), "hotcold-osc(7) lacks:%s", entry);
  }
  free(page);
}
END_TEST

START_TEST(the_page_has_every_other_message)
{
  char* const page = read_page();
  for (int id = 0; id < HC_N_OSC; ++id) {
    const HcOscInfo* const info = hc_osc_info((HcOscId)id);
    char                   entry[256];
    snprintf(entry, sizeof(entry), "*%s*", info->address);
    ck_assert_msg(strstr(page, entry), "hotcold-osc(7) lacks %s", entry);

    // Options stand in brackets, the bands are counted
    if (info->types[0] && id != HC_OSC_SUBSCRIBE &&
        strlen(info->types) != HC_N_BANDS) {
      snprintf(entry, sizeof(entry), "*%s* ,%s _", info->address, info->types);
      ck_assert_msg(strstr(page, entry), "hotcold-osc(7) lacks %s", entry);
    }
  }
  free(page);
}
END_TEST

/// True if `address`, lines written as N, is one of the schema
static bool
is_known(const char* const address)
{
  static const char reading[] = "/hotcold/line/N/<reading>";
  bool              known     = false;
  char              own[HC_OSC_ADDRESS_SIZE];
  for (int id = 0; id < HC_N_OSC; ++id) {
    known = known || !strcmp(address, hc_osc_info((HcOscId)id)->address);
  }
  for (int id = 0; id < HC_N_READINGS; ++id) {
    for (unsigned part = 0; part < hc_osc_n_parts((HcReadingId)id); ++part) {
      hc_osc_reading_address((HcReadingId)id, (HcReadingPart)part, 0, own);
      known = known || !strcmp(address, own);

      // What the page says of all readings at once
      const char* const suffix = part ? strrchr(own, '/') : "";
      known = known || (!strncmp(address, reading, strlen(reading)) &&
                        !strcmp(address + strlen(reading), suffix));
    }
  }
  return known;
}

START_TEST(the_page_has_nothing_else)
{
  char* const page  = read_page();
  size_t      count = 0;
  for (const char* at = strstr(page, "/hotcold/"); at;
       at             = strstr(at, "/hotcold/")) {
    char   address[HC_OSC_ADDRESS_SIZE] = "";
    size_t n                            = 0;
    while (n + 1 < sizeof(address) &&
           (isalnum((unsigned char)*at) || strchr("/_<>", *at))) {
      const bool line = isdigit((unsigned char)*at) && at[-1] == '/';
      address[n++]    = *at++;
      if (line && (*at == '/')) {
        address[n - 1] = 'N';
      }
    }
    ck_assert_msg(is_known(address), "%s is no address", address);
    ++count;
  }
  ck_assert_uint_gt(count, 50U);
  free(page);
}
END_TEST

static size_t
all_addresses(char addresses[][HC_OSC_ADDRESS_SIZE], const size_t line)
{
  size_t n = 0;
  for (int id = 0; id < HC_N_READINGS; ++id) {
    for (unsigned part = 0; part < hc_osc_n_parts((HcReadingId)id); ++part) {
      hc_osc_reading_address(
        (HcReadingId)id, (HcReadingPart)part, line, addresses[n++]);
    }
  }
  return n;
}

START_TEST(no_two_readings_share_an_address)
{
  static char  addresses[HC_N_READINGS * HC_N_PARTS][HC_OSC_ADDRESS_SIZE];
  const size_t n = all_addresses(addresses, 256);
  ck_assert_uint_gt(n, HC_N_READINGS);
  for (size_t i = 0; i < n; ++i) {
    const char* rest = "";
    ck_assert_uint_eq(hc_osc_line_number(addresses[i], &rest), 256U);
    ck_assert_ptr_eq(rest, addresses[i] + strlen("/hotcold/line/256/"));
    for (size_t k = 0; k < i; ++k) {
      ck_assert_str_ne(addresses[i], addresses[k]);
    }
  }
}
END_TEST

// The contract's own words
START_TEST(addresses_are_those_of_the_contract)
{
  char address[HC_OSC_ADDRESS_SIZE];
  hc_osc_reading_address(HC_HOT_RMS, HC_PART_VALUE, 1, address);
  ck_assert_str_eq(address, "/hotcold/line/1/hot/rms");
  hc_osc_reading_address(HC_NOISE_468, HC_PART_AT_LEAST, 12, address);
  ck_assert_str_eq(address, "/hotcold/line/12/noise/468/at_least");
  hc_osc_line_address(HC_OSC_LINE_BANDS, 256, address);
  ck_assert_str_eq(address, "/hotcold/line/256/bands/balance");
  ck_assert_uint_eq(strlen(hc_osc_info(HC_OSC_LINE_BANDS)->types), 31U);
  hc_osc_line_address(HC_OSC_LINE_HIGHS, 1, address);
  ck_assert_str_eq(address, "/hotcold/line/1/bands/balance/high");
  hc_osc_line_address(HC_OSC_LINE_MAINS, 1, address);
  ck_assert_str_eq(address, "/hotcold/line/1/mains");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("osc_schema");
  TCase* const tcase = tcase_create("osc_schema");
  tcase_add_test(tcase, the_page_has_every_reading);
  tcase_add_test(tcase, the_page_has_every_other_message);
  tcase_add_test(tcase, the_page_has_nothing_else);
  tcase_add_test(tcase, no_two_readings_share_an_address);
  tcase_add_test(tcase, addresses_are_those_of_the_contract);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
