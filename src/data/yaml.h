/* YAML as a tree of values that know where they stand.
 *
 * libfyaml parses; this room turns its document into plain nodes in an arena, so that the rooms
 * that read language rules, fonts, layouts, editions and front matter share one way to walk, to
 * type and to complain. Aliases, tags and several documents in one text are refused: a layout stays
 * readable without them, and a small text cannot grow without bound. */
#ifndef MAQUETTE_DATA_YAML_H
#define MAQUETTE_DATA_YAML_H

#include "base/diag.h"
#include "base/unit.h"

typedef enum YamlKind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING } YamlKind;

typedef struct YamlNode YamlNode;

typedef struct YamlPair {
    Str key;
    Span key_where;
    YamlNode *value;
} YamlPair;

struct YamlNode {
    YamlKind kind;
    Span where;
    Str scalar;        /* of a scalar, unescaped */
    bool quoted;       /* a quoted scalar is always a text */
    size_t start, end; /* of a scalar: bytes of the source, its quotes or the sign of a block
                          included; alike where it was left out */
    YamlNode **items;  /* of a sequence */
    YamlPair *pairs;   /* of a mapping, in the order written; no key twice */
    size_t count;      /* of items or pairs */
};

/* Reads the bytes [start, end) of a source. Spans are places in the whole source. A syntax error, a
 * key written twice, an alias or tag, nesting over 64 levels: reported, and NULL. An empty text
 * gives an empty mapping. */
YamlNode *yaml_read(Arena *arena, const Source *source, size_t start, size_t end, Diag *diag);

/* The value of a key of a mapping, or NULL (also for a node that is NULL or no mapping). */
YamlNode *yaml_find(const YamlNode *mapping, const char *key);

/* Reports each key of the mapping that is not among the known ones (ended by NULL), with the
 * nearest. */
void yaml_check_keys(const YamlNode *mapping, const char *const *known, Diag *diag);

/* True for a mapping, or a sequence; reports another node. NULL gives false without a report. */
bool yaml_is_mapping(const YamlNode *node, Diag *diag);
bool yaml_is_sequence(const YamlNode *node, Diag *diag);

/* Typed reading. Each reports what was expected at the node's place and gives false on a wrong
 * value; the result is then unchanged. A NULL node gives false without a report: the key was not
 * written. */
bool yaml_text(const YamlNode *node, Str *value, Diag *diag);
bool yaml_int(const YamlNode *node, int64_t lowest, int64_t highest, int64_t *value, Diag *diag);
bool yaml_bool(const YamlNode *node, bool *value, Diag *diag);
/* "12%", "1.2 %": in 1/10000; a bare number is refused. */
bool yaml_percent(const YamlNode *node, int32_t *permyriad, Diag *diag);
/* One of the words (ended by NULL): its index. */
bool yaml_word(const YamlNode *node, const char *const *words, int *index, Diag *diag);

/* What a relative length is measured in. Zero where the unit makes no sense. */
typedef struct LengthContext {
    Unit em;   /* "1.5em" */
    Unit line; /* "3 lines", "1 line": the grid's leading */
} LengthContext;
/* "12pt" "8mm" "2cm" "1in" "1.5em" "3 lines"; exact decimal arithmetic; a bare 0 is allowed,
 * another bare number is refused with the hint to name a unit. */
bool yaml_length(const YamlNode *node, LengthContext context, Unit *value, Diag *diag);

/* A text as a double-quoted scalar, which is allowed wherever a scalar is; in the arena. */
Str yaml_quoted(Arena *arena, Str text);

#endif
