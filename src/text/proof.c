/* The driver of proofreading; see proof.h. */
#include "text/proof.h"

#include "text/inclusive.h"
#include "text/spacing.h"

size_t proof_text(Arena *arena, const TextRequest *request, TextDoubt **doubts) {
    Arena *scratch = arena_open();
    TypedText text = typed_text_read(scratch, request);
    spacing_decide(&text);
    size_t count = inclusive_doubt(&text, arena, doubts);
    arena_close(scratch);
    return count;
}
