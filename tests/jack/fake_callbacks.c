// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the library that keeps callbacks

#include "fake_jack.h"

#include <jack/jack.h>

int
jack_set_process_callback(jack_client_t*      client,
                          JackProcessCallback callback,
                          void*               data)
{
  (void)client;
  fake_jack()->process      = callback;
  fake_jack()->process_data = data;
  return 0;
}

int
jack_set_sample_rate_callback(jack_client_t*         client,
                              JackSampleRateCallback callback,
                              void*                  data)
{
  (void)client;
  fake_jack()->rate_changed = callback;
  fake_jack()->rate_data    = data;
  return 0;
}

int
jack_set_port_registration_callback(jack_client_t*               client,
                                    JackPortRegistrationCallback callback,
                                    void*                        data)
{
  (void)client;
  fake_jack()->registered      = callback;
  fake_jack()->registered_data = data;
  return 0;
}

int
jack_set_port_connect_callback(jack_client_t*          client,
                               JackPortConnectCallback callback,
                               void*                   data)
{
  (void)client;
  fake_jack()->connected      = callback;
  fake_jack()->connected_data = data;
  return 0;
}

int
jack_set_graph_order_callback(jack_client_t*         client,
                              JackGraphOrderCallback callback,
                              void*                  data)
{
  (void)client;
  fake_jack()->graph      = callback;
  fake_jack()->graph_data = data;
  return 0;
}

void
jack_on_shutdown(jack_client_t*       client,
                 JackShutdownCallback callback,
                 void*                data)
{
  (void)client;
  fake_jack()->shutdown      = callback;
  fake_jack()->shutdown_data = data;
}

void
jack_on_info_shutdown(jack_client_t*           client,
                      JackInfoShutdownCallback callback,
                      void*                    data)
{
  (void)client;
  (void)callback;
  (void)data;
}

int
jack_set_thread_init_callback(jack_client_t*         client,
                              JackThreadInitCallback callback,
                              void*                  data)
{
  (void)client;
  (void)callback;
  (void)data;
  return 0;
}

int
jack_set_freewheel_callback(jack_client_t*        client,
                            JackFreewheelCallback callback,
                            void*                 data)
{
  (void)client;
  (void)callback;
  (void)data;
  return 0;
}

void
jack_set_error_function(void (*function)(const char*))
{
  (void)function;
}

void
jack_set_info_function(void (*function)(const char*))
{
  (void)function;
}
