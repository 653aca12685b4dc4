/* In: an edition. Out: the files with which its translation begins; see beginning.h.
 *
 * A comment stands before the outermost block that a translator works on: a comment between the
 * items of a list, or the rows of a table, would end it. In a comment "-->" must not occur, and
 * "--" should not; Markdown reads -\- as the same. */
#include "translation/beginning.h"

#include "translation/ledger.h"

#include <stdlib.h>

typedef struct Beginner {
    Arena *arena;
    Str text; /* of the source under way */
    VEC(SourceEdit) edits;
} Beginner;

static size_t line_start(Str text, size_t byte) {
    while (byte > 0 && text.bytes[byte - 1] != '\n') byte--;
    return byte;
}

static size_t line_end(Str text, size_t byte) {
    size_t end = str_find(text, STR("\n"), byte);
    return end == SIZE_MAX ? text.length : end;
}

static void insert(Beginner *beginner, size_t at, Str text) {
    SourceEdit edit = {.start = at, .end = at, .text = text};
    VEC_PUSH(beginner->arena, &beginner->edits, edit);
}

/* ---- comments of sections ---- */

/* A line of a table that only says how its columns are aligned tells a translator nothing. */
static bool is_delimiter(Str line) {
    bool dash = false;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.bytes[i];
        if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t' && c != '>') return false;
        dash |= c == '-';
    }
    return dash && str_find(line, STR("|"), 0) != SIZE_MAX;
}

static void safe_add(StrBuilder *out, Str line) {
    for (size_t i = 0; i < line.length; i++) {
        builder_add_byte(out, line.bytes[i]);
        bool pair = line.bytes[i] == '-' && i + 1 < line.length && line.bytes[i + 1] == '-';
        if (pair) builder_add_byte(out, '\\');
    }
}

/* The lines [start, end) as a comment with its line end, behind the blanks that they begin with. */
static Str comment_make(Arena *arena, Str lines) {
    size_t blanks = 0;
    while (blanks < lines.length && lines.bytes[blanks] == ' ') blanks++;
    Str indent = str_slice(lines, 0, blanks);
    bool several = str_find(lines, STR("\n"), 0) != SIZE_MAX;
    StrBuilder out = {.arena = arena};
    builder_add(&out, indent);
    builder_add_c(&out, several ? "<!--\n" : "<!-- ");
    for (size_t at = 0; at < lines.length;) {
        size_t end = line_end(lines, at);
        Str line = str_slice(lines, at, end);
        if (!is_delimiter(line)) {
            safe_add(&out, several ? line : str_trim(line));
            if (several) builder_add_byte(&out, '\n');
        }
        at = end + 1;
    }
    if (several) builder_add(&out, indent);
    builder_add_c(&out, several ? "-->\n" : " -->\n");
    return builder_text(&out);
}

/* The bytes of the leaves in a block; false if it has none. */
static bool block_extent(const Block *block, size_t *start, size_t *end) {
    bool found = block->raw_end > block->raw_start;
    if (found && block->raw_start < *start) *start = block->raw_start;
    if (found && block->raw_end > *end) *end = block->raw_end;
    for (size_t i = 0; i < block->child_count; i++)
        found |= block_extent(block->children[i], start, end);
    return found;
}

static void comment_add(Beginner *beginner, size_t start, size_t end) {
    start = line_start(beginner->text, start);
    Str lines = str_slice(beginner->text, start, line_end(beginner->text, end));
    insert(beginner, start, comment_make(beginner->arena, lines));
}

/* A div whose attributes are shown is told with the line that opens it. */
static void div_comment(Beginner *beginner, const Block *div) {
    for (size_t i = 0; i < div->attributes.pair_count; i++) {
        const Attribute *pair = &div->attributes.pairs[i];
        if (!attribute_is_shown(pair->key)) continue;
        comment_add(beginner, pair->value_start, pair->value_end);
        return;
    }
}

static void blocks_comment(Beginner *beginner, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (blocks[i]->kind == BLOCK_DIV) {
            div_comment(beginner, blocks[i]);
            blocks_comment(beginner, blocks[i]->children, blocks[i]->child_count);
            continue;
        }
        size_t start = SIZE_MAX, end = 0;
        if (block_extent(blocks[i], &start, &end)) comment_add(beginner, start, end);
    }
}

static void note_comment(Beginner *beginner, const Note *note) {
    size_t start = SIZE_MAX, end = 0;
    bool found = false;
    for (size_t i = 0; i < note->block_count; i++)
        found |= block_extent(note->blocks[i], &start, &end);
    if (found) comment_add(beginner, start, end);
}

