/* In: folders. Out: a row for each edition in them; see command_status.h. */
#include "app/command_status.h"

#include <stdio.h>

#include "app/commands.h"
#include "app/room.h"
#include "app/translation.h"
#include "base/file.h"
#include "base/json.h"
#include "translation/changes.h"

/* A place where a local edition differs from its source. */
typedef struct StatusChange {
    EditionChangeKind kind;
    Str target, file; /* the file from the edition's folder on; empty where something is dropped */
} StatusChange;

/* One edition's row. */
typedef struct StatusRow {
    Str name, source;    /* source: empty for an edition that translates nothing */
    bool read, compared; /* there is a document; there is a comparison */
    size_t errors, pages;
    TranslationTally tally;
    bool from_po;
    size_t fuzzy; /* of a PO file: marked so; among the stale ones */
    size_t room_problems;
    VEC(StatusChange) changes; /* of a local edition */
} StatusRow;

typedef struct Status {
    Arena *arena;
    const Options *options;
    VEC(StatusRow) rows;
} Status;

/* ---- gathering ---- */

static void changes_add(Status *status, StatusRow *row, const EditionChanges *changes) {
    for (size_t i = 0; changes != NULL && i < changes->count; i++) {
        const EditionChange *made = &changes->items[i];
        if (!made->made) continue;
        StatusChange change = {.kind = made->kind, .target = str_copy(status->arena, made->target)};
        if (made->added != NULL) change.file = str_copy(status->arena, made->added->path);
        if (str_starts_with(change.file, row->name))
            change.file = str_slice(change.file, row->name.length + 1, change.file.length);
        VEC_PUSH(status->arena, &row->changes, change);
    }
}

/* What a PO file has for a text that is fuzzy or was made from another one is not shown: to the
 * comparison these texts are not translated. */
static void fuzzy_count(StatusRow *row, const Diag *diag) {
    row->fuzzy = diag->counts[MESSAGE_PO_TEXT_FUZZY];
    size_t waiting = row->fuzzy + diag->counts[MESSAGE_PO_TEXT_STALE];
    if (waiting > row->tally.untranslated) waiting = row->tally.untranslated;
    row->tally.untranslated -= waiting;
    row->tally.stale += waiting;
}

static void edition_add(Status *status, Str folder) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = status->options->language};
    Pipeline pipeline;
    pipeline_open(&pipeline, arena, folder, status->options->project, (Progress){0}, &diag);
    Translation translation;
    translation_open(&translation, &pipeline);
    StatusRow row = {.name = str_copy(status->arena, folder), .read = pipeline.document != NULL};
    row.errors = diag_count(&diag, DIAG_ERROR);
    row.pages = pipeline.list.page_count;
    row.room_problems = translation.ready ? translation.room_problems : rooms_problems(&diag);
    if (row.read) row.source = str_copy(status->arena, pipeline.document->edition.source);
    row.compared = translation.ready;
    if (translation.ready) row.tally = comparison_tally(&translation.comparison);
    row.from_po = translation.ready && translation.comparison.from_po;
    if (row.from_po) fuzzy_count(&row, &diag);
    if (row.read) changes_add(status, &row, pipeline.document->sources->changes);
    VEC_PUSH(status->arena, &status->rows, row);
    translation_close(&translation);
    pipeline_close(&pipeline);
    arena_close(arena);
}

static bool is_edition(Arena *arena, Str folder) {
    return file_exists(path_join(arena, folder, STR("edition.yaml")));
}

/* An edition, or the editions in a folder; false after a report where it holds none. */
static bool folder_add(Status *status, Str folder, Diag *diag) {
    while (folder.length > 1 && str_ends_with(folder, STR("/"))) folder.length--;
    if (is_edition(status->arena, folder)) {
        edition_add(status, folder);
        return true;
    }
    Str *names;
    size_t count, before = status->rows.count;
    if (!folder_exists(folder) || !folder_list(status->arena, folder, &names, &count, diag)) {
        diag_report(diag, MESSAGE_EDITION_MISSING, (Span){0}, ARGS(folder));
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        Str below = path_join(status->arena, folder, names[i]);
        if (is_edition(status->arena, below)) edition_add(status, below);
    }
    if (status->rows.count > before) return true;
    diag_report(diag, MESSAGE_EDITION_MISSING, (Span){0}, ARGS(folder));
    return false;
}

