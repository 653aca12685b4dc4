/* In: the bytes of a pattern file. Out: places for hyphens.
 *
 * Each beginning of a pattern is a state, known by the hash of its letters in one open table; a
 * state that is a whole pattern knows the line where its digits stand. Behind each letter of a
 * word the automaton is in the state of the longest letters that end there, found by their hash
 * alone: that of a stretch follows from those of two beginnings of the word. As in libhyphen, only
 * the longest state counts; the files are written for that (substrings.pl). The hash has 64 bits,
 * all of which are compared: that two beginnings of one file share them is not to be feared, and
 * would misplace a hyphen. */
#include "text/patterns.h"

#include <string.h>

#define HASH_FACTOR UINT64_C(0x9E3779B97F4A7C15)

enum {
    LETTERS_MAX = PATTERNS_WORD_MAX + 2, /* a word between two points */
    PATTERN_BYTES = 100,                 /* libhyphen reads no longer lines */
    MINIMUM_USUAL = 3, /* letters of a compound's part kept together, where nothing is said */
    LEVELS = 2,
    NOHYPHENS_MAX = 8
};

typedef struct State {
    uint64_t hash; /* of its letters; 0: a free place */
    uint32_t line; /* where its pattern begins in the bytes, plus 1; 0: no pattern ends here */
} State;

/* One level: patterns, and what the file says besides. */
typedef struct Level {
    State *states;
    size_t slots; /* a power of two */
    size_t state_count;
    int64_t left, right, compound_left, compound_right;
    Str nohyphens[NOHYPHENS_MAX];
    size_t nohyphen_count;
} Level;

struct Patterns {
    Str bytes;
    bool latin1;
    Level levels[LEVELS];
    bool has_compounds; /* the file has a first level of its own */
};

/* ---- the table ---- */

static uint64_t hash_add(uint64_t hash, uint32_t letter) {
    return (hash + letter + 1) * HASH_FACTOR;
}

static size_t slot_of(const Level *level, uint64_t hash) {
    size_t slot = (size_t)(hash ^ hash >> 32) & (level->slots - 1);
    while (level->states[slot].hash != 0 && level->states[slot].hash != hash)
        slot = (slot + 1) & (level->slots - 1);
    return slot;
}

static State *state_find(const Level *level, uint64_t hash) {
    State *state = &level->states[slot_of(level, hash)];
    return state->hash == hash ? state : NULL;
}

static void level_make(Arena *arena, Level *level, size_t slots) {
    level->slots = slots;
    level->states = ARENA_ARRAY(arena, State, slots);
}

/* At most three quarters full, so that few places are looked at. */
static void level_grow(Arena *arena, Level *level) {
    Level grown = *level;
    level_make(arena, &grown, 2 * level->slots);
    for (size_t i = 0; i < level->slots; i++) {
        if (level->states[i].hash)
            grown.states[slot_of(&grown, level->states[i].hash)] = level->states[i];
    }
    *level = grown;
}

static void state_put(Arena *arena, Level *level, uint64_t hash) {
    size_t slot = slot_of(level, hash);
    if (level->states[slot].hash == hash) return;
    if (4 * (level->state_count + 1) > 3 * level->slots) {
        level_grow(arena, level);
        slot = slot_of(level, hash);
    }
    level->state_count++;
    level->states[slot].hash = hash;
}

/* ---- the file ---- */

