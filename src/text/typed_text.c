/* From bytes to characters and pieces. Linear in the text, whatever the language runs are.
 *
 * Traits follow the Unicode character database through ICU; the line-break classes of scripts
 * without spaces are those of UAX #14. */
#include "text/typed_text.h"

#include <unicode/uchar.h>

#define LINE_SEPARATOR      0x2028
#define PARAGRAPH_SEPARATOR 0x2029
#define NEXT_LINE           0x85

static uint16_t traits_of_ascii(uint32_t c) {
    if (c >= 'a' && c <= 'z') return TRAIT_LETTER;
    if (c >= 'A' && c <= 'Z') return TRAIT_LETTER | TRAIT_UPPER;
    if (c >= '0' && c <= '9') return TRAIT_DIGIT;
    if (c == '\n') return TRAIT_NEWLINE;
    if (c == ' ' || (c >= '\t' && c <= '\r')) return TRAIT_SPACE;
    return 0;
}

/* Classes between whose characters a line may end without any sign of it. */
static bool is_spaceless(UChar32 c) {
    int32_t class_of = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
    static const ULineBreak CLASSES[] = {U_LB_IDEOGRAPHIC, U_LB_CONDITIONAL_JAPANESE_STARTER,
                                         U_LB_H2,          U_LB_H3,
                                         U_LB_JL,          U_LB_JV,
                                         U_LB_JT,          U_LB_COMPLEX_CONTEXT,
                                         U_LB_E_BASE,      U_LB_E_MODIFIER,
                                         U_LB_ZWSPACE};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
        if (class_of == (int32_t)CLASSES[i]) return true;
    }
    /* marks that separate words in Tibetan, Khmer, Ethiopic; not the punctuation shared by all
     * scripts */
    return class_of == U_LB_BREAK_AFTER && !(c >= 0x2000 && c < 0x3000);
}

static uint16_t traits_of(uint32_t codepoint) {
    if (codepoint < 0x80) return traits_of_ascii(codepoint);
    UChar32 c = (UChar32)codepoint;
    if (codepoint == NEXT_LINE || codepoint == LINE_SEPARATOR || codepoint == PARAGRAPH_SEPARATOR) {
        return TRAIT_NEWLINE;
    }
    uint32_t category = U_MASK(u_charType(c));
    uint16_t traits = 0;
    if (category & U_GC_L_MASK) traits |= TRAIT_LETTER;
    if (category & (U_GC_LU_MASK | U_GC_LT_MASK)) traits |= TRAIT_UPPER;
    if (category & (U_GC_ND_MASK | U_GC_NO_MASK)) traits |= TRAIT_DIGIT;
    if (category & U_GC_ZS_MASK) traits |= TRAIT_SPACE;
    if (category & U_GC_M_MASK) traits |= TRAIT_EXTENDS;
    if (category & U_GC_CF_MASK) traits |= TRAIT_INVISIBLE;
    if (codepoint >= 0x530 && is_spaceless(c)) traits |= TRAIT_SPACELESS;
    return traits;
}