/* ---- the table ---- */

enum { COLUMNS = 9 };

static const char *const ENGLISH[COLUMNS] = {"texts", "done",  "stale", "to do", "missing",
                                             "doubt", "extra", "room",  "errors"};
static const char *const FRENCH[COLUMNS] = {"textes",  "faits",   "périmés", "à faire", "absents",
                                            "douteux", "en trop", "place",   "erreurs"};

static void cell_values(const StatusRow *row, size_t values[COLUMNS]) {
    const TranslationTally *tally = &row->tally;
    size_t all[COLUMNS] = {tally->wanted,       tally->translated,  tally->stale,
                           tally->untranslated, tally->missing,     tally->doubtful,
                           tally->extra,        row->room_problems, row->errors};
    for (size_t i = 0; i < COLUMNS; i++) values[i] = all[i];
}

/* A text in a column so many characters wide. */
static void cell_add(StrBuilder *out, Str text, size_t width, bool right) {
    size_t count = utf8_count(text), blanks = count < width ? width - count : 0;
    for (size_t i = 0; right && i < blanks; i++) builder_add_byte(out, ' ');
    builder_add(out, text);
    for (size_t i = 0; !right && i < blanks; i++) builder_add_byte(out, ' ');
}

static void row_write(const Status *status, const StatusRow *row, size_t name_width,
                      const char *const *heads, StrBuilder *out) {
    size_t values[COLUMNS];
    cell_values(row, values);
    cell_add(out, row->name, name_width, /*right*/ false);
    for (size_t i = 0; i < COLUMNS; i++) {
        StrBuilder value = {.arena = status->arena};
        bool own = row->compared || i >= COLUMNS - 2; /* room and errors are every edition's */
        if (own) {
            builder_add_int(&value, (int64_t)values[i]);
        } else {
            builder_add_c(&value, "–");
        }
        builder_add_c(out, "  ");
        cell_add(out, builder_text(&value), utf8_count(str_from_c(heads[i])), /*right*/ true);
    }
    builder_add_byte(out, '\n');
}

/* By EditionChangeKind: what stands before a change's file or, where it has none, its target. */
static const char *const ENGLISH_CHANGES[] = {"without ", " for ", " before ", " after "};
static const char *const FRENCH_CHANGES[] = {"sans ", " à la place de ", " avant ", " après "};

/* content/be: 2 changes to its source: without afd; local/aide.md after usagers */
static void changes_write(const Status *status, const StatusRow *row, StrBuilder *out) {
    bool french = status->options->language == DIAG_FRENCH;
    if (row->changes.count == 0) return;
    builder_add(out, row->name);
    builder_add_format(out, french ? "\u00a0: %zu %s" : ": %zu %s", row->changes.count,
                       french ? "écart" : "change");
    if (row->changes.count > 1) builder_add_byte(out, 's');
    builder_add_c(out, french ? " avec sa source\u00a0: " : " to its source: ");
    for (size_t i = 0; i < row->changes.count; i++) {
        const StatusChange *change = &row->changes.items[i];
        if (i > 0) builder_add_c(out, french ? "\u00a0; " : "; ");
        builder_add(out, change->file);
        builder_add_c(out, (french ? FRENCH_CHANGES : ENGLISH_CHANGES)[change->kind]);
        builder_add(out, change->target);
    }
    builder_add_byte(out, '\n');
}

