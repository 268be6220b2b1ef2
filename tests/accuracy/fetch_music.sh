#!/bin/bash
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Fill a folder with music and speech for `accuracy`, and run a program then:
#
#     fetch_music.sh FOLDER [PROGRAM [ARGUMENT]...]
#
# FOLDER/music: soundtracks of games, from Debian's packages supertux-data and
# frozen-bubble-data: as installed, else downloaded and unpacked in FOLDER.
# FOLDER/speech: spoken by espeak-ng. Nothing of it is part of the sources.

set -euo pipefail

packages=(frozen-bubble-data supertux-data)
least=40

fail() {
  echo "fetch_music: $1" >&2
  exit 1
}

# unpack PACKAGE: below "$folder/unpacked", unless it is installed
unpack() {
  [[ ! -d "$folder/unpacked/$1" ]] || return 0
  command -v apt-get >/dev/null ||
    fail "no music: $1 is not installed, and there is no apt-get to fetch it"
  local new="$folder/unpacked/new"
  rm -rf "$new"
  mkdir -p "$new"
  (cd "$new" && apt-get -q download "$1" >/dev/null) ||
    fail "no music: $1 cannot be downloaded (is there a network?)"
  dpkg -x "$new/$1"_*.deb "$new" || fail "$1: cannot be unpacked"
  rm -f "$new"/*.deb
  mv "$new" "$folder/unpacked/$1"
}

# tracks: all soundtracks, one path a line
tracks() {
  local package
  for package in "${packages[@]}"; do
    if dpkg-query -L "$package" >/dev/null 2>&1; then
      dpkg-query -L "$package"
    else
      unpack "$package"
      find "$folder/unpacked/$package" -type f
    fi
  done | grep -E '/(music/.*|snd/[a-z0-9-]*zik[a-z0-9-]*)\.ogg$'
}

music() {
  local path
  mkdir -p "$folder/music"
  tracks | while read -r path; do
    ln -sf "$path" "$folder/music/${path##*/}"
  done
  (($(find "$folder/music" -name '*.ogg' | wc -l) >= least)) ||
    fail "no music: fewer than $least tracks in ${packages[*]}"
}

# say NAME VOICE SPEED TEXT
say() {
  [[ -s "$folder/speech/$1.wav" ]] ||
    espeak-ng -v "$2" -s "$3" -w "$folder/speech/$1.wav" "$4"
}

speech() {
  command -v espeak-ng >/dev/null || fail "no speech: espeak-ng is missing"
  mkdir -p "$folder/speech"
  local text="A balanced line carries one signal on two wires: in one polarity
    on hot, and in the other on cold. What both wires pick up alike, a receiver
    takes away. If one wire breaks, half of the signal is left; the receiver
    then hears all the hum. So listen, look, and do not trust a plug. One, two,
    three, testing. Is the ground connected at both ends? Perhaps. Lift it only
    at the receiver, and never the one that keeps you safe. Thank you."
  say english en-us 160 "$text"
  say fast en-gb+f3 230 "$text"
  say slow en+m7 110 "$text"
  say german de 150 "Eine symmetrische Leitung führt ein Signal auf zwei
    Adern. Was beide Adern gleich auffangen, nimmt der Empfänger weg. Bricht
    eine Ader, so bleibt das halbe Signal, und alles Brummen ist zu hören."
}

(($# >= 1)) || fail "expected a folder"
folder=$1
shift
mkdir -p "$folder"
# Tests may run side by side
exec 9>"$folder/lock"
flock 9
music
speech
exec 9>&-
(($# == 0)) || exec env HOTCOLD_TEST_MUSIC="$folder" "$@"