static int edit_compare(const void *left, const void *right) {
    const SourceEdit *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* Notes and captions are not in the order of the source. */
static void edits_sort(Beginner *beginner) {
    SourceEdit *edits = beginner->edits.items;
    size_t kept = 0, count = beginner->edits.count;
    if (count > 1) qsort(edits, count, sizeof *edits, edit_compare);
    for (size_t i = 0; i < count; i++) {
        bool again = kept > 0 && edits[kept - 1].start == edits[i].start;
        if (!again) edits[kept++] = edits[i]; /* else two blocks on one line */
    }
    beginner->edits.count = kept;
}

static const Source *section_make(Arena *arena, const Section *section) {
    Beginner beginner = {.arena = arena, .text = section->source->text};
    blocks_comment(&beginner, section->blocks, section->block_count);
    for (size_t i = 0; i < section->note_count; i++) note_comment(&beginner, section->notes[i]);
    edits_sort(&beginner);
    return source_rewrite(arena, section->source, section->source->path, beginner.edits.items,
                          beginner.edits.count);
}

/* ---- edition.yaml ---- */

/* The source's lines on which shown values begin, as comments before them. */
static void settings_comment(Beginner *beginner, const TextUnits *units) {
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < units->count && units->items[i].kind == UNIT_EDITION; i++) {
        const TextUnit *unit = &units->items[i];
        size_t start = line_start(beginner->text, unit->start);
        if (start == last || unit->unspoken) continue;
        last = start;
        Str line = str_slice(beginner->text, start, line_end(beginner->text, start));
        size_t blanks = 0;
        while (blanks < line.length && line.bytes[blanks] == ' ') blanks++;
        StrBuilder comment = {.arena = beginner->arena};
        builder_add(&comment, str_slice(line, 0, blanks));
        builder_add_c(&comment, "# ");
        builder_add(&comment, str_slice(line, blanks, line.length));
        builder_add_byte(&comment, '\n');
        insert(beginner, start, builder_text(&comment));
    }
}

/* Gives a setting another value, or adds it behind the language. */
static void setting_set(Beginner *beginner, const YamlNode *root, const char *key, Str value) {
    const YamlNode *node = yaml_find(root, key);
    if (node != NULL && node->end > node->start) {
        SourceEdit edit = {.start = node->start, .end = node->end, .text = value};
        VEC_PUSH(beginner->arena, &beginner->edits, edit);
        return;
    }
    const YamlNode *language = yaml_find(root, "language");
    size_t at = language != NULL ? line_end(beginner->text, language->end) : beginner->text.length;
    StrBuilder line = {.arena = beginner->arena};
    builder_add_byte(&line, '\n');
    builder_add_c(&line, key);
    builder_add_c(&line, ": ");
    builder_add(&line, value);
    insert(beginner, at, builder_text(&line));
}

static const Source *edition_make(Arena *arena, const TextUnits *units, Str language, Str way) {
    const YamlNode *root = units->document->edition.root;
    const Source *source = root->where.source;
    Beginner beginner = {.arena = arena, .text = source->text};
    settings_comment(&beginner, units);
    setting_set(&beginner, root, "language", language);
    setting_set(&beginner, root, "source", yaml_quoted(arena, way));
    edits_sort(&beginner);
    return source_rewrite(arena, source, source->path, beginner.edits.items, beginner.edits.count);
}

/* ---- the whole ---- */

EditionSources *beginning_make(Arena *arena, const TextUnits *units, Str language, Str way) {
    const Document *source = units->document;
    EditionSources *made = ARENA_NEW(arena, EditionSources);
    made->folder = source->edition.folder;
    made->edition = edition_make(arena, units, language, way);
    made->section_count = source->section_count;
    made->sections = ARENA_ARRAY(arena, const Source *, source->section_count);
    for (size_t i = 0; i < source->section_count; i++)
        made->sections[i] = section_make(arena, &source->sections[i]);
    return made;
}

void beginning_ledger(const TextUnits *source, StrBuilder *out) {
    LedgerEntry *entries = ARENA_ARRAY(out->arena, LedgerEntry, source->count);
    for (size_t i = 0; i < source->count; i++)
        entries[i] = (LedgerEntry){.key = source->items[i].key,
                                   .source_key = source->items[i].key,
                                   .source_text = source->items[i].fingerprint};
    ledger_write(entries, source->count, out);
}
