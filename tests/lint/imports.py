#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A room includes only rooms below it. Pure rooms and the audio thread include
only headers without I/O, threads and clocks."""

import os
import re

import tree

# A room may include itself and the rooms on the lines above its own
FLOORS = [
    {"hotcold"},
    {"schema"},
    {"dsp", "model", "verdict", "relay", "text", "net", "jack"},
    {"analyzer"},
    {"stream", "report"},
    {"recording"},
    {"engine"},
    {"hub"},
    {"osc"},
    {"config", "monitor"},
    {"app"},
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

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


def check_project(path, room, name):
    other = name.split("/")[0]
    if other not in FLOOR:
        return [f"{path}: the room of {name} is not in FLOORS"]
    if room not in FLOOR:
        return [f"{path}: the room {room} is not in FLOORS"]
    if other != room and FLOOR[other] >= FLOOR[room]:
        return [f"{path}: {room} includes {name}, which is not below it"]
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
    tree.finish(missing + [problem for path in paths
                           for problem in check(path)], len(paths))


if __name__ == "__main__":
    main()
