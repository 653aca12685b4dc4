/* What the author wrote: an edition of sections, blocks and texts, each knowing its place.
 *
 * The tree is plain data in one arena and does not change after reading, but for the notes'
 * numbers. */
#ifndef MAQUETTE_DOCUMENT_DOCUMENT_H
#define MAQUETTE_DOCUMENT_DOCUMENT_H

#include "base/map.h"
#include "data/yaml.h"
#include "text/form_reading.h"
#include "text/language.h"

typedef struct Block Block;
typedef struct Note Note;

/* {#id .class key=value}, behind a heading, image, link, span, or opening a div. */
typedef struct Attribute {
    Str key, value;
    Span where;
    size_t value_start, value_end; /* bytes of the source, between the quotes if any */
    bool quoted;
} Attribute;
typedef struct Attributes {
    Str id; /* empty if none */
    Span id_where;
    Attribute *classes; /* key is the class, value empty */
    size_t class_count;
    Attribute *pairs;
    size_t pair_count;
    Span where;
} Attributes;

/* What runs through a text. */
typedef enum InlineMark {
    MARK_EMPHASIS = 1,
    MARK_STRONG = 2,
    MARK_CODE = 4,
    MARK_STRIKE = 8,
    MARK_SUPERSCRIPT = 16,
} InlineMark;

typedef enum InlineKind {
    INLINE_TEXT,
    INLINE_NOTE_CALL,      /* one U+FFFC; note is set */
    INLINE_PAGE_REFERENCE, /* one U+FFFC; target is the id whose page is meant */
    INLINE_IMAGE,          /* one U+FFFC; target is the file, reading its alternative text */
} InlineKind;

/* A stretch of a text of which everything below is true. The runs cover the text without gaps. */
typedef struct InlineRun {
    InlineKind kind;
    uint32_t start, end;  /* bytes of Text.bytes */
    uint32_t marks;       /* InlineMark bits */
    uint32_t link_number; /* runs of one link share a number > 0; 0: no link */
    Str target;           /* of a link: address, or "#id" */
    Str language;         /* of a span with lang=; empty: the block's */
    Str reading;          /* of a span with reading= */
    Str class_name;       /* of a span with a class */
    Str id;               /* of a span with an id */
    Note *note;
    Span where; /* of its first character in the source */
} InlineRun;

/* From here on the characters of the text and of the source go in step, up to the next such place.
 */
typedef struct TextPlace {
    uint32_t at; /* byte of Text.bytes */
    uint32_t line, column;
} TextPlace;

/* A paragraph's or heading's text: soft line ends are spaces, hard ones '\n', objects U+FFFC. */
typedef struct Text {
    Str bytes;
    InlineRun *runs;
    size_t run_count;
    TextPlace *places; /* in order of at; none in a text that was not read from a source */
    size_t place_count;
    FormReading *readings; /* groups of inclusive forms, in order; see document_read_forms */
    size_t reading_count;
} Text;

/* The source place of a byte of a text: exact for every character that was typed; of one that was
 * written as an entity or with a back slash, the place of its sign. Without places, that of the
 * run. */
Span text_place(const Text *text, uint32_t at);
/* The run that holds a byte, at the text's end the last one; NULL if there are no runs. */
const InlineRun *text_run(const Text *text, uint32_t at);
/* The number of the first group of forms that ends behind a byte; reading_count if there is none.
 */
size_t text_reading_behind(const Text *text, uint32_t at);
/* True if a run of the text is of this kind. */
bool text_holds(const Text *text, InlineKind kind);
/* The text's characters without its objects, in the arena. */
Str text_plain(Arena *arena, const Text *text);
/* Adds the bytes [start, end) of a text as they are told: a group of forms that begins in them is
 * its reading; what is left of one that begins before them is left out. */
void text_add_told(StrBuilder *out, const Text *text, uint32_t start, uint32_t end);

typedef enum BlockKind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_LIST,  /* children are items */
    BLOCK_ITEM,  /* children are blocks */
    BLOCK_DIV,   /* ::: fence; children are blocks */
    BLOCK_QUOTE, /* children are blocks */
    BLOCK_CODE,  /* text, verbatim, lines by '\n' */
    BLOCK_TABLE, /* children are rows; the first one is the head */
    BLOCK_ROW,   /* children are cells */
    BLOCK_CELL,  /* text */
    BLOCK_IMAGE, /* a paragraph that holds an image only: target, text is the caption (image title),
                    alt */
    BLOCK_RULE,  /* thematic break */
} BlockKind;

typedef enum CellAlign { CELL_LEFT, CELL_CENTRE, CELL_RIGHT } CellAlign;

