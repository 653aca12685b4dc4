/* Forms in running text.
 *
 * In: a stretch of text in one language. Out: its forms, with their bytes and their two words. The
 * bytes are looked at for a sign of a form: a separator between letters, or a capital behind a
 * small letter. A word (what stands between white space) that shows one is laid open and cut into
 * cores, the longest pieces that can be one form with its elision and the rest of its compound; a
 * core is read if the sign is in it. Punctuation, brackets, a slash between two forms part cores.
 * Addresses hold no forms. */
#include "text/character.h"
#include "text/form_shape.h"
#include "text/reading_form.h"
#include "text/typed_text.h"

#include <unicode/uchar.h>

/* Longer words are no articles. */
#define TAIL_LONGEST 32 /* bytes */

typedef struct Finder {
    const Language *language;
    Arena *arena, *scratch;
    Str text;
    size_t end;  /* of the stretch */
    size_t done; /* end of the last form */
    FormWords *forms;
} Finder;

/* A word laid open. */
typedef struct OpenWord {
    uint32_t *characters;
    uint32_t *starts; /* byte of the text of each, and of the end */
    size_t count;
} OpenWord;

/* ---- signs of forms ---- */

static bool letter_may_end(unsigned char byte) {
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* True if a form may have its separator, or its suffix in capitals, at this byte. Cheap, and right
 * where it says no. */
static bool shows_form(const Finder *finder, size_t at) {
    unsigned char before = (unsigned char)finder->text.bytes[at - 1];
    unsigned char here = (unsigned char)finder->text.bytes[at];
    if (!letter_may_end(before)) return false;
    if (here >= 'A' && here <= 'Z') return before >= 0x80 || before >= 'a';
    size_t next = at;
    uint32_t roles = language_sign(finder->language, utf8_next(finder->text, &next))->roles;
    if (roles & SIGN_STAND_IN) return true;
    if (roles & SIGN_SLASH && next < finder->end && finder->text.bytes[next] == '-') next++;
    bool followed = next < finder->end && letter_may_end((unsigned char)finder->text.bytes[next]);
    return followed && roles & (SIGN_SEPARATOR | SIGN_WEAK_SEPARATOR);
}

static size_t sign_find(const Finder *finder, size_t at) {
    const bool *signs = finder->language->inclusive.readings->signs;
    for (; at < finder->end; at++) {
        if (signs[(unsigned char)finder->text.bytes[at]] && shows_form(finder, at)) return at;
    }
    return finder->end;
}

/* ---- words ---- */

static bool parts_words(uint32_t character) {
    return character_is_space(character) || character == OBJECT_CHARACTER;
}

static size_t word_start(Str text, size_t at, size_t start) {
    while (at > start) {
        size_t before = at;
        if (parts_words(utf8_previous(text, &before))) break;
        at = before;
    }
    return at < start ? start : at;
}

static size_t word_end(Str text, size_t at, size_t end) {
    for (size_t next = at; at < end; at = next) {
        if (parts_words(utf8_next(text, &next))) break;
    }
    return at < end ? at : end;
}

/* name@place.tld; a full stop at the end is the sentence's (usuari@s.). */
static bool is_mail(Str word) {
    size_t at = str_find(word, STR("@"), 1);
    size_t point = at == SIZE_MAX ? at : str_find(word, STR("."), at);
    return point != SIZE_MAX && point + 1 < word.length &&
           letter_may_end((unsigned char)word.bytes[point + 1]);
}

static bool is_address(const Language *language, Str word) {
    for (size_t i = 0; i < language->address_start_count; i++) {
        size_t at = str_find(word, language->address_starts[i], 0);
        if (at == 0 || (at != SIZE_MAX && !letter_may_end((unsigned char)word.bytes[at - 1])))
            return true;
    }
    return is_mail(word);
}

static OpenWord word_open(Arena *scratch, Str text, size_t start, size_t end) {
    OpenWord word = {.characters = ARENA_ARRAY(scratch, uint32_t, end - start),
                     .starts = ARENA_ARRAY(scratch, uint32_t, end - start + 1)};
    while (start < end) {
        word.starts[word.count] = (uint32_t)start;
        word.characters[word.count++] = utf8_next(text, &start);
    }
    word.starts[word.count] = (uint32_t)end;
    return word;
}

/* ---- cores ---- */

static bool is_core(uint32_t character) {
    return character_is_letter(character) || character_is_mark(character) ||
           character_is_digit(character) || character_is_format(character);
}

static bool letter_at(const OpenWord *word, size_t at) {
    return at < word->count && character_is_letter(word->characters[at]);
}

/* The end of the core that begins at a letter or digit; *sign: it may be a form. */
static size_t core_end(const Language *language, const OpenWord *word, size_t at, bool *sign) {
    *sign = false;
    while (at < word->count) {
        uint32_t character = word->characters[at];
        if (stand_in_at(language, word->characters, at, word->count)) {
            *sign = true;
            at++;
            continue;
        }
        if (is_core(character)) {
            *sign |= u_isupper((UChar32)character) && at > 0 &&
                     u_islower((UChar32)word->characters[at - 1]);
            at++;
            continue;
        }
        uint32_t roles = language_sign(language, character)->roles;
        WeakForm form;
        if (roles & SIGN_WEAK_SEPARATOR &&
            weak_form_find(language, word->characters, at, word->count, &form)) {
            *sign = true;
            at = form.end;
            continue;
        }
        if (!letter_at(word, at + 1)) break;
        if (!(roles & (SIGN_SEPARATOR | SIGN_APOSTROPHE | SIGN_HARD_HYPHEN))) break;
        *sign |= (roles & SIGN_SEPARATOR) != 0;
        at++;
    }
    return at;
}

/* The word behind a core and one space, if it can end a form that is told whole (du·de la). */
static size_t tail_end(const Finder *finder, size_t core) {
    size_t start = core;
    if (core >= finder->end) return core;
    uint32_t space = utf8_next(finder->text, &start);
    if (!parts_words(space) || space == OBJECT_CHARACTER || space == '\n') return core;
    size_t end = word_end(finder->text, start,
                          start + TAIL_LONGEST < finder->end ? start + TAIL_LONGEST : finder->end);
    size_t at = start;
    for (size_t next = at; at < end; at = next) {
        if (!is_core(utf8_next(finder->text, &next))) break;
    }
    StrBuilder lower = {.arena = finder->scratch};
    for (size_t next = start; next < at;)
        builder_add_char(&lower, (uint32_t)u_tolower((UChar32)utf8_next(finder->text, &next)));
    return map_find(&finder->language->inclusive.readings->tails, builder_text(&lower)) ? at : core;
}

static FormPair tail_read(const Finder *finder, size_t start, size_t core, size_t end) {
    size_t tail = core;
    utf8_next(finder->text, &tail);
    StrBuilder both = {.arena = finder->scratch};
    builder_add(&both, str_slice(finder->text, start, core));
    builder_add_byte(&both, ' ');
    builder_add(&both, str_slice(finder->text, tail, end));
    return form_read(finder->language, finder->arena, builder_text(&both));
}

static void core_read(Finder *finder, size_t start, size_t end) {
    if (end - start > FORM_LONGEST || start < finder->done) return;
    FormPair pair = {0};
    size_t tail = tail_end(finder, end);
    if (tail > end) pair = tail_read(finder, start, end, tail);
    if (pair.is_form) {
        end = tail;
    } else {
        pair = form_read(finder->language, finder->arena, str_slice(finder->text, start, end));
    }
    if (!pair.is_form) return;
    FormWord form = {
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .first = pair.first,
        .second = pair.lone ? (Str){0} : pair.second,
        .elision = (uint32_t)pair.elision,
        .doubt = pair.doubt,
        .swapped = pair.swapped,
        .plural = pair.plural,
        .number_only = pair.number_only,
        .capitals = pair.capitals,
        .opens = pair.opens,
    };
    VEC_PUSH(finder->arena, finder->forms, form);
    finder->done = end;
}

static void word_read(Finder *finder, size_t start, size_t end) {
    if (is_address(finder->language, str_slice(finder->text, start, end))) return;
    ArenaMark mark = arena_mark(finder->scratch);
    OpenWord word = word_open(finder->scratch, finder->text, start, end);
    for (size_t at = 0; at < word.count;) {
        if (!character_is_letter(word.characters[at]) && !character_is_digit(word.characters[at])) {
            at++;
            continue;
        }
        bool sign;
        size_t stop = core_end(finder->language, &word, at, &sign);
        if (sign) core_read(finder, word.starts[at], word.starts[stop]);
        at = stop;
    }
    arena_release(finder->scratch, mark);
}

void forms_find(const Language *language, Arena *arena, Str text, size_t start, size_t end,
                FormWords *forms) {
    if (!language->inclusive.readings) return;
    Finder finder = {
        .language = language, .arena = arena, .text = text, .end = end, .forms = forms};
    for (size_t at = sign_find(&finder, start + 1); at < end; at = sign_find(&finder, at)) {
        if (!finder.scratch) finder.scratch = arena_open();
        size_t stop = word_end(text, at, end);
        word_read(&finder, word_start(text, at, start), stop);
        at = stop > at ? stop : at + 1;
    }
    arena_close(finder.scratch);
}
