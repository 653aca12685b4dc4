/* In: blocks beside each other. Out: captions that know what they belong to; see caption.h.
 *
 * A caption stays in its place in the tree, so that whoever walks over texts meets it once. */
#include "document/caption.h"

#include <cmark-gfm-extension_api.h>

static const Str signs[] = {{"Table:", 6}, {"table:", 6}, {":", 1}};
#define SIGN_COUNT (sizeof signs / sizeof signs[0])

/* The bytes of the sign and the blanks behind it; 0 if the text does not begin with one. */
static size_t sign_length(Str text, bool table) {
    for (size_t i = table ? 0 : SIGN_COUNT - 1; i < SIGN_COUNT; i++) {
        if (!str_starts_with(text, signs[i])) continue;
        size_t end = signs[i].length;
        while (end < text.length && (text.bytes[end] == ' ' || text.bytes[end] == '\n')) end++;
        return end > signs[i].length && end < text.length ? end : 0;
    }
    return 0;
}

bool caption_begins(cmark_node *leaf) {
    if (cmark_node_get_type(leaf) != CMARK_NODE_PARAGRAPH) return false;
    const char *bytes = cmark_node_get_string_content(leaf);
    if (bytes == NULL) return false;
    for (size_t i = 0; i < SIGN_COUNT; i++) {
        size_t at = 0;
        while (at < signs[i].length && bytes[at] == signs[i].bytes[at]) at++;
        if (at == signs[i].length) return bytes[at] == ' ';
    }
    return false;
}

/* Runs before the byte go; the others stay where they are, as calls of notes point to them. */
static void drop_runs(Text *text, uint32_t bytes, Span first) {
    while (text->run_count > 0 && text->runs[0].end <= bytes) {
        text->runs++;
        text->run_count--;
    }
    for (size_t i = 0; i < text->run_count; i++) {
        InlineRun *run = &text->runs[i];
        if (run->start < bytes) run->where = first;
        run->start = run->start < bytes ? 0 : run->start - bytes;
        run->end -= bytes;
    }
}

static void drop_places(Text *text, uint32_t bytes, Span first) {
    if (text->place_count == 0) return;
    size_t kept = 1; /* the first place is that of the new first byte */
    for (size_t i = 0; i < text->place_count; i++) {
        TextPlace place = text->places[i];
        if (place.at <= bytes) continue;
        place.at -= bytes;
        text->places[kept++] = place;
    }
    text->places[0] = (TextPlace){.line = first.line, .column = first.column};
    text->place_count = kept;
}

/* A text holds a place for its first byte, so that there is room for one here. */
static void drop_start(Block *block, size_t bytes) {
    Text *text = &block->text;
    Span first = text_place(text, (uint32_t)bytes);
    drop_runs(text, (uint32_t)bytes, first);
    drop_places(text, (uint32_t)bytes, first);
    text->bytes = str_slice(text->bytes, bytes, text->bytes.length);
    block->where = first;
}

static bool join(Block *subject, Block *paragraph) {
    bool table = subject->kind == BLOCK_TABLE;
    if (paragraph->kind != BLOCK_PARAGRAPH || paragraph->is_caption) return false;
    size_t sign = sign_length(paragraph->text.bytes, table);
    if (sign == 0) return false;
    drop_start(paragraph, sign);
    paragraph->is_caption = true;
    subject->caption = paragraph;
    if (table) {
        subject->attributes = paragraph->attributes;
        subject->attributes.id = (Str){0}; /* it leads to the caption */
    }
    return true;
}

/* A table's caption stands above it, and is read and counted before it, wherever it was written. */
static void move_before(Block **blocks, size_t table) {
    Block *caption = blocks[table + 1];
    blocks[table + 1] = blocks[table];
    blocks[table] = caption;
}

void captions_join(Block **blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool table = blocks[i]->kind == BLOCK_TABLE;
        if (!table && blocks[i]->kind != BLOCK_IMAGE) continue;
        if (table && i > 0 && join(blocks[i], blocks[i - 1])) continue;
        if (i + 1 == count || !join(blocks[i], blocks[i + 1])) continue;
        if (table) move_before(blocks, i);
        i++;
    }
}