struct Block {
    BlockKind kind;
    Span where;
    Attributes attributes;
    int level;               /* of a heading: 1..6 */
    bool ordered;            /* of a list */
    int64_t start;           /* of an ordered list: its first number */
    bool tight;              /* of a list: no blank lines between items */
    CellAlign align;         /* of a cell */
    Text text;               /* of heading, paragraph, code, cell, image caption */
    Str target, alternative; /* of an image: file as written, alternative text */
    Block *said;          /* of an image, or of a div with alt=: the alternative as a paragraph with
                             its readings; NULL before document_read_forms, or where it has none */
    const Block *caption; /* of a table or image: the paragraph beside it that is its caption */
    bool is_caption;      /* of that paragraph: it stands with what it is about */
    Block **children;
    size_t child_count;
    size_t raw_start, raw_end; /* of a leaf, image or row: bytes of the source it is written as,
                                  without the # of a heading and the fence of code */
    uint32_t first_line, last_line; /* of the source; of a div, its fences; not of rows and cells */
};

struct Note {
    Str id;           /* as written between [^ and ] */
    uint32_t number;  /* in order of call through the edition; 0: never called */
    uint32_t printed; /* as the layout counts them; known when pages are made */
    Span where;
    uint32_t last_line; /* of the source */
    Block **blocks;     /* what it says */
    size_t block_count;
};

typedef struct Section {
    const Source *source;
    Str template_name;
    Span template_where;
    const YamlNode *front_matter;
    Block **blocks;
    size_t block_count;
    Note **notes; /* in the order defined */
    size_t note_count;
} Section;

/* An id and what carries it. */
typedef struct Anchor {
    Str id;
    Span where;
    const Block *block; /* the block that carries it, or that holds the span that does */
} Anchor;

/* How a form is read aloud, by `readings:` of edition.yaml. */
typedef struct EditionReading {
    Str text;
    Span where; /* of the form */
} EditionReading;

/* What edition.yaml says of the edition to its readers. */
typedef enum EditionLine {
    EDITION_TITLE,
    EDITION_SUBTITLE,
    EDITION_PUBLISHER,
    EDITION_DATE,
    EDITION_LINES
} EditionLine;

typedef struct Edition {
    Str folder;                /* as given on the command line */
    const Str *source_folders; /* of the editions it was made from, the nearest first */
    size_t source_folder_count;
    const YamlNode *root; /* edition.yaml */
    Str title, subtitle, language, layout, publisher, date;
    Block *lines[EDITION_LINES]; /* paragraphs; NULL before document_read_forms, or where empty */
    Str source; /* the folder of the edition that this one translates, from its own; may be empty */
    Map repaired; /* key -> Str *: texts that document_repair put right */
    Span language_where, layout_where, source_where;
    int issued_year, issued_month, issued_day; /* `issued: 2025-04-15`; year 0 if not given */
    bool missing_spaces;                       /* `repair: true`: put in spaces not typed */
    Map glossary;                              /* Str key -> Str * */
    Map readings;                              /* form as written -> EditionReading * */
} Edition;

/* A word in which twins of the middle dot were replaced. */
typedef struct RepairedDot {
    Span where;
    Str shown; /* as typed */
} RepairedDot;

/* An edition's texts in memory: read from its folder, or made. */
typedef struct EditionSources {
    Str folder;                /* where pictures and data files are found, */
    const Str *source_folders; /* or, if they are not there, in the first of these */
    size_t source_folder_count;
    bool inherited; /* the sections are those of the source, in the same language */
    const struct EditionChanges *changes;   /* made to them (translation/changes.h); NULL: none */
    const struct EditionSources *unchanged; /* the texts before these changes; NULL: none made */
    const Source *edition;                  /* edition.yaml */
    const Source **sections;                /* in reading order */
    size_t section_count;
} EditionSources;

typedef struct Document {
    const EditionSources *sources;
    Edition edition;
    const Language *language; /* of its texts, as far as reading them wants it; may be NULL */
    Section *sections;
    size_t section_count;
    Map anchors;                /* id -> Anchor * */
    uint32_t note_count;        /* notes that are called */
    RepairedDot *repaired_dots; /* in reading order; see document_repair */
    size_t repaired_dot_count;
} Document;

/* The number by which a note is told: the printed one, or before there are pages that in the
 * edition. */
uint32_t note_told(const Note *note);
/* A paragraph of plain words, in the arena. */
Block *block_of_text(Arena *arena, Str text, Span where);

/* The value of a key=value attribute; empty if none. */
Str attribute_find(const Attributes *attributes, Str key);
/* What stands in for an image, or for a div with alt=, as typed; else empty. */
Str block_alternative(const Block *block);
/* The same as it is told; in the arena. */
Str block_told_alternative(Arena *arena, const Block *block);
/* Where it stands; where all of them stand if it is none of them. */
Span attribute_place(const Attributes *attributes, Str key);
/* A div that only says the language of what is in it: its blocks stand in the text around. */
bool div_is_frameless(const Block *block);
bool attribute_has_class(const Attributes *attributes, Str name);
/* A text of edition.yaml by its key, for "{publisher}" in a layout, or "{contact.email}" for a key
 * in a mapping; false if there is none. */
bool edition_find_text(const Edition *edition, Str key, Str *value);
/* The path of a picture or data file: in the edition's folder, or, if it is not there, in that of
 * the edition it was made from. */
Str edition_file(Arena *arena, const Edition *edition, Str file);

#endif
