#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the symbols of the archives: pure rooms and the audio thread call only
functions of an allow-list, and no room has mutable data.

    symbols.py BUILD_FOLDER
"""

import fnmatch
import os
import re
import subprocess
import sys

import tree

# Arithmetic, memory, text in memory; and allocation, for functions *_new
MATHS = """
    acos asin atan atan2 atan2f ceil cexp cos cosf cabs carg copysign cosh cpow
    csqrt erf erfc exp expf exp2 exp10 expm1 fabs fabsf floor floorf fma fmax
    fmaxf fmin fminf fmod fmodf frexp hypot hypotf ldexp lgamma llrint log
    logf log10 log10f log1p log2 log2f lrint lrintf lround modf nearbyint pow powf
    remainder rint round roundf scalbn sin sincos sincosf sinf sinh sqrt sqrtf
    tan tanh tgamma trunc __muldc3 __divdc3 __mulsc3 __divsc3
""".split()
MEMORY = """
    memchr memcmp memcpy memmove memset strchr strcmp strcspn strlen strncmp
    strrchr strspn strstr __memcpy_chk __memset_chk
""".split()
TEXT = "snprintf vsnprintf __snprintf_chk __vsnprintf_chk strtod qsort".split()
HEAP = "aligned_alloc calloc free malloc posix_memalign realloc".split()
FFTW = ["fftwf_*"]
COMPILER = """
    __assert_fail __stack_chk_fail __cpu_model __cpu_indicator_init
    _GLOBAL_OFFSET_TABLE_
""".split()
OWN = ["hc_*"]

PURE = {
    "schema": MATHS + MEMORY + TEXT,
    "dsp": MATHS + MEMORY + HEAP + FFTW,
    "model": MATHS + MEMORY + TEXT + HEAP,
    "verdict": MATHS + MEMORY + TEXT,
    "analyzer": MATHS + MEMORY + HEAP,
}

# One object of a room that runs on the audio thread, and nowhere else
AUDIO = {"stream": "process.c.o", "jack": "cycle.c.o", "engine": "feed.c.o"}
AUDIO_ALLOWED = ["memcpy", "memset", "memmove", "sqrt", "sqrtf",
                 "jack_port_get_buffer", "jack_last_frame_time",
                 "jack_get_cycle_times"]

# Mutable data that is needed
MUTABLE = {
    # A signal handler can set nothing else
    "app": ["stop_requested", "stopping"],
}

SECTION = re.compile(r"^\.t?(data|bss)(?!\.rel\.ro)")


def nm(path):
    """Yield (object, name, class, section) for each symbol of an archive."""
    output = subprocess.run(["nm", "-f", "sysv", path], check=True,
                            capture_output=True, text=True).stdout
    member = ""
    for line in output.splitlines():
        heading = re.match(r".*\[(.*)\]:$|^(?:Symbols from )(\S+):$", line)
        fields = [field.strip() for field in line.split("|")]
        if heading:
            member = os.path.basename(heading.group(1) or heading.group(2))
        elif len(fields) == 7 and fields[0] != "Name":
            yield member, fields[0], fields[2], fields[6]


def allowed(name, patterns):
    return any(fnmatch.fnmatch(name, p) for p in patterns + OWN + COMPILER)


def check(room, archive):
    problems = []
    for member, name, kind, section in nm(archive):
        # Names of objects are SOURCE.c.o or ROOM_SOURCE.c.o
        if kind in ("U", "w"):
            if room in PURE and not allowed(name, PURE[room]):
                problems.append(f"{room}/{member}: calls {name}")
            if member == AUDIO.get(room) and not allowed(name, AUDIO_ALLOWED):
                problems.append(f"{room}/{member}: calls {name} on the audio "
                                "thread")
        elif SECTION.match(section) and name not in MUTABLE.get(room, []):
            problems.append(f"{room}/{member}: {name} is mutable data")
    return problems


def main():
    build, problems, seen = sys.argv[1], [], set()
    for folder, _, names in os.walk(os.path.join(build, "src")):
        for name in names:
            match = re.fullmatch(r"libhotcold_(\w+)\.a", name)
            if match:
                room = os.path.basename(folder)
                seen.add(room)
                problems += check(room, os.path.join(folder, name))
    problems += [f"no archive of {room}"
                 for room in set(PURE) | {"stream"} if room not in seen]
    tree.finish(problems, len(seen))


if __name__ == "__main__":
    main()
