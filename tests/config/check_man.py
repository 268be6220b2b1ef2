#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The man pages describe exactly the options of the option table, with the same
arguments, ranges and defaults.

    check_man.py DUMP_OPTIONS hotcold.1.scd hotcold.conf.5.scd
"""

import re
import subprocess
import sys
import unittest


class Option:
    """One row of the table."""

    def __init__(self, fields):
        (self.key, self.section, self.argument, self.fallback, self.unit,
         repeatable, self.range) = fields[:7]
        self.repeatable = repeatable == "1"
        self.commands = fields[7:]


def read_table(program):
    output = subprocess.run([program], check=True, capture_output=True,
                            text=True).stdout
    rows = [line.split("\t") for line in output.splitlines()]
    options = [Option(row[1:]) for row in rows if row[0] == "option"]
    return options, [row[1:] for row in rows if row[0] == "command"]


def read_page(path):
    """Return the entries of a page as {(section, head): text}."""
    entries, section, head = {}, "", None
    with open(path, encoding="utf-8") as page:
        for line in page:
            if line.startswith("#"):
                section, head = line.strip("# \n"), None
            elif line.startswith("*"):
                head = line.strip()
                entries[section, head] = ""
            elif line.startswith("\t") and head:
                entries[section, head] += " " + line.strip()
            elif line.strip():
                head = None
    return {key: text.strip() for key, text in entries.items()}


OPTIONS, COMMANDS = read_table(sys.argv[1])
PROGRAM, CONFIG = read_page(sys.argv[2]), read_page(sys.argv[3])
FOR_ALL = {"*-h*, *--help*"}


class Man(unittest.TestCase):

    def check_text(self, option, text):
        where = f"{option.key}: {text}"
        default = f"Default: {option.fallback} {option.unit}".strip() + "."
        self.assertEqual("Default:" in text, bool(option.fallback), where)
        if option.fallback:
            self.assertIn(default, text)
        self.assertEqual("Repeatable." in text, option.repeatable, where)
        self.assertIn(option.range, text)

    def test_options_stand_in_hotcold_1(self):
        heads = set(FOR_ALL)
        for option in (o for o in OPTIONS if o.commands):
            letter = "*-c*, " if option.key == "config" else ""
            value = f" _{option.argument}_" if option.argument else ""
            head = f"{letter}*--{option.key}*{value}"
            heads.add(head)
            text = PROGRAM.get(("OPTIONS", head))
            self.assertIsNotNone(text, head)
            self.check_text(option, text)
            self.assertTrue(
                text.endswith(f"For: {', '.join(option.commands)}."), head)
        documented = {h for section, h in PROGRAM if section == "OPTIONS"}
        self.assertEqual(documented, heads)

    def test_keys_stand_in_hotcold_conf_5(self):
        heads = set()
        for option in (o for o in OPTIONS if o.section):
            head = f"*{option.key}* = _{option.argument}_"
            section = option.section
            heads.add((section, head))
            text = CONFIG.get((section, head))
            self.assertIsNotNone(text, f"{section} {head}")
            self.check_text(option, text)
        documented = {key for key in CONFIG if key[0].startswith("[")}
        self.assertEqual(documented, heads)

    def test_commands_stand_in_hotcold_1(self):
        names = {f"*{name}*" for name, _ in COMMANDS} | {"*help*"}
        documented = {h for section, h in PROGRAM if section == "COMMANDS"}
        self.assertEqual(documented, names)
        with open(sys.argv[2], encoding="utf-8") as page:
            text = page.read()
        for name, operand in COMMANDS:
            self.assertRegex(text, rf"(?m)^\*hotcold\* \*{name}\*.*"
                             + (re.escape(operand) if operand else ""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
