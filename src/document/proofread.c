/* In: a document and its languages. Out: reports on its wording.
 *
 * Each text is read by the rules of its language (text/proof); what concerns the whole edition, one
 * way to write a form, is gathered on the way and judged at the end. */
#include "document/wording.h"
#include "text/proof.h"

typedef struct Proofreader {
    const LanguageSet *languages;
    Arena *scratch;
    Diag *diag;
} Proofreader;

static void proofread_block(void *context, const Section *section, Block *block) {
    (void)section;
    Proofreader *reader = context;
    if (block->text.bytes.length == 0 || block->kind == BLOCK_CODE) return;
    ArenaMark mark = arena_mark(reader->scratch);
    TextRequest request =
        text_request(reader->scratch, &block->text, reader->languages, block->where);
    TextDoubt *doubts;
    size_t count = proof_text(reader->scratch, &request, &doubts);
    for (size_t i = 0; i < count; i++) {
        const TextDoubt *doubt = &doubts[i];
        diag_report(reader->diag, doubt->code, text_place(&block->text, doubt->start),
                    ARGS(doubt->arguments[0], doubt->arguments[1], doubt->arguments[2]));
    }
    arena_release(reader->scratch, mark);
}

void document_proofread(const Document *document, const LanguageSet *languages, Diag *diag) {
    Proofreader reader = {languages, arena_open(), diag};
    TextVisitor visitor = {proofread_block, &reader};
    document_visit(document, &visitor);
    arena_close(reader.scratch);
}
