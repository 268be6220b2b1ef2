// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// IPv4 addresses and networks, as configured and as datagrams come from.
/// Pure but for name resolution; any thread but audio.

#ifndef HOTCOLD_NET_ADDRESS_H
#define HOTCOLD_NET_ADDRESS_H

#include <hotcold/status.h>

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

/// Bytes of "255.255.255.255:65535" with its terminator
#define HC_ADDRESS_SIZE 22

/// One end of UDP traffic; compare with hc_address_equal()
typedef struct {
  uint32_t host; ///< IPv4, host byte order: 127.0.0.1 is 0x7F000001
  uint16_t port; ///< 0: any that is free, where one listens
} HcAddress;

/// Hosts whose first bits are those of `host`
typedef struct {
  uint32_t host; ///< As in HcAddress, bits outside `mask` are 0
  uint32_t mask; ///< The bits that count
} HcNetwork;

/// What an address is wanted for
typedef enum {
  HC_TO_LISTEN, ///< Port 0 and host 0.0.0.0 are fine
  HC_TO_SEND    ///< Neither is
} HcAddressUse;

/// Read "HOST:PORT". A HOST that is not numeric is looked up, once and
/// blocking. HC_BAD_USAGE with what was expected, leaving `address` alone.
HcStatus
hc_address_parse(const char*  text,
                 HcAddressUse use,
                 HcAddress*   address,
                 HcError*     error);

/// Write "127.0.0.1:7770" to `out`
void
hc_address_format(HcAddress address, char out[HC_ADDRESS_SIZE]);

bool
hc_address_equal(HcAddress a, HcAddress b);

struct sockaddr_in
hc_address_to_socket(HcAddress address);

HcAddress
hc_address_from_socket(const struct sockaddr_in* from);

/// Read CIDR notation, "192.168.1.0/24", or one numeric host. Bits of the host
/// outside the prefix are cleared. HC_BAD_USAGE, leaving `network` alone.
HcStatus
hc_network_parse(const char* text, HcNetwork* network, HcError* error);

/// True if `address` is one of the hosts of `network`
bool
hc_network_has(HcNetwork network, HcAddress address);

#endif // HOTCOLD_NET_ADDRESS_H
