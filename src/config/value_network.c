// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/value.h"

#include "net/address.h"

static HcStatus
add_network(const char* const text,
            HcSettings* const settings,
            HcError* const    error)
{
  HcNetwork      network = {0, 0};
  const HcStatus status  = hc_network_parse(text, &network, error);
  if (!status && settings->n_allow == HC_MAX_NETWORKS) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected at most %d networks",
                    text,
                    HC_MAX_NETWORKS);
  }
  if (!status) {
    settings->allow[settings->n_allow++] = network;
  }
  return status;
}

static HcStatus
add_target(const char* const text,
           HcSettings* const settings,
           HcError* const    error)
{
  HcAddress      target = {0, 0};
  const HcStatus status = hc_address_parse(text, HC_TO_SEND, &target, error);
  if (status) {
    return status;
  }
  for (size_t i = 0; i < settings->n_targets; ++i) {
    if (hc_address_equal(settings->targets[i], target)) {
      return hc_error(
        error, HC_BAD_USAGE, "`%s`, expected each target only once", text);
    }
  }
  if (settings->n_targets == HC_MAX_TARGETS) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected at most %d targets",
                    text,
                    HC_MAX_TARGETS);
  }

  settings->targets[settings->n_targets++] = target;
  return HC_SUCCESS;
}

HcStatus
hc_value_network(const HcOptionType type,
                 const char* const  text,
                 HcSettings* const  settings,
                 HcError* const     error)
{
  return type == HC_TYPE_LISTEN
           ? hc_address_parse(text, HC_TO_LISTEN, &settings->listen, error)
         : type == HC_TYPE_TARGET ? add_target(text, settings, error)
                                  : add_network(text, settings, error);
}
