/* Spaces that lack: before ; : ! ? », behind «, beside units, between two words with a comma. Where
 * marks want one is known to repair, which puts it in if an edition asks for it; here some places
 * more are passed over, for a doubt that is wrong costs an author more than one that is missed. */
#include "text/proof_reader.h"
#include "text/repair.h"

/* ---- beside marks ---- */

/* A drive, C: */
static bool is_one_capital(const ProofReader *reader, const Piece *word, size_t at) {
    if (at == word->start || !typed_text_is(&reader->text, at - 1, TRAIT_UPPER)) return false;
    return at == word->start + 1 || typed_text_has(&reader->text, at - 2, SIGN_OPENING);
}

/* The same mark stands before it in its word: :smile: */
static bool is_second(const ProofReader *reader, const Piece *word, size_t at) {
    const Sign *mark = reader->text.signs[at];
    enum { BACK = 40 };
    size_t start = at - word->start > BACK ? at - BACK : word->start;
    for (size_t before = start; before < at; before++) {
        const Sign *sign = reader->text.signs[before];
        if (sign == mark || (mark->group > 0 && sign->group == mark->group)) return true;
    }
    return false;
}

static void space_doubt(ProofReader *reader, size_t at, Str space) {
    proof_replace(reader, MESSAGE_PROOF_SPACE, at, at, space);
    TextDoubt *doubt = &reader->doubts.items[reader->doubts.count - 1];
    doubt->end = reader->text.starts[at + 1];
}

/* « Suggests: », the name of a field: a word alone inside quotation marks. */
static bool is_spoken_of(const ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    size_t before = proof_previous_word(reader, piece), behind = proof_next_word(reader, piece);
    if (before == SIZE_MAX || behind == SIZE_MAX) return false;
    return proof_has(reader, text->pieces[before].end - 1, PROOF_OPENS) &&
           proof_has(reader, text->pieces[behind].start, PROOF_CLOSES);
}

/* What the edition could ask to be put in (repair), where it is surely prose. */
static void missing_doubt(ProofReader *reader, const TextEdit *edit, size_t piece, size_t at) {
    const Piece *word = &reader->text.pieces[piece];
    bool bracket = proof_has(reader, at, PROOF_CLOSES) || proof_has(reader, at - 1, PROOF_OPENS);
    if (reader->opaque[at] && reader->opaque[at - 1]) return;
    if (proof_has(reader, at - 1, PROOF_OPENS) && proof_has(reader, at, PROOF_CLOSES)) return;
    if (!bracket && (reader->cores[piece].is_code || is_spoken_of(reader, piece))) return;
    if (!bracket && (is_one_capital(reader, word, at) || is_second(reader, word, at))) return;
    if (proof_has(reader, at + 1, PROOF_SEPARATOR | PROOF_POINT)) return; /* one mark too many */
    space_doubt(reader, at, edit->put);
}

static void marks_doubt(ProofReader *reader) {
    const TypedText *text = &reader->text;
    TextEdit *edits;
    size_t count = repair_find(reader->scratch, &reader->request->text, true, &edits);
    size_t piece = 0;
    for (size_t i = 0; i < count; i++) {
        const TextEdit *edit = &edits[i];
        while (piece < text->piece_count && text->starts[text->pieces[piece].end] <= edit->at)
            piece++;
        if (edit->removed > 0 || piece == text->piece_count) continue;
        const Piece *word = &text->pieces[piece];
        if (word->kind != TOKEN_WORD || text->starts[word->start] >= edit->at) continue;
        size_t at = typed_text_character_at(&reader->text, edit->at);
        bool call = typed_text_is(text, at, TRAIT_CALL) && typed_text_is(text, at - 1, TRAIT_CALL);
        if (!call) missing_doubt(reader, edit, piece, at);
    }
}

/* ---- between words ---- */

static bool are_letters(const ProofReader *reader, size_t at) {
    return proof_is_letter(reader, at) && proof_is_letter(reader, at + 1);
}

/* The separators inside a word, and the place of the last one. */
static size_t separators_count(const ProofReader *reader, size_t piece, size_t *place) {
    size_t found = 0;
    if (piece == SIZE_MAX) return 0;
    const Piece *word = &reader->text.pieces[piece];
    for (size_t at = word->start; at + 1 < word->end; at++) {
        if (!proof_has(reader, at, PROOF_SEPARATOR)) continue;
        found++;
        *place = at;
    }
    return found;
}

