#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compare the speed of two builds of hotcold.

    against.py OTHER_BUILD [BUILD] [--pairs N] [--seconds S]

OTHER_BUILD and BUILD (default: build) are build folders, with the program in
them. A recording is rendered with `hotcold simulate --output`; then `hotcold
analyze` of both builds runs on it by turns, and the processor time of each run
is taken. A pair is one run of each, the order changes from pair to pair. The
ratio is that of BUILD over OTHER_BUILD: above 1, BUILD is slower.

The median of the pairs is judged, since a busy machine disturbs single runs.
A build against itself gave medians from 0.990 to 1.003 in five runs on two
cores with six other programs at work; MARGIN is twice that.

What an hour of recording takes is printed and not judged, since it depends on
the machine: the least time, without that for the start of the program.

Exit status: 0 BUILD is not slower, 1 it is, 2 wrong usage.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

# Above 1, what is put down to chance
MARGIN = 0.02

# An hour of recording shall take no more seconds of processor time
HOUR_TARGET = 4.0

# Seconds of a recording that takes hardly more than the start
SHORT = 1.0


def processor_time(command):
    """Run a command; seconds of processor time, its own and the system's."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]}: status {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def time_pairs(programs, recording, n_pairs):
    """Times of each program, in pairs."""
    times = ([], [])
    for n in range(-1, n_pairs):
        for which in (0, 1) if n % 2 else (1, 0):
            command = [programs[which], "analyze", recording, "--json"]
            spent = processor_time(command)
            if n >= 0:  # The first pair loads programs and recording
                times[which].append(spent)
    return times


def hour_of(program, short, least, seconds):
    """Seconds of processor time for one more hour of recording."""
    command = [program, "analyze", short, "--json"]
    start = min(processor_time(command) for _ in range(9))
    return (least - start) * 3600.0 / (seconds - SHORT)


def report(times, hours):
    """Print the figures; whether the first is not slower."""
    ratios = sorted(new / old for new, old in zip(*times))
    ratio = statistics.median(ratios)
    met = ratio <= 1.0 + MARGIN
    for name, spent, hour in zip(("this build", "the other"), times, hours):
        print(
            f"{name}  median {1e3 * statistics.median(spent):.1f} ms, "
            f"least {1e3 * min(spent):.1f} ms of processor time; "
            f"1 h of recording: {hour:.2f} s, target {HOUR_TARGET:.0f}"
        )
    print(
        f"ratio       median {ratio:.3f} of {len(ratios)} pairs "
        f"({ratios[0]:.3f} to {ratios[-1]:.3f}), "
        f"of the least {min(times[0]) / min(times[1]):.3f}; "
        f"target 1 and {MARGIN} for chance: {'met' if met else 'MISSED'}"
    )
    return met


def render(program, path, seconds):
    """A line with programme, pauses and hum."""
    words = [program, "simulate", "pauses", "--output", path]
    subprocess.run(words + [f"--seconds={seconds:g}"], check=True)


def parse_arguments():
    """The words of the command line, with both programs."""
    parser = argparse.ArgumentParser(
        description="Compare the speed of `hotcold analyze` in two builds."
    )
    parser.add_argument("other", help="folder of the other build")
    parser.add_argument("build", nargs="?", default="build")
    parser.add_argument("--pairs", type=int, default=61)
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    arguments.programs = [
        os.path.join(folder, "hotcold")
        for folder in (arguments.build, arguments.other)
    ]
    for program in arguments.programs:
        if not os.access(program, os.X_OK):
            parser.error(f"{program}: no program there, expected a build")
    if arguments.pairs < 1 or arguments.seconds < 10.0:
        parser.error("expected at least 1 pair and 10 s")
    return arguments


def main():
    """Render, run, report."""
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        recording = os.path.join(folder, "line.wav")
        short = os.path.join(folder, "short.wav")
        render(arguments.programs[0], recording, arguments.seconds)
        render(arguments.programs[0], short, SHORT)
        times = time_pairs(arguments.programs, recording, arguments.pairs)
        hours = [
            hour_of(program, short, min(spent), arguments.seconds)
            for program, spent in zip(arguments.programs, times)
        ]
    return 0 if report(times, hours) else 1


if __name__ == "__main__":
    sys.exit(main())
