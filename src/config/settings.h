// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The settings of one run: the defaults, then the configuration file, then the
/// command line, where each replaces what came before. One thread at a time.

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

/// Greatest number of allowed networks, and of targets
#define HC_MAX_NETWORKS 16
#define HC_MAX_TARGETS 16

/// Output ports of each line
typedef enum {
  HC_OUTPUTS_NONE,
  HC_OUTPUTS_DIFF,
  HC_OUTPUTS_COMMON,
  HC_OUTPUTS_BOTH,
} HcOutputs;

/// Everything that the option table can set
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
  bool      bundle; ///< Send messages to targets in bundles
  size_t    n_allow;
  HcNetwork allow[HC_MAX_NETWORKS]; ///< Default: loopback
  size_t    n_targets;
  HcAddress targets[HC_MAX_TARGETS];

  // Lines: at least one if the command takes lines. If the patterns of hot and
  // cold are empty, the line is on the first two physical capture ports.
  size_t      n_lines;
  HcLineSpec* lines; ///< Owned

  // Options of single commands
  bool       json;
  bool       list;                 ///< List the scenarios
  double     play_seconds;         ///< Time to play a modelled line, 0: no end
  double     render_rate;          ///< Sample rate of `output` in Hz
  char       output[HC_PATH_SIZE]; ///< Empty: play into JACK
  double     seconds;              ///< Length of a take
  double     monitor_seconds;      ///< Time to show the monitor, 0: no end
  bool       plain;                ///< Monitor as rows of text
  HcChannels channels;             ///< Channels of a recording
  char       config[HC_PATH_SIZE]; ///< -c FILE; after loading, the file read
  char       limits[HC_PATH_SIZE]; ///< Empty: none
  char       calibration[HC_PATH_SIZE]; ///< Empty: none
  char       name[HC_LINE_NAME_SIZE];   ///< Empty: the line is named after the
                                        ///< file
  char operand[HC_PATH_SIZE];           ///< FILE, SCENARIO, HOST:PORT; or empty
} HcSettings;

/// Set every option to the default of the table, without any line. Cannot fail.
/// Call hc_settings_finish() in the end.
void
hc_settings_init(HcSettings* settings);

/// Free what `settings` owns, after which it has no lines; NULL is allowed
void
hc_settings_finish(HcSettings* settings);

/// Load all settings for one subcommand: the defaults; the configuration file
/// (-c, or the one that hc_config_path() finds) if the command takes -c; the
/// command line; the line `main` if there is no other; and the file of
/// --limits. `argv[0]` is the name of the subcommand. A line of the command
/// line replaces the ports of the configured line with the same name, or is
/// added; every other option replaces the one of the file. If the command line
/// of `measure` has lines, the take is of these lines only. This function
/// initializes `settings`; call hc_settings_finish() in the end whatever it
/// returns: HC_SUCCESS, or HC_BAD_USAGE or HC_NO_MEMORY with one line in
/// `error`.
HcStatus
hc_settings_load(HcSettings*        settings,
                 HcCommand          command,
                 int                argc,
                 const char* const* argv,
                 HcError*           error);

/// Add a line `name` without ports and return it. Pointers to other lines
/// become invalid. Returns NULL with a sentence in `error` if the name exists
/// already, is empty, too long or not UTF-8, or would give the same JACK port
/// names as another line; if there are HC_MAX_LINES lines; or if memory is out.
HcLineSpec*
hc_settings_add_line(HcSettings* settings, const char* name, HcError* error);

/// The line `name`, or NULL
HcLineSpec*
hc_settings_find_line(const HcSettings* settings, const char* name);

#endif // HOTCOLD_CONFIG_SETTINGS_H