/* mot,mot: one separator between two words of two letters or more. Several, there or in the words
 * beside, are a list that is meant so. */
static void separator_doubt(ProofReader *reader, size_t piece) {
    const Piece *word = &reader->text.pieces[piece];
    size_t place = 0, other;
    if (reader->cores[piece].is_code || separators_count(reader, piece, &place) != 1) return;
    if (place < word->start + 2 || place + 2 >= word->end) return;
    if (!are_letters(reader, place - 2) || !are_letters(reader, place + 1)) return;
    if (separators_count(reader, proof_previous_word(reader, piece), &other) > 0) return;
    if (separators_count(reader, proof_next_word(reader, piece), &other) > 0) return;
    space_doubt(reader, place + 1, STR(" "));
}

/* mot –mot: a dash that is glued to one side only. */
static void dash_doubt(ProofReader *reader, size_t piece) {
    const TypedText *text = &reader->text;
    const Piece *word = &text->pieces[piece];
    bool opens = proof_has(reader, word->start, PROOF_DASH) && word->start + 2 < word->end &&
                 are_letters(reader, word->start + 1);
    size_t last = word->end - 1;
    bool closes = proof_has(reader, last, PROOF_DASH) && last > word->start + 2 &&
                  are_letters(reader, last - 2) && proof_next_word(reader, piece) != SIZE_MAX;
    if (opens) space_doubt(reader, word->start + 1, STR(" "));
    if (closes) space_doubt(reader, last, STR(" "));
}

void proof_spaces(ProofReader *reader) {
    marks_doubt(reader);
    for (size_t i = 0; i < reader->text.piece_count; i++) {
        if (reader->text.pieces[i].kind != TOKEN_WORD) continue;
        separator_doubt(reader, i);
        if (!reader->rules->dash_glued) dash_doubt(reader, i);
    }
}

/* ---- beside numbers ---- */

/* Digits with marks between them, as 12,5 or 1.000, from a place; their end. */
static size_t number_end(const ProofReader *reader, size_t at, size_t end) {
    const TypedText *text = &reader->text;
    while (at < end) {
        bool inside =
            (text->characters[at] == reader->rules->decimal_mark || text->characters[at] == '.') &&
            typed_text_is(text, at + 1, TRAIT_DIGIT);
        if (!typed_text_is(text, at, TRAIT_DIGIT) && !inside) break;
        at++;
    }
    return at;
}

static void unit_behind(ProofReader *reader, const ProofCore *core, size_t digits) {
    if (digits == core->start || digits >= core->end || reader->opaque[digits]) return;
    Str rest = typed_text_slice(&reader->text, digits, core->end);
    for (size_t i = 0; i < reader->rules->units.count; i++) {
        const ProofUnit *unit = &reader->rules->units.items[i];
        if (unit->ahead || !str_equal(unit->word, rest)) continue;
        space_doubt(reader, digits, unit->space);
        return;
    }
}

static void unit_ahead(ProofReader *reader, const ProofCore *core) {
    Str text = proof_core_text(reader, core);
    for (size_t i = 0; i < reader->rules->units.count; i++) {
        const ProofUnit *unit = &reader->rules->units.items[i];
        if (!unit->ahead || !str_starts_with(text, unit->word)) continue;
        size_t digits = core->start + utf8_count(unit->word);
        if (digits < core->end && number_end(reader, digits, core->end) == core->end) {
            space_doubt(reader, digits, unit->space);
            return;
        }
    }
}

void proof_units(ProofReader *reader, size_t piece) {
    enum { LONGEST = 40 };
    const ProofCore *core = &reader->cores[piece];
    if (core->end - core->start > LONGEST || reader->opaque[core->start]) return;
    size_t sign = typed_text_is(&reader->text, core->start, TRAIT_DIGIT) ? 0 : 1;
    uint32_t first = reader->text.characters[core->start];
    if (sign == 0 || first == '+' || first == '-' || first == 0x2212) { /* minus */
        size_t start = core->start + sign;
        if (typed_text_is(&reader->text, start, TRAIT_DIGIT))
            unit_behind(reader, core, number_end(reader, start, core->end));
    }
    unit_ahead(reader, core);
}
