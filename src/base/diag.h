/* Messages to the people who write, design and build: where, what, and a way out.
 *
 * Every message stands in messages.def with a stable code, a level and its text in English and
 * French. Texts hold {0} {1} {2} for the arguments of a report. Reports are collected, not printed;
 * equal reports at the same place are kept once. The exit status follows the worst level. */
#ifndef MAQUETTE_BASE_DIAG_H
#define MAQUETTE_BASE_DIAG_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct SourceOrigin SourceOrigin;

/* A text that was read, and the name under which messages speak of it. */
typedef struct Source {
    Str path;                    /* as shown: relative to the project where it lies inside */
    Str text;                    /* whole, valid UTF-8 */
    const SourceOrigin *origins; /* of a text that was made from others: where it really stands */
    size_t origin_count;         /* 0: here */
} Source;

/* A place in a source. A zeroed span means "no place". */
typedef struct Span {
    const Source *source;
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in characters */
    uint32_t length; /* characters to underline; 0 is shown as 1 */
} Span;

/* From this place of a made text on, up to the next one: where that stands. In order of place; none
 * that is in step goes on over a line's end. */
struct SourceOrigin {
    uint32_t line, column;
    Span where;
    bool in_step; /* columns go on with those of the text; else all of it is at where */
};

typedef enum DiagLevel { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } DiagLevel;

typedef enum MessageCode {
#define MESSAGE(code, level, english, english_hint, french, french_hint) MESSAGE_##code,
#include "base/messages.def"
#undef MESSAGE
    MESSAGE_COUNT
} MessageCode;

typedef enum DiagLanguage { DIAG_ENGLISH, DIAG_FRENCH } DiagLanguage;
typedef enum DiagFormat { DIAG_TEXT, DIAG_JSON } DiagFormat;

typedef struct Report {
    MessageCode code;
    Span where;
    Str arguments[5];
} Report;

/* Zero it but for the arena and the language: Diag diag = {.arena = arena}. The arena must outlive
 * it, and so must the sources of the reports. */
typedef struct Diag {
    Arena *arena; /* holds the reports and copies of their arguments */
    DiagLanguage language;
    VEC(Report) reports;
    Map seen;                     /* the reports by code, place and arguments */
    size_t counts[MESSAGE_COUNT]; /* reports of a code, those left out included */
} Diag;

/* So many reports of one code are kept; those that follow are only counted. */
enum { DIAG_KEPT_PER_CODE = 1000 };

/* Up to five arguments of a message, by value: ARGS(name, STR("x")). */
typedef struct MessageArgs {
    Str text[5];
} MessageArgs;
#define ARGS(...) ((MessageArgs){.text = {__VA_ARGS__}})
#define NO_ARGS   ((MessageArgs){.text = {{0}}})

/* Adds a report, at the place where the text really stands (span_origin); the arguments are copied.
 */
void diag_report(Diag *diag, MessageCode code, Span where, MessageArgs args);
/* The same for one of several things of a kind: where the last report is of the same code and place
 * and about the same, it is told there too: "a, b". */
void diag_report_also(Diag *diag, MessageCode code, Span where, Str thing, Str about);
/* The report of a code at a place, or the first of a code about a name (its first argument); NULL
 * if there is none. */
const Report *diag_find_at(const Diag *diag, MessageCode code, Span where);
const Report *diag_find_about(const Diag *diag, MessageCode code, Str name);
/* Takes back the reports of a code at a place, of which the cause has been found. */
void diag_withdraw(Diag *diag, MessageCode code, Span where);
/* The worst level reported, or -1 where nothing was. */
int diag_worst(const Diag *diag);
/* Number of reports of a level, those only counted included. */
size_t diag_count(const Diag *diag, DiagLevel level);

/* Level, stable name ("unknown-key") of a code. */
/* Of numbers in arguments. */
char diag_decimal_point(const Diag *diag);

DiagLevel message_level(MessageCode code);
Str message_name(Arena *arena, MessageCode code);
/* A report's text in the diag's language, its arguments filled in; the hint may be empty. A hint
 * that names an argument which is empty is left out whole: "did you mean {1}?" needs no second
 * message. */
Str report_text(const Diag *diag, Arena *arena, const Report *report);
Str report_hint(const Diag *diag, Arena *arena, const Report *report);

/* Writes all reports, sorted by source path and place, as a compiler would (place, level, text,
 * source line, caret, hint) or as one JSON array. */
void diag_write(const Diag *diag, DiagFormat format, StrBuilder *out);

/* The place of a byte offset in a source; O(length of the text before it). */
Span span_at(const Source *source, size_t byte, uint32_t length);
/* Where the text at a place really stands: the place itself, but for a made text. */
Span span_origin(Span where);
/* A line's text without its end, counted from 1; empty where there is no such line. */
Str source_line(const Source *source, uint32_t line);

/* A place that walks forward through a source: many rising places cost one walk together. A zeroed
 * cursor but for the source stands at its start. */
typedef struct SourceCursor {
    const Source *source;
    size_t byte;
    uint32_t lines_before, characters_before; /* on the line */
} SourceCursor;

/* As span_at, from the cursor; one that stands behind the byte starts again from the source's
 * start. */
Span cursor_span_at(SourceCursor *cursor, size_t byte, uint32_t length);

#endif
