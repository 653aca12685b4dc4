/* The quoted strings of PO files. */
#ifndef MAQUETTE_TRANSLATION_PO_QUOTED_H
#define MAQUETTE_TRANSLATION_PO_QUOTED_H

#include "base/str.h"

/* What stands at a byte between the quotes of a line. */
typedef enum QuotedKind {
    QUOTED_BYTE,   /* one byte of the text */
    QUOTED_END,    /* the closing quote */
    QUOTED_OPEN,   /* the line is over and no quote came */
    QUOTED_ESCAPE, /* an escape that stands for nothing, or for a NUL byte */
} QuotedKind;

typedef struct Quoted {
    QuotedKind kind;
    char byte;     /* of QUOTED_BYTE */
    size_t length; /* bytes of the line that it takes */
} Quoted;

/* Reads what stands at a byte of a line; escapes are those of C: \n \t \" \\ \101 \x41 ... */
Quoted quoted_next(Str line, size_t at);

/* Adds a keyword with a text as quoted strings: on one line, or, where line ends stand in it, one
 * string a line behind an empty one. prefix stands before each line: "", "#~ ", "#| ", "#~| ". */
void quoted_write(StrBuilder *out, const char *prefix, const char *keyword, Str text);

#endif
