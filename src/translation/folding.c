/* Texts compared with their white space folded: how lines are broken, and which space was typed,
 * makes no other text. */
#include "translation/units.h"

#include "font/font_file.h"

#include <string.h>

static bool is_folded(uint32_t c) {
    return c == '\t' || c == '\n' || c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009;
}

/* The next character, spaces of any kind read as one; 0 at the end, before which none is given. */
static uint32_t folded_next(Str text, size_t *at) {
    size_t next = *at;
    while (next < text.length) {
        size_t before = next;
        uint32_t c = utf8_next(text, &next);
        if (is_folded(c)) continue;
        bool space = before > *at && *at > 0;
        *at = space ? before : next;
        return space ? ' ' : c;
    }
    *at = next;
    return 0;
}

Str text_fingerprint(Arena *arena, Str text) {
    char *print = ARENA_ARRAY(arena, char, FINGERPRINT_LENGTH);
    ArenaMark mark = arena_mark(arena);
    StrBuilder folded = {.arena = arena};
    size_t at = 0;
    for (uint32_t c; (c = folded_next(text, &at)) != 0;) builder_add_char(&folded, c);
    memcpy(print, sha256_hex(arena, builder_text(&folded)).bytes, FINGERPRINT_LENGTH);
    arena_release(arena, mark);
    return (Str){print, FINGERPRINT_LENGTH};
}

bool text_same_words(Str a, Str b) {
    size_t a_at = 0, b_at = 0;
    for (;;) {
        uint32_t c = folded_next(a, &a_at);
        if (c != folded_next(b, &b_at)) return false;
        if (c == 0) return true;
    }
}
