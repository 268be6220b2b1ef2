// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a program in C++ does with libhotcold: a live line on perfect inputs.
// Reads raw floats, 48000 Hz, hot and cold in turn, from standard input.

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>
#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <array>
#include <iostream>
#include <memory>
#include <vector>

namespace {

constexpr unsigned rate = 48000;

struct Free {
  void operator()(HcAnalyzer* const analyzer) const
  {
    hc_analyzer_free(analyzer);
  }
};

void
print(const HcReadingId id, const HcReading& reading)
{
  const HcReadingInfo* const info = hc_reading_info(id);
  if (reading.valid) {
    std::cout << info->name << ' ' << reading.low << ' ' << reading.value << ' '
              << reading.high << ' ' << info->unit << '\n';
  }
}

} // namespace

int
main()
{
  HcAnalyzerSettings settings = hc_analyzer_defaults();
  settings.gain_tolerance     = 0.0;
  settings.delay_tolerance    = 0.0;
  const std::unique_ptr<HcAnalyzer, Free> analyzer{
    hc_analyzer_new(rate, &settings)};
  if (!analyzer) {
    return 1;
  }

  HcWindow           window{};
  HcAnalysis         analysis{};
  std::vector<float> hot;
  std::vector<float> cold;
  bool               more = true;
  while (more) {
    std::array<float, 2> frame{};
    more = static_cast<bool>(
      std::cin.read(reinterpret_cast<char*>(frame.data()), sizeof(frame)));
    if (more) {
      hot.push_back(frame[0]);
      cold.push_back(frame[1]);
    }
    if (!more || hot.size() == rate / 5) {
      hc_analyzer_feed(
        analyzer.get(), hot.data(), cold.data(), nullptr, hot.size());
      hc_window_add(&window, rate, hot.data(), cold.data(), hot.size());
      hc_analyzer_read(analyzer.get(), &analysis);
      hot.clear();
      cold.clear();
    }
  }

  hc_window_readings(&window, analysis.readings);
  std::cout << "verdict " << hc_verdict_name(analysis.judgement.verdict) << ' '
            << analysis.judgement.confidence << '\n';
  print(HC_BALANCE, analysis.readings[HC_BALANCE]);
  print(HC_DIFF_RMS, analysis.readings[HC_DIFF_RMS]);
  return 0;
}
