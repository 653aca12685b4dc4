/* Tables: parts, a regular grid, headers of cells (T11). */
#include "preflight/checking.h"

enum { MOST_SPAN = 10000, MOST_CELLS = 4000000 };

typedef struct Table {
    Checking *checking;
    const Element *element;
    VEC(uint32_t) rows;
    bool *taken; /* cells, row by row */
    size_t width, height;
    bool overlaps, ragged;
    bool scoped; /* every TH has a scope, or an ID by which cells can name it */
} Table;

static void add(Checking *checking, FindingCode code, const Element *element, Str fact) {
    report_add(checking->report, code, element->page, element->object, FACTS(fact));
}

static const Cos *attribute(Checking *checking, const Element *element, const char *key) {
    CosFile *file = &checking->file;
    const Cos *attributes = cos_find(file, element->dictionary, "A");
    if (attributes->kind == COS_DICTIONARY) return cos_find(file, attributes, key);
    for (size_t i = 0; attributes->kind == COS_ARRAY && i < attributes->count; i++) {
        const Cos *found = cos_find(file, cos_item(file, attributes, i), key);
        if (found->kind != COS_NULL) return found;
    }
    return &cos_null;
}

static size_t span_of(Checking *checking, const Element *element, const char *key) {
    const Cos *span = attribute(checking, element, key);
    if (span->kind != COS_INTEGER || span->integer < 1) return 1;
    return span->integer > MOST_SPAN ? MOST_SPAN : (size_t)span->integer;
}

/* ---- parts ---- */

static void check_parts(Checking *checking, const Element *element) {
    static const struct {
        const char *part, *parents[5];
    } places[] = {
        {"TR", {"Table", "THead", "TBody", "TFoot", NULL}},
        {"THead", {"Table", NULL}},
        {"TBody", {"Table", NULL}},
        {"TFoot", {"Table", NULL}},
        {"TH", {"TR", NULL}},
        {"TD", {"TR", NULL}},
    };
    static const char *const table_kids[] = {"TR", "THead", "TBody", "TFoot", "Caption", NULL};
    static const char *const row_kids[] = {"TH", "TD", NULL}, *const part_kids[] = {"TR", NULL};
    const Structure *structure = &checking->structure;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (!element_is(element, places[i].part)) continue;
        bool fits =
            element->parent != 0 &&
            element_is_any(structure_element(structure, element->parent), places[i].parents);
        if (!fits) add(checking, FINDING_TABLE_PLACE, element, element->type);
    }
    static const char *const parts[] = {"THead", "TBody", "TFoot", NULL};
    const char *const *kids = element_is(element, "Table")     ? table_kids
                              : element_is(element, "TR")      ? row_kids
                              : element_is_any(element, parts) ? part_kids
                                                               : NULL;
    for (size_t i = 0; kids != NULL && i < element->kids.count; i++) {
        if (element->kids.items[i].kind != KID_ELEMENT) continue;
        const Element *kid = structure_element(structure, element->kids.items[i].element);
        if (!element_is_any(kid, kids)) add(checking, FINDING_TABLE_KID, element, kid->type);
    }
}

/* ---- the grid ---- */

/* The rows of a table, those of its parts in order; not of tables in its cells. */
static void collect_rows(Table *table, const Element *element) {
    const Structure *structure = &table->checking->structure;
    for (size_t i = 0; i < element->kids.count; i++) {
        if (element->kids.items[i].kind != KID_ELEMENT) continue;
        uint32_t number = element->kids.items[i].element;
        const Element *kid = structure_element(structure, number);
        if (element_is(kid, "TR")) VEC_PUSH(table->checking->arena, &table->rows, number);
        bool part =
            element_is(kid, "THead") || element_is(kid, "TBody") || element_is(kid, "TFoot");
        if (part && element == table->element) collect_rows(table, kid);
    }
}

