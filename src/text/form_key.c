/* Forms as keys; see form_key.h. */
#include "text/form_key.h"

#include "text/character.h"
#include "text/reading_form.h"

#include <unicode/uchar.h>

/* A group of a dozen words. */
#define KEY_LONGEST 400 /* bytes */

Str form_key(const Language *language, Arena *arena, Str typed) {
    StrBuilder key = {.arena = arena};
    if (typed.length > KEY_LONGEST) return (Str){0};
    Str composed = form_composed(language, arena, str_trim(typed));
    bool in_space = false;
    for (size_t at = 0; at < composed.length;) {
        uint32_t character = utf8_next(composed, &at);
        bool space = character_is_space(character);
        if (space && in_space) continue;
        in_space = space;
        builder_add_char(&key, space ? ' ' : character);
    }
    return builder_text(&key);
}

static Str first_lower(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    size_t at = 0;
    builder_add_char(&out, (uint32_t)u_tolower((UChar32)utf8_next(text, &at)));
    builder_add(&out, str_slice(text, at, text.length));
    return builder_text(&out);
}

/* Two capitals and nothing in lower case. */
static bool all_capitals(Str text) {
    size_t capitals = 0;
    for (size_t at = 0; at < text.length;) {
        UChar32 character = (UChar32)utf8_next(text, &at);
        if (u_islower(character)) return false;
        capitals += u_isupper(character) != 0;
    }
    return capitals > 1;
}

static Str all_lower(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < text.length;)
        builder_add_char(&out, (uint32_t)u_tolower((UChar32)utf8_next(text, &at)));
    return builder_text(&out);
}

void *form_key_find(const Language *language, Arena *scratch, const Map *map, Str typed,
                    KeyCase *letters) {
    Str key = form_key(language, scratch, typed);
    *letters = KEY_AS_IS;
    if (key.length == 0) return NULL;
    void *value = map_find(map, key);
    if (value) return value;
    *letters = KEY_FIRST_UPPER;
    value = map_find(map, first_lower(scratch, key));
    if (value || !all_capitals(key)) return value;
    *letters = KEY_ALL_UPPER;
    return map_find(map, all_lower(scratch, key));
}

Str key_case_put(Arena *arena, Str text, KeyCase letters) {
    if (letters == KEY_AS_IS) return text;
    return letters == KEY_FIRST_UPPER ? word_first_upper(arena, text) : word_all_upper(arena, text);
}
