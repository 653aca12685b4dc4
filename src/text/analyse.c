/* The driver: text in, tokens out.
 *
 * Everything but the result is made in a scratch arena of the analyser and released at the end, so
 * that a book of paragraphs costs the memory of its largest. The order of the steps matters:
 * sentences are known after spacing, hyphenation asks which slashes may end a line. */
#include "text/analyse.h"

#include "text/breaks.h"
#include "text/hyphenate.h"
#include "text/lettering.h"
#include "text/spacing.h"

#include <string.h>

/* One line iterator a language: what breaks between ideographs depends on it. */
typedef struct LineIterator {
    const Language *language;
    UBreakIterator *lines;
} LineIterator;

struct Analyser {
    Arena *arena, *scratch;
    Hyphenator *hyphenator;
    VEC(LineIterator) iterators;
};

Analyser *analyser_open(Arena *arena, Diag *diag) {
    Analyser *analyser = ARENA_NEW(arena, Analyser);
    analyser->arena = arena;
    analyser->scratch = arena_open();
    analyser->hyphenator = hyphenator_new(arena, diag);
    return analyser;
}

void analyser_close(Analyser *analyser) {
    if (!analyser) return;
    for (size_t i = 0; i < analyser->iterators.count; i++)
        ubrk_close(analyser->iterators.items[i].lines);
    arena_close(analyser->scratch);
}

/* NULL after a report, once a language: then only spaces and hyphenation break lines. */
static UBreakIterator *iterator_for(Analyser *analyser, const Language *language, Span where,
                                    Diag *diag) {
    for (size_t i = 0; i < analyser->iterators.count; i++) {
        if (analyser->iterators.items[i].language == language)
            return analyser->iterators.items[i].lines;
    }
    UErrorCode status = U_ZERO_ERROR;
    const char *locale = str_to_c(analyser->scratch, language_tag(language));
    LineIterator iterator = {.language = language};
    iterator.lines = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
    if (U_FAILURE(status)) {
        diag_report(diag, MESSAGE_BREAKS_UNAVAILABLE, where, ARGS(str_from_c(u_errorName(status))));
        iterator.lines = NULL;
    }
    VEC_PUSH(analyser->arena, &analyser->iterators, iterator);
    return iterator.lines;
}

static Token token_make(const TypedText *text, const Piece *piece) {
    Token token = {
        .kind = piece->kind, .start = text->starts[piece->start], .end = text->starts[piece->end]};
    if (piece->kind != TOKEN_SPACE) return token;
    const SpaceStyle *space = &piece->language->spaces[piece->space];
    token.space = space->kind;
    token.width_permille = space->width_permille;
    token.penalty = space->penalty;
    return token;
}

static bool is_point(const TypedText *text, size_t at) {
    return text->places[at] != PLACE_NONE && breaks_allowed(text, at);
}

static TextAnalysis analysis_make(Arena *arena, const TypedText *text) {
    TextAnalysis analysis = {.token_count = text->piece_count};
    for (size_t at = 1; at < text->count; at++) analysis.point_count += is_point(text, at);
    analysis.tokens = ARENA_ARRAY(arena, Token, analysis.token_count);
    analysis.points = ARENA_ARRAY(arena, BreakPoint, analysis.point_count);
    uint32_t points = 0;
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *piece = &text->pieces[i];
        Token token = token_make(text, piece);
        token.first_point = points;
        for (size_t at = piece->start + 1; at < piece->end; at++) {
            if (is_point(text, at)) analysis.points[points++] = breaks_point(text, at);
        }
        token.point_count = points - token.first_point;
        analysis.tokens[i] = token;
    }
    analysis.point_count = points;
    return analysis;
}

TextAnalysis analyse_text(Analyser *analyser, Arena *arena, const TextRequest *request,
                          Diag *diag) {
    ArenaMark mark = arena_mark(analyser->scratch);
    TypedText typed = typed_text_read(analyser->scratch, request);
    spacing_decide(&typed);
    breaks_mark(&typed, analyser->scratch,
                iterator_for(analyser, request->language, request->where, diag));
    for (size_t i = 0; i < typed.piece_count && !request->whole_words; i++) {
        const Piece *piece = &typed.pieces[i];
        if (piece->kind != TOKEN_WORD || piece->address) continue;
        if (typed_text_is(&typed, piece->start, TRAIT_CODE)) continue;
        hyphenate_word(analyser->hyphenator, &typed, piece);
    }
    if (request->anywhere) breaks_mark_anywhere(&typed);
    TextAnalysis analysis = analysis_make(arena, &typed);
    letterings_find(&typed, arena, &analysis);
    arena_release(analyser->scratch, mark);
    return analysis;
}
