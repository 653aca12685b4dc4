/* The driver of the checks of forms; see forms_check.h.
 *
 * The texts are walked twice: once to gather how the edition writes its forms, then to hold each
 * text against that. An edition without forms costs one walk. */
#include "document/forms_check.h"

#include "document/forms_ledger.h"

typedef void TextStep(FormLedger *ledger, const FormTokens *tokens);

static void walk_text(FormLedger *ledger, const Block *block, bool quoted, TextStep *step) {
    bool gathers = step == forms_gather;
    if (block->kind == BLOCK_CODE || block->text.bytes.length == 0) return;
    if (gathers && block->text.reading_count == 0) return;
    ArenaMark mark = arena_mark(ledger->scratch);
    FormTokens tokens = form_tokens_read(ledger->scratch, ledger->language, block, quoted);
    step(ledger, &tokens);
    arena_release(ledger->scratch, mark);
}

static void walk_blocks(FormLedger *ledger, Block *const *blocks, size_t count, bool quoted,
                        TextStep *step) {
    for (size_t i = 0; i < count; i++) {
        const Block *block = blocks[i];
        bool inside = quoted || block->kind == BLOCK_QUOTE;
        walk_text(ledger, block, inside, step);
        walk_blocks(ledger, block->children, block->child_count, inside, step);
    }
}

static void walk_document(FormLedger *ledger, TextStep *step) {
    const Document *document = ledger->document;
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        walk_blocks(ledger, section->blocks, section->block_count, /*quoted*/ false, step);
        for (size_t n = 0; n < section->note_count; n++) {
            walk_blocks(ledger, section->notes[n]->blocks, section->notes[n]->block_count,
                        /*quoted*/ false, step);
        }
    }
}

static void check_text(FormLedger *ledger, const FormTokens *tokens) {
    if (tokens->block->text.reading_count > 0) {
        forms_check_style(ledger, tokens);
        forms_check_neighbours(ledger, tokens);
    }
    forms_gather_plain(ledger, tokens);
}

void document_check_forms(const Document *document, const LanguageSet *languages, Diag *diag) {
    const Language *language = languages->main;
    if (!language->inclusive.readings || !language->inclusive.agreement) return;
    FormLedger ledger = {.arena = arena_open(), .scratch = arena_open(), .diag = diag};
    ledger.document = document;
    ledger.language = language;
    ledger.nouns.arena = ledger.doubts.arena = ledger.arena;
    walk_document(&ledger, forms_gather);
    forms_gather_end(&ledger);
    if (ledger.nouns.count + ledger.doubts.count + ledger.signs.count > 0) {
        walk_document(&ledger, check_text);
        forms_report_doubts(&ledger);
        forms_report_feminines(&ledger);
        forms_report_plain(&ledger);
    }
    arena_close(ledger.scratch);
    arena_close(ledger.arena);
}
