/* From a paragraph's text to words, spaces and places where a line may end.
 *
 * In: the text as typed (UTF-8, one paragraph, inline objects as U+FFFC, forced line breaks as
 * '\n'). Out: tokens that cover the text from first to last byte, in order, without gaps; nothing
 * of the text is changed. Candidates come from ICU's line iterator (UAX #14), the language's rules
 * refine them, inclusive forms and patterns add places inside words. */
#ifndef MAQUETTE_TEXT_ANALYSE_H
#define MAQUETTE_TEXT_ANALYSE_H

#include "text/language.h"

typedef enum TokenKind {
    TOKEN_WORD,    /* no space inside; may be broken at its break points only */
    TOKEN_SPACE,   /* one or more typed space characters, set as one space */
    TOKEN_NEWLINE, /* a forced line break */
} TokenKind;

typedef enum BreakKind {
    BREAK_HYPHENATE, /* a hyphen is inserted */
    BREAK_AFTER,     /* nothing is inserted: after a hard hyphen, a slash, inside a URL */
} BreakKind;

/* Penalties as in TeX: 0 neutral, the more the less welcome; BREAK_NEVER forbids. */
#define BREAK_NEVER 10000

typedef struct BreakPoint {
    uint32_t at; /* byte of the paragraph's text before which the line may end */
    BreakKind kind;
    int32_t penalty;
    bool hard_hyphen; /* the line then ends with a hyphen that the author typed */
    bool in_form;     /* it hyphenates an inclusive form */
} BreakPoint;

typedef struct Token {
    TokenKind kind;
    uint32_t start, end;               /* bytes of the text */
    SpaceKind space;                   /* of a TOKEN_SPACE */
    uint16_t width_permille;           /* of a SPACE_FIXED: 1/1000 em */
    int32_t penalty;                   /* of breaking at a TOKEN_SPACE; BREAK_NEVER: not at all */
    uint32_t first_point, point_count; /* of a TOKEN_WORD, in TextAnalysis.points */
} Token;

/* Letters that are drawn otherwise than the text's style says; nothing else of them changes. */
typedef enum LetteringKind {
    LETTERING_SUPERIOR,       /* the end of an ordinal: 1er, XXe */
    LETTERING_SMALL_CAPITALS, /* the numeral of a century */
} LetteringKind;
typedef struct Lettering {
    uint32_t start, end; /* bytes of the text, inside one word */
    LetteringKind kind;
} Lettering;

typedef struct TextAnalysis {
    Token *tokens;
    size_t token_count;
    BreakPoint *points; /* in order of at */
    size_t point_count;
    Lettering *letterings; /* in order, apart from each other */
    size_t lettering_count;
} TextAnalysis;

/* A stretch of the text in another language (a [span]{lang=en}); later ones win. */
typedef struct LanguageRun {
    uint32_t start, end;
    const Language *language;
} LanguageRun;

/* A stretch of code inside a text: nothing of it is replaced or drawn otherwise than typed. */
typedef struct CodeRun {
    uint32_t start, end; /* bytes of the text */
} CodeRun;

/* One paragraph's text and what is known of it. */
typedef struct TextRequest {
    Str text;
    const Language *language; /* of all that no run covers */
    const LanguageRun *runs;
    size_t run_count;
    const uint32_t *calls; /* bytes of the objects that are note calls, rising */
    size_t call_count;
    const CodeRun *codes; /* apart from each other, rising */
    size_t code_count;
    bool whole_words; /* no word is hyphenated: places for it are not looked for */
    bool anywhere;    /* where nothing else fits, words end between any two characters */
    Span where;       /* the paragraph's place, for reports about the machine */
} TextRequest;

typedef struct Analyser Analyser; /* holds ICU's iterators and a cache of hyphenated words */

Analyser *analyser_open(Arena *arena, Diag *diag);
void analyser_close(Analyser *analyser);

/* Analyses one paragraph. Linear in the text's length. The result lives in the arena; it never
 * fails. */
TextAnalysis analyse_text(Analyser *analyser, Arena *arena, const TextRequest *request, Diag *diag);

#endif
