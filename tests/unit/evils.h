/* The weights of page evils in the tests of page breaking. */
#ifndef MAQUETTE_TESTS_EVILS_H
#define MAQUETTE_TESTS_EVILS_H

#include "page/page_breaker.h"

static const int32_t TEST_EVILS[EVIL_COUNT] = {
    [EVIL_NOTE_FAR] = EVIL_FORBID, [EVIL_SPLIT_NOTE] = 350,     [EVIL_WIDOW] = 400,
    [EVIL_ORPHAN] = 300,           [EVIL_HYPHEN_AT_FOOT] = 120, [EVIL_UNEVEN] = 80,
    [EVIL_SPLIT_BOX] = 300,        [EVIL_FLEXED] = 60,          [EVIL_BOX_FAR] = 60,
    [EVIL_BOX_EARLY] = 360,        [EVIL_SHORT_PAGE] = 40,      [EVIL_FACING] = 20,
};

#endif