static uint32_t letter_next(const Patterns *patterns, Str text, size_t *at) {
    if (!patterns->latin1) return utf8_next(text, at);
    return (unsigned char)text.bytes[(*at)++];
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* A pattern ends at white space, at a slash (a change of spelling follows), at the line's end. */
static bool ends_pattern(char byte) {
    return (unsigned char)byte <= ' ' || byte == '/';
}

/* The beginnings of the line before: files are in order, so that most need not be put in again. */
typedef struct Beginnings {
    uint64_t hashes[PATTERN_BYTES];
    size_t count;
} Beginnings;

static void pattern_put(Arena *arena, Patterns *patterns, Level *level, Beginnings *before,
                        Str line) {
    uint64_t hash = 0;
    size_t letters = 0;
    for (size_t at = 0; at < line.length && at < PATTERN_BYTES && !ends_pattern(line.bytes[at]);) {
        if (is_digit(line.bytes[at])) {
            at++;
            continue;
        }
        hash = hash_add(hash, letter_next(patterns, line, &at));
        bool known = letters < before->count && before->hashes[letters] == hash;
        if (!known) state_put(arena, level, hash);
        before->hashes[letters++] = hash;
    }
    before->count = letters;
    State *state = letters > 0 ? state_find(level, hash) : NULL;
    if (state) state->line = (uint32_t)(line.bytes - patterns->bytes.bytes) + 1;
}

/* "KEY 2" */
static bool minimum_read(Str line, const char *key, int64_t *value) {
    Str name = str_from_c(key);
    if (!str_starts_with(line, name)) return false;
    int64_t number;
    if (str_to_int(str_trim(str_slice(line, name.length, line.length)), &number)) *value = number;
    return true;
}

/* "NOHYPHEN -,'": texts beside which there is no hyphen. */
static bool nohyphens_read(Str line, Level *level) {
    Str key = STR("NOHYPHEN");
    if (!str_starts_with(line, key)) return false;
    Str rest = str_trim(str_slice(line, key.length, line.length));
    level->nohyphen_count = 0;
    for (size_t at = 0; at < rest.length && level->nohyphen_count < NOHYPHENS_MAX;) {
        size_t end = str_find(rest, STR(","), at);
        if (end == SIZE_MAX) end = rest.length;
        if (end > at) level->nohyphens[level->nohyphen_count++] = str_slice(rest, at, end);
        at = end + 1;
    }
    return true;
}

static bool setting_read(Str line, Level *level) {
    return minimum_read(line, "LEFTHYPHENMIN", &level->left) ||
           minimum_read(line, "RIGHTHYPHENMIN", &level->right) ||
           minimum_read(line, "COMPOUNDLEFTHYPHENMIN", &level->compound_left) ||
           minimum_read(line, "COMPOUNDRIGHTHYPHENMIN", &level->compound_right) ||
           nohyphens_read(line, level);
}

/* Lines up to NEXTLEVEL or the end; where that is. */
static size_t level_read(Arena *arena, Patterns *patterns, Level *level, size_t at, bool *next) {
    Beginnings before = {.count = 0};
    *next = false;
    while (at < patterns->bytes.length) {
        size_t end = str_find(patterns->bytes, STR("\n"), at);
        if (end == SIZE_MAX) end = patterns->bytes.length;
        Str line = str_slice(patterns->bytes, at, end);
        at = end + 1;
        *next = str_starts_with(line, STR("NEXTLEVEL"));
        if (*next) break;
        char first = line.length > 0 ? line.bytes[0] : '#';
        bool plain = first < 'A' || first > 'Z';
        if (first == '#' || first == '%' || (!plain && setting_read(line, level))) continue;
        pattern_put(arena, patterns, level, &before, line);
    }
    return at;
}

/* Where the file has one level, hyphens and apostrophes part a word into compounds' parts. */
static void compounds_default(Level *first, const Level *second) {
    first->left = second->left;
    first->right = second->right;
    first->compound_left = second->compound_left > 0 ? second->compound_left
                           : second->left > 0        ? second->left
                                                     : MINIMUM_USUAL;
    first->compound_right = second->compound_right > 0 ? second->compound_right
                            : second->right > 0        ? second->right
                                                       : MINIMUM_USUAL;
}

Patterns *patterns_read(Arena *arena, Str bytes, bool latin1) {
    enum { SLOTS_FIRST = 1024, BYTES_A_SLOT = 4 };
    Patterns *patterns = ARENA_NEW(arena, Patterns);
    *patterns = (Patterns){.bytes = bytes, .latin1 = latin1};
    size_t slots = SLOTS_FIRST;
    while (slots < bytes.length / BYTES_A_SLOT) slots *= 2;
    level_make(arena, &patterns->levels[0], slots);
    size_t at = str_find(bytes, STR("\n"), 0);
    at = at == SIZE_MAX ? bytes.length : at + 1; /* behind the character set's name */
    at = level_read(arena, patterns, &patterns->levels[0], at, &patterns->has_compounds);
    if (patterns->has_compounds) {
        bool more;
        level_make(arena, &patterns->levels[1], SLOTS_FIRST);
        level_read(arena, patterns, &patterns->levels[1], at, &more);
    } else {
        patterns->levels[1] = patterns->levels[0];
        patterns->levels[0] = (Level){0};
        compounds_default(&patterns->levels[0], &patterns->levels[1]);
    }
    return patterns;
}

/* ---- a word ---- */

/* What patterns say of the places behind the letters of a stretch: a digit, and whether the
 * spelling would change there. */
typedef struct Places {
    uint8_t digits[LETTERS_MAX];
    bool changes[LETTERS_MAX];
} Places;

typedef struct Stretch {
    const uint32_t *letters;
    size_t count;
    bool starts_word, ends_word; /* else another part of the compound is before it, behind it */
} Stretch;

/* Raises the places under a pattern whose letters begin behind `start` places. */
static void pattern_apply(const Patterns *patterns, const State *state, size_t start,
                          Places *places) {
    Str rest = str_slice(patterns->bytes, state->line - 1, SIZE_MAX);
    Str line = str_slice(rest, 0, PATTERN_BYTES);
    size_t letters = 0, end = 0;
    while (end < line.length && !ends_pattern(line.bytes[end])) end++;
    bool changes = end < line.length && line.bytes[end] == '/';
    for (size_t at = 0; at < end;) {
        if (!is_digit(line.bytes[at])) {
            letter_next(patterns, line, &at);
            letters++;
            continue;
        }
        uint8_t digit = (uint8_t)(line.bytes[at++] - '0');
        if (start + letters == 0) continue; /* before the word */
        size_t place = start + letters - 1;
        if (place >= LETTERS_MAX || places->digits[place] >= digit) continue;
        places->digits[place] = digit;
        places->changes[place] = changes;
    }
}

/* Places behind the characters of a stretch, which stands between two points. */
static void level_run(const Patterns *patterns, const Level *level, const Stretch *stretch,
                      Places *places) {
    uint64_t hashes[LETTERS_MAX + 1] = {0}, powers[LETTERS_MAX + 1] = {1};
    Places pointed = {0};
    size_t count = stretch->count + 2, start = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t letter = i == 0 || i + 1 == count ? '.' : stretch->letters[i - 1];
        if (letter >= '0' && letter <= '9') letter = '.';
        hashes[i + 1] = hash_add(hashes[i], letter);
        powers[i + 1] = powers[i] * HASH_FACTOR;
        const State *state = NULL;
        for (; start <= i && !state; start += state == NULL)
            state = state_find(level, hashes[i + 1] - hashes[start] * powers[i + 1 - start]);
        if (state && state->line > 0) pattern_apply(patterns, state, start, &pointed);
    }
    memset(places, 0, sizeof *places);
    for (size_t i = 0; i + 1 < stretch->count; i++) {
        places->digits[i] = pointed.digits[i + 1];
        places->changes[i] = pointed.changes[i + 1];
    }
}