static void table_write(const Status *status, StrBuilder *out) {
    const char *const *heads = status->options->language == DIAG_FRENCH ? FRENCH : ENGLISH;
    size_t name_width = 0;
    for (size_t i = 0; i < status->rows.count; i++) {
        size_t width = utf8_count(status->rows.items[i].name);
        if (width > name_width) name_width = width;
    }
    cell_add(out, (Str){0}, name_width, /*right*/ false);
    for (size_t i = 0; i < COLUMNS; i++) {
        builder_add_c(out, "  ");
        builder_add_c(out, heads[i]);
    }
    builder_add_byte(out, '\n');
    for (size_t i = 0; i < status->rows.count; i++)
        row_write(status, &status->rows.items[i], name_width, heads, out);
    for (size_t i = 0; i < status->rows.count; i++)
        changes_write(status, &status->rows.items[i], out);
}

/* ---- JSON ---- */

static void number_add(StrBuilder *out, const char *key, size_t value) {
    builder_add_format(out, ", \"%s\": %zu", key, value);
}

static const char *const CHANGE_KEYS[] = {"drop", "replace", "before", "after"};

static void json_changes(const StatusRow *row, StrBuilder *out) {
    builder_add_c(out, ", \"changes\": [");
    for (size_t i = 0; i < row->changes.count; i++) {
        const StatusChange *change = &row->changes.items[i];
        builder_add_c(out, i > 0 ? ", {" : "{");
        json_add_pair(out, CHANGE_KEYS[change->kind], change->target);
        if (change->file.length > 0) {
            builder_add_c(out, ", ");
            json_add_pair(out, "file", change->file);
        }
        builder_add_byte(out, '}');
    }
    builder_add_byte(out, ']');
}

static void json_write(const Status *status, StrBuilder *out) {
    builder_add_c(out, "[");
    for (size_t i = 0; i < status->rows.count; i++) {
        const StatusRow *row = &status->rows.items[i];
        builder_add_c(out, i > 0 ? ",\n {" : "\n {");
        json_add_pair(out, "edition", row->name);
        builder_add_c(out, ", ");
        json_add_pair(out, "source", row->source);
        number_add(out, "pages", row->pages);
        number_add(out, "errors", row->errors);
        number_add(out, "room", row->room_problems);
        if (row->compared) {
            number_add(out, "texts", row->tally.wanted);
            number_add(out, "translated", row->tally.translated);
            number_add(out, "stale", row->tally.stale);
            number_add(out, "untranslated", row->tally.untranslated);
            number_add(out, "missing", row->tally.missing);
            number_add(out, "doubtful", row->tally.doubtful);
            number_add(out, "extra", row->tally.extra);
        }
        if (row->from_po) number_add(out, "fuzzy", row->fuzzy);
        if (row->changes.count > 0) json_changes(row, out);
        builder_add_byte(out, '}');
    }
    builder_add_c(out, "\n]\n");
}

/* ---- the whole ---- */

static bool folders_add(Status *status, Diag *diag) {
    const Options *options = status->options;
    bool good = true;
    if (options->editions.count == 0) {
        Str content = STR("content");
        if (options->project.length > 0)
            content = path_join(status->arena, options->project, content);
        return folder_add(status, content, diag);
    }
    for (size_t i = 0; i < options->editions.count; i++)
        good &= folder_add(status, options->editions.items[i], diag);
    return good;
}

int command_status(const Options *options) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = options->language};
    Status status = {.arena = arena, .options = options};
    bool good = folders_add(&status, &diag);
    StrBuilder out = {.arena = arena}, messages = {.arena = arena};
    if (status.rows.count > 0)
        (options->report == REPORT_JSON ? json_write : table_write)(&status, &out);
    stream_write(stdout, builder_text(&out));
    if (diag.reports.count > 0) diag_write(&diag, options->format, &messages);
    stream_write(stderr, builder_text(&messages));
    size_t errors = 0;
    for (size_t i = 0; i < status.rows.count; i++) errors += status.rows.items[i].errors;
    arena_close(arena);
    return !good ? EXIT_MACHINE : errors > 0 ? EXIT_MISTAKE : EXIT_GOOD;
}
