// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "osc/packet.h"

#include <hotcold/status.h>

#include <check.h>
#include <lo/lo.h>

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/// What a visitor saw, as text
typedef struct {
  size_t count;
  char   text[4096];
} Seen;

static void
see(void* const context, const HcOscMessage* const message)
{
  Seen* const seen = (Seen*)context;
  char*       end  = seen->text + strlen(seen->text);
  end += sprintf(end, "%.80s ,%.80s", message->address, message->types);
  for (size_t i = 0; i < message->n_arguments && i < 4; ++i) {
    const HcOscArgument* const argument = &message->arguments[i];
    if (argument->type == 'i') {
      end += sprintf(end, " %d", argument->i);
    } else if (argument->type == 'f') {
      end += sprintf(end, " %g", argument->f);
    } else if (argument->type == 's') {
      end += sprintf(end, " %.80s", argument->s);
    } else {
      end += sprintf(end, " (%c)", argument->type);
    }
  }
  strcpy(end, ";");
  ++seen->count;
}

/// Decode exactly `size` bytes from memory that ends there, for the sanitizers
static bool
decode(const void* const data, const size_t size, Seen* const seen)
{
  void* const copy = malloc(size ? size : 1);
  memcpy(copy, data, size);
  const bool good = hc_osc_decode(copy, size, see, seen);
  free(copy);
  return good;
}

// The example of the OSC 1.0 specification, byte for byte
START_TEST(the_example_of_the_specification_is_encoded)
{
  static const uint8_t expected[] = {
    0x2F, 0x66, 0x6F, 0x6F, 0,    0,    0,    0,    0x2C, 0x69,
    0x69, 0x73, 0x66, 0x66, 0,    0,    0,    0,    0x03, 0xE8,
    0xFF, 0xFF, 0xFF, 0xFF, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0,
    0,    0,    0x3F, 0x9D, 0xF3, 0xB6, 0x40, 0xB5, 0xB2, 0x2D};

  uint8_t      buffer[64];
  const size_t size = hc_osc_encode(buffer,
                                    sizeof(buffer),
                                    "/foo",
                                    "iisff",
                                    (int32_t)1000,
                                    (int32_t)-1,
                                    "hello",
                                    1.234,
                                    5.678);
  ck_assert_uint_eq(size, sizeof(expected));
  ck_assert_mem_eq(buffer, expected, sizeof(expected));

  Seen seen = {0, ""};
  ck_assert(decode(expected, sizeof(expected), &seen));
  ck_assert_str_eq(seen.text, "/foo ,iisff 1000 -1 hello 1.234;");
}
END_TEST

START_TEST(what_does_not_fit_is_not_encoded)
{
  uint8_t buffer[32];
  ck_assert_uint_eq(hc_osc_encode(buffer, 16, "/foo", "i", (int32_t)1), 16U);
  memset(buffer, 0x55, sizeof(buffer));
  ck_assert_uint_eq(hc_osc_encode(buffer, 15, "/foo", "i", (int32_t)1), 0U);
  ck_assert_uint_eq(buffer[0], 0x55U);
}
END_TEST

START_TEST(floats_are_finite)
{
  ck_assert(hc_osc_float((double)INFINITY) == FLT_MAX);
  ck_assert(hc_osc_float((double)-INFINITY) == -FLT_MAX);
  ck_assert(hc_osc_float(1e300) == FLT_MAX);
  ck_assert(hc_osc_float((double)NAN) == 0.0f);
  ck_assert(hc_osc_float(-20.5) == -20.5f);

  uint8_t      buffer[64];
  const double values[] = {1.5, (double)NAN, -2.5};
  const size_t size =
    hc_osc_encode_floats(buffer, sizeof(buffer), "/a", values, 3);
  Seen seen = {0, ""};
  ck_assert(decode(buffer, size, &seen));
  ck_assert_str_eq(seen.text, "/a ,fff 1.5 0 -2.5;");
}
END_TEST

static HcStatus
encode_one(void* const context)
{
  uint8_t buffer[64];
  (void)context;
  return hc_osc_encode(
           buffer, sizeof(buffer), "/a", "fis", 1.0, (int32_t)2, "three")
           ? HC_SUCCESS
           : HC_NO_MEMORY;
}

static HcStatus
encode_many(void* const context)
{
  const double values[] = {1.0, 2.0, 3.0};
  uint8_t      buffer[64];
  (void)context;
  return hc_osc_encode_floats(buffer, sizeof(buffer), "/a", values, 3)
           ? HC_SUCCESS
           : HC_NO_MEMORY;
}

