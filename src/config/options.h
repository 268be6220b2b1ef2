// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The one table of everything a user can set. The command line, the
/// configuration file, `--help` and the check of the manual pages all read it.
/// Constant data; any thread.

#ifndef HOTCOLD_CONFIG_OPTIONS_H
#define HOTCOLD_CONFIG_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/// What hotcold can be told to do
typedef enum {
  HC_RUN,
  HC_MONITOR,
  HC_MEASURE,
  HC_ANALYZE,
  HC_SIMULATE,
  HC_DEMO,
  HC_PORTS,
  HC_N_COMMANDS
} HcCommand;

/// What is fixed about a subcommand
typedef struct {
  const char* name;
  const char* operand;          ///< "FILE"; NULL: it takes none
  bool        operand_required; ///< Else the operand may be left out
  const char* sentence;
} HcCommandInfo;

/// Where in a configuration file a key stands
typedef enum {
  HC_SECTION_NONE,    ///< Command line only
  HC_SECTION_HOTCOLD, ///< [hotcold]
  HC_SECTION_OSC,     ///< [osc]
  HC_SECTION_LINE,    ///< [line NAME]
} HcSection;

/// How an option's text is read, and what it is stored as
typedef enum {
  HC_TYPE_FLAG,     ///< bool; no argument on the command line
  HC_TYPE_BOOLEAN,  ///< bool; yes or no
  HC_TYPE_NUMBER,   ///< double; `least` to `greatest`
  HC_TYPE_COUNT,    ///< unsigned; whole, `least` to `greatest`
  HC_TYPE_TEXT,     ///< char[]; `least` to `greatest` bytes
  HC_TYPE_NAME,     ///< Likewise, without a colon: of a JACK client or server
  HC_TYPE_PORT,     ///< Likewise: a port name or a regular expression
  HC_TYPE_OUTPUTS,  ///< HcOutputs
  HC_TYPE_CHANNELS, ///< HcChannels
  HC_TYPE_LISTEN,   ///< HcAddress of an own interface
  HC_TYPE_TARGET,   ///< HcAddress[], appended
  HC_TYPE_ALLOW,    ///< HcNetwork[], appended
  HC_TYPE_LINE,     ///< HcLineSpec[], appended: NAME=HOT,COLD[,REF]
  HC_TYPE_LIMIT,    ///< HcLimit[], appended: READING min|max VALUE ...
} HcOptionType;

/// One row of the table
typedef struct {
  const char*  key;      ///< "jack-server": --jack-server, jack-server = ...
  HcSection    section;  ///< Of the configuration file
  unsigned     commands; ///< Bits 1 << HcCommand; 0: configuration file only
  HcOptionType type;
  double       least;    ///< Of a number, or bytes of a text
  double       greatest; ///< Likewise
  const char*  fallback; ///< Default, as the user would write it; "" if none
  const char*  unit;     ///< "s", "Hz", "dB" ...; "" if none
  const char*  argument; ///< "SECONDS"; "" for flags
  const char*  sentence;
  size_t       offset;     ///< Into HcSettings, or HcLineSpec in [line NAME]
  bool         repeatable; ///< May be given several times
} HcOption;

/// The row of `command` (command < HC_N_COMMANDS)
const HcCommandInfo*
hc_command_info(HcCommand command);

/// The subcommand called `name`, or HC_N_COMMANDS
HcCommand
hc_command_find(const char* name);

/// Rows of the table
size_t
hc_option_count(void);

/// Row `index` of the table (index < hc_option_count())
const HcOption*
hc_option(size_t index);

/// The option `key` that `command` takes as --key, or NULL
const HcOption*
hc_option_of_command(HcCommand command, const char* key);

/// The key of `section` (not HC_SECTION_NONE) in a configuration, or NULL
const HcOption*
hc_option_of_section(HcSection section, const char* key);

#endif // HOTCOLD_CONFIG_OPTIONS_H
