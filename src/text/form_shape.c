/* Forms with a weak separator, and those with a sign for an ending; see form_shape.h.
 *
 * A hyphen, a full stop, a slash has other uses, so that only the endings tell a form: those that
 * the language lists, and in brackets or before a plural mark any suffix that it can read. The
 * first part that is none of these ends the search: peut-être is no form, nor is www.ne.example;
 * behind another separator it begins a new word (étudiant.e.s-chercheur.e.s). */
#include "text/form_shape.h"

#include "text/character.h"
#include "text/reading_words.h"

#include <unicode/uchar.h>

#define PART_LONGEST 24 /* characters; a further word may be joined to a suffix */
#define PART_BYTES   (4 * PART_LONGEST)

typedef struct Outline {
    const Language *language;
    const uint32_t *characters;
    size_t end;
} Outline;

static bool is_in_letters(uint32_t character) {
    return character_is_letter(character) || character_is_mark(character);
}

static bool letter_at(const Outline *outline, size_t at) {
    return at < outline->end && character_is_letter(outline->characters[at]);
}

static bool has_role(const Outline *outline, size_t at, uint32_t roles) {
    return at < outline->end &&
           language_sign(outline->language, outline->characters[at])->roles & roles;
}

/* Where the part behind a separator begins: a slash may have a hyphen behind it (Nutzer/-innen). */
static size_t part_start(const Outline *outline, size_t at) {
    bool hyphen = has_role(outline, at, SIGN_SLASH) && has_role(outline, at + 1, SIGN_HARD_HYPHEN);
    return at + (hyphen ? 2 : 1);
}

static bool separator_at(const Outline *outline, size_t at, uint32_t roles) {
    return has_role(outline, at, roles) && letter_at(outline, part_start(outline, at));
}

/* Two letters; marks between them do not count. */
static bool base_before(const uint32_t *characters, size_t at) {
    for (size_t letters = 0; letters < 2;) {
        if (at == 0 || !is_in_letters(characters[--at])) return false;
        letters += character_is_letter(characters[at]);
    }
    return true;
}

/* The character as UTF-8; its length. */
static size_t character_write(uint32_t c, char *bytes) {
    size_t length = 0;
    if (c >= 0x10000) bytes[length++] = (char)(0xF0 | c >> 18);
    if (c >= 0x10000) bytes[length++] = (char)(0x80 | (c >> 12 & 63));
    if (c >= 0x800 && c < 0x10000) bytes[length++] = (char)(0xE0 | c >> 12);
    if (c >= 0x800) bytes[length++] = (char)(0x80 | (c >> 6 & 63));
    if (c >= 0x80 && c < 0x800) bytes[length++] = (char)(0xC0 | c >> 6);
    bytes[length++] = (char)(c < 0x80 ? c : 0x80 | (c & 63));
    return length;
}

/* A part of at most PART_LONGEST characters in lower case; its length. */
static size_t part_write(const Outline *outline, size_t start, size_t end, char *bytes) {
    size_t length = 0;
    for (size_t at = start; at < end && at < start + PART_LONGEST; at++) {
        length +=
            character_write((uint32_t)u_tolower((UChar32)outline->characters[at]), bytes + length);
    }
    return length;
}

static Str part_lower(const Outline *outline, size_t start, size_t end, char bytes[PART_BYTES]) {
    return (Str){bytes, part_write(outline, start, end, bytes)};
}

/* An ending that the language lists, or where that is safe a suffix that it reads. */
static bool is_part(const Outline *outline, size_t start, size_t end, bool safe) {
    char bytes[PART_BYTES];
    if (end - start > PART_LONGEST) return false;
    Str part = part_lower(outline, start, end, bytes);
    const InclusiveRules *rules = &outline->language->inclusive;
    if (map_find(&rules->endings, part)) return true;
    for (size_t i = 0; rules->readings && i < rules->readings->joined.count; i++) {
        if (str_starts_with(part, rules->readings->joined.items[i])) return true;
    }
    return safe && rules->readings && map_find(&rules->readings->suffixes, part);
}

static bool is_plural_mark(const Outline *outline, size_t start, size_t end) {
    char bytes[PART_BYTES];
    const ReadingRules *rules = outline->language->inclusive.readings;
    if (!rules || end - start != 1) return false;
    Str part = part_lower(outline, start, end, bytes);
    return map_find(&rules->plural_marks, part) && !map_find(&rules->suffixes, part);
}

