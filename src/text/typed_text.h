/* A paragraph's text laid open: one entry a character, and the pieces (words, spaces, line ends).
 *
 * The rooms of this layer share it while one paragraph is analysed: spacing writes the space of
 * each space piece, breaks, inclusive and hyphenate write the places inside words. Positions are
 * counted in characters; only the tokens handed out count bytes. */
#ifndef MAQUETTE_TEXT_TYPED_TEXT_H
#define MAQUETTE_TEXT_TYPED_TEXT_H

#include "text/language_rules.h"

#define OBJECT_CHARACTER 0xFFFC /* stands for a note call, a page reference or an image */

typedef enum CharacterTrait {
    TRAIT_LETTER = 1 << 0,
    TRAIT_DIGIT = 1 << 1,
    TRAIT_UPPER = 1 << 2,
    TRAIT_SPACE = 1 << 3,
    TRAIT_NEWLINE = 1 << 4,
    TRAIT_EXTENDS = 1 << 5,   /* belongs to the character before it */
    TRAIT_INVISIBLE = 1 << 6, /* soft hyphen, joiners: no part of a word's spelling */
    TRAIT_SPACELESS = 1 << 7, /* of a script written without spaces: ICU's breaks are taken */
    TRAIT_CALL = 1 << 8,      /* the object is a note call */
    TRAIT_CODE = 1 << 9,      /* of a stretch of code: set as typed */
} CharacterTrait;

/* Why a line may end before a character. */
typedef enum BreakPlace {
    PLACE_NONE,
    PLACE_HYPHEN,      /* by the patterns, or at a soft hyphen */
    PLACE_FORM_HYPHEN, /* the same, in the base of an inclusive form */
    PLACE_HARD_HYPHEN,
    PLACE_SLASH,
    PLACE_DASH,
    PLACE_ADDRESS,
    PLACE_DOT,  /* behind the dot of an inclusive form */
    PLACE_FREE, /* zero-width space, scripts without spaces */
    PLACE_ANY,  /* between any two characters, as a last resort */
} BreakPlace;

typedef struct Piece {
    TokenKind kind;
    uint32_t start, end;      /* characters */
    const Language *language; /* of its first character */
    uint32_t space;           /* of a space: its number in the language */
    bool bound;               /* of a space: two words are joined by a rule of `bind` */
    bool ends_before;         /* of a word: a sentence ended before it */
    bool starts_sentence;     /* of a word: the first with letters of a sentence */
    bool address;             /* of a word: it is or holds a web or mail address */
    bool dialled;    /* of a word: a part of a telephone number behind its country's code */
    bool century;    /* of a word: the Roman numeral in it counts centuries */
    bool closes;     /* of a word: a dash that closes an incise, and what stands against it */
    bool plain;      /* of a word: letters only, no capital, none of them a mark: most words are so,
                        and for them most rules have nothing to ask */
    uint64_t shapes; /* of a plain word in its own language: what it looks like; 0 before asked */
} Piece;

typedef struct TypedText {
    Str bytes;
    size_t count;               /* characters */
    uint32_t *characters;       /* count + 1, the last is 0 */
    uint32_t *starts;           /* count + 1: byte of each */
    uint16_t *traits;           /* count + 1 */
    uint8_t *places;            /* count + 1: BreakPlace before each character */
    const Sign **signs;         /* count + 1: what each character does in its language */
    const Language **languages; /* of each character; NULL where all are in the main language */
    const Language *main_language;
    Piece *pieces;
    size_t piece_count;
} TypedText;

TypedText typed_text_read(Arena *arena, const TextRequest *request);

const Language *typed_text_language(const TypedText *text, size_t at);
/* The first character at or behind a byte. */
size_t typed_text_character_at(const TypedText *text, uint32_t byte);
/* Its bytes from one character to another. */
Str typed_text_slice(const TypedText *text, size_t start, size_t end);

/* True if the character has any of the traits; false at the text's end. */
static inline bool typed_text_is(const TypedText *text, size_t at, int traits) {
    return (text->traits[at] & traits) != 0;
}

/* True if the character has any of the roles in its language; false at the text's end. */
static inline bool typed_text_has(const TypedText *text, size_t at, int roles) {
    return (text->signs[at]->roles & (uint32_t)roles) != 0;
}

#endif
