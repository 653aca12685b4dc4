/* Texts on their way to the rules of language; see wording.h. */
#include "document/wording.h"

TextRequest text_request(Arena *arena, const Text *text, const LanguageSet *languages, Span where) {
    TextRequest request = {.text = text->bytes, .language = languages->main, .where = where};
    LanguageRun *runs = ARENA_ARRAY(arena, LanguageRun, text->run_count);
    uint32_t *calls = ARENA_ARRAY(arena, uint32_t, text->run_count);
    CodeRun *codes = ARENA_ARRAY(arena, CodeRun, text->run_count);
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        if (run->kind == INLINE_NOTE_CALL) calls[request.call_count++] = run->start;
        if (run->kind == INLINE_TEXT && (run->marks & MARK_CODE) != 0)
            codes[request.code_count++] = (CodeRun){run->start, run->end};
        if (run->language.length == 0) continue;
        const Language *language = language_find(languages, run->language);
        runs[request.run_count++] = (LanguageRun){run->start, run->end, language};
    }
    request.runs = runs;
    request.calls = calls;
    request.codes = codes;
    return request;
}

static void visit_blocks(const Section *section, Block *const *blocks, size_t count,
                         const TextVisitor *visitor) {
    for (size_t i = 0; i < count; i++) {
        visitor->visit(visitor->context, section, blocks[i]);
        visit_blocks(section, blocks[i]->children, blocks[i]->child_count, visitor);
    }
}

void document_visit(const Document *document, const TextVisitor *visitor) {
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        visit_blocks(section, section->blocks, section->block_count, visitor);
        for (size_t n = 0; n < section->note_count; n++) {
            visit_blocks(section, section->notes[n]->blocks, section->notes[n]->block_count,
                         visitor);
        }
    }
}