size_t typed_text_character_at(const TypedText *text, uint32_t byte) {
    size_t low = 0, high = text->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->starts[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Gives each character the language of the last run that covers it. Runs are painted from the last
 * to the first; `next` leads over what is painted already, so that overlapping runs cost nothing
 * twice. */
static const Language **languages_paint(Arena *arena, const TypedText *text,
                                        const LanguageRun *runs, size_t run_count) {
    const Language **languages = ARENA_ARRAY(arena, const Language *, text->count + 1);
    uint32_t *next = ARENA_ARRAY(arena, uint32_t, text->count + 2);
    for (size_t i = 0; i <= text->count; i++) {
        languages[i] = text->main_language;
        next[i] = (uint32_t)i;
    }
    for (size_t run = run_count; run-- > 0;) {
        size_t low = typed_text_character_at(text, runs[run].start), at = low;
        while (at < text->count && text->starts[at] < runs[run].end) {
            if (next[at] != at) {
                size_t beyond = next[at];
                if (next[beyond] != beyond) next[at] = next[beyond]; /* halve the path */
                at = beyond;
                continue;
            }
            if (runs[run].language) languages[at] = runs[run].language;
            next[at] = (uint32_t)(at + 1);
            at++;
        }
        if (low < at) next[low] = (uint32_t)at;
    }
    return languages;
}

static TokenKind kind_of(uint16_t traits) {
    if (traits & TRAIT_NEWLINE) return TOKEN_NEWLINE;
    return traits & TRAIT_SPACE ? TOKEN_SPACE : TOKEN_WORD;
}

/* A letter without a role in punctuation, and no capital. */
static bool is_plain(const TypedText *text, size_t at) {
    return text->traits[at] == TRAIT_LETTER &&
           !(text->signs[at]->roles & ~(uint32_t)(SIGN_VOWEL | SIGN_BESIDE_VOWELS));
}

/* A newline is a piece of its own; other characters of one kind stand together. */
static void pieces_cut(Arena *arena, TypedText *text) {
    VEC(Piece) pieces = {0};
    for (size_t at = 0; at < text->count;) {
        Piece piece = {.kind = kind_of(text->traits[at]), .start = (uint32_t)at};
        piece.language = typed_text_language(text, at);
        piece.plain = is_plain(text, at);
        at++;
        while (at < text->count && piece.kind != TOKEN_NEWLINE &&
               kind_of(text->traits[at]) == piece.kind) {
            piece.plain = piece.plain && is_plain(text, at);
            at++;
        }
        piece.end = (uint32_t)at;
        VEC_PUSH(arena, &pieces, piece);
    }
    text->pieces = pieces.items;
    text->piece_count = pieces.count;
}

/* What only the document knows of its characters. */
static void traits_add(TypedText *text, const TextRequest *request) {
    for (size_t i = 0; i < request->call_count; i++) {
        size_t at = typed_text_character_at(text, request->calls[i]);
        if (text->characters[at] == OBJECT_CHARACTER) text->traits[at] |= TRAIT_CALL;
    }
    for (size_t i = 0; i < request->code_count; i++) {
        size_t at = typed_text_character_at(text, request->codes[i].start);
        for (; at < text->count && text->starts[at] < request->codes[i].end; at++)
            text->traits[at] |= TRAIT_CODE;
    }
}

TypedText typed_text_read(Arena *arena, const TextRequest *request) {
    Str bytes = request->text;
    TypedText text = {.bytes = bytes, .main_language = request->language};
    text.characters = ARENA_ARRAY(arena, uint32_t, bytes.length + 1);
    text.starts = ARENA_ARRAY(arena, uint32_t, bytes.length + 1);
    text.traits = ARENA_ARRAY(arena, uint16_t, bytes.length + 1);
    text.places = ARENA_ARRAY(arena, uint8_t, bytes.length + 1);
    for (size_t at = 0; at < bytes.length; text.count++) {
        text.starts[text.count] = (uint32_t)at;
        uint32_t c = utf8_next(bytes, &at);
        text.characters[text.count] = c;
        text.traits[text.count] = traits_of(c);
    }
    text.starts[text.count] = (uint32_t)bytes.length;
    traits_add(&text, request);
    if (request->run_count > 0)
        text.languages = languages_paint(arena, &text, request->runs, request->run_count);
    text.signs = ARENA_ARRAY(arena, const Sign *, text.count + 1);
    for (size_t at = 0; at <= text.count; at++) {
        const Language *language = text.languages ? text.languages[at] : text.main_language;
        text.signs[at] = language_sign(language, text.characters[at]);
    }
    pieces_cut(arena, &text);
    return text;
}

const Language *typed_text_language(const TypedText *text, size_t at) {
    return text->languages ? text->languages[at] : text->main_language;
}

Str typed_text_slice(const TypedText *text, size_t start, size_t end) {
    return str_slice(text->bytes, text->starts[start], text->starts[end]);
}
