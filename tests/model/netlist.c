// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "netlist.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Nodes: 0 is the receiver's ground, `txgnd` the transmitter's. Each leg has
// `e` at its EMF, `s` after the source resistance, `t` at the jack, and `r` at
// the capture input.

static const char* const names[HC_N_LEGS] = {"hot", "cold"};

/// A source for each entry: 1 V where the signal enters, 0 V at the others
static void
write_entries(FILE* const file, const HcEntry entry)
{
  fprintf(file, "Vx x 0 AC %d\n", entry == HC_FROM_PROGRAMME);
  fprintf(file, "Vy y 0 AC %d\n", entry == HC_FROM_SECOND);
  fprintf(file, "Vground txgnd 0 AC %d\n", entry == HC_FROM_GROUND);
  fprintf(file, "Vfield field 0 AC %d\n", entry == HC_FROM_FIELD);
}

/// The EMF of a leg over the transmitter's ground: half of the programme. Kind
/// and content of the output decide on the sign, and on which programme it is.
static void
write_drive(FILE* const file, const HcCircuit* const circuit, const int leg)
{
  const bool cold = leg == HC_COLD;
  const bool silent =
    cold && (circuit->output == HC_OUTPUT_IMPEDANCE_BALANCED ||
             circuit->output == HC_OUTPUT_SINGLE_ENDED);
  const char* from = cold && circuit->content == HC_CONTENT_STEREO ? "y" : "x";
  double      factor = silent ? 0.0 : 0.5 * circuit->gain[leg];
  if (cold && circuit->content == HC_CONTENT_BALANCED) {
    factor = -factor;
  }
  if (circuit->output == HC_OUTPUT_SERVO) {
    fprintf(file,
            "Edrive%s e1%s txgnd %s 0 %.15g\n"
            "Eservo%s e%s e1%s t%s txgnd %.15g\n",
            names[leg],
            names[leg],
            from,
            factor * (1.0 + circuit->servo),
            names[leg],
            names[leg],
            names[leg],
            names[1 - leg],
            circuit->servo);
  } else {
    fprintf(file,
            "Edrive%s e%s txgnd %s 0 %.15g\n",
            names[leg],
            names[leg],
            from,
            factor);
  }
}

static void
write_source(FILE* const file, const HcCircuit* const circuit, const int leg)
{
  const char* const name = names[leg];
  write_drive(file, circuit, leg);
  if (circuit->coupling_farad[leg] > 0.0) {
    fprintf(file,
            "Rs%s e%s s%s %.15g\nCs%s s%s t%s %.15g\n",
            name,
            name,
            name,
            circuit->source_ohm[leg],
            name,
            name,
            name,
            circuit->coupling_farad[leg]);
  } else {
    fprintf(
      file, "Rs%s e%s t%s %.15g\n", name, name, name, circuit->source_ohm[leg]);
  }
  fprintf(file, "Cstray%s t%s txgnd 20p\n", name, name);
  if (leg == HC_COLD &&
      (circuit->ts_plug || circuit->output == HC_OUTPUT_SINGLE_ENDED)) {
    fprintf(file, "Rsleeve t%s txgnd 0.02\n", name);
  }
}

/// One conductor of the cable: half of its capacitance is at each end, or all
/// of it at the input if the conductor is broken at the transmitter
static void
write_conductor(FILE* const file, const HcCircuit* const circuit, const int leg)
{
  const int    to    = circuit->swapped ? 1 - leg : leg;
  const double farad = circuit->cable_farad[leg];
  const bool   none  = circuit->ts_plug && leg == HC_COLD;
  const bool   open  = circuit->open[leg];
  if (!none && !open) {
    fprintf(file,
            "Rcable%s t%s r%s %.15g\nCcable%s t%s txgnd %.15g\n",
            names[leg],
            names[leg],
            names[to],
            circuit->cable_ohm,
            names[leg],
            names[leg],
            farad / 2.0);
  }
  fprintf(file,
          "Cend%s r%s 0 %.15g\n",
          names[leg],
          names[to],
          open ? farad : farad / 2.0);
}

static void
write_mutual(FILE* const file, const HcCircuit* const circuit)
{
  const bool   open  = circuit->open[HC_HOT] || circuit->open[HC_COLD];
  const double farad = circuit->mutual_farad;
  if (circuit->ts_plug || !(farad > 0.0)) {
    return;
  }
  if (!open) {
    fprintf(file, "Cmutual1 thot tcold %.15g\n", farad / 2.0);
  }
  fprintf(file, "Cmutual2 rhot rcold %.15g\n", open ? farad : farad / 2.0);
}

