// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/own_ports.h"

#include "jack/cycle.h"
#include "jack/settings.h"

#include <hotcold/status.h>

#include <jack/jack.h>
#include <jack/metadata.h>
#include <jack/uuid.h>

#include <stddef.h>

// Errors are ignored: jackd's metadata may not work, and servers need not
// support metadata
static void
set_pretty_name(jack_client_t* const client,
                jack_port_t* const   port,
                const char* const    pretty_name)
{
  if (port && pretty_name) {
    jack_set_property(client,
                      jack_port_uuid(port),
                      JACK_METADATA_PRETTY_NAME,
                      pretty_name,
                      "text/plain");
  }
}

static size_t
count_ports(const HcJackSettings* const settings)
{
  size_t n = 0;
  for (size_t i = 0; i < settings->n_inputs; ++i) {
    n += settings->inputs[i].name != NULL;
  }
  for (size_t i = 0; i < settings->n_outputs; ++i) {
    n += settings->outputs[i].name != NULL;
  }
  return n;
}

static HcStatus
no_room(const HcJackSettings* const settings,
        const char* const           name,
        HcError* const              error)
{
  return hc_error(error,
                  HC_BAD_USAGE,
                  "the JACK server has no room for port `%s`, expected room "
                  "for %zu ports; see option --port-max of jackd",
                  name,
                  count_ports(settings));
}

static jack_port_t*
register_port(jack_client_t* const client,
              const char* const    name,
              const unsigned long  flags)
{
  return jack_port_register(client, name, JACK_DEFAULT_AUDIO_TYPE, flags, 0);
}

static HcStatus
register_inputs(const HcJackSettings* const settings,
                HcJackAudio* const          audio,
                HcError* const              error)
{
  for (size_t i = 0; i < settings->n_inputs; ++i) {
    const HcJackInput* const input = &settings->inputs[i];
    if (input->name) {
      audio->inputs[i] =
        register_port(audio->client, input->name, JackPortIsInput);
      if (!audio->inputs[i]) {
        return no_room(settings, input->name, error);
      }
    }
  }
  return HC_SUCCESS;
}

static HcStatus
register_outputs(const HcJackSettings* const settings,
                 HcJackAudio* const          audio,
                 HcError* const              error)
{
  for (size_t i = 0; i < settings->n_outputs; ++i) {
    const HcJackOutput* const output = &settings->outputs[i];
    if (output->name) {
      audio->outputs[i] =
        register_port(audio->client, output->name, JackPortIsOutput);
      if (!audio->outputs[i]) {
        return no_room(settings, output->name, error);
      }
    }
  }
  return HC_SUCCESS;
}

HcStatus
hc_own_ports_register(const HcJackSettings* const settings,
                      HcJackAudio* const          audio,
                      HcError* const              error)
{
  const HcStatus st = register_inputs(settings, audio, error);
  return st ? st : register_outputs(settings, audio, error);
}

void
hc_own_ports_set_names(const HcJackSettings* const settings,
                       const HcJackAudio* const    audio)
{
  for (size_t i = 0; i < audio->n_inputs; ++i) {
    set_pretty_name(
      audio->client, audio->inputs[i], settings->inputs[i].pretty_name);
  }
  for (size_t i = 0; i < audio->n_outputs; ++i) {
    set_pretty_name(
      audio->client, audio->outputs[i], settings->outputs[i].pretty_name);
  }
}

static void
clear_names(jack_client_t* const      client,
            jack_port_t* const* const ports,
            const size_t              n_ports)
{
  for (size_t i = 0; i < n_ports; ++i) {
    if (ports[i]) {
      jack_remove_properties(client, jack_port_uuid(ports[i]));
    }
  }
}

void
hc_own_ports_clear_names(const HcJackAudio* const audio)
{
  clear_names(audio->client, audio->inputs, audio->n_inputs);
  clear_names(audio->client, audio->outputs, audio->n_outputs);
}

void
hc_own_ports_forget(HcJackAudio* const audio)
{
  for (size_t i = 0; i < audio->n_inputs; ++i) {
    audio->inputs[i] = NULL;
  }
  for (size_t i = 0; i < audio->n_outputs; ++i) {
    audio->outputs[i] = NULL;
  }
}
