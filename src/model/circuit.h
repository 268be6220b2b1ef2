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
/// The picture shows one leg; both legs have this circuit. Half of the cable's
/// capacitance from leg to leg is at T, the other half at R. The ground voltage
/// is between the transmitter's ground and the receiver's. The field voltage
/// reaches each leg through a capacitance of its own. 1 V in the circuit is
/// full scale (1.0) in the samples.

#ifndef HOTCOLD_MODEL_CIRCUIT_H
#define HOTCOLD_MODEL_CIRCUIT_H

#include <stdbool.h>

/// Index of arrays that have one element per leg
enum { HC_HOT, HC_COLD, HC_N_LEGS };

/// How the transmitter drives its legs
typedef enum {
  HC_OUTPUT_SYMMETRIC,          ///< Both legs are driven, equal and opposite
  HC_OUTPUT_IMPEDANCE_BALANCED, ///< Cold is not driven; the same impedance as
                                ///< that of hot connects it to ground
  HC_OUTPUT_SINGLE_ENDED,       ///< The ring is connected to the sleeve
  HC_OUTPUT_SERVO,              ///< Cross-coupled: the voltage that is on one
                                ///< leg also drives the other leg
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
  HC_FROM_PROGRAMME, ///< The programme x: on an ideal line, d = x
  HC_FROM_SECOND,    ///< The programme y, only with HC_CONTENT_STEREO
  HC_FROM_GROUND, ///< Voltage of the transmitter's ground over the receiver's
  HC_FROM_FIELD,  ///< A voltage near the cable, coupled by capacitance
  HC_N_ENTRIES
} HcEntry;

/// All elements of a line. Arrays have one element per leg.
typedef struct {
  HcOutput  output;
  HcContent content;
  double    source_ohm[HC_N_LEGS];     ///< Ohm, > 0
  double    gain[HC_N_LEGS];           ///< Factor of the EMF, 1 = nominal
  double    coupling_farad[HC_N_LEGS]; ///< Output capacitor, 0: none
  double    servo;                     ///< Cross-coupling, 0..0.999
  bool      ts_plug;                   ///< TS plugs: the ring contacts are on
                                       ///< the sleeve at both ends
  bool   open[HC_N_LEGS];              ///< Broken at the transmitter's plug
  bool   swapped;                  ///< Hot and cold are crossed in the cable
  double cable_farad[HC_N_LEGS];   ///< Leg to shield, of the whole cable
  double mutual_farad;             ///< Leg to leg, of the whole cable
  double cable_ohm;                ///< Ohm of each leg of the whole cable
  double load_ohm[HC_N_LEGS];      ///< Resistance of the capture input
  double load_farad[HC_N_LEGS];    ///< Capacitance of the capture input
  double field_farad[HC_N_LEGS];   ///< Capacitance to the field voltage
  double capture_gain[HC_N_LEGS];  ///< Factor
  double capture_delay[HC_N_LEGS]; ///< Seconds, >= 0
  double capture_hz[HC_N_LEGS];    ///< Corner of the high-pass, 0: none
} HcCircuit;

/// 50 ohm symmetric output, 3 m of 100 pF/m, 10 kohm and 100 pF, no faults
HcCircuit
hc_circuit_default(void);

/// EMF of `leg` for 1 V at `entry`, while the voltage of the other leg is zero
double
hc_circuit_drive(const HcCircuit* circuit, HcEntry entry, int leg);

/// Conductance in siemens from jack contact `from` to capture input `to`
double
hc_circuit_link(const HcCircuit* circuit, int from, int to);

/// Conductance in siemens from `leg` to ground at the transmitter's jack, apart
/// from the source
double
hc_circuit_short_at_source(const HcCircuit* circuit, int leg);

/// Conductance in siemens from `leg` to ground at the capture input, apart from
/// the load
double
hc_circuit_short_at_load(const HcCircuit* circuit, int leg);

/// Capacitance in farad from `leg` to ground at the transmitter's jack
double
hc_circuit_farad_at_source(const HcCircuit* circuit, int leg);

/// Capacitance in farad from `leg` to ground at the capture input, without the
/// capacitance to the field
double
hc_circuit_farad_at_load(const HcCircuit* circuit, int leg);

/// Capacitance in farad between the legs at the transmitter's jack
double
hc_circuit_mutual_at_source(const HcCircuit* circuit);

/// Capacitance in farad between the legs at the capture inputs
double
hc_circuit_mutual_at_load(const HcCircuit* circuit);

#endif // HOTCOLD_MODEL_CIRCUIT_H