static size_t part_end(const Outline *outline, size_t at) {
    size_t limit = at + PART_LONGEST + 1;
    while (at < outline->end && at < limit && is_in_letters(outline->characters[at])) at++;
    return at;
}

/* True where a separator that is not the form's own begins a new word. */
static bool new_word_at(const Outline *outline, const WeakForm *form, size_t at) {
    if (outline->characters[at] == form->sign) return false;
    size_t start = part_start(outline, at);
    return !is_part(outline, start, part_end(outline, start), /*safe*/ true);
}

/* Gathers the parts, whatever they say; false where there are too many, or a bracket stays open. */
static bool parts_find(const Outline *outline, size_t at, WeakForm *form) {
    bool open = false;
    form->count = 0;
    form->sign = outline->characters[at];
    for (;;) {
        uint32_t roles = SIGN_WEAK_SEPARATOR | (form->count > 0 ? SIGN_SEPARATOR : 0);
        bool closes = open && at < outline->end && outline->characters[at] == ')';
        if (closes && separator_at(outline, at + 1, roles)) {
            at++; /* (e)(s) */
            closes = false;
        } else if (closes && !letter_at(outline, at + 1)) {
            form->end = at + 1;
            return true;
        }
        if (!closes && !separator_at(outline, at, roles)) break;
        if (!closes && form->count > 0 && new_word_at(outline, form, at)) break;
        if (form->count == WEAK_PARTS_MAX) return false;
        open = outline->characters[at] == '(';
        size_t start = part_start(outline, at);
        form->starts[form->count] = start;
        form->ends[form->count++] = at = part_end(outline, start);
    }
    form->end = at;
    return form->count > 0 && !open;
}

/* A hyphen that joins two words and no third. */
static bool is_lone_hyphen(const Outline *outline, size_t start, size_t end) {
    return !(start > 0 && has_role(outline, start - 1, SIGN_HARD_HYPHEN)) &&
           !has_role(outline, end, SIGN_HARD_HYPHEN);
}

/* il/elle: two words that the language knows as a pair, a slash between them, or another sign that
 * ends no sentence (er:sie, le-la). */
static bool slash_pair_find(const Outline *outline, size_t at, WeakForm *form) {
    const ReadingRules *rules = outline->language->inclusive.readings;
    bool pairs = has_role(outline, at, SIGN_SLASH) ||
                 !has_role(outline, at, SIGN_SENTENCE_END | SIGN_OPENING);
    if (!rules || !pairs) return false;
    size_t start = at, end = part_end(outline, at + 1);
    while (start > 0 && at - start <= PART_LONGEST && is_in_letters(outline->characters[start - 1]))
        start--;
    if (at - start > PART_LONGEST || end - at - 1 > PART_LONGEST) return false;
    if (has_role(outline, at, SIGN_HARD_HYPHEN) && !is_lone_hyphen(outline, start, end))
        return false;
    char bytes[2][PART_BYTES];
    Str first = part_lower(outline, start, at, bytes[0]);
    Str second = part_lower(outline, at + 1, end, bytes[1]);
    *form = (WeakForm){.starts = {at + 1}, .ends = {end}, .count = 1, .end = end};
    return whole_words_with_slash(rules, first, second);
}

bool weak_form_find(const Language *language, const uint32_t *characters, size_t at, size_t end,
                    WeakForm *form) {
    Outline outline = {language, characters, end};
    if (!separator_at(&outline, at, SIGN_WEAK_SEPARATOR) || !base_before(characters, at))
        return false;
    if (slash_pair_find(&outline, at, form)) return true;
    size_t first = part_start(&outline, at);
    bool bracket = characters[at] == '(';
    if (!is_part(&outline, first, part_end(&outline, first), /*safe*/ true)) return false;
    if (!parts_find(&outline, at, form)) return false;
    for (size_t i = 0; i < form->count; i++) {
        bool safe = bracket || i + 1 < form->count;
        if (!is_part(&outline, form->starts[i], form->ends[i], safe)) return false;
    }
    if (form->count == 1 && !bracket && is_plural_mark(&outline, form->starts[0], form->ends[0]))
        return false;
    return form->end == end ||
           !(is_in_letters(characters[form->end]) || character_is_digit(characters[form->end]));
}

bool stand_in_at(const Language *language, const uint32_t *characters, size_t at, size_t end) {
    if (!(language_sign(language, characters[at])->roles & SIGN_STAND_IN)) return false;
    bool last = at + 1 >= end ||
                !(is_in_letters(characters[at + 1]) || character_is_digit(characters[at + 1]));
    return last && base_before(characters, at);
}
