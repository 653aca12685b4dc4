/* Levels by ICU, and the order of a line's parts; see bidi.h.
 *
 * ICU wants UTF-16, and isolates as characters in it: a copy of the text is made in which each
 * stretch with a direction of its own stands between an initiator and U+2069. A forced line break
 * is U+2028 there, for it ends no paragraph (UAX #9, section 3.3.1). */
#include "text/bidi.h"

#include "base/vec.h"

#include <unicode/ubidi.h>
#include <unicode/uscript.h>

enum {
    LINE_SEPARATOR = 0x2028,
    LEFT_TO_RIGHT_ISOLATE = 0x2066,
    RIGHT_TO_LEFT_ISOLATE = 0x2067,
    FIRST_STRONG_ISOLATE = 0x2068,
    POP_ISOLATE = 0x2069,
    LEFT_TO_RIGHT_MARK = 0x200E,
    RIGHT_TO_LEFT_MARK = 0x200F,
    FIGURE = '0',
    NUMBER_JOINT = 0x00A0, /* a separator of figures to the algorithm (CS) */
    FIRST_LEAD = 0xD6,     /* of U+0590, before which nothing is read from the right */
};
#define INSERTED     UINT32_MAX
#define SCRIPTS_MOST 32 /* that share one mark */

/* The text as ICU takes it. */
typedef struct Copy {
    UChar *units;
    uint32_t *bytes; /* of each unit; INSERTED: the text has no such character */
    int32_t count;
} Copy;

/* True for what is read from the right and for signs that ask for it. */
static bool turns(uint32_t character) {
    static const uint32_t asking = U_MASK(U_RIGHT_TO_LEFT) | U_MASK(U_RIGHT_TO_LEFT_ARABIC) |
                                   U_MASK(U_ARABIC_NUMBER) | U_MASK(U_RIGHT_TO_LEFT_EMBEDDING) |
                                   U_MASK(U_RIGHT_TO_LEFT_OVERRIDE) |
                                   U_MASK(U_RIGHT_TO_LEFT_ISOLATE);
    return (U_MASK(u_charDirection((UChar32)character)) & asking) != 0;
}

bool bidi_turns(Str text) {
    for (size_t at = 0; at < text.length;) {
        if ((unsigned char)text.bytes[at] < FIRST_LEAD)
            at++; /* the rest of a short character passes as well */
        else if (turns(utf8_next(text, &at)))
            return true;
    }
    return false;
}

/* ---- the copy ---- */

static void copy_add(Copy *copy, uint32_t character, uint32_t byte) {
    if (character > 0xFFFF) {
        copy->units[copy->count] = U16_LEAD(character);
        copy->bytes[copy->count++] = byte;
        character = U16_TRAIL(character);
    }
    copy->units[copy->count] = (UChar)character;
    copy->bytes[copy->count++] = byte;
}

static uint32_t initiator(BidiDirection direction) {
    switch (direction) {
    case BIDI_LEFT_TO_RIGHT: return LEFT_TO_RIGHT_ISOLATE;
    case BIDI_RIGHT_TO_LEFT: return RIGHT_TO_LEFT_ISOLATE;
    case BIDI_AUTO: break;
    }
    return FIRST_STRONG_ISOLATE;
}

static bool is_figure(uint32_t character) {
    return u_isdigit((UChar32)character);
}

/* True for a separator that only scripts from the right have, as the Arabic comma: it belongs to
 * their sentence, behind a Latin name too. Between figures it is a part of their number. */
static bool is_turned_mark(Str text, size_t start, size_t end, uint32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode scripts[SCRIPTS_MOST];
    UChar32 mark = (UChar32)character;
    if (u_charDirection(mark) != U_COMMON_NUMBER_SEPARATOR) return false;
    int32_t count = uscript_getScriptExtensions(mark, scripts, SCRIPTS_MOST, &status);
    if (count < 1 || !uscript_isRightToLeft(scripts[0])) return false;
    return start == 0 || end >= text.length || !is_figure(utf8_previous(text, &start)) ||
           !is_figure(utf8_next(text, &end));
}

/* True for a sign before a number, +33 or -5: it stays on the left of it, behind a conjunction that
 * is one word with it too. A hyphen behind letters joins them: "B-52". */
static bool is_number_sign(Str text, size_t start, size_t end, uint32_t character) {
    if (u_charDirection((UChar32)character) != U_EUROPEAN_NUMBER_SEPARATOR) return false;
    if (end >= text.length || !is_figure(utf8_next(text, &end))) return false;
    if (start == 0) return true;
    UChar32 before = (UChar32)utf8_previous(text, &start);
    return character == '-' ? !u_isalnum(before) : !u_isdigit(before);
}

/* True for a sign of a number that begins its unit, the degree of 10°C: it goes with the letters,
 * and they with the figures before it. */
