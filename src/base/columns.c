/* The table of columns.def, searched. The C library has wcwidth, but it depends on the locale. */
#include "base/columns.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ColumnRange {
    uint32_t first, last;
    int columns;
} ColumnRange;

static const ColumnRange RANGES[] = {
#define COLUMNS(first, last, columns) {first, last, columns},
#include "base/columns.def"
#undef COLUMNS
};

int character_columns(uint32_t codepoint) {
    size_t low = 0, high = sizeof RANGES / sizeof RANGES[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (RANGES[middle].last < codepoint)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < sizeof RANGES / sizeof RANGES[0] && RANGES[low].first <= codepoint;
    return found ? RANGES[low].columns : 1;
}
