/* From a text to letters: what is to be shaped, in which face and script, and where it was typed.
 *
 * Between the typed text and HarfBuzz stand case mapping (one character may become two), characters
 * that draw nothing, and characters that the face lacks. The letters keep the order of the text. */
#ifndef MAQUETTE_FONT_ITEMISE_H
#define MAQUETTE_FONT_ITEMISE_H

#include "base/map.h"
#include "font/shape.h"

typedef enum CaseMapping {
    CASE_AS_TYPED,
    CASE_UPPER,
    CASE_SMALL,     /* lower-case letters become capitals that are marked small */
    CASE_ALL_SMALL, /* all letters do */
} CaseMapping;

/* What stands on both sides of a middle dot (domain rules B3.3, B3.4). */
typedef enum DotKind {
    DOT_NONE,    /* no middle dot, or not one between letters */
    DOT_LOWER,   /* a letter beside it is lower-case */
    DOT_CAPITAL, /* between two capitals */
} DotKind;

typedef struct Letter {
    uint32_t codepoint; /* to be shaped */
    uint32_t cluster;   /* byte of the typed text */
    const Face *face;
    hb_script_t script;
    DotKind dot;
    bool mark;  /* combines with the letter before it */
    bool small; /* set smaller, for a small capital */
} Letter;

/* Zero it but for arena, catalogue, diag and the map's and builder's arenas; reused from text to
 * text. */
typedef struct Itemiser {
    Arena *arena;
    Catalogue *catalogue;
    Diag *diag;
    Map reported; /* family and character already reported as missing */
    StrBuilder key;
    VEC(Letter) letters;
    VEC(uint32_t) codepoints; /* of the letters, as HarfBuzz takes them */
    bool missing;             /* a character of this text was left out */
} Itemiser;

/* Reads a text into itemiser->letters. language is the zero-ended BCP 47 tag. */
void itemise_text(Itemiser *itemiser, const Font *font, const char *language, CaseMapping mapping,
                  Str text, Span where);

/* Reports, once in a run, that the family and its fallbacks lack a character. */
void itemiser_report_missing(Itemiser *itemiser, const Face *face, uint32_t codepoint, Span where);

#endif
