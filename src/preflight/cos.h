/* The values of a PDF file (ISO 32000-1, 7.3) as a tree, and the reader of their text.
 *
 * The same reader serves objects, content streams and CMaps, whose words differ but whose values do
 * not. A tree lives in its arena, its texts there or in the text that was read, which must outlive
 * it. Nothing here follows a reference: see cos_file.h. */
#ifndef MAQUETTE_PREFLIGHT_COS_H
#define MAQUETTE_PREFLIGHT_COS_H

#include "base/str.h"
#include "base/vec.h"

typedef enum CosKind {
    COS_NULL,
    COS_BOOLEAN,
    COS_INTEGER,
    COS_REAL,
    COS_NAME,
    COS_STRING,
    COS_ARRAY,
    COS_DICTIONARY, /* and streams */
    COS_REFERENCE,
    COS_WORD /* an operator */
} CosKind;

typedef struct Cos Cos;
struct Cos {
    CosKind kind;
    bool stream;        /* a dictionary that has a stream */
    int32_t object;     /* number of the indirect object it stands in; 0: none */
    int32_t generation; /* of that object; of a reference: of the object meant */
    int64_t integer;    /* value of an integer, a boolean; number of the object meant */
    double real;        /* value of an integer or real */
    Str text;           /* bytes of a name (without its slash), string or word */
    const Cos *items;   /* of an array; of a dictionary: key, value, key, value … */
    size_t count;       /* items; of a dictionary twice its entries */
};

/* The one null value: what is absent. */
extern const Cos cos_null;

/* Items of arrays and dictionaries that are still being read: kept apart so that a finished list
 * takes no more room than it needs. One serves any number of lexers, one after the other. */
typedef struct CosStack {
    Arena *arena;
    VEC(Cos) list;
} CosStack;

typedef struct CosLexer {
    Arena *arena;
    CosStack *stack;
    Str text;
    size_t at;          /* byte that comes next */
    int32_t object;     /* for the values read */
    int32_t generation; /* the same */
    bool damaged;       /* something was no PDF syntax, or nested too deep; it was left out */
} CosLexer;

/* Reads the next value or word; false at the end of the text. Inside arrays and dictionaries two
 * integers and R become a reference. */
bool cos_next(CosLexer *lexer, Cos *value);

/* The value of a key as it stands there, perhaps a reference; cos_null where it is absent or the
 * value is no dictionary. */
const Cos *cos_entry(const Cos *dictionary, const char *key);
const Cos *cos_entry_named(const Cos *dictionary, Str name);

bool cos_is_number(const Cos *value);
/* A name, or a word, of these bytes. */
bool cos_is_name(const Cos *value, const char *name);

/* A text string (7.9.2.2) as UTF-8: from UTF-16 or UTF-8 with a byte order mark, or
 * PDFDocEncoding. Escapes that name a language are left out. Empty for what is no string. */
Str cos_text(Arena *arena, const Cos *value);
/* UTF-16BE without a byte order mark as UTF-8; a broken pair gives U+FFFD. */
Str cos_text_utf16(Arena *arena, Str bytes);

#endif
