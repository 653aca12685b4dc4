/* Comparing a text with what it should be. */
#ifndef MAQUETTE_TESTS_ASSERT_STR_H
#define MAQUETTE_TESTS_ASSERT_STR_H

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define assert_str(actual, expected)                                          \
    do {                                                                      \
        Str assert_a = (actual), assert_e = STR(expected);                    \
        assert_int_equal(assert_a.length, assert_e.length);                   \
        assert_memory_equal(assert_a.bytes, assert_e.bytes, assert_e.length); \
    } while (0)

#endif
