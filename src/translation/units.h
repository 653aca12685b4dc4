/* An edition cut into the smallest stretches that a translator works on.
 *
 * A unit knows the bytes of its source that it is written as, what a translator sees of them, and
 * what it holds that must be the same in every language. Units stand in the order of the sources:
 * edition.yaml, then the sections; within one by their bytes. */
#ifndef MAQUETTE_TRANSLATION_UNITS_H
#define MAQUETTE_TRANSLATION_UNITS_H

#include "document/document.h"

typedef enum TextUnitKind {
    UNIT_EDITION,   /* a shown text of edition.yaml: title, a keyword, a glossary's value ... */
    UNIT_SETTING,   /* the same of a section's front matter */
    UNIT_HEADING,   /* without its # */
    UNIT_PARAGRAPH, /* also of a list item, a quotation, a note */
    UNIT_CAPTION,   /* the paragraph that is a caption, without the sign before it */
    UNIT_IMAGE,     /* a paragraph that holds an image only: ![alternative](file "caption") */
    UNIT_ROW,       /* a row of a table, with its bars */
    UNIT_CODE,      /* the lines of a code block */
    UNIT_ATTRIBUTE, /* the value of an attribute that is shown or read aloud: title, alt */
} TextUnitKind;

typedef enum HoldingKind {
    HOLDS_ID,       /* {#id} of the unit or of a span in it */
    HOLDS_NOTE,     /* a call: the note's id */
    HOLDS_LINK,     /* address, or "#id" */
    HOLDS_PAGE,     /* {page}: the id whose page is meant */
    HOLDS_IMAGE,    /* the file */
    HOLDS_NUMBER,   /* as digits with a point, whatever the language's format: 1234.5 */
    HOLDS_CURRENCY, /* its sign, also of one in words */
    HOLDS_MONTH,    /* "/3" */
    HOLDS_LANGUAGE, /* of a span in another language: the first part of its tag */
} HoldingKind;
/* From HOLDS_CURRENCY on a translation may well hold more of a kind than its source. */
enum { HOLDING_KINDS = HOLDS_LANGUAGE + 1 };

/* Something in a unit that a translation must hold too. */
typedef struct Holding {
    HoldingKind kind;
    Str value;
    bool foreign;     /* of a number: see Figure */
    Str written;      /* as it stands in the text */
    Span where;       /* see holding_place */
    const Text *text; /* of a number or word in running text, and its byte there; else NULL */
    uint32_t at;
} Holding;

enum { FINGERPRINT_LENGTH = 12 };

typedef struct TextUnit {
    TextUnitKind kind;
    const Source *source;
    size_t section;    /* number of its section from 1; 0: edition.yaml */
    size_t start, end; /* bytes of the source that are replaced to give it another text */
    Span where;
    Str key;    /* unique, readable: file stem/nearest id or heading/number,
                   10-collectif/qui-sommes-nous/3; edition/glossary.AFD */
    Str text;   /* as typed, without the marks of quotations and lists around its lines; YAML and
                   attributes unescaped. Lines end with '\n', the last one does not */
    Str indent; /* what stands before each of its lines but the first: "> ", "    " */
    Str name;   /* of an attribute or setting: its key, down the mappings: glossary.AFD */
    Str note;   /* the id of the note it belongs to; empty: none */
    Str box;    /* the class of the innermost div around it; empty: none */
    Str box_id; /* that div's id */
    const Block *div;   /* that div; NULL: none */
    int level;          /* of a heading */
    int depth;          /* divs, lists, items, quotations and notes around it */
    const Block *block; /* NULL for settings; of an attribute: its div */
    Str fingerprint;    /* first 12 digits of the SHA-256 of the text, white space folded */
    bool quoted;        /* of an attribute: its value stands in quotes */
    bool wordy;        /* says enough that it cannot well read the same in another language: several
                          words in small letters outside titles, names, addresses and code */
    bool unspoken;     /* nothing to translate: no letter outside addresses and code */
    Holding *holdings; /* in order of kind, within one in order of the text */
    size_t holding_count;
} TextUnit;

typedef struct TextUnits {
    TextUnit *items;
    size_t count;
    const Document *document;
} TextUnits;

/* Cuts an edition that was read whole. Reports nothing; everything lives in the arena and borrows
 * from the document. Linear in the sources' length. */
TextUnits units_cut(Arena *arena, const Document *document);

/* The unit of a key, or NULL; the map of units_by_key lives in the arena. */
Map units_by_key(Arena *arena, const TextUnits *units);

/* Where a holding stands. */
Span holding_place(const Holding *holding);

/* The fingerprint of any text. */
Str text_fingerprint(Arena *arena, Str text);

/* True for texts that read the same: white space folded. */
bool text_same_words(Str a, Str b);

/* True for words that cannot well read the same in another language; see TextUnit.wordy. */
bool text_is_wordy(Str text);

/* True for attributes of a div that are read or heard: alt, title ... */
bool attribute_is_shown(Str key);

/* The stable word of a kind: "heading", "row" ... */
Str unit_kind_word(TextUnitKind kind);

#endif