static bool parts_words(uint32_t letter) {
    return letter == '-' || letter == '\'' || letter == 0x2013 || letter == 0x2019;
}

/* The first level: where compounds part. */
static void compounds_run(const Patterns *patterns, const Stretch *stretch, Places *places) {
    if (patterns->has_compounds) {
        level_run(patterns, &patterns->levels[0], stretch, places);
        return;
    }
    memset(places, 0, sizeof *places);
    for (size_t i = 0; i + 1 < stretch->count; i++) {
        bool parts = parts_words(stretch->letters[i]) || parts_words(stretch->letters[i + 1]);
        places->digits[i] = parts ? 1 : 0;
    }
}

static void left_clear(Places *places, size_t count, int64_t kept) {
    for (size_t i = 0; i + 1 < (size_t)kept && i < count; i++) places->digits[i] = 0;
}

static void right_clear(Places *places, size_t count, int64_t kept) {
    for (size_t i = 0; i < (size_t)kept && i + 1 < count; i++) places->digits[count - 1 - i] = 0;
}

static bool is_odd(const Places *places, size_t at) {
    return places->digits[at] & 1;
}

/* A stretch that is no compound, or one part of one. */
static void part_run(const Patterns *patterns, const Stretch *stretch, Places *places) {
    const Level *settings = &patterns->levels[0];
    level_run(patterns, &patterns->levels[1], stretch, places);
    if (!stretch->starts_word) left_clear(places, stretch->count, settings->compound_left);
    if (!stretch->ends_word) right_clear(places, stretch->count, settings->compound_right);
}

/* The parts of a compound are looked at anew, as they may part again; each is shorter. Before its
 * last letter a part keeps what the first level said, as in libhyphen. */
static void stretch_run(const Patterns *patterns, const Stretch *stretch, Places *places) {
    size_t begin = 0;
    compounds_run(patterns, stretch, places);
    for (size_t i = 0; i < stretch->count; i++) {
        bool seam = is_odd(places, i);
        if (!seam && (begin == 0 || i + 1 < stretch->count)) continue;
        if (i > begin + 1) {
            Stretch part = {stretch->letters + begin, i - begin + 1,
                            begin == 0 && stretch->starts_word, !seam && stretch->ends_word};
            Places inside;
            stretch_run(patterns, &part, &inside);
            memcpy(places->digits + begin, inside.digits, i - begin - 1);
            memcpy(places->changes + begin, inside.changes, i - begin - 1);
        }
        begin = i + 1;
    }
    if (begin == 0) part_run(patterns, stretch, places);
}

/* No hyphen beside the texts of NOHYPHEN; each is one character in the files there are. */
static bool is_kept(const Patterns *patterns, uint32_t letter) {
    const Level *level = &patterns->levels[0];
    if (!patterns->has_compounds) return parts_words(letter);
    for (size_t i = 0; i < level->nohyphen_count; i++) {
        size_t at = 0;
        if (letter_next(patterns, level->nohyphens[i], &at) == letter) return true;
    }
    return false;
}

uint64_t patterns_places(const Patterns *patterns, const uint32_t *word, size_t count) {
    enum { LEFT_USUAL = 2, RIGHT_USUAL = 2 };
    const Level *settings = &patterns->levels[0];
    if (count == 0 || count > PATTERNS_WORD_MAX) return 0;
    Stretch stretch = {word, count, true, true};
    Places places;
    stretch_run(patterns, &stretch, &places);
    left_clear(&places, count, settings->left > 0 ? settings->left : LEFT_USUAL);
    right_clear(&places, count, settings->right > 0 ? settings->right : RIGHT_USUAL);
    uint64_t found = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        bool kept = is_kept(patterns, word[i]) || is_kept(patterns, word[i + 1]);
        if (is_odd(&places, i) && !places.changes[i] && !kept) found |= UINT64_C(1) << i;
    }
    return found;
}
