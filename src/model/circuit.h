// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A line as a circuit: transmitter, cable, pick-up, load, capture. This header
/// holds its elements; state_space.h has its equations. Pure; any thread.
///
///     tx ground --(EMF)--[source R]--[coupling C]--T--[cable R]--R-- capture
///                                                  |             |
///                                        half the cable C   half the cable C,
///                                        to tx ground       load, field C
///
/// once per leg, and half the cable's C from leg to leg at T and at R. The
/// transmitter's ground lies at the ground voltage above the
/// receiver's; the field voltage reaches the legs through a capacitance each.
/// Levels: 1 V of the circuit is full scale.

#ifndef HOTCOLD_MODEL_CIRCUIT_H
#define HOTCOLD_MODEL_CIRCUIT_H

#include <stdbool.h>

/// Index of arrays per leg
enum { HC_HOT, HC_COLD, HC_N_LEGS };

/// How the transmitter makes its legs
typedef enum {
  HC_OUTPUT_SYMMETRIC,          ///< Both legs driven, equal and opposite
  HC_OUTPUT_IMPEDANCE_BALANCED, ///< Cold only tied to ground, like hot
  HC_OUTPUT_SINGLE_ENDED,       ///< Ring tied to sleeve
  HC_OUTPUT_SERVO,              ///< Cross-coupled, each leg drives against
                                ///< what it sees on the other
  HC_N_OUTPUTS
} HcOutput;

/// What the legs carry
typedef enum {
  HC_CONTENT_BALANCED,  ///< hot = x/2, cold = -x/2
  HC_CONTENT_STEREO,    ///< hot = x/2, cold = y/2, y another programme
  HC_CONTENT_DUAL_MONO, ///< hot = cold = x/2
  HC_N_CONTENTS
} HcContent;

/// Where a signal enters the circuit
typedef enum {
  HC_FROM_PROGRAMME, ///< x: d of an ideal line is x
  HC_FROM_SECOND,    ///< y, with HC_CONTENT_STEREO
  HC_FROM_GROUND,    ///< Transmitter's ground against the receiver's
  HC_FROM_FIELD,     ///< A voltage nearby, coupled by capacitance
  HC_N_ENTRIES
} HcEntry;

/// All values of a line. Arrays are per leg.
typedef struct {
  HcOutput  output;
  HcContent content;
  double    source_ohm[HC_N_LEGS];     ///< Ohm, > 0
  double    gain[HC_N_LEGS];           ///< Of the leg's EMF, 1 = nominal
  double    coupling_farad[HC_N_LEGS]; ///< Output capacitor, 0: none
  double    servo;                     ///< Cross-coupling, 0..0.999
  bool      ts_plug;                  ///< TS plugs: ring is sleeve at both ends
  bool      open[HC_N_LEGS];          ///< Broken at the transmitter
  bool      swapped;                  ///< Hot and cold crossed in the cable
  double    cable_farad[HC_N_LEGS];   ///< Leg to shield, over the whole length
  double    mutual_farad;             ///< Leg to leg, over the whole length
  double    cable_ohm;                ///< Of each leg, over the whole length
  double    load_ohm[HC_N_LEGS];      ///< Capture input
  double    load_farad[HC_N_LEGS];    ///< Capture input
  double    field_farad[HC_N_LEGS];   ///< Coupling to the field voltage
  double    capture_gain[HC_N_LEGS];  ///< Factor
  double    capture_delay[HC_N_LEGS]; ///< Seconds, >= 0
  double    capture_hz[HC_N_LEGS];    ///< Corner of the high-pass, 0: none
} HcCircuit;

/// 50 ohm symmetric output, 3 m of 100 pF/m, 10 kohm and 100 pF, no faults
HcCircuit
hc_circuit_default(void);

/// EMF of `leg` per unit at `entry`, with nothing on the other leg
double
hc_circuit_drive(const HcCircuit* circuit, HcEntry entry, int leg);

/// Conductance in siemens from jack contact `from` to capture input `to`
double
hc_circuit_link(const HcCircuit* circuit, int from, int to);

/// Conductance in siemens that ties `leg` to ground, beside source and load:
/// at the transmitter's jack, or at the capture input
double
hc_circuit_short_at_source(const HcCircuit* circuit, int leg);

double
hc_circuit_short_at_load(const HcCircuit* circuit, int leg);

/// Capacitance in farad of `leg` to ground at either end, field not included
double
hc_circuit_farad_at_source(const HcCircuit* circuit, int leg);

double
hc_circuit_farad_at_load(const HcCircuit* circuit, int leg);

/// Capacitance in farad between the legs at either end
double
hc_circuit_mutual_at_source(const HcCircuit* circuit);

double
hc_circuit_mutual_at_load(const HcCircuit* circuit);

#endif // HOTCOLD_MODEL_CIRCUIT_H
