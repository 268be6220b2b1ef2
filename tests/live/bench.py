# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Real servers and real receivers for the live tests.

Everything is private and on loopback: servers have names of their own, ports
are free ones, and what a test starts ends with it, by pid.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

HOTCOLD = os.environ["HOTCOLD"]  # Path of the program under test
PATIENCE = 20.0  # Seconds before something that must come is given up


def free_port():
    """A UDP port nobody uses at the moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def eventually(look, what, patience=PATIENCE):
    """The first true value of look(); the time it takes is no matter."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = look()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"waited {patience} s for {what}")


class Program:
    """One child process, its output in a file."""

    def __init__(self, argv, env, name):
        self.log = tempfile.NamedTemporaryFile("w+", prefix=f"{name}-")
        self.process = subprocess.Popen(
            [str(arg) for arg in argv],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def output(self):
        return pathlib.Path(self.log.name).read_text(errors="replace")

    def alive(self):
        return self.process.poll() is None

    def kill(self, number=signal.SIGTERM):
        """End it; the exit status."""
        if self.alive():
            self.process.send_signal(number)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.wait()


class Bench:
    """All that one test starts, and the end of it."""

    def __init__(self, name):
        self.name = f"hotcold-{name}-{os.getpid()}"
        self.folder = tempfile.TemporaryDirectory(prefix=self.name)
        self.programs = []
        self.env = dict(
            os.environ,
            JACK_NO_AUDIO_RESERVATION="1",
            JACK_NO_START_SERVER="1",
            JACK_DEFAULT_SERVER=self.name,
            HOME=self.folder.name,
            XDG_CONFIG_HOME=self.folder.name,
        )

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error:
            for program in self.programs:
                print(f"--- {program.process.args}\n{program.output()[-3000:]}")
        for program in reversed(self.programs):
            program.kill()
        self.free_server_slot()
        self.folder.cleanup()

    def free_server_slot(self):
        """JACK has eight slots for servers. One that did not end by itself
        keeps its own until a server of its name comes and goes."""
        servers = [p for p in self.programs if p.process.args[0] == "jackd"]
        if servers and servers[-1].process.returncode != 0:
            self.jackd().kill()

    def start(self, *argv):
        name = pathlib.Path(str(argv[0])).name
        program = Program(argv, self.env, f"{self.name}-{name}")
        self.programs.append(program)
        return program

    def call(self, *argv, timeout=60):
        """Run to the end: a CompletedProcess with text."""
        return subprocess.run(
            [str(arg) for arg in argv],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def hotcold(self, *argv, timeout=60):
        return self.call(HOTCOLD, *argv, timeout=timeout)

    def file(self, name, text):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(text)
        return path

    # Servers

    def jackd(self, period=256, rate=48000, channels=2, sync=False, ports=256):
        """A dummy server. In its synchronous mode no client is ever late, but
        a busy machine can bring it to a halt when the graph changes (1.9.21:
        "SuspendRefNum error"), so only sample-exact tests ask for it."""
        server = self.start(
            *["jackd", "-n", self.name, "-r", *(["-S"] if sync else [])],
            *["-p", ports],
            *["-d", "dummy", "-r", rate, "-p", period],
            *["-C", channels, "-P", channels],
        )
        eventually(self.ports, "jackd")
        return server

    def pipewire(self, rate=48000):
        run = pathlib.Path(self.folder.name) / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        conf = pathlib.Path(self.folder.name) / "conf"
        conf.mkdir(exist_ok=True)
        for name in ("client.conf", "client-rt.conf", "jack.conf"):
            shutil.copy(f"/usr/share/pipewire/{name}", conf)
        (conf / "pipewire.conf").write_text(PIPEWIRE_CONF % rate)
        self.env.update(
            XDG_RUNTIME_DIR=str(run),
            PIPEWIRE_RUNTIME_DIR=str(run),
            PIPEWIRE_CONFIG_DIR=str(conf),
            LD_LIBRARY_PATH=pipewire_jack_folder(),
        )
        server = self.start("pipewire")
        eventually(
            lambda: self.call("pw-cli", "info", "0").returncode == 0, "pipewire"
        )
        return server

    def ports(self):
        """Names of all ports, empty without a server."""
        result = self.call("jack_lsp")
        return result.stdout.split() if result.returncode == 0 else []

    def wait_for_port(self, name):
        return eventually(lambda: name in self.ports(), f"port {name}")

    # What the tests are about

    def line(self, scenario="balanced", *options):
        """A modelled line on hotcold-line:hot and :cold."""
        program = self.start(HOTCOLD, "simulate", scenario, *options)
        self.wait_for_port("hotcold-line:cold")
        return program

    def analyzer(self, *options):
        """`hotcold run` and an oscdump that it sends to."""
        port = free_port()
        dump = Dump(self, port)
        self.osc_port = free_port()
        program = self.start(
            *[HOTCOLD, "run", "--listen", f"127.0.0.1:{self.osc_port}"],
            *["--target", f"127.0.0.1:{port}"],
            *options,
        )
        return program, dump


MODEL_LINE = ("--line", "main=hotcold-line:hot,hotcold-line:cold")


class Dump:
    """liblo's oscdump: what arrives, as its text says it."""

    def __init__(self, bench, port):
        self.program = bench.start("oscdump", "-L", port)

    def lines(self):
        return [
            line.split()
            for line in self.program.output().splitlines()
            if "/hotcold/" in line
        ]

    def all(self, address):
        """Arguments of every message to `address` so far."""
        found = []
        for words in self.lines():
            if address in words:
                at = words.index(address)
                found.append(words[at + 2 :])
        return found

    def count(self, address):
        return len(self.all(address))

    def next(self, address, fits=lambda args: True):
        """The first message after now that fits: its arguments."""
        before = self.count(address)

        def look():
            for args in self.all(address)[before:]:
                if fits(args):
                    return args or ["-"]
            return None

        return eventually(look, address)

    def number(self, address, fits=lambda value: True):
        return float(
            self.next(address, lambda args: fits(float(args[0])))[0]
        )


def parse_json(result):
    """The one object that --json prints."""
    assert result.stdout, result.stderr
    return json.loads(result.stdout)


def pipewire_jack_folder():
    script = pathlib.Path(shutil.which("pw-jack")).read_text()
    found = re.search(r"LD_LIBRARY_PATH='([^']+)'", script)
    assert found, "pw-jack does not say where its library is"
    return found.group(1)


PIPEWIRE_CONF = """
context.properties = {
  core.daemon = true core.name = pipewire-0
  support.dbus = false mem.allow-mlock = false
  default.clock.rate = %d
  default.clock.allowed-rates = [ 44100 48000 96000 ]
  default.clock.quantum = 256
  default.clock.min-quantum = 16 default.clock.max-quantum = 8192
}
context.spa-libs = {
  audio.convert.* = audioconvert/libspa-audioconvert
  support.* = support/libspa-support
}
context.modules = [
  { name = libpipewire-module-protocol-native }
  { name = libpipewire-module-profiler }
  { name = libpipewire-module-metadata }
  { name = libpipewire-module-spa-node-factory }
  { name = libpipewire-module-client-node }
  { name = libpipewire-module-access flags = [ ifexists nofail ] }
  { name = libpipewire-module-adapter }
  { name = libpipewire-module-link-factory }
]
context.objects = [
  { factory = spa-node-factory args = {
      factory.name = support.node.driver node.name = Dummy-Driver
      node.group = pipewire.dummy priority.driver = 20000 } }
  { factory = metadata args = { metadata.name = default } }
]
"""
