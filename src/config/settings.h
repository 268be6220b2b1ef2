// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the user asked for: the defaults, then the configuration file, then
/// the command line, each overriding what came before. One thread at a time.

#ifndef HOTCOLD_CONFIG_SETTINGS_H
#define HOTCOLD_CONFIG_SETTINGS_H

#include "config/options.h"
#include "net/address.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// Bytes for a path with its terminator
#define HC_PATH_SIZE 1024

/// Networks that may be allowed, and targets that may be sent to
#define HC_MAX_NETWORKS 16
#define HC_MAX_TARGETS 16

/// Output ports of each line
typedef enum {
  HC_OUTPUTS_NONE,
  HC_OUTPUTS_DIFF,
  HC_OUTPUTS_COMMON,
  HC_OUTPUTS_BOTH,
} HcOutputs;

/// All that the option table can set
typedef struct {
  // Analyzer
  char               client[64];      ///< JACK client name
  char               jack_server[64]; ///< Empty: JACK's default server
  HcOutputs          outputs;
  unsigned           analysis_threads; ///< 1-64; 0: as the cores allow
  HcAnalyzerSettings analyzer;         ///< average, silence, capture tolerances

  // OSC
  HcAddress listen;
  double    rate;   ///< Hz, 1-60, to targets
  bool      bundle; ///< Gather messages into bundles
  size_t    n_allow;
  HcNetwork allow[HC_MAX_NETWORKS]; ///< Loopback unless said otherwise
  size_t    n_targets;
  HcAddress targets[HC_MAX_TARGETS];

  // Lines: at least one when loaded for a command that takes them. Empty hot
  // and cold patterns mean the first two physical capture ports.
  size_t      n_lines;
  HcLineSpec* lines; ///< Owned

  // One command
  bool       json;
  bool       list;                 ///< List scenarios
  double     play_seconds;         ///< Of a modelled line, 0: no end
  double     render_rate;          ///< Hz, of `output`
  char       output[HC_PATH_SIZE]; ///< Empty: play into JACK
  double     seconds;              ///< Length of a take
  double     monitor_seconds;      ///< 0: until told to end
  bool       plain;                ///< Monitor without screen control
  HcChannels channels;             ///< Of a recording
  char       config[HC_PATH_SIZE]; ///< -c FILE; after loading: the one read
  char       limits[HC_PATH_SIZE]; ///< Empty: none
  char       calibration[HC_PATH_SIZE]; ///< Empty: none
  char       name[HC_LINE_NAME_SIZE];   ///< Empty: after the file
  char       operand[HC_PATH_SIZE];     ///< FILE, SCENARIO, HOST:PORT; or empty
} HcSettings;

/// Every option at the table's default, no lines. Cannot fail. To be undone
/// by hc_settings_finish().
void
hc_settings_init(HcSettings* settings);

/// Free what `settings` owns and leave it without lines; NULL is fine
void
hc_settings_finish(HcSettings* settings);

/// All of it for one subcommand: defaults, the configuration file (-c, or the
/// first that hc_config_path() finds, for commands that take -c), the command
/// line, the line `main` if there is none, and --limits. `argv[0]` is the
/// subcommand's name. Lines of the command line replace those of the same
/// name and else add; every other option replaces what the file says.
/// `settings` is initialised here and must be finished whatever is returned:
/// HC_SUCCESS, HC_BAD_USAGE or HC_NO_MEMORY with one line in `error`.
HcStatus
hc_settings_load(HcSettings*        settings,
                 HcCommand          command,
                 int                argc,
                 const char* const* argv,
                 HcError*           error);

/// A new line `name` with no patterns, or NULL with `error` filled: the name
/// is taken, empty, too long, not UTF-8, makes another line's JACK ports, or
/// there are HC_MAX_LINES. Pointers to other lines become invalid.
HcLineSpec*
hc_settings_add_line(HcSettings* settings, const char* name, HcError* error);

/// The line `name`, or NULL
HcLineSpec*
hc_settings_find_line(const HcSettings* settings, const char* name);

#endif // HOTCOLD_CONFIG_SETTINGS_H
