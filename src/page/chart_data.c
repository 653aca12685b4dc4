/* What a chart is drawn from: a table in the text, or a file of values. See chart.h.
 *
 * The file is CSV (RFC 4180) with commas or semicolons, whichever its first line holds more of:
 * spreadsheets write the latter where the comma is the decimal sign. Its first line is the head. */
#include "page/chart.h"

#include "base/file.h"

/* What a longer file holds beyond these is left out: nobody can read so many bars. */
#define CELLS_MOST 10000

static Span attribute_place(const Block *div, Str key) {
    for (size_t i = 0; i < div->attributes.pair_count; i++) {
        if (str_equal(div->attributes.pairs[i].key, key)) return div->attributes.pairs[i].where;
    }
    return div->where;
}

static bool holds_table(const Block *div) {
    for (size_t i = 0; i < div->child_count; i++) {
        if (div->children[i]->kind == BLOCK_TABLE) return true;
    }
    return false;
}

void chart_check(const Setter *setter, const Block *div) {
    const Attributes *attributes = &div->attributes;
    Str type = attribute_find(attributes, STR("type"));
    if (type.length > 0 && !str_equal(type, STR("bar"))) {
        diag_report(setter->diag, MESSAGE_CHART_TYPE, attribute_place(div, STR("type")),
                    ARGS(type));
    }
    if (!holds_table(div) && attribute_find(attributes, STR("src")).length == 0) {
        diag_report(setter->diag, MESSAGE_CHART_EMPTY, div->where, NO_ARGS);
    }
    if (attribute_find(attributes, STR("alt")).length == 0) {
        diag_report(setter->diag, MESSAGE_CHART_WITHOUT_TEXT, div->where, NO_ARGS);
    }
}

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
    Block *cell = ARENA_NEW(csv->arena, Block);
    cell->kind = BLOCK_CELL;
    cell->where = cursor_span_at(&csv->cursor, csv->at, 1);
    Str value;
    if (csv->at < csv->text.length && csv->text.bytes[csv->at] == '"') {
        value = read_quoted(csv);
        while (!ends_value(csv)) csv->at++;
    } else {
        size_t start = csv->at;
        while (!ends_value(csv)) csv->at++;
        value = str_trim(str_slice(csv->text, start, csv->at));
    }
    InlineRun *run = ARENA_NEW(csv->arena, InlineRun);
    *run = (InlineRun){.kind = INLINE_TEXT, .end = (uint32_t)value.length, .where = cell->where};
    cell->text = (Text){.bytes = value, .runs = run, .run_count = value.length > 0 ? 1 : 0};
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

const Block *chart_data(Stacker *stacker, const Block *div) {
    Str file = attribute_find(&div->attributes, STR("src"));
    if (file.length == 0) return NULL;
    Setter *setter = stacker->setter;
    Span where = attribute_place(div, STR("src"));
    Str path = edition_file(setter->arena, stacker->edition, file);
    if (!path_stays_inside(file)) {
        diag_report(setter->diag, MESSAGE_IMAGE_OUTSIDE, where, ARGS(file));
        return NULL;
    }
    if (!file_exists(path)) {
        diag_report(setter->diag, MESSAGE_IMAGE_MISSING, where, ARGS(file));
        return NULL;
    }
    Str shown = path_join(setter->arena, path_folder(where.source->path), file);
    const Source *source = source_read(setter->arena, path, shown, setter->diag, where);
    return source != NULL ? read_table(setter->arena, source, setter->diag) : NULL;
}
