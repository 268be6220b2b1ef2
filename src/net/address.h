// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// IPv4 addresses and networks: those of the configuration, and the senders of
/// datagrams. Pure, except that host names are looked up. Any thread except the
/// audio thread.

#ifndef HOTCOLD_NET_ADDRESS_H
#define HOTCOLD_NET_ADDRESS_H

#include <hotcold/status.h>

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

/// Bytes of "255.255.255.255:65535" with its terminator
#define HC_ADDRESS_SIZE 22

/// An IPv4 address with a port; compare two with hc_address_equal()
typedef struct {
  uint32_t host; ///< IPv4, host byte order: 127.0.0.1 is 0x7F000001
  uint16_t port; ///< 0: any free port (only to listen)
} HcAddress;

/// All hosts that have the same first bits as `host`
typedef struct {
  uint32_t host; ///< As in HcAddress; bits outside of `mask` are 0
  uint32_t mask; ///< The bits that are compared
} HcNetwork;

/// The use of an address
typedef enum {
  HC_TO_LISTEN, ///< Port 0 and host 0.0.0.0 are allowed
  HC_TO_SEND    ///< Port 0 and host 0.0.0.0 are errors
} HcAddressUse;

/// Read "HOST:PORT" into `address`. If HOST is a name, it is looked up once,
/// and the call waits for the answer. If the text is not valid or the name is
/// not known, returns HC_BAD_USAGE with one line in `error`; `address` does not
/// change.
HcStatus
hc_address_parse(const char*  text,
                 HcAddressUse use,
                 HcAddress*   address,
                 HcError*     error);

/// Write `address` to `out` in the form "127.0.0.1:7770"
void
hc_address_format(HcAddress address, char out[HC_ADDRESS_SIZE]);

/// True if host and port are equal
bool
hc_address_equal(HcAddress a, HcAddress b);

/// The address in the form that sockets use
struct sockaddr_in
hc_address_to_socket(HcAddress address);

/// The address of a socket, for example of a sender
HcAddress
hc_address_from_socket(const struct sockaddr_in* from);

/// Read a network in CIDR notation, "192.168.1.0/24", or one numeric host. Bits
/// of the host outside of the prefix become 0. If the text is not valid,
/// returns HC_BAD_USAGE with one line in `error`; `network` does not change.
HcStatus
hc_network_parse(const char* text, HcNetwork* network, HcError* error);

/// True if `address` is one of the hosts of `network`
bool
hc_network_has(HcNetwork network, HcAddress address);

#endif // HOTCOLD_NET_ADDRESS_H
