#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads a take as another program would: strict JSON of the schema "hotcold/1".
"""

import json
import math
import sys

LINE_KEYS = [
    "name", "state", "verdict", "confidence", "reasons", "advice",
    "findings", "readings", "bands", "mains", "limits",
]
READING_KEYS = ["value", "unit", "valid", "low", "high", "at_least"]
BAND_KEYS = ["hz", "balance", "low", "high", "at_least", "coherence"]
READINGS = """
hot.rms cold.rms diff.rms common.rms hot.peak cold.peak diff.peak common.peak
correlation balance coherence leg.ratio leg.phase leg.delay pickup.common
rejection hum.frequency hum.common hum.diff usb.common usb.diff noise.band
noise.a noise.468 polarity ref.gain ref.delay
""".split()


def refuse(word):
    raise ValueError(f"{word} is not JSON")


def keys(thing, expected):
    assert list(thing) == expected, f"{list(thing)} is not {expected}"


def finite(*values):
    for value in values:
        assert isinstance(value, float) and math.isfinite(value), value


def check_line(line):
    keys(line, LINE_KEYS)
    assert 0.0 <= line["confidence"] <= 1.0
    assert all(isinstance(r, str) and r for r in line["reasons"])
    assert sorted(line["readings"]) == sorted(READINGS)
    for reading in line["readings"].values():
        keys(reading, READING_KEYS)
        finite(reading["value"], reading["low"], reading["high"])
        assert isinstance(reading["valid"], bool)
        assert isinstance(reading["at_least"], bool)
    for band in line["bands"]:
        keys(band, BAND_KEYS)
        finite(*(band[k] for k in BAND_KEYS if k != "at_least"))
    for mains in line["mains"]:
        keys(mains, ["hz", "common", "diff"])
        finite(*mains.values())
    for limit in line["limits"]:
        assert limit["reading"] in READINGS
        assert ("min" in limit) != ("max" in limit) and len(limit) == 4
        assert isinstance(limit["pass"], bool)


def main(path):
    with open(path, encoding="utf-8", errors="strict") as file:
        take = json.load(file, parse_constant=refuse)
    keys(take, ["schema", "version", "sample_rate", "seconds", "lines", "pass"])
    assert take["schema"] == "hotcold/1"
    assert isinstance(take["sample_rate"], int)
    finite(take["seconds"])
    for line in take["lines"]:
        check_line(line)
    assert take["pass"] == all(
        limit["pass"] for line in take["lines"] for limit in line["limits"])


if __name__ == "__main__":
    main(sys.argv[1])
