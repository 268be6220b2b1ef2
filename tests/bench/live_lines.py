# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What many lines cost on a live server.

    live_lines.py [--lines 256] [--seconds 60] [--realtime] [--threads N]
                  [--ports 1024]

A private jackd with a dummy device at 48 kHz and 128 frames, modelled lines
that play programme, and one analyzer with all inputs connected to them. One
subscriber counts rounds. Before and after it an idle client with the same
number of inputs, connected to the same sources, shows what the server needs
for the ports alone. Exits 1 when a target is missed, 77 without a server
program. The environment names the programs: HOTCOLD and IDLE_CLIENT.

With --realtime the server and the callbacks of its clients run at a real-time
priority, which takes the right to it: a machine that is not otherwise idle
needs it. --ports is the number that the server is started for: JACK keeps all
of them, 33 KiB each, in the memory that every client shares and locks.
"""

import argparse
import os
import pathlib
import shutil
import signal
import socket
import statistics
import struct
import sys
import threading
import time

from bench import HOTCOLD, Bench, eventually, free_port

IDLE_CLIENT = os.environ["IDLE_CLIENT"]
RATE, PERIOD = 48000, 128
SCENARIOS = ("balanced", "hum-on-common", "pauses", "single-ended")
IDLE_SECONDS = 15
TICKS = os.sysconf("SC_CLK_TCK")

# Targets
LOST = 0  # Frames in all of the time measured
ROUNDS = 19.0  # Per second, at 20 asked for
RESIDENT = 400.0  # MiB
CORES = 0.5
LOAD = 10.0  # Points above the idle client


def message(address, types="", *values):
    def padded(text):
        data = text.encode() + b"\0"
        return data + b"\0" * (-len(data) % 4)

    packed = b"".join(struct.pack(f">{kind}", value)
                      for kind, value in zip(types, values))
    return padded(address) + padded("," + types) + packed


class Subscriber(threading.Thread):
    """Counts rounds by the state of the last line, reads heartbeats."""

    HEARTBEAT = b"/hotcold/heartbeat\0\0,iiif\0\0\0"

    def __init__(self, port, lines):
        super().__init__(daemon=True)
        self.address = ("127.0.0.1", port)
        self.mark = f"/hotcold/line/{lines}/state\0".encode()
        self.rounds, self.datagrams, self.beats = 0, 0, []
        self.state = b""
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.socket.settimeout(1.0)

    def run(self):
        renew = 0.0
        while True:
            if time.monotonic() >= renew:
                self.socket.sendto(message("/hotcold/subscribe", "f", 20.0),
                                   self.address)
                renew = time.monotonic() + 4.0
            try:
                self.take(self.socket.recv(65536))
            except (TimeoutError, ConnectionError):
                continue

    def take(self, data):
        self.datagrams += 1
        at = data.find(self.mark)
        if at >= 0:
            self.rounds += 1
            self.state = data[at + len(self.mark):][:16]
        at = data.find(self.HEARTBEAT)
        if at >= 0:
            begin = at + len(self.HEARTBEAT)
            self.beats.append(struct.unpack(">iiif", data[begin:begin + 16]))

    def lost(self):
        return self.beats[-1][2] if self.beats else 0


class Process:
    """What the kernel tells about one process."""

    def __init__(self, pid):
        self.folder = pathlib.Path(f"/proc/{pid}")

    def seconds(self, folder=None):
        text = ((folder or self.folder) / "stat").read_text()
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def threads(self):
        return {task.name: self.seconds(task)
                for task in sorted((self.folder / "task").iterdir())}

    def resident(self):
        """MiB now, and the part of them that JACK shares."""
        text = (self.folder / "status").read_text()
        lines = dict(line.split(":", 1) for line in text.splitlines())
        return [int(lines[key].split()[0]) / 1024
                for key in ("VmRSS", "RssShmem")]


class Run:
    def __init__(self, bench, arguments):
        self.bench, self.arguments = bench, arguments
        self.sources = []

    def start_server(self):
        policy = ["-R", "-P", "20"] if self.arguments.realtime else ["-r"]
        self.server = self.bench.start(
            *["jackd", "-n", self.bench.name, *policy,
              "-p", self.arguments.ports],
            *["-d", "dummy", "-r", RATE, "-p", PERIOD, "-C", 2, "-P", 2])
        eventually(self.bench.ports, "jackd")
        for number, scenario in enumerate(SCENARIOS):
            client = f"hotcold-line-{number:02}" if number else "hotcold-line"
            self.bench.start(HOTCOLD, "simulate", scenario)
            self.bench.wait_for_port(f"{client}:cold")
            self.sources += [f"{client}:hot", f"{client}:cold"]

    def idle(self, ports):
        result = self.bench.call(
            IDLE_CLIENT, ports, IDLE_SECONDS, *self.sources, timeout=120)
        assert result.returncode == 0, result.stderr
        load, lost = result.stdout.split()
        return float(load), int(lost)

    def configuration(self):
        text = "[hotcold]\n"
        if self.arguments.threads:
            text += f"analysis-threads = {self.arguments.threads}\n"
        for line in range(self.arguments.lines):
            hot = 2 * line % len(self.sources)
            text += (f"[line l{line + 1}]\nhot = {self.sources[hot]}\n"
                     f"cold = {self.sources[hot + 1]}\n")
        return self.bench.file("lines.conf", text)

    def wait_for_lines(self, subscriber):
        begin = time.monotonic()
        eventually(lambda: subscriber.state.startswith(b",s\0\0ok"),
                   "the last line", 120)
        print(f"all lines run after {time.monotonic() - begin:.1f} s")
        time.sleep(5)

    def analyze(self):
        port = free_port()
        program = self.bench.start(HOTCOLD, "run", "-c", self.configuration(),
                                   "--listen", f"127.0.0.1:{port}")
        subscriber = Subscriber(port, self.arguments.lines)
        subscriber.start()
        self.wait_for_lines(subscriber)

        process, server = (Process(p.process.pid)
                           for p in (program, self.server))
        lost, rounds, beats = (subscriber.lost(), subscriber.rounds,
                               len(subscriber.beats))
        before, threads = (process.seconds(), server.seconds()), process.threads()
        begin = time.monotonic()
        time.sleep(self.arguments.seconds)
        span = time.monotonic() - begin
        after = {key: (used - threads.get(key, 0.0)) / span
                 for key, used in process.threads().items()}
        print("threads of the analyzer, cores:",
              " ".join(f"{used:.3f}" for used in after.values()))
        print(f"server {(server.seconds() - before[1]) / span:.3f} cores, "
              f"lost before {lost} frames")
        return {
            "lost": subscriber.lost() - lost,
            "rounds": (subscriber.rounds - rounds) / span,
            "memory": process.resident(),
            "cores": (process.seconds() - before[0]) / span,
            "load": statistics.mean(b[3] for b in subscriber.beats[beats:]),
            "status": program.kill(signal.SIGTERM),
        }


def judge(rows):
    missed = 0
    for what, value, unit, ok, target in rows:
        print(f"{what:<34}{value:9.2f} {unit:<9} target {target}: "
              f"{'met' if ok else 'missed'}")
        missed += not ok
    return missed


def measure(arguments):
    ports = 2 * arguments.lines
    with Bench("scale") as bench:
        run = Run(bench, arguments)
        run.start_server()
        idle = [run.idle(ports)]
        found = run.analyze()
        idle.append(run.idle(ports))
    for when, (load, lost) in zip(("before", "after"), idle):
        print(f"idle client {when}: DSP load {load:.1f} %, "
              f"{lost} frames lost in {IDLE_SECONDS} s")
    print(f"analyzer: DSP load {found['load']:.1f} %")
    memory, shared = found["memory"]
    print(f"resident {memory:.0f} MiB, of which JACK shares {shared:.0f} MiB")
    more = found["load"] - statistics.mean(load for load, _ in idle)
    return judge((
        ("frames lost", found["lost"], "", found["lost"] <= LOST, LOST),
        ("rounds to a subscriber", found["rounds"], "per s",
         found["rounds"] >= ROUNDS, f">= {ROUNDS:.0f}"),
        ("resident memory", memory, "MiB", memory < RESIDENT,
         f"< {RESIDENT:.0f}"),
        ("processor time", found["cores"], "cores", found["cores"] < CORES,
         f"< {CORES}"),
        ("DSP load above an idle client", more, "points", more <= LOAD,
         f"<= {LOAD:.0f}"),
        ("exit status", found["status"], "", found["status"] == 0, 0),
    ))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=256)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--ports", type=int, default=1024)
    parser.add_argument("--realtime", action="store_true")
    arguments = parser.parse_args()
    if not shutil.which("jackd"):
        print("no jackd")
        sys.exit(77)
    sys.exit(1 if measure(arguments) else 0)


if __name__ == "__main__":
    main()