/* The columns of the first row decide. */
static size_t row_width(const Table *table, const Element *row) {
    size_t width = 0;
    for (size_t i = 0; i < row->kids.count; i++) {
        if (row->kids.items[i].kind == KID_ELEMENT)
            width +=
                span_of(table->checking,
                        structure_element(&table->checking->structure, row->kids.items[i].element),
                        "ColSpan");
    }
    return width;
}

static void take_cell(Table *table, const Element *cell, size_t row, size_t *column) {
    bool *taken = table->taken + row * table->width;
    while (*column < table->width && taken[*column]) ++*column;
    size_t width = span_of(table->checking, cell, "ColSpan");
    size_t height = span_of(table->checking, cell, "RowSpan");
    if (*column + width > table->width || row + height > table->height) {
        table->ragged = true;
        return;
    }
    if (!cos_work(&table->checking->file, width * height)) return;
    for (size_t i = 0; i < height; i++) {
        for (size_t k = 0; k < width; k++) {
            bool *place = &table->taken[(row + i) * table->width + *column + k];
            table->overlaps |= *place;
            *place = true;
        }
    }
    *column += width;
}

static void note_header(Table *table, const Element *cell) {
    if (!element_is(cell, "TH")) return;
    const Cos *scope = attribute(table->checking, cell, "Scope");
    bool named = cos_find(&table->checking->file, cell->dictionary, "ID")->kind == COS_STRING;
    table->scoped &= scope->kind == COS_NAME || named;
}

static void fill_grid(Table *table) {
    const Structure *structure = &table->checking->structure;
    for (size_t row = 0; row < table->height; row++) {
        const Element *element = structure_element(structure, table->rows.items[row]);
        size_t column = 0;
        for (size_t i = 0; i < element->kids.count; i++) {
            if (element->kids.items[i].kind != KID_ELEMENT) continue;
            const Element *cell = structure_element(structure, element->kids.items[i].element);
            take_cell(table, cell, row, &column);
            note_header(table, cell);
        }
    }
    for (size_t i = 0; i < table->width * table->height; i++) table->ragged |= !table->taken[i];
}

/* ---- headers ---- */

static bool has_headers(Table *table) {
    const Structure *structure = &table->checking->structure;
    for (size_t row = 0; row < table->height; row++) {
        const Element *element = structure_element(structure, table->rows.items[row]);
        for (size_t i = 0; i < element->kids.count; i++) {
            if (element->kids.items[i].kind != KID_ELEMENT) continue;
            const Element *cell = structure_element(structure, element->kids.items[i].element);
            if (element_is(cell, "TH") ||
                attribute(table->checking, cell, "Headers")->kind == COS_ARRAY)
                return true;
        }
    }
    return false;
}

static void check_table(Checking *checking, const Element *element) {
    Table table = {.checking = checking, .element = element, .scoped = true};
    report_see(checking->report, CHECK_T11, 1);
    collect_rows(&table, element);
    table.height = table.rows.count;
    if (table.height == 0) {
        add(checking, FINDING_TABLE_EMPTY, element, STR(""));
        return;
    }
    table.width = row_width(&table, structure_element(&checking->structure, table.rows.items[0]));
    if (table.width == 0 || table.width > MOST_CELLS / table.height) {
        add(checking, FINDING_TABLE_RAGGED, element, STR(""));
        return;
    }
    if (!cos_work(&checking->file, table.width * table.height)) return;
    Arena *scratch = arena_open();
    table.taken = ARENA_ARRAY(scratch, bool, table.width *table.height);
    fill_grid(&table);
    arena_close(scratch);
    if (table.overlaps || table.ragged) add(checking, FINDING_TABLE_RAGGED, element, STR(""));
    if (!has_headers(&table)) add(checking, FINDING_TABLE_HEADERS, element, STR(""));
    if (!table.scoped) add(checking, FINDING_TABLE_SCOPE, element, STR(""));
}

void check_tables(Checking *checking) {
    for (size_t i = 0; i < checking->structure.elements.count; i++) {
        const Element *element = &checking->structure.elements.items[i];
        check_parts(checking, element);
        if (element_is(element, "Table")) check_table(checking, element);
    }
}