START_TEST(encoding_survives_lack_of_memory)
{
  ck_assert_uint_ge(failing_alloc_replay(encode_one, NULL), 4);
  ck_assert_uint_ge(failing_alloc_replay(encode_many, NULL), 4);
}
END_TEST

#define BUNDLE "#bundle\0\0\0\0\0\0\0\0\1"
#define PING "/ping\0\0\0,i\0\0\0\0\0\7"
#define ELEMENT "\0\0\0\20" PING

typedef struct {
  const char* data;
  size_t      size;
  const char* seen; ///< NULL: malformed
} Datagram;

#define DATAGRAM(text) text, sizeof(text) - 1

static const Datagram datagrams[] = {
  {DATAGRAM(PING), "/ping ,i 7;"},
  {DATAGRAM(BUNDLE), ""},
  {DATAGRAM(BUNDLE ELEMENT ELEMENT), "/ping ,i 7;/ping ,i 7;"},
  // A time far ahead changes nothing
  {DATAGRAM("#bundle\0\377\377\377\377\377\377\377\377" ELEMENT),
   "/ping ,i 7;"},
  // Bundle, message and empty bundle in a bundle
  {DATAGRAM(BUNDLE "\0\0\0\44" BUNDLE ELEMENT ELEMENT "\0\0\0\20" BUNDLE),
   "/ping ,i 7;/ping ,i 7;"},
  // Types that are only told
  {DATAGRAM("/a\0\0,TFNIdhb\0\0\0\0"
            "12345678"
            "12345678"
            "\0\0\0\1x\0\0\0"),
   "/a ,TFNIdhb (T) (F) (N) (I);"},
  {DATAGRAM("/a\0\0,s\0\0\0\0\0\0"), "/a ,s ;"},
  // Nothing and too little
  {DATAGRAM(""), NULL},
  {DATAGRAM("\0"), NULL},
  {DATAGRAM("\0\0\0\0"), NULL},
  {DATAGRAM("/"), NULL},
  {DATAGRAM("/a\0"), NULL},
  {DATAGRAM("/a\0\0"), NULL},
  {DATAGRAM("/abc"), NULL},
  {DATAGRAM("/abc,\0\0\0"), NULL},
  // Missing or wrong type tags
  {DATAGRAM("/a\0\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0i\0\0\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,i\0"), NULL},
  {DATAGRAM("/a\0\0,iii"), NULL},
  {DATAGRAM("/a\0\0,[i]\0\0\0\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,?\0\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,r\0\0\0\0\0\7"), NULL},
  // Arguments missing or left over
  {DATAGRAM("/a\0\0,i\0\0"), NULL},
  {DATAGRAM("/a\0\0,ii\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,d\0\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,i\0\0\0\0\0\7\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,\0\0\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,T\0\0\0\0\0\7"), NULL},
  // Padding
  {DATAGRAM("/a\0x,i\0\0\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,i\0x\0\0\0\7"), NULL},
  {DATAGRAM("/a\0\0,s\0\0x\0\0x"), NULL},
  {DATAGRAM("/a\0\0,i\0\0\0\0\0\7\0"), NULL},
  {DATAGRAM("/a\0\0,s\0\0abcd"), NULL},
  // Blobs
  {DATAGRAM("/a\0\0,b\0\0\377\377\377\377"), NULL},
  {DATAGRAM("/a\0\0,b\0\0\0\0\0\5abcd"), NULL},
  {DATAGRAM("/a\0\0,b\0\0\0\0\0\1abcd"), NULL},
  {DATAGRAM("/a\0\0,b\0\0"), NULL},
  // No address
  {DATAGRAM("a\0\0\0,i\0\0\0\0\0\7"), NULL},
  {DATAGRAM("\0\0\0\0,i\0\0\0\0\0\7"), NULL},
  {DATAGRAM("#bundl\0\0\0\0\0\0\0\0\0\1"), NULL},
  // Bundles cut short, the traps of liblo among them
  {DATAGRAM("#bundle\0"), NULL},
  {DATAGRAM("#bundle\0\0\0\0\0"), NULL},
  {DATAGRAM("#bundle\0\0\0\0\0\0\0\0"), NULL},
  {DATAGRAM(BUNDLE "\0\0\0\0"), NULL},
  {DATAGRAM(BUNDLE "\0\0\0\4#bun"), NULL},
  {DATAGRAM(BUNDLE "\0\0\0\10#bundle\0"), NULL},
  {DATAGRAM(BUNDLE "\0\0\0"), NULL},
  {DATAGRAM(BUNDLE "\0\0\0\5/a\0\0,"), NULL},
  {DATAGRAM(BUNDLE "\377\377\377\374" PING), NULL},
  {DATAGRAM(BUNDLE "\200\0\0\0" PING), NULL},
  {DATAGRAM(BUNDLE "\0\0\0\24" PING), NULL},
  {DATAGRAM(BUNDLE "\0\0\0\14" PING), NULL},
  {DATAGRAM(BUNDLE ELEMENT "\0\0\0\20"), NULL},
  // One bad element spoils the datagram
  {DATAGRAM(BUNDLE ELEMENT "\0\0\0\4/a\0\0"), NULL},
};

