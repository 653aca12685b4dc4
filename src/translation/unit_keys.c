/* Making keys; see unit_keys.h. */
#include "translation/unit_keys.h"

#include "base/file.h"
#include "text/character.h"

/* A slug ends at the first word that reaches so many bytes. */
enum { SLUG_BYTES = 40 };

Str key_stem(Str path) {
    Str name = path_name(path);
    size_t end = name.length;
    while (end > 0 && name.bytes[end - 1] != '.') end--;
    return end > 1 ? str_slice(name, 0, end - 1) : name;
}

static uint32_t lower_ascii(uint32_t c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

Str key_slug(Arena *arena, Str text) {
    StrBuilder slug = {.arena = arena};
    bool gap = false;
    for (size_t at = 0; at < text.length;) {
        uint32_t c = utf8_next(text, &at);
        bool kept = character_is_letter(c) || character_is_digit(c) || character_is_mark(c);
        if (kept && gap && slug.length > 0) {
            if (slug.length >= SLUG_BYTES) break;
            builder_add_byte(&slug, '-');
        }
        gap = !kept;
        if (kept) builder_add_char(&slug, lower_ascii(c));
    }
    return builder_text(&slug);
}

/* The key itself if it is new, else the next number behind it that is free. */
static Str key_take(UnitKeys *keys, Str key) {
    size_t *count = map_find(&keys->taken, key);
    if (count == NULL) {
        count = ARENA_NEW(keys->arena, size_t);
        *count = 1;
        map_put(&keys->taken, key, count);
        return key;
    }
    for (;;) {
        StrBuilder other = {.arena = keys->arena};
        builder_add(&other, key);
        builder_add_byte(&other, '-');
        builder_add_int(&other, (int64_t)++ * count);
        if (map_find(&keys->taken, builder_text(&other)) == NULL)
            return key_take(keys, builder_text(&other));
    }
}

static void part_add(StrBuilder *key, Str part) {
    if (part.length == 0) return;
    if (key->length > 0) builder_add_byte(key, '/');
    builder_add(key, part);
}

Str keys_name(UnitKeys *keys, Str name) {
    StrBuilder key = {.arena = keys->arena};
    part_add(&key, keys->stem);
    part_add(&key, keys->anchor);
    part_add(&key, name);
    return key_take(keys, builder_text(&key));
}

Str keys_next(UnitKeys *keys) {
    StrBuilder number = {.arena = keys->arena};
    builder_add_int(&number, (int64_t)++keys->number);
    return keys_name(keys, builder_text(&number));
}
