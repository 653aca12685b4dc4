/* The standards a file can claim; see standard.h. */
#include "preflight/standard.h"

/* In the order of the bits of Standard. */
static const char *const names[STANDARD_COUNT] = {"pdf/ua-1", "pdf/a-2a", "pdf/x-1a", "pdf/x-4"};

const char *standard_name(int number) {
    return names[number];
}

static bool read_one(Str name, StandardSet *standards) {
    for (int i = 0; i < STANDARD_COUNT; i++) {
        if (!str_equal(name, str_from_c(names[i]))) continue;
        *standards |= 1U << i;
        return true;
    }
    return false;
}

bool standards_read(Str list, StandardSet *standards, Str *unknown) {
    for (size_t start = 0; start <= list.length;) {
        size_t comma = str_find(list, STR(","), start);
        Str name = str_trim(str_slice(list, start, comma));
        *unknown = name;
        if (!read_one(name, standards)) return false;
        if (comma == SIZE_MAX) break;
        start = comma + 1;
    }
    return true;
}

void standards_write(StandardSet standards, StrBuilder *out) {
    bool first = true;
    for (int i = 0; i < STANDARD_COUNT; i++) {
        if ((standards & 1U << i) == 0) continue;
        if (!first) builder_add(out, STR(", "));
        builder_add_c(out, names[i]);
        first = false;
    }
}