static void
write_input(FILE* const file, const HcCircuit* const circuit, const int leg)
{
  const char* const name = names[leg];
  fprintf(
    file,
    "Rload%s r%s 0 %.15g\nCload%s r%s 0 %.15g\nCfield%s field r%s %.15g\n",
    name,
    name,
    circuit->load_ohm[leg],
    name,
    name,
    circuit->load_farad[leg] + 20e-12,
    name,
    name,
    circuit->field_farad[leg]);
  if (circuit->ts_plug && leg == (circuit->swapped ? HC_HOT : HC_COLD)) {
    fprintf(file, "Rplug%s r%s 0 0.02\n", name, name);
  }
}

/// A buffer with gain, a high-pass, and a matched transmission line as delay
static void
write_capture(FILE* const file, const HcCircuit* const circuit, const int leg)
{
  const char* const name   = names[leg];
  const double      corner = circuit->capture_hz[leg];
  fprintf(file,
          "Ebuf%s a%s 0 r%s 0 %.15g\n",
          name,
          name,
          name,
          circuit->capture_gain[leg]);
  if (corner > 0.0) {
    fprintf(file,
            "Chp%s a%s b%s 1u\nRhp%s b%s 0 %.15g\n",
            name,
            name,
            name,
            name,
            name,
            1.0 / (2.0 * PI * corner * 1e-6));
  } else {
    fprintf(file, "Rhp%s a%s b%s 1\n", name, name, name);
  }
  fprintf(file,
          "Etwo%s c%s 0 b%s 0 2\nRin%s c%s d%s 50\n",
          name,
          name,
          name,
          name,
          name,
          name);
  if (circuit->capture_delay[leg] > 0.0) {
    fprintf(file,
            "Tdelay%s d%s 0 out%s 0 Z0=50 TD=%.15g\n",
            name,
            name,
            name,
            circuit->capture_delay[leg]);
  } else {
    fprintf(file, "Rd%s d%s out%s 1u\n", name, name, name);
  }
  fprintf(file, "Rout%s out%s 0 50\n", name, name);
}

static void
write_netlist(FILE* const            file,
              const HcCircuit* const circuit,
              const HcEntry          entry,
              const char* const      results)
{
  fprintf(file, "A balanced line\n");
  write_entries(file, entry);
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    write_source(file, circuit, leg);
    write_conductor(file, circuit, leg);
    write_input(file, circuit, leg);
    write_capture(file, circuit, leg);
  }
  write_mutual(file, circuit);
  fprintf(file,
          ".options gmin=1e-18 reltol=1e-9\n.control\nset numdgt=15\n"
          "set wr_singlescale\nac dec 10 %.15g %.15g\n"
          "wrdata %s v(outhot) v(outcold)\nquit 0\n.endc\n.end\n",
          band_hz(0),
          band_hz(N_BANDS - 1),
          results);
}

static void
read_results(const char* const path, Response bands[N_BANDS])
{
  FILE* const file = fopen(path, "r");
  ck_assert_msg(file, "ngspice wrote nothing to %s", path);
  for (size_t band = 0; band < N_BANDS; ++band) {
    double x[5];
    ck_assert_int_eq(
      fscanf(file, "%lf%lf%lf%lf%lf", &x[0], &x[1], &x[2], &x[3], &x[4]), 5);
    ck_assert_double_eq_tol(x[0] / band_hz(band), 1.0, 1e-6);
    bands[band].leg[HC_HOT]  = CMPLX(x[1], x[2]);
    bands[band].leg[HC_COLD] = CMPLX(x[3], x[4]);
  }
  fclose(file);
}

void
solve_netlist(const HcCircuit* const circuit,
              const HcEntry          entry,
              Response               bands[N_BANDS])
{
  char folder[] = "netlist-XXXXXX";
  char netlist[64];
  char results[64];
  char command[200];
  ck_assert(mkdtemp(folder));
  snprintf(netlist, sizeof(netlist), "%s/line.cir", folder);
  snprintf(results, sizeof(results), "%s/line.data", folder);
  snprintf(
    command, sizeof(command), "ngspice -b %s >%s/log 2>&1", netlist, folder);

  FILE* const file = fopen(netlist, "w");
  ck_assert(file);
  write_netlist(file, circuit, entry, results);
  fclose(file);
  ck_assert_msg(!system(command), "`%s` failed, is ngspice there?", command);
  read_results(results, bands);

  snprintf(command, sizeof(command), "rm -r %s", folder);
  ck_assert(!system(command));
}
