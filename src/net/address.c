// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

/// Bytes for a host name with its terminator (RFC 1035: 253 characters)
#define HOST_SIZE 256

/// Read the whole of `text` as a number from 0 to `max`, of digits only
static bool
read_number(const char* const text, const uint32_t max, uint32_t* const number)
{
  uint32_t value = 0;
  size_t   i     = 0;
  for (; i < 5 && text[i] >= '0' && text[i] <= '9'; ++i) {
    value = 10U * value + (uint32_t)(text[i] - '0');
  }

  *number = value;
  return i > 0 && !text[i] && value <= max;
}

static bool
read_numeric_host(const char* const text, uint32_t* const host)
{
  struct in_addr parsed = {0};
  if (inet_pton(AF_INET, text, &parsed) != 1) {
    return false;
  }
  *host = ntohl(parsed.s_addr);
  return true;
}

static bool
look_up_host(const char* const name, uint32_t* const host)
{
  struct addrinfo hints = {0};
  hints.ai_family       = AF_INET;
  hints.ai_socktype     = SOCK_DGRAM;

  struct addrinfo* found = NULL;
  if (getaddrinfo(name, NULL, &hints, &found) || !found) {
    return false;
  }

  struct sockaddr_in first = {0};
  memcpy(&first, found->ai_addr, sizeof(first));
  *host = ntohl(first.sin_addr.s_addr);
  freeaddrinfo(found);
  return true;
}

/// Split "HOST:PORT" at its only colon
static bool
split(const char* const text, char host[HOST_SIZE], uint32_t* const port)
{
  const char* const colon = strchr(text, ':');
  if (!colon || colon == text || colon - text >= HOST_SIZE) {
    return false;
  }

  const size_t length = (size_t)(colon - text);
  memcpy(host, text, length);
  host[length] = '\0';
  return read_number(colon + 1, UINT16_MAX, port);
}

HcStatus
hc_address_parse(const char* const  text,
                 const HcAddressUse use,
                 HcAddress* const   address,
                 HcError* const     error)
{
  char     name[HOST_SIZE] = "";
  uint32_t port            = 0;
  if (!split(text, name, &port) || (use == HC_TO_SEND && !port)) {
    return hc_error(
      error,
      HC_BAD_USAGE,
      "address `%.64s`: expected HOST:PORT with a PORT from %d to "
      "65535",
      text,
      use == HC_TO_SEND);
  }

  uint32_t host = 0;
  if (!read_numeric_host(name, &host) && !look_up_host(name, &host)) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "address `%.64s`: there is no IPv4 host with this name, "
                    "expected HOST:PORT like 127.0.0.1:7770",
                    text);
  }

  if (use == HC_TO_SEND && !host) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "address `%.64s`: expected a host other than 0.0.0.0",
                    text);
  }

  address->host = host;
  address->port = (uint16_t)port;
  return HC_SUCCESS;
}

void
hc_address_format(const HcAddress address, char out[HC_ADDRESS_SIZE])
{
  snprintf(out,
           HC_ADDRESS_SIZE,
           "%u.%u.%u.%u:%u",
           address.host >> 24U,
           (address.host >> 16U) & 255U,
           (address.host >> 8U) & 255U,
           address.host & 255U,
           (unsigned)address.port);
}

bool
hc_address_equal(const HcAddress a, const HcAddress b)
{
  return a.host == b.host && a.port == b.port;
}

struct sockaddr_in
hc_address_to_socket(const HcAddress address)
{
  struct sockaddr_in to = {0};
  to.sin_family         = AF_INET;
  to.sin_addr.s_addr    = htonl(address.host);
  to.sin_port           = htons(address.port);
  return to;
}

HcAddress
hc_address_from_socket(const struct sockaddr_in* const from)
{
  const HcAddress address = {ntohl(from->sin_addr.s_addr),
                             ntohs(from->sin_port)};
  return address;
}

HcStatus
hc_network_parse(const char* const text,
                 HcNetwork* const  network,
                 HcError* const    error)
{
  char              name[INET_ADDRSTRLEN] = "";
  const char* const slash                 = strchr(text, '/');
  const size_t      length = slash ? (size_t)(slash - text) : strlen(text);
  uint32_t          host   = 0;
  uint32_t          prefix = 32;

  bool good = length < sizeof(name);
  if (good) {
    memcpy(name, text, length);
    good = read_numeric_host(name, &host) &&
           (!slash || read_number(slash + 1, 32, &prefix));
  }
  if (!good) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "network `%.64s`: expected CIDR like 192.168.1.0/24, or "
                    "one numeric host",
                    text);
  }

  network->mask = prefix ? UINT32_MAX << (32U - prefix) : 0;
  network->host = host & network->mask;
  return HC_SUCCESS;
}

bool
hc_network_has(const HcNetwork network, const HcAddress address)
{
  return (address.host & network.mask) == network.host;
}
