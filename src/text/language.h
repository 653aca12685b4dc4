/* A language's typographic rules, as data.
 *
 * layouts/languages/LANG.yaml says what the rules of a language are; this room says only what a
 * rule can be. Nothing in C knows a language. */
#ifndef MAQUETTE_TEXT_LANGUAGE_H
#define MAQUETTE_TEXT_LANGUAGE_H

#include "data/yaml.h"

/* How a space is set, whatever was typed. */
typedef enum SpaceKind {
    SPACE_NONE,  /* removed: no width, no break */
    SPACE_WORD,  /* the style's word space, stretches */
    SPACE_FIXED, /* a width of its own, does not stretch (thin spaces) */
} SpaceKind;

typedef struct Language Language; /* opaque; see language.c for the rules it holds */

/* Reads LANG.yaml and opens the hyphenation dictionary it names (found in the package's folder; it
 * is an error that names the package when it is missing). NULL after a report. The language must be
 * closed; the rules must live as long. A fault in a rule is reported and the rule left out. */
Language *language_open(Arena *arena, const YamlNode *rules, Diag *diag);
void language_close(Language *language);
/* Begins to ready the dictionary beside other work; of use as soon as words of the language are
 * sure to come. */
void language_begin(Language *language);

/* The languages of an edition. */
typedef struct LanguageSet {
    const Language *main;
    const Map *others; /* tag -> Language *; NULL: none */
} LanguageSet;
/* The language of a tag; the main one where the tag is empty or unknown. */
const Language *language_find(const LanguageSet *set, Str tag);

/* The BCP 47 tag, e.g. "fr". */
Str language_tag(const Language *language);
/* True if it is written from the right (`direction: rtl`); then also its script by ISO 15924. */
bool language_is_right_to_left(const Language *language);
Str language_script(const Language *language);
/* A word that the page itself needs ("page", "note", ...); empty if the rules have none. */
Str language_word(const Language *language, Str name);
/* The same; where the rules have none, the usual one. */
Str language_word_or(const Language *language, Str name, Str usual);
/* How far a character may hang into the margin at a line's left and right end, in 1/1000 of its own
 * advance (optical margins). */
typedef struct HangShare {
    uint16_t left, right;
} HangShare;
HangShare language_hang(const Language *language, uint32_t codepoint);
/* So many lines one below the other may end with a hyphen, one more as a last resort. */
enum { HYPHENS_IN_ROW_MOST = 7 };
int32_t language_hyphens_in_row(const Language *language);
/* Punctuation after a word: where a line of a heading likes to end. */
bool language_closes(const Language *language, uint32_t codepoint);
/* Characters that go with a drop cap: those before the letter (an opening quote) and those right
 * after it (an apostrophe). */
bool language_initial_before(const Language *language, uint32_t codepoint);
bool language_initial_after(const Language *language, uint32_t codepoint);
/* The sign before a number's decimals; 0 where the rules do not say. */
uint32_t language_decimal_mark(const Language *language);
/* What a word of amounts and dates says, whatever the language: "e6" for a million, "%" for
 * percent, "€" for euros, "/3" for March; empty for any other. Two words have _ between them. */
Str language_amount(const Language *language, Str word);
/* The tree that its rules were read from: what a snapshot's header tells of them. */
const YamlNode *language_source(const Language *language);
/* The hyphenation dictionary's file name and the SHA-256 of its bytes; false if there is none. */
bool language_dictionary(const Language *language, Str *file, Str *digest);

#endif
