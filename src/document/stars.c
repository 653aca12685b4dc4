/* In: Markdown that is to be parsed. Out: the same bytes, but for a control character, which no
 * guarded text holds, in place of each asterisk that belongs to a form; and later the tree with
 * the asterisks again.
 *
 * A word is looked at from the letters before an asterisk to the last letter that asterisks join
 * to it. It is a form if the language's rules say so: in*form*ation keeps its emphasis. */
#include "document/stars.h"

#include "text/character.h"
#include "text/language_rules.h"
#include "text/reading.h"

#include <cmark-gfm-extension_api.h>

#include <string.h>

#define STAND_IN '\x1A'

static bool letter_before(Str text, size_t at) {
    return at > 0 && character_is_letter(utf8_previous(text, &at));
}

static bool letter_at(Str text, size_t at) {
    return at < text.length && character_is_letter(utf8_next(text, &at));
}

static size_t letters_start(Str text, size_t at, size_t start) {
    while (at > start) {
        size_t before = at;
        if (!character_is_letter(utf8_previous(text, &before))) break;
        at = before;
    }
    return at;
}

/* The end of letters and of asterisks between letters. */
static size_t word_end(Str text, size_t at) {
    for (size_t next = at; at < text.length; at = next) {
        uint32_t character = utf8_next(text, &next);
        bool joins = character == '*' && letter_before(text, at) && letter_at(text, next);
        if (!character_is_letter(character) && !joins) break;
    }
    return at;
}

static bool is_form(const Language *language, Str word) {
    Arena *scratch = arena_open();
    Reading reading = reading_expand(language, scratch, word);
    arena_close(scratch);
    return reading.is_form && !reading.is_doubtful;
}

Str stars_hide(Arena *arena, const Language *language, Str text, size_t start) {
    if (!language || !(language_sign(language, '*')->roles & SIGN_SEPARATOR)) return text;
    char *copy = NULL;
    for (size_t at = str_find(text, STR("*"), start); at < text.length;
         at = str_find(text, STR("*"), at)) {
        if (!letter_before(text, at) || !letter_at(text, at + 1)) {
            at++;
            continue;
        }
        size_t first = letters_start(text, at, start), end = word_end(text, at + 1);
        bool hides = is_form(language, str_slice(text, first, end));
        if (hides && !copy) {
            copy = ARENA_ARRAY(arena, char, text.length);
            memcpy(copy, text.bytes, text.length);
        }
        for (; at < end; at++) {
            if (hides && text.bytes[at] == '*') copy[at] = STAND_IN;
        }
    }
    return copy ? (Str){copy, text.length} : text;
}

/* cmark lends what it keeps; a byte for a byte leaves its lengths true. */
static void text_show(const char *lent) {
    char *bytes = (char *)(uintptr_t)lent;
    if (!bytes) return;
    for (char *at = strchr(bytes, STAND_IN); at; at = strchr(at, STAND_IN)) *at = '*';
}

/* A leaf's text, or the paragraph that a table was. Of other blocks the content may have no end. */
static bool has_content(cmark_node *node) {
    cmark_node *child = cmark_node_first_child(node);
    if (str_equal(str_from_c(cmark_node_get_type_string(node)), STR("table"))) return true;
    int type = child ? (int)cmark_node_get_type(child) : CMARK_NODE_NONE;
    return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

void stars_show(cmark_node *root) {
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event = cmark_iter_next(walk); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(walk)) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event != CMARK_EVENT_ENTER) continue;
        text_show(cmark_node_get_literal(node));
        if (has_content(node)) text_show(cmark_node_get_string_content(node));
        text_show(cmark_node_get_url(node));
        text_show(cmark_node_get_title(node));
        text_show(cmark_node_get_fence_info(node));
    }
    cmark_iter_free(walk);
}
