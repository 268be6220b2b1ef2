#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A room includes only the rooms that the table allows it. Pure rooms and the audio thread include
only headers without I/O, threads and clocks."""

import os
import re

import tree

# The rooms that each room includes, from the ground up: only rooms that stand
# above its own line. The public headers and the room itself go without saying.
ROOMS = {
    "hotcold": [],
    "schema": [],
    "dsp": ["schema"],
    "model": [],
    "relay": [],
    "text": [],
    "net": [],
    "jack": [],
    "verdict": ["schema"],
    "analyzer": ["schema", "dsp", "verdict"],
    "stream": ["dsp", "relay"],
    "report": ["text"],
    "recording": ["stream"],
    "engine": ["jack", "stream"],
    "hub": ["engine"],
    "osc": ["text", "net", "hub"],
    "config": ["model", "net"],
    "monitor": ["text", "net", "osc"],
    "app": ["model", "text", "net", "jack", "stream", "report", "recording",
            "engine", "hub", "osc", "config", "monitor"],
}

PURE = {"hotcold", "schema", "dsp", "model", "verdict", "analyzer"}
# stdio.h is among them for snprintf(), which writes text to memory
PURE_HEADERS = {
    "assert.h", "complex.h", "ctype.h", "emmintrin.h", "errno.h", "fftw3.h",
    "float.h", "immintrin.h", "inttypes.h", "limits.h", "math.h", "stdarg.h",
    "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h",
}
AUDIO_THREAD = {"src/stream/process.c", "src/stream/process.h",
                "src/dsp/legs.c", "src/dsp/meter.c",
                "src/jack/cycle.c", "src/jack/cycle.h",
                "src/engine/feed.c", "src/engine/feed.h"}
AUDIO_HEADERS = PURE_HEADERS - {"stdio.h", "stdlib.h", "fftw3.h"} | {
    "stdatomic.h"}
AUDIO_JACK = {"jack/jack.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)


def room_of(path):
    parts = path.split(os.sep)
    return "hotcold" if parts[0] == "include" else parts[1]


def check_order():
    """The table itself has no arrow upwards."""
    names = list(ROOMS)
    return [f"ROOMS: {room} includes {other}, which is not above it"
            for room in names for other in ROOMS[room]
            if names.index(other) >= names.index(room)]


def check_project(path, room, name):
    other = name.split("/")[0]
    if room not in ROOMS:
        return [f"{path}: the room {room} is not in ROOMS"]
    if other not in {"hotcold", room, *ROOMS[room]}:
        return [f"{path}: {room} includes {name}, which ROOMS does not allow"]
    return []


def check_system(path, room, name):
    if name.startswith("jack/") and room != "jack":
        return [f"{path}: <{name}>, only the room jack calls JACK"]
    if path in AUDIO_THREAD and name not in AUDIO_HEADERS | AUDIO_JACK:
        return [f"{path}: <{name}> on the audio thread"]
    if room in PURE and name not in PURE_HEADERS:
        return [f"{path}: <{name}> in a pure room"]
    return []


def check(path):
    problems, room = [], room_of(path)
    for quote, name in INCLUDE.findall(tree.read(path)):
        if quote == '"' or name.startswith("hotcold/"):
            problems += check_project(path, room, name)
        else:
            problems += check_system(path, room, name)
    return problems


def main():
    paths = (tree.files(".c", ".h", under="src")
             + tree.files(".h", under="include"))
    missing = [f"{path}: AUDIO_THREAD lists it, but there is no such file"
               for path in AUDIO_THREAD - set(paths)]
    tree.finish(missing + check_order() + [problem for path in paths
                           for problem in check(path)], len(paths))


if __name__ == "__main__":
    main()
