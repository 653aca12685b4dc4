/* Quotation marks and brackets: typewriter's quotation marks, and what is opened but not
 * closed.
 *
 * Pairs are matched in one walk with a stack. The first pair of the rules, the quotation marks, may
 * run over paragraphs, each of which may open or close it again at its start; and where two levels
 * of it end together, one closing mark is enough. All others are closed where they were opened. */
#include "text/proof_reader.h"

/* ---- typewriter's marks ---- */

static bool is_in_word(const ProofReader *reader, size_t at) {
    return typed_text_is(&reader->text, at, TRAIT_LETTER | TRAIT_DIGIT) || reader->opaque[at];
}

static bool quote_opens(const ProofReader *reader, size_t at) {
    const TypedText *text = &reader->text;
    bool closed = at > 0 && (is_in_word(reader, at - 1) ||
                             (typed_text_has(text, at - 1, SIGN_CLOSING) &&
                              !typed_text_has(text, at - 1, SIGN_OPENING | SIGN_APOSTROPHE)));
    return !closed && at + 1 < text->count && !proof_is_space(reader, at + 1);
}

static bool quote_closes(const ProofReader *reader, size_t at) {
    return !proof_is_space(reader, at - 1) && !is_in_word(reader, at + 1);
}

static void quote_doubt(ProofReader *reader, size_t open, size_t close, bool inner) {
    const Str *marks = inner ? reader->rules->inner : reader->rules->outer;
    StrBuilder right = {.arena = reader->arena};
    builder_add(&right, marks[0]);
    builder_add(&right, proof_shown(reader, open + 1, close));
    builder_add(&right, marks[1]);
    proof_doubt(reader, MESSAGE_PROOF_QUOTES, open, close + 1, proof_shown(reader, open, close + 1),
                builder_text(&right));
}

void proof_quotes(ProofReader *reader) {
    size_t open = SIZE_MAX, depth = 0;
    for (size_t i = 0; i < reader->text.piece_count; i++) {
        const Piece *word = &reader->text.pieces[i];
        if (word->kind != TOKEN_WORD) continue;
        for (size_t at = word->start; at < word->end; at++) {
            const ProofSign *sign = reader->signs[at];
            bool outer = sign->roles & (PROOF_OPENS | PROOF_CLOSES) && sign->pair == 0;
            if (outer && sign->roles & PROOF_OPENS) depth++;
            if (outer && sign->roles & PROOF_CLOSES && depth > 0) depth--;
            if (!(sign->roles & PROOF_QUOTE) || reader->cores[i].is_code) continue;
            if (open == SIZE_MAX || quote_opens(reader, at)) {
                if (quote_opens(reader, at)) open = at;
            } else if (quote_closes(reader, at)) {
                if (at > open + 1) quote_doubt(reader, open, at, depth > 0);
                open = SIZE_MAX;
            }
        }
    }
}

/* ---- pairs ---- */

typedef struct OpenMark {
    uint32_t at, pair;
} OpenMark;

typedef struct PairWalk {
    ProofReader *reader;
    OpenMark *open;
    size_t open_count;
    size_t *counts; /* of each pair, how many are open */
    bool *smiled;   /* of each pair: a smiley may have closed it (:) */
    bool earlier;   /* a quotation of an earlier text is open */
    bool joint;     /* the last thing that happened to the quotation marks closed an inner one */
    bool lettered;  /* a letter stood before */
} PairWalk;

/* What the ) of 1) a) iv) in a list follows: a number, a letter, a small Roman numeral. */
static bool is_label(const ProofReader *reader, size_t at) {
    enum { LONGEST = 4 };
    const TypedText *text = &reader->text;
    size_t start = at, digits = 0, figures = 0;
    while (start > 0 && at - start <= LONGEST &&
           typed_text_is(text, start - 1, TRAIT_LETTER | TRAIT_DIGIT)) {
        start--;
        uint32_t c = text->characters[start];
        digits += typed_text_is(text, start, TRAIT_DIGIT);
        figures += c == 'i' || c == 'v' || c == 'x';
    }
    size_t length = at - start;
    bool begins = start == 0 || proof_is_space(reader, start - 1) ||
                  typed_text_has(text, start - 1, SIGN_OPENING);
    if (!begins || length == 0 || length > LONGEST) return false;
    return length == 1 || digits == length || figures == length;
}

static bool is_in_smiley(const ProofReader *reader, const Piece *word, size_t at) {
    const Language *language = reader->language;
    for (size_t start = at < 2 ? 0 : at - 2; start <= at; start++) {
        if (start < word->start) continue;
        Str rest = typed_text_slice(&reader->text, start, word->end);
        for (size_t i = 0; i < language->untouched_count; i++) {
            Str smiley = language->untouched[i];
            if (str_starts_with(rest, smiley) && start + smiley.length > at) return true;
        }
    }
    return false;
}

