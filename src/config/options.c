// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/options.h"

#include "config/settings.h"

#include <string.h>

#define RUN (1U << HC_RUN)
#define MEASURE (1U << HC_MEASURE)
#define ANALYZE (1U << HC_ANALYZE)
#define SIMULATE (1U << HC_SIMULATE)
#define PORTS (1U << HC_PORTS)
#define MONITOR (1U << HC_MONITOR)

#define TAKE (MEASURE | ANALYZE)
#define LIVE (RUN | MEASURE)

// Section, subcommands, type, range
#define FLAG(commands) HC_SECTION_NONE, commands, HC_TYPE_FLAG, 0, 0
#define PATH(section, commands) \
  section, commands, HC_TYPE_TEXT, 1, HC_PATH_SIZE - 1
#define PORT HC_SECTION_LINE, 0, HC_TYPE_TEXT, 1, HC_PATTERN_SIZE - 1

#define IN_SETTINGS(field) offsetof(HcSettings, field), false
#define IN_LINE(field) offsetof(HcLineSpec, field), false

static const HcCommandInfo commands[HC_N_COMMANDS] = {
  [HC_RUN] = {"run", NULL, false, "Analyze lines from JACK, publish over OSC"},
  [HC_MONITOR]  = {"monitor",
                   "HOST:PORT",
                   false,
                   "Show a running analyzer in the terminal, over OSC"},
  [HC_MEASURE]  = {"measure", NULL, false, "Take one measurement from JACK"},
  [HC_ANALYZE]  = {"analyze", "FILE", true, "Measure a recording"},
  [HC_SIMULATE] = {"simulate",
                   "SCENARIO",
                   false,
                   "Play a modelled line into JACK"},
  [HC_DEMO]     = {"demo", NULL, false, "See it work, on a private server"},
  [HC_PORTS]    = {"ports", NULL, false, "List the capture ports by name"},
};

