/* Marks that are one too many, or typed for another: ... for …, etc..., a comma twice, a full stop
 * on both sides of a closing quotation mark, a Latin comma behind Arabic letters. */
#include "text/proof_reader.h"

#include <unicode/uscript.h>

/* ---- points ---- */

static bool is_point(const ProofReader *reader, size_t at) {
    return proof_has(reader, at, PROOF_POINT | PROOF_SUSPENSION);
}

static bool follows_word(const ProofReader *reader, size_t at) {
    int word = TRAIT_LETTER | TRAIT_DIGIT | TRAIT_EXTENDS;
    return typed_text_is(&reader->text, at - 1, word) || reader->opaque[at - 1] ||
           proof_has(reader, at - 1, PROOF_CLOSES);
}

/* The word before the place says "and so on" already. */
static bool follows_suspending(const ProofReader *reader, size_t at) {
    enum { LONGEST = 12 };
    size_t start = at;
    while (start > 0 && at - start < LONGEST && proof_is_letter(reader, start - 1)) start--;
    return start < at && proof_set_holds(reader, &reader->rules->suspending,
                                         typed_text_slice(&reader->text, start, at));
}

/* A path (../..), or a place in a number or a name (a..b). */
static bool is_between(const ProofReader *reader, const Piece *word, size_t start, size_t end) {
    const TypedText *text = &reader->text;
    bool slash = (start > word->start && typed_text_has(text, start - 1, SIGN_SLASH)) ||
                 (end < word->end && typed_text_has(text, end, SIGN_SLASH));
    bool letter_follows = end < word->end && typed_text_is(text, end, TRAIT_LETTER | TRAIT_DIGIT);
    return slash || (letter_follows && end - start == 2);
}

/* A row of points [start, end): right is one point, one suspension, or an etc. with its own point.
 */
static void points_doubt(ProofReader *reader, const Piece *word, size_t start, size_t end) {
    const ProofRules *rules = reader->rules;
    if (is_between(reader, word, start, end)) return;
    bool suspends = false;
    for (size_t at = start; at < end; at++) suspends |= proof_has(reader, at, PROOF_SUSPENSION);
    bool alone = end == start + 1;
    if (follows_suspending(reader, start)) {
        if (!alone || suspends)
            proof_replace(reader, MESSAGE_PROOF_SUSPENDED, start, end, STR("."));
    } else if (!alone && end - start == 2 && !suspends) {
        bool ends_word = start > word->start && follows_word(reader, start);
        if (ends_word) proof_replace(reader, MESSAGE_PROOF_MARK_TWICE, start, end, STR("."));
    } else if (!alone && (int64_t)(end - start) <= rules->points_most) {
        proof_replace(reader, MESSAGE_PROOF_POINTS, start, end, rules->suspension);
    }
}

/* ---- twice ---- */

/* mot,, or mot;; where a word ends; :: inside a word is code. */
static void once_doubt(ProofReader *reader, const Piece *word, size_t at) {
    const TypedText *text = &reader->text;
    uint32_t mark = text->characters[at];
    if (at == word->start || text->characters[at - 1] == mark) return;
    if (text->characters[at + 1] != mark || text->characters[at + 2] == mark) return;
    bool ends = at + 2 == word->end || typed_text_has(text, at + 2, SIGN_CLOSING) ||
                text->characters[at + 2] == OBJECT_CHARACTER;
    if (!ends || !follows_word(reader, at)) return;
    proof_replace(reader, MESSAGE_PROOF_MARK_TWICE, at, at + 2, typed_text_slice(text, at, at + 1));
}

/* ".»." says twice that the sentence ends. */
static void stops_doubt(ProofReader *reader, size_t at) {
    if (!proof_has(reader, at + 1, PROOF_POINT) || is_point(reader, at + 2)) return;
    size_t inside = at;
    while (inside > 0 && proof_is_space(reader, inside - 1)) inside--;
    if (inside < 2 || !proof_has(reader, inside - 1, PROOF_POINT)) return;
    if (!follows_word(reader, inside - 1) || proof_is_abbreviation(reader, inside - 1)) return;
    proof_doubt(reader, MESSAGE_PROOF_STOP_TWICE, inside - 1, at + 2,
                proof_shown(reader, inside - 1, at + 2), (Str){0});
}

/* ---- scripts ---- */

/* The last letter before a place, marks, figures and spaces between; 0 where it is not judged. */
static uint32_t letter_before(const ProofReader *reader, size_t at) {
    enum { FARTHEST = 24 };
    for (size_t back = 0; at > 0 && back < FARTHEST; back++) {
        at--;
        if (reader->opaque[at]) return 0;
        if (typed_text_is(&reader->text, at, TRAIT_LETTER)) return reader->text.characters[at];
    }
    return 0;
}

/* A mark typed for one that is in use with the script of the letters before it. */
static void twin_doubt(ProofReader *reader, size_t at) {
    UErrorCode status = U_ZERO_ERROR;
    const TypedText *text = &reader->text;
    Str twin = reader->signs[at]->twin;
    size_t start = 0;
    bool in_number = at > 0 && typed_text_is(text, at - 1, TRAIT_DIGIT) &&
                     typed_text_is(text, at + 1, TRAIT_DIGIT);
    uint32_t letter = in_number ? 0 : letter_before(reader, at);
    if (letter == 0) return;
    UScriptCode script = uscript_getScript((UChar32)letter, &status);
    if (U_SUCCESS(status) && uscript_hasScript((UChar32)utf8_next(twin, &start), script))
        proof_replace(reader, MESSAGE_PROOF_MARK_SCRIPT, at, at + 1, twin);
}

void proof_marks(ProofReader *reader, size_t piece) {
    const Piece *word = &reader->text.pieces[piece];
    bool code = reader->cores[piece].is_code;
    for (size_t at = word->start; at < word->end; at++) {
        if (proof_has(reader, at, PROOF_TWIN) && !code) twin_doubt(reader, at);
        if (is_point(reader, at) && !code) {
            size_t end = at + 1;
            while (end < word->end && is_point(reader, end)) end++;
            points_doubt(reader, word, at, end);
            at = end - 1;
        } else if (proof_has(reader, at, PROOF_ONCE) && !code) {
            once_doubt(reader, word, at);
        } else if (proof_has(reader, at, PROOF_CLOSES) && reader->signs[at]->pair == 0) {
            stops_doubt(reader, at);
        }
    }
}