/* A bracket without a partner that is none: [0, 1[ of mathematics, 1) of a list, one that is spoken
 * of (« ( »). Inside quotation marks stands a space. */
static bool is_no_fault(const ProofReader *reader, size_t at, bool opens) {
    const TypedText *text = &reader->text;
    uint32_t c = text->characters[at];
    bool digit = (at > 0 && typed_text_is(text, at - 1, TRAIT_DIGIT)) ||
                 typed_text_is(text, at + 1, TRAIT_DIGIT);
    if ((c == '[' || c == ']') && digit) return true;
    if (!opens && is_label(reader, at)) return true;
    const Sign *sign = text->signs[at];
    uint32_t inside = opens ? sign->after : sign->before;
    if (inside != SPACE_REMOVED) return false;
    bool edge = opens ? at + 1 == text->count : at == 0;
    size_t next = opens ? at + 1 : at - 1;
    return edge || proof_is_space(reader, next) || proof_has(reader, next, PROOF_QUOTE);
}

static void unclosed_doubt(ProofReader *reader, OpenMark mark) {
    if (is_no_fault(reader, mark.at, true)) return;
    proof_doubt(reader, MESSAGE_PROOF_UNCLOSED, mark.at, mark.at + 1,
                typed_text_slice(&reader->text, mark.at, mark.at + 1),
                reader->rules->closers[mark.pair]);
}

static void mark_open(PairWalk *walk, size_t at, uint32_t pair) {
    if (pair == 0 && walk->earlier && !walk->lettered) return; /* opened again */
    walk->open[walk->open_count++] = (OpenMark){(uint32_t)at, pair};
    walk->counts[pair]++;
    if (pair == 0) walk->joint = false;
}

/* Closes the innermost mark of the pair; what was opened inside it stays unclosed. */
static void pair_close(PairWalk *walk, uint32_t pair) {
    while (walk->open[walk->open_count - 1].pair != pair) {
        OpenMark inner = walk->open[--walk->open_count];
        walk->counts[inner.pair]--;
        unclosed_doubt(walk->reader, inner);
    }
    walk->open_count--;
    walk->counts[pair]--;
    if (pair == 0) walk->joint = walk->counts[0] > 0 || walk->earlier;
}

static void mark_close(PairWalk *walk, size_t at, uint32_t pair) {
    ProofReader *reader = walk->reader;
    if (walk->counts[pair] > 0) {
        pair_close(walk, pair);
    } else if (pair == 0 && walk->earlier) {
        if (!walk->lettered) return; /* each paragraph of a quotation begins with a mark */
        walk->earlier = false;
        reader->proof.quote_closed = true;
    } else if (!is_no_fault(reader, at, false)) {
        proof_doubt(reader, MESSAGE_PROOF_UNOPENED, at, at + 1,
                    typed_text_slice(&reader->text, at, at + 1), (Str){0});
    }
}

static void rest_doubt(PairWalk *walk) {
    Proof *proof = &walk->reader->proof;
    for (size_t i = 0; i < walk->open_count; i++) {
        OpenMark mark = walk->open[i];
        if (mark.pair != 0) {
            if (!walk->smiled[mark.pair]) unclosed_doubt(walk->reader, mark);
        } else if (!walk->joint && !proof->quote_left) {
            const TypedText *text = &walk->reader->text;
            proof->quote_left = true;
            proof->quote_at = text->starts[mark.at];
            proof->quote_open =
                str_copy(walk->reader->arena, typed_text_slice(text, mark.at, mark.at + 1));
            proof->quote_close = walk->reader->rules->closers[0];
        }
    }
}

void proof_pairs(ProofReader *reader) {
    const TypedText *text = &reader->text;
    PairWalk walk = {.reader = reader, .earlier = reader->request->quote_open};
    walk.open = ARENA_ARRAY(reader->scratch, OpenMark, text->count);
    walk.counts = ARENA_ARRAY(reader->scratch, size_t, reader->rules->pair_count);
    walk.smiled = ARENA_ARRAY(reader->scratch, bool, reader->rules->pair_count);
    for (size_t i = 0; i < text->piece_count; i++) {
        const Piece *word = &text->pieces[i];
        if (word->kind != TOKEN_WORD) continue;
        for (size_t at = word->start; at < word->end; at++) {
            const ProofSign *sign = reader->signs[at];
            bool mark = sign->roles & (PROOF_OPENS | PROOF_CLOSES);
            if (mark && is_in_smiley(reader, word, at))
                walk.smiled[sign->pair] = true;
            else if (mark && sign->roles & PROOF_OPENS)
                mark_open(&walk, at, sign->pair);
            else if (mark)
                mark_close(&walk, at, sign->pair);
            walk.lettered |= typed_text_is(text, at, TRAIT_LETTER | TRAIT_DIGIT);
        }
    }
    rest_doubt(&walk);
}
