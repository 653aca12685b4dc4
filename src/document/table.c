/* In: cmark's row of a table, and the source. Out: the bytes of its cells.
 *
 * The row is cut at each | that no back slash stands before (GitHub's specification, section 4.10).
 */
#include "document/table.h"

#include "document/extension.h"

#include <cmark-gfm-core-extensions.h>

/* Lines tried behind the one where the head should be. */
enum { LINES_TRIED = 64 };

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

/* The lines of a leaf's or table's content. */
static int content_lines(cmark_node *node) {
    Str text = str_from_c(cmark_node_get_string_content(node));
    int count = 0;
    for (size_t i = 0; i < text.length; i++) count += text.bytes[i] == '\n';
    return text.length > 0 && text.bytes[text.length - 1] != '\n' ? count + 1 : count;
}

/* The last line of a table's content, as long as the head's part of its source line. */
static Str head_text(cmark_node *table) {
    Str text = str_from_c(cmark_node_get_string_content(table));
    if (str_ends_with(text, STR("\n"))) text.length--;
    size_t start = text.length;
    while (start > 0 && text.bytes[start - 1] != '\n') start--;
    return str_slice(text, start, text.length);
}

/* The content of a table is the paragraph it was made from: its last line is the head. Link
 * definitions that were before it are counted in the table's line, but not in its content. */
static int head_line(const LineTable *lines, cmark_node *table) {
    int line = cmark_node_get_start_line(table) + content_lines(table) - 1;
    for (int tried = line; tried < line + LINES_TRIED && (size_t)tried <= lines->count; tried++) {
        if (str_ends_with(lines_text(lines, (size_t)tried), head_text(table))) return tried;
    }
    return line;
}

static int row_line(const LineTable *lines, cmark_node *row) {
    if (cmark_node_previous(row) != NULL) return cmark_node_get_start_line(row);
    return head_line(lines, cmark_node_parent(row));
}

int table_paragraph_line(cmark_node *paragraph) {
    cmark_node *next = cmark_node_next(paragraph);
    return next == NULL ? 1 : cmark_node_get_start_line(next);
}

/* Where the row begins in its line: the head at the part that is in the content, others behind the
 * marks of quotations. */
static size_t row_start(const LineTable *lines, cmark_node *row, int line) {
    Str text = lines_text(lines, (size_t)line);
    size_t at = 0;
    if (cmark_node_previous(row) == NULL) {
        Str head = head_text(cmark_node_parent(row));
        at = str_ends_with(text, head) ? text.length - head.length : 0;
    } else {
        while (at < text.length && (is_blank(text.bytes[at]) || text.bytes[at] == '>')) at++;
    }
    return lines_start(lines, (size_t)line) + at;
}

static size_t cell_end(Str text, size_t start, size_t end) {
    size_t at = start;
    while (at < end && (text.bytes[at] != '|' || (at > start && text.bytes[at - 1] == '\\'))) at++;
    return at;
}

TableRow table_row_find(Arena *arena, const LineTable *lines, cmark_node *row) {
    int line = row_line(lines, row);
    TableRow found = {.start = row_start(lines, row, line)};
    size_t end = lines_start(lines, (size_t)line) + lines_text(lines, (size_t)line).length,
           at = found.start;
    found.end = end;
    while (found.end > at && is_blank(lines->text.bytes[found.end - 1])) found.end--;
    size_t count = 1;
    for (size_t i = at; i < end; i++) count += lines->text.bytes[i] == '|';
    found.cell_starts = ARENA_ARRAY(arena, size_t, count);
    found.cell_ends = ARENA_ARRAY(arena, size_t, count);
    if (at < end && lines->text.bytes[at] == '|') at++;
    while (at < end && found.cell_count < count) {
        found.cell_starts[found.cell_count] = at;
        at = cell_end(lines->text, at, end);
        found.cell_ends[found.cell_count++] = at;
        at++;
    }
    return found;
}

Span table_row_place(const LineTable *lines, const TableRow *row) {
    Finger finger = finger_make(lines);
    return finger_place(&finger, row->start, 1);
}

Content table_cell_content(Arena *arena, const LineTable *lines, const TableRow *row, size_t number,
                           cmark_node *cell) {
    Str text = leaf_text(cell);
    if (number < row->cell_count) {
        return content_from_cell(arena, lines, text, row->cell_starts[number],
                                 row->cell_ends[number]);
    }
    size_t end = row->cell_count == 0 ? row->start : row->cell_ends[row->cell_count - 1];
    return content_from_cell(arena, lines, text, end, end);
}

CellAlign table_cell_align(cmark_node *table, size_t number) {
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(table);
    if (aligns == NULL || number >= cmark_gfm_extensions_get_table_columns(table)) return CELL_LEFT;
    return aligns[number] == 'c' ? CELL_CENTRE : aligns[number] == 'r' ? CELL_RIGHT : CELL_LEFT;
}
