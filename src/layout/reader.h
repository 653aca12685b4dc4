/* What the files of this room share while a layout is read.
 *
 * A reader is one pass over one layout file. Every value_… function reports what is wrong at the
 * place of the value, leaves the result as it was (so that the caller's default stands) and gives
 * false; a NULL node means "not written" and is no mistake. */
#ifndef MAQUETTE_LAYOUT_READER_H
#define MAQUETTE_LAYOUT_READER_H

#include "layout/layout.h"

typedef struct LayoutReader {
    Arena *arena;
    Diag *diag;
    Layout *layout;               /* filled section by section, in the order of LAYOUT_KEYS */
    const FamilyCheck *families;  /* may be NULL */
    const Colour *black;          /* stands in where a colour is not given */
    const TextStyle *first_style; /* the default of all boxes and templates; set by styles_read */
} LayoutReader;

/* ---- entries: the named things of a section, and what they inherit ---- */

#define ENTRY_NONE SIZE_MAX

/* One named thing of `colours:`, `text:`, `boxes:` or `templates:`. */
typedef struct Entry {
    Str name;
    Span where; /* of the name */
    const char *const *keys;
    const YamlNode **values; /* by index into keys; NULL where not written */
    size_t parent;           /* index of the entry that the first key names, or ENTRY_NONE */
} Entry;

typedef struct EntryList {
    Entry *items; /* in the order written */
    size_t count;
    size_t *order; /* indices: a parent comes before its children */
} EntryList;

/* Reads the entries of a section. Each is a mapping with the given keys (ended by NULL), the first
 * of which names another entry of the section (`like:` or `of:`). Unknown keys and names and
 * circles are reported; a circle is cut where it closes. */
EntryList entries_read(LayoutReader *reader, const YamlNode *section, const char *const *keys,
                       MessageCode unknown);
/* Gives every entry the values of its parent for the keys it does not write itself. */
void entries_inherit(EntryList *list);
/* The value of a key, which must be one of the entry's keys; NULL if not written. */
const YamlNode *entry_value(const Entry *entry, const char *key);

/* ---- values ---- */

#define MILLIMETRES(n) ((Unit)((int64_t)(n)*360 * UNIT_PER_POINT / 127))

typedef struct LengthRange {
    Unit lowest, highest;
    const char *lowest_text, *highest_text; /* as messages say them */
} LengthRange;

extern const LengthRange RANGE_ROOM;     /* 0 to 2 m: distances and sizes */
extern const LengthRange RANGE_OFFSET;   /* -2 m to 2 m: coordinates and steps */
extern const LengthRange RANGE_TRACKING; /* -100 pt to 100 pt */

/* Reports an unknown name, with the nearest in the map or else the names that exist. */
void report_unknown(LayoutReader *reader, MessageCode code, Span where, Str name, const Map *known);

/* How many of the node's entries are read: all, or most after a report. What a style or template
 * inherits is read again for each, so that this bounds the work on hostile input. */
size_t count_limit(LayoutReader *reader, const YamlNode *node, size_t most);
/* False, after a report, for a node that is written but is no mapping. Keys that are not among the
 * given ones (NULL: any) are reported. */
bool value_mapping(LayoutReader *reader, const YamlNode *node, const char *const *keys);
/* False, after a report, for a node that is written but is no list of that many values. */
bool value_list(LayoutReader *reader, const YamlNode *node, size_t count);
bool value_length(LayoutReader *reader, const YamlNode *node, LengthContext context,
                  LengthRange range, Unit *length);
/* The thickness of a line; one that a press cannot hold is warned of. */
bool value_thickness(LayoutReader *reader, const YamlNode *node, LengthContext context,
                     Unit *thickness);
bool value_percent(LayoutReader *reader, const YamlNode *node, int32_t lowest, int32_t highest,
                   int32_t *permyriad);
bool value_int(LayoutReader *reader, const YamlNode *node, int lowest, int highest, int *value);
/* "2 lines", "1 line" or a bare number: how many lines, from 0 to highest. */
bool value_lines(LayoutReader *reader, const YamlNode *node, int highest, int *count);
/* The name of a font family; an unknown one is reported, and the nearest known taken. */
bool value_family(LayoutReader *reader, const YamlNode *node, Str *family, Span *where);
/* A weight: 100 to 1000, or its usual name. */
bool value_weight(LayoutReader *reader, const YamlNode *node, int *weight);
/* A text with placeholders; false after a report where a brace stays open. */
bool value_template_text(LayoutReader *reader, const YamlNode *node, Str *text, Span *where);
/* A swatch's name; `none` gives NULL. */
bool value_colour(LayoutReader *reader, const YamlNode *node, const Colour **colour);
/* As value_colour, but a colour there must be: `none` is refused. */
bool value_ink(LayoutReader *reader, const YamlNode *node, const Colour **colour);
bool value_style(LayoutReader *reader, const YamlNode *node, const TextStyle **style);
/* {thickness, length, gap, colour}, or `none`. */
bool value_rule(LayoutReader *reader, const YamlNode *node, LengthContext context, Rule *rule);
/* True for the plain word, unquoted or not. */
bool value_is_word(const YamlNode *node, const char *word);

/* What em and lines mean where a text style rules. style may be NULL: no em. */
LengthContext length_context(const LayoutReader *reader, const TextStyle *style);

/* ---- sections, one a file ---- */

void outputs_read(LayoutReader *reader, const YamlNode *section);
void colours_read(LayoutReader *reader, const YamlNode *section);
void scripts_read(LayoutReader *reader, const YamlNode *section);
/* The layout's tree for an edition in a script (ISO 15924; may be empty): what `scripts` says for
 * such editions is laid over it. Reports nothing. */
const YamlNode *scripts_lay_over(Arena *arena, const YamlNode *root, Str script);
void styles_read(LayoutReader *reader, const YamlNode *section);
void boxes_read(LayoutReader *reader, const YamlNode *section);
void tables_read(LayoutReader *reader, const YamlNode *section);
/* The name of a table style. */
bool value_table(LayoutReader *reader, const YamlNode *node, const TableStyle **table);
void templates_read(LayoutReader *reader, const YamlNode *section);
/* The shapes and frames of one template; page already has its name. */
void shapes_read(LayoutReader *reader, const YamlNode *shapes, Template *page);
void frames_read(LayoutReader *reader, const YamlNode *frames, Template *page);

/* True if that many columns in that width are at least as wide as a column must be. */
bool columns_fit(Unit width, int columns, Unit gutter, Unit *column);
/* Reports that what is called name has columns too narrow to set. */
void report_narrow(LayoutReader *reader, Span where, Str name, Unit column);

#endif
