/* In: a unit. Out: whether there is anything in it to translate, and whether it may well read the
 * same in another language: a name, a title of a work, a heading such as "Introduction". */
#include "translation/units_cutting.h"

#include "text/character.h"

/* So many words in small letters are no name. */
enum { WORDY = 3 };

/* Settings that are names and addresses in any language. */
static const char *const NAMES[] = {"publisher", "contact", "authors", "glossary", NULL};

typedef struct WordCount {
    size_t small; /* words that begin with a small letter */
    bool letters; /* there is a letter at all */
} WordCount;

static void words_count(Str text, WordCount *count) {
    bool inside = false;
    for (size_t at = 0; at < text.length;) {
        uint32_t c = utf8_next(text, &at);
        bool letter = character_is_letter(c);
        count->letters |= letter;
        if (letter && !inside && !character_is_upper(c)) count->small++;
        inside = letter || character_is_mark(c);
    }
}

static bool is_typed_address(Str word) {
    static const char *const STARTS[] = {"www.", "http://", "https://", "mailto:", NULL};
    for (size_t i = 0; STARTS[i] != NULL; i++) {
        if (str_starts_with(word, str_from_c(STARTS[i]))) return true;
    }
    size_t at = str_find(word, STR("@"), 0);
    return at != SIZE_MAX && at > 0 && str_find(word, STR("."), at) != SIZE_MAX;
}

/* A text that has no runs to tell its addresses. */
static void plain_count(Str text, WordCount *count) {
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        while (at < text.length && text.bytes[at] != ' ' && text.bytes[at] != '\n') at++;
        Str word = str_slice(text, start, at++);
        if (!is_typed_address(word)) words_count(word, count);
    }
}

/* Emphasis marks titles of works, which notes cite as they are. */
static void text_count(const Text *text, bool in_note, WordCount *count) {
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        bool words = run->kind == INLINE_TEXT && (run->marks & MARK_CODE) == 0;
        if (!words || run_is_address(text, run)) continue;
        WordCount here = {0};
        words_count(str_slice(text->bytes, run->start, run->end), &here);
        count->letters |= here.letters;
        bool cited = (in_note && (run->marks & MARK_EMPHASIS) != 0) || run->language.length > 0;
        if (!cited) count->small += here.small;
    }
}

/* True for the setting "contact.email" where "contact" is a name. */
static bool is_name(Str name) {
    for (size_t i = 0; NAMES[i] != NULL; i++) {
        Str known = str_from_c(NAMES[i]);
        bool below = name.length > known.length && name.bytes[known.length] == '.';
        if (str_starts_with(name, known) && (below || name.length == known.length)) return true;
    }
    return false;
}

bool text_is_wordy(Str text) {
    WordCount count = {0};
    plain_count(text, &count);
    return count.small >= WORDY;
}

void words_judge(TextUnit *unit) {
    WordCount count = {0};
    const Block *block = unit->kind == UNIT_ATTRIBUTE ? NULL : unit->block;
    if (block == NULL) {
        plain_count(unit->text, &count);
    } else {
        text_count(&block->text, unit->note.length > 0, &count);
        words_count(block->alternative, &count);
        for (size_t i = 0; i < block->child_count; i++)
            text_count(&block->children[i]->text, unit->note.length > 0, &count);
    }
    unit->unspoken = !count.letters && unit->kind != UNIT_CODE;
    unit->wordy = count.small >= WORDY && !is_name(unit->name);
}
