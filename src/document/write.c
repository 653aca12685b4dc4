/* In: a document. Out: its tree as text, one line a block or run, each with its place, for tests
 * and for the curious.
 *
 *     section a.md chapter
 *       heading 1 @4:1 {#id .class key="value"}
 *         @4:3 "Title "
 *         @4:9 emphasis "of it"
 *         @4:16 note budget 1 */
#include "document/reader.h"

static const char *const KIND_NAMES[] = {
    [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_LIST] = "list",       [BLOCK_ITEM] = "item",
    [BLOCK_DIV] = "div",         [BLOCK_QUOTE] = "quote",
    [BLOCK_CODE] = "code",       [BLOCK_TABLE] = "table",
    [BLOCK_ROW] = "row",         [BLOCK_CELL] = "cell",
    [BLOCK_IMAGE] = "image",     [BLOCK_RULE] = "rule"};

static const struct {
    uint32_t mark;
    const char *name;
} MARK_NAMES[] = {{MARK_EMPHASIS, "emphasis"},
                  {MARK_STRONG, "strong"},
                  {MARK_CODE, "code"},
                  {MARK_STRIKE, "strike"},
                  {MARK_SUPERSCRIPT, "superscript"}};

static void write_indent(StrBuilder *out, int depth) {
    for (int i = 0; i < depth; i++) builder_add_c(out, "  ");
}

static void write_place(StrBuilder *out, Span where) {
    builder_add_format(out, "@%u:%u", (unsigned)where.line, (unsigned)where.column);
}

static void write_quoted(StrBuilder *out, Str text) {
    builder_add_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '\n') {
            builder_add_c(out, "\\n");
            continue;
        }
        if (byte == '"' || byte == '\\') builder_add_byte(out, '\\');
        builder_add_byte(out, byte);
    }
    builder_add_byte(out, '"');
}

static void write_pair(StrBuilder *out, const char *key, Str value) {
    if (value.length == 0) return;
    builder_add_byte(out, ' ');
    builder_add_c(out, key);
    builder_add_byte(out, '=');
    write_quoted(out, value);
}

static void write_attributes(StrBuilder *out, const Attributes *attributes) {
    if (attributes->where.source == NULL) return;
    const char *gap = "";
    builder_add_c(out, " {");
    if (attributes->id.length > 0) {
        builder_add_byte(out, '#');
        builder_add(out, attributes->id);
        gap = " ";
    }
    for (size_t i = 0; i < attributes->class_count; i++, gap = " ") {
        builder_add_c(out, gap);
        builder_add_byte(out, '.');
        builder_add(out, attributes->classes[i].key);
    }
    for (size_t i = 0; i < attributes->pair_count; i++, gap = " ") {
        builder_add_c(out, gap);
        builder_add(out, attributes->pairs[i].key);
        builder_add_byte(out, '=');
        write_quoted(out, attributes->pairs[i].value);
    }
    builder_add_byte(out, '}');
}

static void write_object(StrBuilder *out, const InlineRun *run) {
    switch (run->kind) {
    case INLINE_TEXT: break;
    case INLINE_NOTE_CALL:
        builder_add_c(out, " note ");
        builder_add(out, run->target);
        if (run->note != NULL) builder_add_format(out, " %u", (unsigned)run->note->number);
        break;
    case INLINE_PAGE_REFERENCE:
        builder_add_c(out, " page ");
        builder_add(out, run->target);
        break;
    case INLINE_IMAGE:
        builder_add_c(out, " image ");
        write_quoted(out, run->target);
        break;
    }
}

static void write_run(StrBuilder *out, const Text *text, const InlineRun *run, int depth) {
    write_indent(out, depth);
    write_place(out, run->where);
    write_object(out, run);
    for (size_t i = 0; i < sizeof MARK_NAMES / sizeof MARK_NAMES[0]; i++) {
        if ((run->marks & MARK_NAMES[i].mark) == 0) continue;
        builder_add_byte(out, ' ');
        builder_add_c(out, MARK_NAMES[i].name);
    }
    if (run->link_number > 0) builder_add_format(out, " link %u", (unsigned)run->link_number);
    if (run->kind == INLINE_TEXT) write_pair(out, "to", run->target);
    write_pair(out, "id", run->id);
    write_pair(out, "class", run->class_name);
    write_pair(out, "lang", run->language);
    write_pair(out, "reading", run->reading);
    if (run->kind == INLINE_TEXT) {
        builder_add_byte(out, ' ');
        write_quoted(out, str_slice(text->bytes, run->start, run->end));
    }
    builder_add_byte(out, '\n');
}

static void write_details(StrBuilder *out, const Block *block) {
    static const char *const ALIGNS[] = {
        [CELL_LEFT] = "", [CELL_CENTRE] = " centre", [CELL_RIGHT] = " right"};
    if (block->kind == BLOCK_HEADING) builder_add_format(out, " %d", block->level);
    if (block->kind == BLOCK_LIST) builder_add_c(out, block->tight ? " tight" : " loose");
    if (block->kind == BLOCK_LIST && block->ordered) {
        builder_add_c(out, " from ");
        builder_add_int(out, block->start);
    }
    if (block->kind == BLOCK_CELL) builder_add_c(out, ALIGNS[block->align]);
    if (block->is_caption) builder_add_c(out, " caption");
}

static void write_block(StrBuilder *out, const Block *block, int depth) {
    write_indent(out, depth);
    builder_add_c(out, KIND_NAMES[block->kind]);
    write_details(out, block);
    builder_add_byte(out, ' ');
    write_place(out, block->where);
    write_pair(out, "file", block->target);
    write_pair(out, "alt", block->alternative);
    write_attributes(out, &block->attributes);
    builder_add_byte(out, '\n');
    for (size_t i = 0; i < block->text.run_count; i++)
        write_run(out, &block->text, &block->text.runs[i], depth + 1);
    for (size_t i = 0; i < block->child_count; i++) write_block(out, block->children[i], depth + 1);
}

static void write_section(StrBuilder *out, const Section *section) {
    builder_add_c(out, "section ");
    builder_add(out, section->source->path);
    builder_add_byte(out, ' ');
    builder_add(out, section->template_name);
    builder_add_byte(out, '\n');
    for (size_t i = 0; i < section->block_count; i++) write_block(out, section->blocks[i], 1);
    for (size_t i = 0; i < section->note_count; i++) {
        const Note *note = section->notes[i];
        builder_add_c(out, "  note ");
        builder_add(out, note->id);
        builder_add_format(out, " %u ", (unsigned)note->number);
        write_place(out, note->where);
        builder_add_byte(out, '\n');
        for (size_t b = 0; b < note->block_count; b++) write_block(out, note->blocks[b], 2);
    }
}

void document_write(const Document *document, StrBuilder *out) {
    const Edition *edition = &document->edition;
    if (edition->root != NULL) {
        builder_add_c(out, "edition");
        write_pair(out, "title", edition->title);
        write_pair(out, "language", edition->language);
        write_pair(out, "layout", edition->layout);
        builder_add_byte(out, '\n');
    }
    for (size_t i = 0; i < document->section_count; i++) write_section(out, &document->sections[i]);
}
