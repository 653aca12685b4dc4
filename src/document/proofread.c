/* In: a document and its languages. Out: reports on its wording.
 *
 * Each text is read by the rules of its language (text/proof). What concerns several texts is
 * judged here: a quotation that runs over paragraphs up to the next heading, what a heading and a
 * note end with, and the items of a list (proofread_lists.c). */
#include "document/proofread.h"

#include "document/wording.h"
#include "text/language_rules.h"

ProofRequest proofread_request(Proofreader *reader, const Block *block) {
    const Text *text = &block->text;
    ProofRequest request = {
        .text = text_request(reader->scratch, text, reader->languages, block->where)};
    Str *ids = ARENA_ARRAY(reader->scratch, Str, request.text.call_count);
    size_t calls = 0;
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        if (run->kind == INLINE_NOTE_CALL) ids[calls++] = run->note ? run->note->id : run->target;
    }
    request.call_ids = ids;
    return request;
}

/* ---- doubts ---- */

/* The place of a stretch of a text, as long as it stands on one line and in step. */
static Span stretch_place(const Text *text, uint32_t start, uint32_t end) {
    Span where = text_place(text, start);
    if (end <= start + 1) return where;
    Str stretch = str_slice(text->bytes, start, end);
    size_t last = end;
    utf8_previous(text->bytes, &last);
    Span until = text_place(text, (uint32_t)last);
    uint32_t length = (uint32_t)utf8_count(stretch);
    if (until.line == where.line && until.column + 1 == where.column + length)
        where.length = length;
    return where;
}

static void quote_report(Proofreader *reader) {
    if (reader->quote_open)
        diag_report(reader->diag, MESSAGE_PROOF_UNCLOSED, reader->quote_where,
                    ARGS(reader->quote_mark, reader->quote_closer));
    reader->quote_open = false;
}

static void quote_keep(Proofreader *reader, const Text *text, const Proof *proof) {
    if (proof->quote_closed) reader->quote_open = false;
    if (!proof->quote_left || reader->quote_open) return;
    reader->quote_open = true;
    reader->quote_where = text_place(text, proof->quote_at);
    reader->quote_mark = str_copy(reader->diag->arena, proof->quote_open);
    reader->quote_closer = proof->quote_close;
}

static void heading_check(Proofreader *reader, const Text *text, const ProofEdges *edges) {
    if (edges->end != PROOF_END_STOP || edges->abbreviation) return;
    if (edges->bracketed || edges->sentences) return;
    diag_report(reader->diag, MESSAGE_PROOF_HEADING_STOP, text_place(text, edges->end_at), NO_ARGS);
}

static void text_proofread(Proofreader *reader, const Block *block) {
    const Text *text = &block->text;
    if (text->bytes.length == 0 || block->kind == BLOCK_CODE) return;
    ArenaMark mark = arena_mark(reader->scratch);
    if (block->kind == BLOCK_HEADING) quote_report(reader);
    ProofRequest request = proofread_request(reader, block);
    request.quote_open = reader->quote_open;
    Proof proof = proof_text(reader->scratch, &request);
    for (size_t i = 0; i < proof.doubt_count; i++) {
        const TextDoubt *doubt = &proof.doubts[i];
        diag_report(reader->diag, doubt->code, stretch_place(text, doubt->start, doubt->end),
                    ARGS(doubt->arguments[0], doubt->arguments[1], doubt->arguments[2]));
    }
    quote_keep(reader, text, &proof);
    if (block->kind == BLOCK_HEADING) {
        heading_check(reader, text, &proof.edges);
        quote_report(reader);
    }
    arena_release(reader->scratch, mark);
}

/* inner: the blocks stand in an item. */
static void blocks_proofread(Proofreader *reader, Block *const *blocks, size_t count, bool inner) {
    for (size_t i = 0; i < count; i++) {
        const Block *block = blocks[i];
        text_proofread(reader, block);
        blocks_proofread(reader, block->children, block->child_count, block->kind == BLOCK_ITEM);
        if (block->kind == BLOCK_LIST && reader->judges) proofread_list(reader, block, inner);
    }
}

/* ---- notes ---- */

/* A note ends with a sentence's end, unless what ends it is no prose. */
static void note_check(Proofreader *reader, const Note *note) {
    const Block *last = note->block_count == 0 ? NULL : note->blocks[note->block_count - 1];
    if (last == NULL || last->kind != BLOCK_PARAGRAPH || last->text.bytes.length == 0) return;
    ArenaMark mark = arena_mark(reader->scratch);
    ProofRequest request = proofread_request(reader, last);
    ProofEdges edges = proof_text(reader->scratch, &request).edges;
    if (edges.end != PROOF_END_STOP && edges.end != PROOF_END_SENTENCE &&
        edges.end != PROOF_END_LITERAL)
        diag_report(reader->diag, MESSAGE_PROOF_NOTE_STOP, text_place(&last->text, edges.end_at),
                    NO_ARGS);
    arena_release(reader->scratch, mark);
}

static void section_proofread(Proofreader *reader, const Section *section) {
    blocks_proofread(reader, section->blocks, section->block_count, /*inner*/ false);
    quote_report(reader);
    for (size_t i = 0; i < section->note_count; i++) {
        const Note *note = section->notes[i];
        blocks_proofread(reader, note->blocks, note->block_count, /*inner*/ false);
        quote_report(reader);
        if (reader->judges) note_check(reader, note);
    }
}

void document_proofread(const Document *document, const LanguageSet *languages, Diag *diag) {
    Proofreader reader = {.languages = languages, .scratch = arena_open(), .diag = diag};
    reader.judges = languages->main->proof != NULL;
    for (size_t i = 0; i < document->section_count; i++)
        section_proofread(&reader, &document->sections[i]);
    arena_close(reader.scratch);
}
