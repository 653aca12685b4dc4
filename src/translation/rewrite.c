/* In: a source and edits. Out: a new source that knows where its text really stands; see rewrite.h.
 *
 * An origin is noted wherever a kept stretch or a new text begins, and at each line of what goes on
 * in step, so that a place is found again by halving and without counting characters. */
#include "translation/rewrite.h"

typedef VEC(SourceOrigin) Origins;

typedef struct Rewriter {
    Arena *arena;
    SourceCursor cursor; /* in the old source */
    StrBuilder text;
    uint32_t line, column; /* of the text's end */
    Origins origins;
} Rewriter;

static void origin_add(Rewriter *rewriter, Span where, bool in_step) {
    SourceOrigin origin = {rewriter->line, rewriter->column, where, in_step};
    VEC_PUSH(rewriter->arena, &rewriter->origins, origin);
}

/* Adds bytes without a line end. */
static void piece_add(Rewriter *rewriter, Str piece) {
    builder_add(&rewriter->text, piece);
    rewriter->column += (uint32_t)utf8_count(piece);
}

static void line_end(Rewriter *rewriter) {
    builder_add_byte(&rewriter->text, '\n');
    rewriter->line++;
    rewriter->column = 1;
}

/* Adds a text whose first byte stands at where. */
static void text_add(Rewriter *rewriter, Str text, Str indent, Span where, bool in_step) {
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n"), at);
        bool ended = end != SIZE_MAX;
        if (!ended) end = text.length;
        if (at > 0 && end > at) piece_add(rewriter, indent);
        if (at == 0 || in_step) origin_add(rewriter, where, in_step);
        piece_add(rewriter, str_slice(text, at, end));
        if (ended) line_end(rewriter);
        where.line++;
        where.column = 1;
        at = end + 1;
    }
}

static void keep(Rewriter *rewriter, size_t start, size_t end) {
    if (end <= start) return;
    Str text = str_slice(rewriter->cursor.source->text, start, end);
    text_add(rewriter, text, (Str){0}, cursor_span_at(&rewriter->cursor, start, 1), true);
}

static void edit_add(Rewriter *rewriter, const SourceEdit *edit) {
    Span where = edit->origin;
    bool in_step = edit->in_step;
    if (where.source == NULL) {
        size_t count = utf8_count(str_slice(rewriter->cursor.source->text, edit->start, edit->end));
        where = cursor_span_at(&rewriter->cursor, edit->start, (uint32_t)count);
        in_step = false;
    }
    text_add(rewriter, edit->text, edit->indent, where, in_step);
}

Source *source_rewrite(Arena *arena, const Source *source, Str path, const SourceEdit *edits,
                       size_t count) {
    Rewriter rewriter = {.arena = arena,
                         .cursor = {.source = source},
                         .text = {.arena = arena},
                         .line = 1,
                         .column = 1};
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        keep(&rewriter, at, edits[i].start);
        edit_add(&rewriter, &edits[i]);
        at = edits[i].end;
    }
    keep(&rewriter, at, source->text.length);
    Source *made = ARENA_NEW(arena, Source);
    *made = (Source){.path = path,
                     .text = builder_text(&rewriter.text),
                     .origins = rewriter.origins.items,
                     .origin_count = rewriter.origins.count};
    return made;
}

/* The source of a section with the texts of its units [first, end). */
static const Source *rewrite_one(Arena *arena, const TextUnits *units, const UnitText *texts,
                                 const Source *source, size_t first, size_t end) {
    VEC(SourceEdit) edits = {0};
    for (size_t i = first; i < end; i++) {
        if (!texts[i].given) continue;
        SourceEdit edit = unit_edit(arena, &units->items[i], texts[i].text, texts[i].origin);
        VEC_PUSH(arena, &edits, edit);
    }
    if (edits.count == 0) return source;
    return source_rewrite(arena, source, source->path, edits.items, edits.count);
}

EditionSources *units_rewrite(Arena *arena, const TextUnits *units, const UnitText *texts) {
    const Document *document = units->document;
    EditionSources *made = ARENA_NEW(arena, EditionSources);
    made->folder = document->edition.folder;
    made->section_count = document->section_count;
    made->sections = ARENA_ARRAY(arena, const Source *, document->section_count);
    size_t first = 0;
    for (size_t section = 0; section <= document->section_count; section++) {
        size_t end = first;
        while (end < units->count && units->items[end].section == section) end++;
        const Source *source = section == 0 ? document->edition.root->where.source
                                            : document->sections[section - 1].source;
        const Source *written = rewrite_one(arena, units, texts, source, first, end);
        if (section == 0) {
            made->edition = written;
        } else {
            made->sections[section - 1] = written;
        }
        first = end;
    }
    return made;
}
