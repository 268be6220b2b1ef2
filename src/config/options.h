// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The table of everything that a user can set. The command line, the
/// configuration file, `--help` and the check of the man pages all read it.
/// Constant data; any thread.

#ifndef HOTCOLD_CONFIG_OPTIONS_H
#define HOTCOLD_CONFIG_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/// The subcommands of hotcold
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

/// Description of a subcommand
typedef struct {
  const char* name;
  const char* operand;          ///< Like "FILE"; NULL: the command takes none
  bool        operand_required; ///< If false, the operand may be left out
  const char* sentence;         ///< For `--help`, without its full stop
} HcCommandInfo;

/// The section of a configuration file that a key belongs to
typedef enum {
  HC_SECTION_NONE,    ///< Command line only
  HC_SECTION_HOTCOLD, ///< [hotcold]
  HC_SECTION_OSC,     ///< [osc]
  HC_SECTION_LINE,    ///< [line NAME]
} HcSection;

/// How the text of an option is read, and the C type of its field
typedef enum {
  HC_TYPE_FLAG,     ///< bool; no argument on the command line
  HC_TYPE_BOOLEAN,  ///< bool; yes or no
  HC_TYPE_NUMBER,   ///< double; `least` to `greatest`
  HC_TYPE_COUNT,    ///< unsigned; whole, `least` to `greatest`
  HC_TYPE_TEXT,     ///< char[]; `least` to `greatest` bytes
  HC_TYPE_NAME,     ///< As HC_TYPE_TEXT, but without a colon: the name of a
                    ///< JACK client or server
  HC_TYPE_PORT,     ///< As HC_TYPE_TEXT: a port name or a regular expression
  HC_TYPE_OUTPUTS,  ///< HcOutputs
  HC_TYPE_CHANNELS, ///< HcChannels
  HC_TYPE_LISTEN,   ///< HcAddress of an interface of this machine
  HC_TYPE_TARGET,   ///< HcAddress[], appended
  HC_TYPE_ALLOW,    ///< HcNetwork[], appended
  HC_TYPE_LINE,     ///< HcLineSpec[], appended: NAME=HOT,COLD[,REF]
  HC_TYPE_LIMIT,    ///< HcLimit[], appended: READING min|max VALUE ...
} HcOptionType;

/// One row of the table
typedef struct {
  const char*  key;      ///< "jack-server": --jack-server, jack-server = ...
  HcSection    section;  ///< Section of the configuration file
  unsigned     commands; ///< Bits 1 << HcCommand; 0: configuration file only
  HcOptionType type;
  double       least;    ///< Least number, or least number of bytes of a text
  double       greatest; ///< Greatest number, or greatest number of bytes
  const char*  fallback; ///< Default, as a user would write it; "" if none
  const char*  unit;     ///< "s", "Hz", "dB" ...; "" if none
  const char*  argument; ///< "SECONDS"; "" for flags
  const char*  sentence; ///< For `--help`, without its full stop
  size_t       offset;   ///< Of the field in HcSettings, or in HcLineSpec if
                         ///< the section is [line NAME]
  bool repeatable;       ///< May be given several times
} HcOption;

/// The description of `command` (command < HC_N_COMMANDS)
const HcCommandInfo*
hc_command_info(HcCommand command);

/// Rows of the table
size_t
hc_option_count(void);

/// Row `index` of the table (index < hc_option_count())
const HcOption*
hc_option(size_t index);

/// The option that `command` takes as --`key`, or NULL
const HcOption*
hc_option_of_command(HcCommand command, const char* key);

/// The option that a configuration file takes as `key` in `section` (not
/// HC_SECTION_NONE), or NULL
const HcOption*
hc_option_of_section(HcSection section, const char* key);

#endif // HOTCOLD_CONFIG_OPTIONS_H
