#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What `meson install` puts into a DESTDIR is complete and can be used: a
program in C, which is the example of libhotcold(3), and one in C++ judge a
line whose balance is known by construction.

    test_install.py SOURCE BUILD PREFIX BIN LIB INCLUDE DATA MAN

Folders are absolute or below PREFIX; MAN is empty without manual pages.
"""

import array
import math
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE, BUILD, PREFIX = sys.argv[1:4]
BIN, LIB, INCLUDE, DATA, MAN = [name and os.path.join(PREFIX, name)
                                for name in sys.argv[4:9]]
HERE = os.path.dirname(os.path.abspath(__file__))
LOG = os.path.join(BUILD, "meson-logs", "install-log.txt")
WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror"]

RATE, SECONDS = 48000, 12
BALANCE = 46.0  # dB
DIFF_RMS = 0.1


def run(*command, **kwargs):
    return subprocess.run(command, check=True, capture_output=True, **kwargs)


def meson():
    """The command that configured BUILD; another one may not know its files."""
    last = run("ninja", "-C", BUILD, "-t", "commands", "uninstall",
               text=True).stdout.splitlines()[-1]
    words = shlex.split(last)
    return words[:words.index("--internal")]


def install(root):
    run(*meson(), "install", "--no-rebuild", "-C", BUILD, "--destdir", root)


def take():
    """Interleaved legs with white noise as programme. With d = h - c of 2 a,
    m = (h + c)/2 of 2 a/k makes a balance of k. Noise that both legs pick up,
    40 dB below d, is 6 dB above this m and belongs to no balance."""
    draw = random.Random(46).gauss
    ratio = 10.0 ** (BALANCE / 20.0)
    hot, cold = 1.0 + 2.0 / ratio, -1.0 + 2.0 / ratio
    samples = array.array("f")
    for _ in range(RATE * SECONDS):
        programme, pickup = draw(0, DIFF_RMS / 2), draw(0, DIFF_RMS / 100)
        samples.append(hot * programme + pickup)
        samples.append(cold * programme + pickup)
    return samples.tobytes()


def tolerance():
    """Width in dB of the interval by 0.1 dB and 0.1 us between the inputs: they
    move |T| by a quarter of what cold changes by, over white noise."""
    gain = (10.0 ** (0.1 / 20.0) - 1.0) / 4.0
    delay = 2.0 * math.pi * 20e3 * 0.1e-6 / 4.0 / math.sqrt(3.0)
    transfer, bound = 10.0 ** (-BALANCE / 20.0), math.hypot(gain, delay)
    return 20.0 * math.log10((transfer + bound) / (transfer - bound))


def example():
    """The program on the page, as its reader sees it."""
    with open(os.path.join(SOURCE, "man", "libhotcold.3.scd"),
              encoding="utf-8") as page:
        blocks = re.findall(r"^```\n(.*?)^```$", page.read(), re.M | re.S)
    programs = [block for block in blocks if "main(void)" in block]
    assert len(programs) == 1, programs
    return programs[0].replace("\\\\", "\\")


def headers():
    with open(os.path.join(SOURCE, "include", "meson.build"),
              encoding="utf-8") as build:
        return sorted(re.findall(r"'hotcold/(\w+\.h)'", build.read()))


class Install(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="hotcold-install-")
        cls.addClassCleanup(shutil.rmtree, cls.root)
        # What is installed for good stays known to `ninja uninstall`
        if os.path.exists(LOG):
            cls.addClassCleanup(shutil.copyfile, shutil.copyfile(
                LOG, os.path.join(cls.root, "log")), LOG)
        else:
            cls.addClassCleanup(os.remove, LOG)

        cls.sysroot = os.path.join(cls.root, "sysroot")
        install(cls.sysroot)
        cls.take = take()

    def at(self, *names):
        return self.sysroot + os.path.join(*names)

    def flags(self, *options):
        env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=self.sysroot,
                   PKG_CONFIG_PATH=self.at(LIB, "pkgconfig"))
        return run("pkg-config", *options, "hotcold", env=env,
                   text=True).stdout.split()

    def build(self, compiler, source, library, *options):
        program = os.path.join(self.root, "program")
        run(*compiler, *WARNINGS, "-o", program, source,
            *self.flags("--cflags", "--libs", *options), "-L", library)
        return program

    def judge(self, program):
        """{first word of a line: the others} of what the program prints"""
        env = dict(os.environ, LD_LIBRARY_PATH=self.at(LIB))
        output = run(program, input=self.take, env=env).stdout.decode()
        return {line.split()[0]: line.split()[1:]
                for line in output.splitlines()}

    def check_balance(self, result, widest):
        self.assertEqual(result["verdict"][0], "balanced")
        self.assertGreater(float(result["verdict"][1]), 0.9)
        low, value, high = map(float, result["balance"][:3])
        self.assertLessEqual(low, BALANCE)
        self.assertGreaterEqual(high, BALANCE)
        self.assertLess(high - low, widest)
        self.assertLess(abs(value - BALANCE), widest)

    def check_both(self, library, *options):
        source = os.path.join(self.root, "example.c")
        with open(source, "w", encoding="utf-8") as file:
            file.write(example())
        # Ordinary inputs, and 1 dB for chance
        self.check_balance(self.judge(self.build(
            ["cc", "-std=c11"], source, library, *options)), tolerance() + 1.0)

        result = self.judge(self.build(
            ["c++", "-std=c++17"], os.path.join(HERE, "line.cpp"), library,
            *options))
        self.check_balance(result, 0.5)
        # White noise of 576000 samples has its power within 1 %
        level = 20.0 * math.log10(math.sqrt(2.0) * DIFF_RMS)
        self.assertLess(abs(float(result["diff.rms"][1]) - level), 0.05)

    def test_shared(self):
        self.assertIn("-lhotcold", self.flags("--libs"))
        self.assertNotIn("-lfftw3f", self.flags("--libs"))
        self.check_both(self.at(LIB))

    def test_static(self):
        self.assertIn("-lfftw3f", self.flags("--libs", "--static"))
        folder = os.path.join(self.root, "static")
        shared = [name for name in os.listdir(self.at(LIB))
                  if name.startswith("libhotcold.so")]
        os.mkdir(folder)
        for name in shared:
            shutil.move(self.at(LIB, name), folder)
        try:
            self.check_both(self.at(LIB), "--static")
        finally:
            for name in shared:
                shutil.move(os.path.join(folder, name), self.at(LIB))

    def test_headers_are_those_of_the_library(self):
        self.assertEqual(sorted(os.listdir(self.at(INCLUDE, "hotcold"))),
                         headers())
        for compiler in ("cc -std=c11 -xc", "c++ -std=c++17 -xc++"):
            for text in headers(), *[[name] for name in headers()]:
                source = "".join(f"#include <hotcold/{name}>\n"
                                 for name in text + text) + "int unused;\n"
                run(*compiler.split(), *WARNINGS, "-fsyntax-only", "-",
                    *self.flags("--cflags"), input=source.encode())

    def test_all_else_is_there(self):
        wanted = [os.path.join(BIN, "hotcold"),
                  os.path.join(LIB, "libhotcold.a"),
                  os.path.join(LIB, "pkgconfig", "hotcold.pc")]
        for names, folder in (("presets", "presets"),
                              ("presets/scenarios", "scenarios")):
            wanted += [os.path.join(DATA, "hotcold", folder, name)
                       for name in os.listdir(os.path.join(SOURCE, names))
                       if name.endswith(".conf")]
        if MAN:
            wanted += [os.path.join(MAN, f"man{name[-5]}", name[:-4])
                       for name in os.listdir(os.path.join(SOURCE, "man"))
                       if name.endswith(".scd")]
        missing = [path for path in wanted if not os.path.exists(self.at(path))]
        self.assertEqual(missing, [])

    def test_uninstall_leaves_nothing(self):
        other = os.path.join(self.root, "other")
        with open(LOG, encoding="utf-8") as log:
            kept = log.read()
        install(other)
        self.assertTrue(os.path.exists(other + os.path.join(BIN, "hotcold")))
        run("ninja", "-C", BUILD, "uninstall")
        left = [os.path.join(folder, name)
                for folder, _, names in os.walk(other) for name in names]
        self.assertEqual(left, [])
        with open(LOG, "w", encoding="utf-8") as log:
            log.write(kept)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
