/* The words of JSON (RFC 8259) that reports and commands print. */
#ifndef MAQUETTE_BASE_JSON_H
#define MAQUETTE_BASE_JSON_H

#include "base/diag.h"

/* The text between quotes. */
void json_add_text(StrBuilder *out, Str text);
/* "key": "text" */
void json_add_pair(StrBuilder *out, const char *key, Str text);
/* {"path": …, "line": …, "column": …}, or null for no place. */
void json_add_place(StrBuilder *out, Span where);

#endif
