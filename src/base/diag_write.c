/* Writing reports: as a compiler would, for people, and as one JSON array, for tools.
 *
 *     content/fr/30-trafic.md:12:8: error: unknown box “encadré”
 *       ::: {.encadré}
 *            ^~~~~~~~
 *       hint: did you mean “encadre”?
 *
 * Reports are sorted by path and place; those at one place keep the order in which they came. One
 * walk through each source serves all its reports. What stands in sources and arguments is shown
 * with its control characters replaced: a text must not be able to steer the reader's terminal. */
#include "base/columns.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHOWN_COLUMNS = 120, /* longer source lines are cut around the caret */
    REPLACEMENT = 0xFFFD,
    ELLIPSIS = 0x2026
};

static const char *const LEVEL_WORDS[2][3] = {
    [DIAG_ENGLISH] = {[DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error"},
    [DIAG_FRENCH] =
        {[DIAG_NOTE] = "note", [DIAG_WARNING] = "avertissement", [DIAG_ERROR] = "erreur"},
};
/* French has a no-break space before the colon. */
static const char *const COLONS[2] = {[DIAG_ENGLISH] = ": ", [DIAG_FRENCH] = "\u00A0: "};
static const char *const HINT_WORDS[2] = {[DIAG_ENGLISH] = "hint", [DIAG_FRENCH] = "piste"};

/* The line on which the walk through a source stands. */
typedef struct LineWalk {
    const Source *source;
    uint32_t line;
    uint32_t column;  /* of byte `at` */
    size_t start, at; /* of the line; on the line */
} LineWalk;

static Str span_path(Span where) {
    return where.source == NULL ? (Str){0} : where.source->path;
}

static int compare_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_reports(const void *left, const void *right) {
    const Report *a = *(const Report *const *)left, *b = *(const Report *const *)right;
    int order = str_compare(span_path(a->where), span_path(b->where));
    if (order == 0) order = compare_numbers(a->where.line, b->where.line);
    if (order == 0) order = compare_numbers(a->where.column, b->where.column);
    if (order == 0) order = (a > b) - (a < b); /* both lie in the one array of reports */
    return order;
}

static const Report **reports_sort(const Diag *diag, Arena *arena) {
    const Report **sorted = ARENA_ARRAY(arena, const Report *, diag->reports.count);
    for (size_t i = 0; i < diag->reports.count; i++) sorted[i] = &diag->reports.items[i];
    if (diag->reports.count > 0)
        qsort(sorted, diag->reports.count, sizeof *sorted, compare_reports);
    return sorted;
}

/* The closing report for a code of which some were only counted. */
static bool left_out_make(const Diag *diag, Arena *arena, MessageCode code, Report *report) {
    if (diag->counts[code] <= DIAG_KEPT_PER_CODE) return false;
    StrBuilder count = {.arena = arena};
    builder_add_int(&count, (int64_t)(diag->counts[code] - DIAG_KEPT_PER_CODE));
    *report = (Report){.code = MESSAGE_REPORTS_LEFT_OUT,
                       .arguments = {builder_text(&count), message_name(arena, code)}};
    return true;
}

static bool is_control(uint32_t character) {
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

static void write_character(StrBuilder *out, uint32_t character) {
    builder_add_char(out, is_control(character) ? REPLACEMENT : character);
}

static void write_plain(StrBuilder *out, Str text) {
    for (size_t at = 0; at < text.length;) write_character(out, utf8_next(text, &at));
}

/* Moves the walk to a place; a column behind the line's end gives the end. */
static void walk_to(LineWalk *walk, Span where) {
    bool behind =
        walk->line > where.line || (walk->line == where.line && walk->column > where.column);
    if (walk->source != where.source || behind)
        *walk = (LineWalk){.source = where.source, .line = 1, .column = 1};
    Str text = where.source->text;
    while (walk->line < where.line) {
        size_t end = str_find(text, STR("\n"), walk->at);
        walk->start = walk->at = end == SIZE_MAX ? text.length : end + 1;
        walk->line++;
        walk->column = 1;
    }
    while (walk->column < where.column && walk->at < text.length && text.bytes[walk->at] != '\n') {
        utf8_next(text, &walk->at);
        walk->column++;
    }
}

/* The characters of the line before a place (or behind it), at most SHOWN_COLUMNS. */
static size_t count_before(const LineWalk *walk) {
    size_t count = 0, at = walk->at;
    for (; count < SHOWN_COLUMNS && at > walk->start; count++)
        utf8_previous(walk->source->text, &at);
    return count;
}

static size_t count_behind(const LineWalk *walk) {
    Str text = walk->source->text;
    size_t count = 0, at = walk->at;
    for (; count < SHOWN_COLUMNS && at < text.length && text.bytes[at] != '\n'; count++)
        utf8_next(text, &at);
    return count;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* As many blanks as the terminal has columns for a character; tabs stay tabs. */
static void write_blank(StrBuilder *caret, uint32_t character) {
    int columns = character_columns(character);
    for (int i = 0; i < columns; i++) builder_add_byte(caret, character == '\t' ? '\t' : ' ');
}

/* The line, and the blank line start that brings the caret under its character. */
static void write_source_line(StrBuilder *out, StrBuilder *caret, const LineWalk *walk,
                              size_t underlined) {
    Str text = walk->source->text;
    size_t before = count_before(walk), behind = count_behind(walk);
    size_t shown_behind = least(behind, SHOWN_COLUMNS / 2);
    size_t shown_before = least(before, SHOWN_COLUMNS - shown_behind);
    shown_behind = least(behind, SHOWN_COLUMNS - shown_before);
    size_t at = walk->at;
    for (size_t i = 0; i < shown_before; i++) utf8_previous(text, &at);
    builder_add_c(out, "  ");
    builder_add_c(caret, "  ");
    if (at > walk->start) {
        builder_add_char(out, ELLIPSIS);
        builder_add_byte(caret, ' ');
    }
    size_t underlined_end = shown_before + least(underlined, shown_behind);
    int tildes = 0;
    for (size_t i = 0; i < shown_before + shown_behind; i++) {
        uint32_t character = utf8_next(text, &at);
        if (character == '\t')
            builder_add_byte(out, '\t');
        else
            write_character(out, character);
        if (i < shown_before)
            write_blank(caret, character);
        else if (i < underlined_end)
            tildes += character_columns(character);
    }
    if (at < text.length && text.bytes[at] != '\n') builder_add_char(out, ELLIPSIS);
    builder_add_byte(out, '\n');
    builder_add_byte(caret, '^');
    for (int i = 1; i < tildes; i++) builder_add_byte(caret, '~');
}

static void write_place(StrBuilder *out, Span where) {
    if (where.source == NULL) {
        builder_add_c(out, "maquette: ");
        return;
    }
    write_plain(out, where.source->path);
    if (where.line > 0)
        builder_add_format(out, ":%lu:%lu", (unsigned long)where.line, (unsigned long)where.column);
    builder_add_c(out, ": ");
}

static void write_text_report(const Diag *diag, Arena *scratch, const Report *report,
                              LineWalk *walk, StrBuilder *out) {
    Span where = report->where;
    write_place(out, where);
    builder_add_c(out, LEVEL_WORDS[diag->language][message_level(report->code)]);
    builder_add_c(out, COLONS[diag->language]);
    write_plain(out, report_text(diag, scratch, report));
    builder_add_byte(out, '\n');
    if (where.source != NULL && where.line > 0) {
        StrBuilder caret = {.arena = scratch};
        walk_to(walk, where);
        write_source_line(out, &caret, walk, where.length);
        builder_add(out, builder_text(&caret));
        builder_add_byte(out, '\n');
    }
    Str hint = report_hint(diag, scratch, report);
    if (hint.length == 0) return;
    builder_add_c(out, "  ");
    builder_add_c(out, HINT_WORDS[diag->language]);
    builder_add_c(out, COLONS[diag->language]);
    write_plain(out, hint);
    builder_add_byte(out, '\n');
}

static void write_json_place(StrBuilder *out, Span where) {
    if (where.source == NULL) {
        builder_add_c(out, "\"path\": null, ");
    } else {
        json_add_pair(out, "path", where.source->path);
        builder_add_c(out, ", ");
    }
    if (where.source == NULL || where.line == 0) {
        builder_add_c(out, "\"line\": null, \"column\": null, \"length\": null");
        return;
    }
    builder_add_format(out, "\"line\": %lu, \"column\": %lu, \"length\": %lu",
                       (unsigned long)where.line, (unsigned long)where.column,
                       (unsigned long)where.length);
}

/* Codes and levels are stable words for tools, in English whatever the language of the texts. */
static void write_json_report(const Diag *diag, Arena *scratch, const Report *report,
                              StrBuilder *out) {
    const char *level = LEVEL_WORDS[DIAG_ENGLISH][message_level(report->code)];
    builder_add_c(out, "{");
    json_add_pair(out, "code", message_name(scratch, report->code));
    builder_add_c(out, ", ");
    json_add_pair(out, "level", str_from_c(level));
    builder_add_c(out, ", ");
    write_json_place(out, report->where);
    builder_add_c(out, ", ");
    json_add_pair(out, "text", report_text(diag, scratch, report));
    builder_add_c(out, ", ");
    json_add_pair(out, "hint", report_hint(diag, scratch, report));
    builder_add_c(out, "}");
}

static void write_report(const Diag *diag, DiagFormat format, Arena *scratch, const Report *report,
                         LineWalk *walk, bool first, StrBuilder *out) {
    ArenaMark mark = arena_mark(scratch);
    if (format == DIAG_JSON) {
        builder_add_c(out, first ? "\n  " : ",\n  ");
        write_json_report(diag, scratch, report, out);
    } else {
        write_text_report(diag, scratch, report, walk, out);
    }
    arena_release(scratch, mark);
}

void diag_write(const Diag *diag, DiagFormat format, StrBuilder *out) {
    Arena *scratch = arena_open();
    const Report **sorted = reports_sort(diag, scratch);
    size_t count = diag->reports.count;
    LineWalk walk = {0};
    if (format == DIAG_JSON) builder_add_c(out, "[");
    for (size_t i = 0; i < count; i++)
        write_report(diag, format, scratch, sorted[i], &walk, i == 0, out);
    for (size_t code = 0; code < MESSAGE_COUNT; code++) {
        Report left_out;
        if (left_out_make(diag, scratch, (MessageCode)code, &left_out))
            write_report(diag, format, scratch, &left_out, &walk, false, out);
    }
    if (format == DIAG_JSON) builder_add_c(out, count > 0 ? "\n]\n" : "]\n");
    arena_close(scratch);
}