static const HcOption options[] = {
  {"config",
   PATH(HC_SECTION_NONE, LIVE),
   "",
   "",
   "FILE",
   "Read this configuration file (-c FILE)",
   IN_SETTINGS(config)},
  {"line",
   HC_SECTION_NONE,
   LIVE,
   HC_TYPE_LINE,
   0,
   0,
   "",
   "",
   "NAME=HOT,COLD[,REF]",
   "Measure this line, by port names or regular expressions",
   offsetof(HcSettings, lines),
   true},

  {"client",
   HC_SECTION_HOTCOLD,
   LIVE,
   HC_TYPE_NAME,
   1,
   63,
   "hotcold",
   "",
   "NAME",
   "Name of the JACK client",
   IN_SETTINGS(client)},
  {"jack-server",
   HC_SECTION_HOTCOLD,
   LIVE | SIMULATE | PORTS,
   HC_TYPE_NAME,
   1,
   63,
   "",
   "",
   "NAME",
   "Name of the JACK server",
   IN_SETTINGS(jack_server)},
  {"outputs",
   HC_SECTION_HOTCOLD,
   RUN,
   HC_TYPE_OUTPUTS,
   0,
   0,
   "none",
   "",
   "PORTS",
   "Output ports of each line: none, diff, common or both",
   IN_SETTINGS(outputs)},
  {"average",
   HC_SECTION_HOTCOLD,
   RUN,
   HC_TYPE_NUMBER,
   0.1,
   3600,
   "5",
   "s",
   "SECONDS",
   "Averaging time of the slow readings",
   IN_SETTINGS(analyzer.average)},
  {"silence",
   HC_SECTION_HOTCOLD,
   LIVE | ANALYZE,
   HC_TYPE_NUMBER,
   -200,
   0,
   "-70",
   "dBFS",
   "LEVEL",
   "Level below which there is no programme",
   IN_SETTINGS(analyzer.silence)},
  {"capture-gain-tolerance",
   HC_SECTION_HOTCOLD,
   LIVE | ANALYZE,
   HC_TYPE_NUMBER,
   0,
   6,
   "0.1",
   "dB",
   "GAIN",
   "How far the gains of an uncalibrated capture pair may differ",
   IN_SETTINGS(analyzer.gain_tolerance)},
  {"capture-delay-tolerance",
   HC_SECTION_HOTCOLD,
   LIVE | ANALYZE,
   HC_TYPE_NUMBER,
   0,
   1000,
   "0.1",
   "us",
   "DELAY",
   "How far the delays of an uncalibrated capture pair may differ",
   IN_SETTINGS(analyzer.delay_tolerance)},

  {"listen",
   HC_SECTION_OSC,
   RUN,
   HC_TYPE_LISTEN,
   0,
   0,
   "127.0.0.1:7770",
   "",
   "HOST:PORT",
   "Address to receive OSC at",
   IN_SETTINGS(listen)},
  {"rate",
   HC_SECTION_OSC,
   RUN,
   HC_TYPE_NUMBER,
   1,
   60,
   "20",
   "Hz",
   "RATE",
   "Messages of each fast reading per second, to targets",
   IN_SETTINGS(rate)},
  {"bundle",
   HC_SECTION_OSC,
   RUN,
   HC_TYPE_BOOLEAN,
   0,
   0,
   "yes",
   "",
   "yes|no",
   "Gather messages into bundles, to targets",
   IN_SETTINGS(bundle)},
  {"allow",
   HC_SECTION_OSC,
   RUN,
   HC_TYPE_ALLOW,
   0,
   0,
   "127.0.0.0/8",
   "",
   "ADDRESS/BITS",
   "Network that may subscribe; replaces the default",
   offsetof(HcSettings, allow),
   true},
  {"target",
   HC_SECTION_OSC,
   RUN,
   HC_TYPE_TARGET,
   0,
   0,
   "",
   "",
   "HOST:PORT",
   "Receiver that gets every reading without subscribing",
   offsetof(HcSettings, targets),
   true},

  {"hot",
   PORT,
   "",
   "",
   "PORT",
   "Port of the hot leg, or a regular expression for it",
   IN_LINE(hot)},
  {"cold",
   PORT,
   "",
   "",
   "PORT",
   "Port of the cold leg, or a regular expression for it",
   IN_LINE(cold)},
  {"reference",
   PORT,
   "",
   "",
   "PORT",
   "Port with the programme that the line carries",
   IN_LINE(reference)},
  {"calibration",
   PATH(HC_SECTION_LINE, 0),
   "",
   "",
   "FILE",
   "Calibration of the line's capture pair",
   IN_LINE(calibration)},
  {"dbu-at-full-scale",
   HC_SECTION_LINE,
   0,
   HC_TYPE_NUMBER,
   -60,
   60,
   "",
   "dBu",
   "LEVEL",
   "Differential level at which a sine reads 0 dBFS",
   IN_LINE(dbu_at_full_scale)},
  {"limit",
   HC_SECTION_LINE,
   0,
   HC_TYPE_LIMIT,
   0,
   0,
   "",
   "",
   "READING min|max VALUE [hold SECONDS]",
   "What the line has to keep to",
   offsetof(HcLineSpec, limits),
   true},

  {"seconds",
   HC_SECTION_NONE,
   MEASURE,
   HC_TYPE_NUMBER,
   0.1,
   86400,
   "10",
   "s",
   "SECONDS",
   "Length of the take",
   IN_SETTINGS(seconds)},
  {"channels",
   HC_SECTION_NONE,
   ANALYZE,
   HC_TYPE_CHANNELS,
   0,
   0,
   "1,2",
   "",
   "HOT,COLD[,REF]",
   "Channels of the recording, counted from 1",
   IN_SETTINGS(channels)},
  {"calibration",
   PATH(HC_SECTION_NONE, ANALYZE),
   "",
   "",
   "FILE",
   "Calibration of the capture pair",
   IN_SETTINGS(calibration)},
  {"name",
   HC_SECTION_NONE,
   ANALYZE,
   HC_TYPE_TEXT,
   1,
   HC_LINE_NAME_SIZE - 1,
   "",
   "",
   "NAME",
   "Name of the line; else it is called after the file",
   IN_SETTINGS(name)},
  {"seconds",
   HC_SECTION_NONE,
   MONITOR,
   HC_TYPE_NUMBER,
   0,
   86400,
   "0",
   "s",
   "TIME",
   "End after this time; 0 is when q is pressed",
   IN_SETTINGS(monitor_seconds)},
  {"plain",
   FLAG(MONITOR),
   "",
   "",
   "",
   "Print rows of text, as when stdout is no terminal",
   IN_SETTINGS(plain)},

  {"json",
   FLAG(TAKE),
   "",
   "",
   "",
   "Print the result as one JSON object",
   IN_SETTINGS(json)},
  {"limits",
   PATH(HC_SECTION_NONE, TAKE),
   "",
   "",
   "FILE",
   "Judge the take by the limits of this file",
   IN_SETTINGS(limits)},
  {"list", FLAG(SIMULATE), "", "", "", "List the scenarios", IN_SETTINGS(list)},
  {"seconds",
   HC_SECTION_NONE,
   SIMULATE,
   HC_TYPE_NUMBER,
   0,
   86400,
   "0",
   "s",
   "DURATION",
   "Stop after this time; 0: play on, or 10 s to a file",
   IN_SETTINGS(play_seconds)},
  {"output",
   PATH(HC_SECTION_NONE, SIMULATE),
   "",
   "",
   "FILE",
   "Render to this WAV file instead of JACK, hot on channel 1",
   IN_SETTINGS(output)},
  {"rate",
   HC_SECTION_NONE,
   SIMULATE,
   HC_TYPE_NUMBER,
   8000,
   384000,
   "48000",
   "Hz",
   "HZ",
   "Sample rate of that file",
   IN_SETTINGS(render_rate)},
};

const HcCommandInfo*
hc_command_info(const HcCommand command)
{
  return &commands[command];
}

HcCommand
hc_command_find(const char* const name)
{
  int i = 0;
  while (i < HC_N_COMMANDS && strcmp(commands[i].name, name)) {
    ++i;
  }
  return (HcCommand)i;
}

size_t
hc_option_count(void)
{
  return sizeof(options) / sizeof(options[0]);
}

const HcOption*
hc_option(const size_t index)
{
  return &options[index];
}

const HcOption*
hc_option_of_command(const HcCommand command, const char* const key)
{
  for (size_t i = 0; i < hc_option_count(); ++i) {
    if ((options[i].commands & (1U << command)) &&
        !strcmp(options[i].key, key)) {
      return &options[i];
    }
  }
  return NULL;
}

const HcOption*
hc_option_of_section(const HcSection section, const char* const key)
{
  for (size_t i = 0; i < hc_option_count(); ++i) {
    if (options[i].section == section && !strcmp(options[i].key, key)) {
      return &options[i];
    }
  }
  return NULL;
}
