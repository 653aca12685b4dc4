/* Text as slices of UTF-8 bytes, and a builder for new text.
 *
 * A Str borrows its bytes: it lives as long as what it points into. It is not ended by a zero byte.
 */
#ifndef MAQUETTE_BASE_STR_H
#define MAQUETTE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Str {
    const char *bytes;
    size_t length; /* bytes */
} Str;

/* A Str of a string literal. */
#define STR(literal) ((Str){(literal), sizeof(literal) - 1})

Str str_from_c(const char *text); /* NULL gives the empty Str */
/* A zero-ended copy in the arena, for library calls. */
char *str_to_c(Arena *arena, Str text);
Str str_copy(Arena *arena, Str text);

bool str_equal(Str a, Str b);
int str_compare(Str a, Str b); /* by bytes: <0, 0, >0 */
bool str_starts_with(Str text, Str prefix);
bool str_ends_with(Str text, Str suffix);
/* The bytes from start up to end, both clamped to the text. */
Str str_slice(Str text, size_t start, size_t end);
/* Byte position of the first needle at or after from, or SIZE_MAX. */
size_t str_find(Str text, Str needle, size_t from);
/* Without ASCII white space at either end. */
Str str_trim(Str text);
/* The byte position of the first place that is not UTF-8 (overlong forms, surrogates and values
 * past U+10FFFF included), or SIZE_MAX where all is well. */
size_t utf8_find_fault(Str text);
/* Reads the character at *at and moves *at behind it. Past the end it gives 0 and does not move; a
 * broken byte gives U+FFFD and moves by one. */
uint32_t utf8_next_any(Str text, size_t *at);
static inline uint32_t utf8_next(Str text, size_t *at) {
    bool ascii = *at < text.length && (unsigned char)text.bytes[*at] < 0x80; /* most are */
    return ascii ? (uint32_t)text.bytes[(*at)++] : utf8_next_any(text, at);
}
/* Reads the character that ends before *at and moves *at to its start; 0 at the text's start. */
uint32_t utf8_previous(Str text, size_t *at);
/* Number of characters. */
size_t utf8_count(Str text);

/* A signed decimal integer that fills the whole text; false if it is none or does not fit. */
bool str_to_int(Str text, int64_t *value);

/* The candidate nearest to name by edit distance (insert, delete, change, swap), or the empty Str
 * when none is near enough to be meant (distance at most a third of its length, at least 1). */
Str str_nearest(Str name, const Str *candidates, size_t count);

/* Text under construction; zero it but for the arena: StrBuilder b = {.arena = arena}. */
typedef struct StrBuilder {
    Arena *arena;
    char *bytes;
    size_t length, capacity;
} StrBuilder;

void builder_add(StrBuilder *builder, Str text);
void builder_add_c(StrBuilder *builder, const char *text);
void builder_add_byte(StrBuilder *builder, char byte);
void builder_add_char(StrBuilder *builder, uint32_t codepoint); /* as UTF-8 */
void builder_add_int(StrBuilder *builder, int64_t value);
/* printf-like; only for formats without locale-dependent conversions (no %f, %g, %e). */
void builder_add_format(StrBuilder *builder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* What was built so far; valid until the arena is released. */
Str builder_text(const StrBuilder *builder);

#endif
