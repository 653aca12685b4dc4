/* A text as cases under tests/spec write it: {XXXX} is the character U+XXXX, {call} a note call,
 * and `...` code. */
#ifndef MAQUETTE_TESTS_TYPED_CASE_H
#define MAQUETTE_TESTS_TYPED_CASE_H

#include "text/analyse.h"

#include <stdlib.h>

typedef struct TypedCase {
    Str text;
    VEC(uint32_t) calls;
    VEC(CodeRun) codes;
} TypedCase;

/* What a brace says: a note call, or a character by its number. */
static inline void typed_case_brace(Arena *arena, TypedCase *typed, StrBuilder *out, Str inside) {
    if (str_equal(inside, STR("call"))) {
        VEC_PUSH(arena, &typed->calls, (uint32_t)out->length);
        builder_add_char(out, 0xFFFC);
    } else {
        builder_add_char(out, (uint32_t)strtoul(str_to_c(arena, inside), NULL, 16));
    }
}

static inline TypedCase typed_case_read(Arena *arena, Str line) {
    TypedCase typed = {0};
    StrBuilder out = {.arena = arena};
    size_t code = SIZE_MAX;
    for (size_t at = 0; at < line.length; at++) {
        size_t end = line.bytes[at] == '{' ? str_find(line, STR("}"), at) : SIZE_MAX;
        if (end != SIZE_MAX) {
            typed_case_brace(arena, &typed, &out, str_slice(line, at + 1, end));
            at = end;
        } else if (line.bytes[at] != '`') {
            builder_add_byte(&out, line.bytes[at]);
        } else if (code == SIZE_MAX) {
            code = out.length;
        } else {
            CodeRun run = {(uint32_t)code, (uint32_t)out.length};
            VEC_PUSH(arena, &typed.codes, run);
            code = SIZE_MAX;
        }
    }
    typed.text = builder_text(&out);
    return typed;
}

static inline TextRequest typed_case_request(const TypedCase *typed, const Language *language) {
    return (TextRequest){.text = typed->text,
                         .language = language,
                         .calls = typed->calls.items,
                         .call_count = typed->calls.count,
                         .codes = typed->codes.items,
                         .code_count = typed->codes.count};
}

#endif
