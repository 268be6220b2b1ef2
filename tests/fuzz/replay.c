// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a fuzz target over a folder of inputs, for compilers without libFuzzer.

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/// Longest input in bytes
#define INPUT_SIZE 65536

int
LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

static bool
replay(const char* const folder, const char* const name)
{
  char path[4096];
  snprintf(path, sizeof(path), "%s/%s", folder, name);

  uint8_t* const data = (uint8_t*)malloc(INPUT_SIZE);
  FILE* const    file = fopen(path, "rb");
  const bool     good = data && file;
  if (good) {
    LLVMFuzzerTestOneInput(data, fread(data, 1, INPUT_SIZE, file));
  }
  if (file) {
    fclose(file);
  }
  free(data);
  return good;
}

int
main(const int argc, char** const argv)
{
  DIR* const folder = argc == 2 ? opendir(argv[1]) : NULL;
  if (!folder) {
    fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return EXIT_FAILURE;
  }

  int  count = 0;
  bool good  = true;
  for (struct dirent* entry = readdir(folder); entry; entry = readdir(folder)) {
    if (entry->d_name[0] != '.') {
      good = replay(argv[1], entry->d_name) && good;
      ++count;
    }
  }
  closedir(folder);
  printf("%d inputs\n", count);
  return good && count ? EXIT_SUCCESS : EXIT_FAILURE;
}
