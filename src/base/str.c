/* Slices of text: comparing, searching, cutting, and the nearest of several names.
 *
 * The edit distance is the "optimal string alignment" form of Damerau and Levenshtein (insert,
 * delete, change, swap of neighbours), counted in characters. */
#include "base/str.h"

#include <string.h>

/* Longer names are no slip of the finger that a hint could mend. */
enum { NEAREST_LONGEST = 64 };

Str str_from_c(const char *text) {
    if (text == NULL) return (Str){0};
    return (Str){text, strlen(text)};
}

char *str_to_c(Arena *arena, Str text) {
    if (text.length == SIZE_MAX) arena_exhausted();
    char *copy = ARENA_ARRAY(arena, char, text.length + 1);
    if (text.length > 0) memcpy(copy, text.bytes, text.length);
    return copy;
}

Str str_copy(Arena *arena, Str text) {
    return (Str){str_to_c(arena, text), text.length};
}

bool str_equal(Str a, Str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

int str_compare(Str a, Str b) {
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared == 0 ? 0 : memcmp(a.bytes, b.bytes, shared);
    if (order != 0) return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool str_starts_with(Str text, Str prefix) {
    if (text.length < prefix.length || prefix.length == 0) return prefix.length == 0;
    return text.bytes[0] == prefix.bytes[0] && memcmp(text.bytes, prefix.bytes, prefix.length) == 0;
}

bool str_ends_with(Str text, Str suffix) {
    return text.length >= suffix.length &&
           str_equal(str_slice(text, text.length - suffix.length, text.length), suffix);
}

Str str_slice(Str text, size_t start, size_t end) {
    if (end > text.length) end = text.length;
    if (start > end) start = end;
    if (text.bytes == NULL) return text;
    return (Str){text.bytes + start, end - start};
}

size_t str_find(Str text, Str needle, size_t from) {
    if (needle.length == 0) return from <= text.length ? from : SIZE_MAX;
    while (from < text.length && text.length - from >= needle.length) {
        size_t room = text.length - from - needle.length + 1;
        const char *found = memchr(text.bytes + from, needle.bytes[0], room);
        if (found == NULL) return SIZE_MAX;
        from = (size_t)(found - text.bytes);
        if (memcmp(found, needle.bytes, needle.length) == 0) return from;
        from++;
    }
    return SIZE_MAX;
}

static bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

Str str_trim(Str text) {
    size_t start = 0, end = text.length;
    while (start < end && is_space(text.bytes[start])) start++;
    while (end > start && is_space(text.bytes[end - 1])) end--;
    return str_slice(text, start, end);
}

bool str_to_int(Str text, int64_t *value) {
    bool negative = str_starts_with(text, STR("-"));
    size_t at = negative ? 1 : 0;
    if (at == text.length) return false;
    int64_t sum = 0; /* kept negative: the lowest number has no positive twin */
    for (; at < text.length; at++) {
        char byte = text.bytes[at];
        if (byte < '0' || byte > '9') return false;
        int digit = byte - '0';
        if (sum < (INT64_MIN + digit) / 10) return false;
        sum = sum * 10 - digit;
    }
    if (!negative && sum == INT64_MIN) return false;
    *value = negative ? sum : -sum;
    return true;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The characters of a name; 0 for one that is empty or too long. */
static size_t name_characters(Str name, uint32_t characters[NEAREST_LONGEST]) {
    size_t count = 0, at = 0;
    while (at < name.length) {
        if (count == NEAREST_LONGEST) return 0;
        characters[count++] = utf8_next(name, &at);
    }
    return count;
}

static size_t edit_distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count) {
    size_t rows[3][NEAREST_LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_count; j++) last[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            size_t change = last[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(change, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[b_count];
}

Str str_nearest(Str name, const Str *candidates, size_t count) {
    uint32_t wanted[NEAREST_LONGEST], offered[NEAREST_LONGEST];
    size_t wanted_count = name_characters(name, wanted);
    size_t limit = wanted_count / 3 > 0 ? wanted_count / 3 : 1;
    Str nearest = {0};
    /* Below wanted_count: two names that share nothing are not near, however short. */
    for (size_t i = 0; i < count && limit > 0 && wanted_count > 1; i++) {
        size_t offered_count = name_characters(candidates[i], offered);
        if (offered_count == 0) continue;
        size_t distance = edit_distance(wanted, wanted_count, offered, offered_count);
        if (distance > limit) continue;
        nearest = candidates[i];
        if (distance == 0) return nearest;
        limit = distance - 1; /* a later one must be nearer */
    }
    return nearest;
}