START_TEST(a_datagram_is_taken_whole_or_not_at_all)
{
  const Datagram* const row  = &datagrams[_i];
  Seen                  seen = {0, ""};
  ck_assert_int_eq(decode(row->data, row->size, &seen), row->seen != NULL);
  ck_assert_str_eq(seen.text, row->seen ? row->seen : "");
}
END_TEST

START_TEST(every_prefix_of_a_datagram_is_survived)
{
  static const char whole[] = BUNDLE ELEMENT ELEMENT;
  for (size_t size = 0; size < sizeof(whole) - 1; ++size) {
    Seen       seen = {0, ""};
    const bool good = decode(whole, size, &seen);
    ck_assert_int_eq(good, size == 16 || size == 36);
  }
}
END_TEST

/// `depth` bundles around one another, the innermost empty
static size_t
nest(uint8_t* const data, const unsigned depth)
{
  const size_t size = 16U + 20U * (depth - 1U);
  size_t       at   = 0;
  for (unsigned i = 0; i < depth; ++i) {
    memcpy(data + at, BUNDLE, 16);
    at += 16;
    if (i + 1 < depth) {
      const size_t rest = size - at - 4U;
      data[at]          = 0;
      data[at + 1]      = 0;
      data[at + 2]      = (uint8_t)(rest >> 8U);
      data[at + 3]      = (uint8_t)rest;
      at += 4;
    }
  }
  return size;
}

START_TEST(nesting_has_an_end)
{
  uint8_t data[HC_OSC_MAX_RECEIVED];
  Seen    seen = {0, ""};
  ck_assert(decode(data, nest(data, HC_OSC_MAX_DEPTH), &seen));
  ck_assert(!decode(data, nest(data, HC_OSC_MAX_DEPTH + 1), &seen));
  ck_assert(!decode(data, nest(data, 400), &seen));
}
END_TEST

START_TEST(a_datagram_has_a_greatest_size)
{
  static char data[HC_OSC_MAX_RECEIVED + 4];
  Seen        seen = {0, ""};
  memcpy(data, "/a\0\0,s\0\0", 8);
  memset(data + 8, 'x', sizeof(data) - 8);

  data[HC_OSC_MAX_RECEIVED - 1] = '\0';
  ck_assert(decode(data, HC_OSC_MAX_RECEIVED, &seen));

  data[HC_OSC_MAX_RECEIVED - 1] = 'x';
  data[HC_OSC_MAX_RECEIVED + 3] = '\0';
  ck_assert(hc_osc_is_valid(data, sizeof(data)));
  ck_assert(!decode(data, sizeof(data), &seen));
  ck_assert_uint_eq(seen.count, 1U);
}
END_TEST

START_TEST(arguments_beyond_the_most_are_left_out)
{
  uint8_t      buffer[1024];
  const double values[100] = {1.0};
  const size_t size =
    hc_osc_encode_floats(buffer, sizeof(buffer), "/a", values, 100);

  Seen seen = {0, ""};
  ck_assert(decode(buffer, size, &seen));
  ck_assert_uint_eq(seen.count, 1U);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof((array)[0]))

int
main(void)
{
  Suite* const suite = suite_create("osc_packet");
  TCase* const tcase = tcase_create("osc_packet");
  tcase_add_test(tcase, the_example_of_the_specification_is_encoded);
  tcase_add_test(tcase, what_does_not_fit_is_not_encoded);
  tcase_add_test(tcase, floats_are_finite);
  tcase_add_test(tcase, encoding_survives_lack_of_memory);
  tcase_add_loop_test(
    tcase, a_datagram_is_taken_whole_or_not_at_all, 0, COUNT(datagrams));
  tcase_add_test(tcase, every_prefix_of_a_datagram_is_survived);
  tcase_add_test(tcase, nesting_has_an_end);
  tcase_add_test(tcase, a_datagram_has_a_greatest_size);
  tcase_add_test(tcase, arguments_beyond_the_most_are_left_out);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
