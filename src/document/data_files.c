/* In: an edition's folder and the divs that name a file of it. Out: tables; see data_files.h.
 *
 * The file is CSV (RFC 4180) with commas or semicolons, whichever its first line holds more of:
 * spreadsheets write the latter where the comma is the decimal sign. Its first line is the head. */
#include "document/data_files.h"

#include "base/file.h"
#include "base/vec.h"

/* What a longer file holds beyond these is left out: nobody can read so many bars. */
#define CELLS_MOST 10000

/* ---- CSV ---- */

typedef struct Csv {
    Str text;
    size_t at;
    char separator;
    SourceCursor cursor; /* places are asked for in order */
    Arena *arena;
} Csv;

static char find_separator(Str text) {
    size_t commas = 0, semicolons = 0;
    for (size_t i = 0; i < text.length && text.bytes[i] != '\n'; i++) {
        commas += text.bytes[i] == ',';
        semicolons += text.bytes[i] == ';';
    }
    return semicolons > 0 && semicolons >= commas ? ';' : ',';
}

/* A quoted value: "" is a quote. One that is not closed goes to the file's end. */
static Str read_quoted(Csv *csv) {
    StrBuilder value = {.arena = csv->arena};
    csv->at++;
    while (csv->at < csv->text.length) {
        char c = csv->text.bytes[csv->at++];
        bool quote = c == '"';
        bool doubled = quote && csv->at < csv->text.length && csv->text.bytes[csv->at] == '"';
        if (quote && !doubled) break;
        if (doubled) csv->at++;
        builder_add_byte(&value, c);
    }
    return builder_text(&value);
}

static bool ends_value(const Csv *csv) {
    if (csv->at >= csv->text.length) return true;
    char c = csv->text.bytes[csv->at];
    return c == csv->separator || c == '\n';
}

static Block *read_cell(Csv *csv) {
    Span where = cursor_span_at(&csv->cursor, csv->at, 1);
    Str value;
    if (csv->at < csv->text.length && csv->text.bytes[csv->at] == '"') {
        value = read_quoted(csv);
        while (!ends_value(csv)) csv->at++;
    } else {
        size_t start = csv->at;
        while (!ends_value(csv)) csv->at++;
        value = str_trim(str_slice(csv->text, start, csv->at));
    }
    Block *cell = block_of_text(csv->arena, value, where);
    cell->kind = BLOCK_CELL;
    return cell;
}

static Block *read_row(Csv *csv, size_t *cells_left) {
    Block *row = ARENA_NEW(csv->arena, Block);
    VEC(Block *) cells = {0};
    row->kind = BLOCK_ROW;
    row->where = cursor_span_at(&csv->cursor, csv->at, 1);
    for (bool more = true; more && *cells_left > 0; --*cells_left) {
        VEC_PUSH(csv->arena, &cells, read_cell(csv));
        more = csv->at < csv->text.length && csv->text.bytes[csv->at] == csv->separator;
        if (more) csv->at++;
    }
    while (csv->at < csv->text.length && csv->text.bytes[csv->at] != '\n') csv->at++;
    csv->at++;
    row->children = cells.items;
    row->child_count = cells.count;
    return row;
}

static Block *read_table(Arena *arena, const Source *source, Diag *diag) {
    Csv csv = {.text = source->text,
               .separator = find_separator(source->text),
               .cursor = {.source = source},
               .arena = arena};
    Block *table = ARENA_NEW(arena, Block);
    VEC(Block *) rows = {0};
    size_t cells_left = CELLS_MOST;
    table->kind = BLOCK_TABLE;
    table->where = span_at(source, 0, 1);
    while (csv.at < csv.text.length && cells_left > 0) {
        Block *row = read_row(&csv, &cells_left);
        bool blank = row->child_count == 1 && row->children[0]->text.bytes.length == 0;
        if (!blank) VEC_PUSH(arena, &rows, row);
    }
    if (csv.at < csv.text.length)
        diag_report(diag, MESSAGE_CHART_TOO_LONG, cursor_span_at(&csv.cursor, csv.at, 1), NO_ARGS);
    table->children = rows.items;
    table->child_count = rows.count;
    return table;
}

/* ---- divs ---- */

/* The table in the file that src= names, one of the edition's; NULL if there is none, after a
 * report if it cannot be read. */
static Block *data_read(Arena *arena, const Edition *edition, const Block *div, Diag *diag) {
    Str file = attribute_find(&div->attributes, STR("src"));
    if (file.length == 0) return NULL;
    Span where = attribute_place(&div->attributes, STR("src"));
    if (!path_stays_inside(file)) {
        diag_report(diag, MESSAGE_IMAGE_OUTSIDE, where, ARGS(file));
        return NULL;
    }
    Str path = edition_file(arena, edition, file);
    if (!file_exists(path)) {
        diag_report(diag, MESSAGE_IMAGE_MISSING, where, ARGS(file));
        return NULL;
    }
    Str shown = path_join(arena, path_folder(where.source->path), file);
    const Source *source = source_read(arena, path, shown, diag, where);
    return source != NULL ? read_table(arena, source, diag) : NULL;
}

static void blocks_read(Arena *arena, const Edition *edition, Block **blocks, size_t count,
                        Diag *diag) {
    for (size_t i = 0; i < count; i++) {
        Block *block = blocks[i];
        blocks_read(arena, edition, block->children, block->child_count, diag);
        Block *table = block->kind == BLOCK_DIV ? data_read(arena, edition, block, diag) : NULL;
        if (table == NULL) continue;
        size_t at = 0; /* a heading above is the title of what is shown */
        while (at < block->child_count && block->children[at]->kind == BLOCK_HEADING) at++;
        Block **children = ARENA_ARRAY(arena, Block *, block->child_count + 1);
        for (size_t k = 0; k < at; k++) children[k] = block->children[k];
        children[at] = table;
        for (size_t k = at; k < block->child_count; k++) children[k + 1] = block->children[k];
        block->children = children;
        block->child_count++;
    }
}

void data_files_read(Arena *arena, Document *document, Diag *diag) {
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        blocks_read(arena, &document->edition, section->blocks, section->block_count, diag);
    }
}
