// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "net/address.h"

#include <hotcold/status.h>

#include <check.h>

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

START_TEST(a_numeric_address_is_read)
{
  HcAddress address = {0, 0};
  ck_assert_int_eq(
    hc_address_parse("192.168.1.5:7770", HC_TO_SEND, &address, NULL),
    HC_SUCCESS);
  ck_assert_uint_eq(address.host, 0xC0A80105U);
  ck_assert_uint_eq(address.port, 7770U);

  ck_assert_int_eq(hc_address_parse("0.0.0.0:0", HC_TO_LISTEN, &address, NULL),
                   HC_SUCCESS);
  ck_assert_uint_eq(address.host, 0U);
  ck_assert_uint_eq(address.port, 0U);
}
END_TEST

START_TEST(a_name_is_looked_up)
{
  HcAddress address = {0, 0};
  ck_assert_int_eq(
    hc_address_parse("localhost:65535", HC_TO_SEND, &address, NULL),
    HC_SUCCESS);
  ck_assert_uint_eq(address.host >> 24U, 127U);
  ck_assert_uint_eq(address.port, 65535U);
}
END_TEST

static const char* const bad_addresses[] = {
  "",
  ":",
  ":7770",
  "7770",
  "127.0.0.1",
  "127.0.0.1:",
  "127.0.0.1:-1",
  "127.0.0.1:+1",
  "127.0.0.1: 1",
  "127.0.0.1:65536",
  "127.0.0.1:99999999999",
  "127.0.0.1:77x",
  "127.0.0.1:1:2",
  "[::1]:7770",
  "no host of this name:7770",
};

START_TEST(a_bad_address_is_refused_in_words)
{
  HcAddress address = {1, 2};
  HcError   error   = {HC_SUCCESS, ""};
  ck_assert_int_eq(
    hc_address_parse(bad_addresses[_i], HC_TO_LISTEN, &address, &error),
    HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, bad_addresses[_i]));
  ck_assert_ptr_nonnull(strstr(error.text, "expected HOST:PORT"));
  ck_assert_uint_eq(address.host, 1U);
  ck_assert_uint_eq(address.port, 2U);
}
END_TEST

START_TEST(nothing_is_sent_to_no_host_or_port)
{
  HcAddress address = {1, 2};
  HcError   error   = {HC_SUCCESS, ""};
  ck_assert_int_eq(
    hc_address_parse("127.0.0.1:0", HC_TO_SEND, &address, &error),
    HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "PORT from 1 to 65535"));
  ck_assert_int_eq(hc_address_parse("0.0.0.0:1", HC_TO_SEND, &address, &error),
                   HC_BAD_USAGE);
}
END_TEST

START_TEST(a_name_longer_than_any_host_is_refused)
{
  char text[2000];
  memset(text, 'a', sizeof(text));
  memcpy(text + sizeof(text) - 6, ":7770", 6);

  HcAddress address = {1, 2};
  ck_assert_int_eq(hc_address_parse(text, HC_TO_SEND, &address, NULL),
                   HC_BAD_USAGE);
}
END_TEST

START_TEST(an_address_is_written_as_it_is_read)
{
  char      text[HC_ADDRESS_SIZE] = "";
  HcAddress address               = {0xFFFFFFFFU, 65535};
  hc_address_format(address, text);
  ck_assert_str_eq(text, "255.255.255.255:65535");

  address.host = 0x7F000001U;
  address.port = 1;
  hc_address_format(address, text);
  ck_assert_str_eq(text, "127.0.0.1:1");

  const struct sockaddr_in socket = hc_address_to_socket(address);
  const HcAddress          back   = hc_address_from_socket(&socket);
  ck_assert(hc_address_equal(address, back));
  ck_assert_uint_eq(socket.sin_port, htons(1));
}
END_TEST

typedef struct {
  const char* network;
  uint32_t    host;
  int         inside;
} Membership;

static const Membership memberships[] = {
  {"127.0.0.0/8", 0x7F000001U, 1},
  {"127.0.0.0/8", 0x7FFFFFFFU, 1},
  {"127.0.0.0/8", 0x80000000U, 0},
  {"127.1.2.3/8", 0x7F000001U, 1},
  {"192.168.1.5", 0xC0A80105U, 1},
  {"192.168.1.5", 0xC0A80104U, 0},
  {"192.168.1.4/31", 0xC0A80105U, 1},
  {"192.168.1.4/31", 0xC0A80106U, 0},
  {"0.0.0.0/0", 0xC0A80106U, 1},
  {"10.0.0.1/32", 0x0A000001U, 1},
  {"10.0.0.1/32", 0x0A000000U, 0},
};

START_TEST(a_network_has_its_hosts)
{
  const Membership* const row     = &memberships[_i];
  const HcAddress         address = {row->host, 9};
  HcNetwork               network = {0, 0};
  ck_assert_int_eq(hc_network_parse(row->network, &network, NULL), HC_SUCCESS);
  ck_assert_int_eq(hc_network_has(network, address), row->inside);
}
END_TEST

static const char* const bad_networks[] = {
  "",
  "/8",
  "127.0.0.0/",
  "127.0.0.0/33",
  "127.0.0.0/-1",
  "127.0.0.0/8/8",
  "127.0.0/8",
  "127.0.0.0.0/8",
  "localhost",
  "256.0.0.1",
  "127.0.0.1:1",
  "::1/128",
  "1111111111111111111111111111111111111111",
};

START_TEST(a_bad_network_is_refused_in_words)
{
  HcNetwork network = {1, 2};
  HcError   error   = {HC_SUCCESS, ""};
  ck_assert_int_eq(hc_network_parse(bad_networks[_i], &network, &error),
                   HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, bad_networks[_i]));
  ck_assert_ptr_nonnull(strstr(error.text, "expected CIDR"));
  ck_assert_uint_eq(network.host, 1U);
  ck_assert_uint_eq(network.mask, 2U);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof((array)[0]))

int
main(void)
{
  Suite* const suite = suite_create("address");
  TCase* const tcase = tcase_create("address");
  tcase_add_test(tcase, a_numeric_address_is_read);
  tcase_add_test(tcase, a_name_is_looked_up);
  tcase_add_loop_test(
    tcase, a_bad_address_is_refused_in_words, 0, COUNT(bad_addresses));
  tcase_add_test(tcase, nothing_is_sent_to_no_host_or_port);
  tcase_add_test(tcase, a_name_longer_than_any_host_is_refused);
  tcase_add_test(tcase, an_address_is_written_as_it_is_read);
  tcase_add_loop_test(tcase, a_network_has_its_hosts, 0, COUNT(memberships));
  tcase_add_loop_test(
    tcase, a_bad_network_is_refused_in_words, 0, COUNT(bad_networks));
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