static bool is_unit_sign(Str text, size_t start, size_t end, uint32_t character) {
    if (u_charDirection((UChar32)character) != U_EUROPEAN_NUMBER_TERMINATOR) return false;
    if (start == 0 || end >= text.length || !is_figure(utf8_previous(text, &start))) return false;
    return u_charDirection((UChar32)utf8_next(text, &end)) == U_LEFT_TO_RIGHT;
}

/* What a character is to the algorithm. */
static uint32_t character_acting(const BidiRequest *request, size_t start, size_t end,
                                 uint32_t character, bool joint) {
    if (joint) return NUMBER_JOINT;
    if (character == '\n') return LINE_SEPARATOR;
    if (is_number_sign(request->text, start, end, character)) return FIGURE;
    if (is_unit_sign(request->text, start, end, character)) return LEFT_TO_RIGHT_MARK;
    if (is_turned_mark(request->text, start, end, character)) return RIGHT_TO_LEFT_MARK;
    return character;
}

static Copy copy_make(Arena *arena, const BidiRequest *request) {
    size_t most = request->text.length + 2 * request->isolate_count;
    size_t next = 0, joint = 0;
    Copy copy = {.units = ARENA_ARRAY(arena, UChar, most),
                 .bytes = ARENA_ARRAY(arena, uint32_t, most)};
    VEC(uint32_t) open = {0}; /* ends of isolates */
    for (size_t at = 0; at < request->text.length;) {
        uint32_t byte = (uint32_t)at, character = utf8_next(request->text, &at);
        for (; open.count > 0 && open.items[open.count - 1] <= byte; open.count--)
            copy_add(&copy, POP_ISOLATE, INSERTED);
        for (; next < request->isolate_count && request->isolates[next].start <= byte; next++) {
            if (request->isolates[next].end <= byte) continue;
            copy_add(&copy, initiator(request->isolates[next].direction), INSERTED);
            VEC_PUSH(arena, &open, request->isolates[next].end);
        }
        while (joint < request->joint_count && request->joints[joint] < byte) joint++;
        bool joins = joint < request->joint_count && request->joints[joint] == byte;
        copy_add(&copy, character_acting(request, byte, at, character, joins), byte);
    }
    return copy;
}

/* ---- levels ---- */

/* Runs of one level; a change at an inserted character shows at the next of the text. */
static void runs_add(Arena *arena, const Copy *copy, const UBiDiLevel *given, uint32_t end,
                     BidiLevels *levels) {
    VEC(BidiRun) runs = {0};
    for (int32_t i = 0; i < copy->count; i++) {
        if (copy->bytes[i] == INSERTED) continue;
        if (runs.count > 0 && runs.items[runs.count - 1].level == given[i]) continue;
        if (runs.count > 0) runs.items[runs.count - 1].end = copy->bytes[i];
        BidiRun run = {.level = given[i]};
        VEC_PUSH(arena, &runs, run);
    }
    if (runs.count > 0) runs.items[runs.count - 1].end = end;
    levels->runs = runs.items;
    levels->run_count = runs.count;
}

BidiLevels bidi_find(Arena *arena, const BidiRequest *request) {
    BidiLevels levels = {.base = request->right_to_left};
    if (request->text.length == 0 || request->text.length > INT32_MAX / 4) return levels;
    if (!request->right_to_left && !bidi_turns(request->text)) return levels;
    Arena *scratch = arena_open();
    Copy copy = copy_make(scratch, request);
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_openSized(copy.count, 0, &status);
    ubidi_setPara(bidi, copy.units, copy.count, levels.base, NULL, &status);
    const UBiDiLevel *given = ubidi_getLevels(bidi, &status);
    if (U_SUCCESS(status)) runs_add(arena, &copy, given, (uint32_t)request->text.length, &levels);
    ubidi_close(bidi);
    arena_close(scratch);
    return levels;
}

uint8_t bidi_level(const BidiLevels *levels, uint32_t at, uint32_t *end) {
    size_t low = 0, high = levels->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (levels->runs[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    *end = low < levels->run_count ? levels->runs[low].end : UINT32_MAX;
    return low < levels->run_count ? levels->runs[low].level : levels->base;
}

/* ---- lines ---- */

static void reverse(uint32_t *order, size_t first, size_t end) {
    while (first + 1 < end) {
        uint32_t kept = order[first];
        order[first++] = order[--end];
        order[end] = kept;
    }
}

void bidi_order(const uint8_t *levels, size_t count, uint8_t base, uint32_t *order) {
    uint8_t highest = base;
    for (size_t i = 0; i < count; i++) {
        order[i] = (uint32_t)i;
        if (levels[i] > highest) highest = levels[i];
    }
    for (uint8_t level = highest; level > base; level--) {
        for (size_t i = 0; i < count;) {
            size_t end = i;
            while (end < count && levels[end] >= level) end++;
            reverse(order, i, end);
            i = end > i ? end : i + 1;
        }
    }
}
