/* Shapes of words: numbers, ordinals, initials, Roman numerals, and the language's lists.
 *
 * In: a word and the side from which it is seen. Out: a bit for each shape and list that fits. Each
 * word is looked at at most twice, in time linear in its length, a plain one once; words that are
 * longer than any listed word have the shapes of their first character only. */
#include "text/word_shape.h"

#define SHAPE_LONGEST 40 /* characters */

/* The core of a word: characters [start, end) of the text. */
typedef struct Core {
    const TypedText *text;
    const Language *language;
    size_t start, end;
} Core;

typedef struct Tally {
    size_t letters, capitals, digits, others;
} Tally;

static Tally core_tally(const Core *core) {
    Tally tally = {0};
    for (size_t at = core->start; at < core->end; at++) {
        if (typed_text_is(core->text, at, TRAIT_UPPER)) tally.capitals++;
        if (typed_text_is(core->text, at, TRAIT_LETTER))
            tally.letters++;
        else if (typed_text_is(core->text, at, TRAIT_DIGIT))
            tally.digits++;
        else
            tally.others++;
    }
    return tally;
}

/* One decimal place of a Roman numeral: "", I, II, III, IV, V ... IX. Its length. */
static size_t roman_place(const uint32_t *c, size_t count, const char signs[3]) {
    uint32_t one = (uint32_t)signs[0], five = (uint32_t)signs[1], ten = (uint32_t)signs[2];
    if (count >= 2 && c[0] == one && (c[1] == five || c[1] == ten)) return 2;
    size_t length = count > 0 && c[0] == five ? 1 : 0;
    for (size_t ones = 0; ones < 3 && length < count && c[length] == one; ones++) length++;
    return length;
}

static bool is_roman(const uint32_t *c, size_t count) {
    size_t at = 0;
    while (at < count && at < 3 && c[at] == 'M') at++;
    at += roman_place(c + at, count - at, "CDM");
    at += roman_place(c + at, count - at, "XLC");
    at += roman_place(c + at, count - at, "IVX");
    return count > 0 && at == count;
}

/* Digits or a Roman numeral, then one of the language's endings. */
size_t ordinal_ending(const TypedText *text, const Language *language, size_t start, size_t end) {
    const OrdinalRules *rules = &language->ordinals;
    bool roman = typed_text_is(text, start, TRAIT_UPPER);
    size_t at = start;
    if (rules->ending_count == 0 || end - start > SHAPE_LONGEST) return end;
    while (at < end && typed_text_is(text, at, roman ? TRAIT_UPPER : TRAIT_DIGIT)) at++;
    if (at == start || at == end) return end;
    if (roman && !is_roman(text->characters + start, at - start)) return end;
    Str whole = typed_text_slice(text, start, end), ending = typed_text_slice(text, at, end);
    for (size_t i = 0; i < rules->ending_count; i++) {
        if (!str_equal(rules->endings[i], ending) && !str_equal(rules->endings[i], whole)) continue;
        return map_find(&rules->except, whole) ? end : at;
    }
    return end;
}

static bool is_ordinal(const Core *core) {
    return ordinal_ending(core->text, core->language, core->start, core->end) < core->end;
}

/* E. or J.-P. or J.R.R., the last point included. */
static bool is_initial(const TypedText *text, size_t start, size_t end) {
    size_t at = start;
    while (at + 1 < end && typed_text_is(text, at, TRAIT_UPPER) &&
           text->characters[at + 1] == '.') {
        at += 2;
        if (at + 1 < end && text->characters[at] == '-') at++;
    }
    return at > start && at == end;
}

static bool is_sign_of_number(uint32_t c) {
    return c == '+' || c == '-' || c == 0x2212; /* minus */
}

static bool is_inside_number(uint32_t c) {
    return c == '.' || c == ',' || c == ':' || c == '/' || c == 0x2013 || c == 0x2019 ||
           c == '\'' || c == 0xD7 || is_sign_of_number(c);
}

static uint64_t digit_shapes(size_t digits) {
    uint64_t shapes = SHAPE_BIT(SHAPE_NUMBER);
    if (digits == 2) shapes |= SHAPE_BIT(SHAPE_PAIR);
    if (digits == 4) shapes |= SHAPE_BIT(SHAPE_YEAR);
    return shapes;
}

/* Shapes that a core has on either side. */
static uint64_t common_shapes(const Core *core, Tally tally) {
    const TypedText *text = core->text;
    size_t count = core->end - core->start;
    uint64_t shapes = 0;
    if (tally.digits == count) shapes |= digit_shapes(count);
    if (is_ordinal(core)) shapes |= SHAPE_BIT(SHAPE_ORDINAL);
    if (count == 1 && tally.capitals == 1) shapes |= SHAPE_BIT(SHAPE_LETTER);
    if (tally.capitals >= 2 && tally.capitals == tally.letters && tally.others == 0) {
        shapes |= SHAPE_BIT(SHAPE_ACRONYM);
    }
    if (tally.capitals == count && is_roman(text->characters + core->start, count)) {
        shapes |= SHAPE_BIT(SHAPE_ROMAN);
    }
    return shapes;
}

/* Of a plain word only the lists tell anything, from either side. */
static uint64_t plain_shapes(const TypedText *text, const Language *language, Piece *word) {
    if (word->shapes != 0 && word->language == language) return word->shapes;
    uint64_t shapes = SHAPE_BIT(SHAPE_ANY);
    if (word->end - word->start <= SHAPE_LONGEST)
        shapes |= language_lists_of(language, typed_text_slice(text, word->start, word->end));
    if (word->language == language) word->shapes = shapes;
    return shapes;
}

/* ---- the word before the space ---- */

static bool is_number_to_its_end(const Core *core, Tally tally) {
    const TypedText *text = core->text;
    if (tally.digits == 0 || tally.letters > 0) return false;
    size_t first = core->start + (is_sign_of_number(text->characters[core->start]) ? 1 : 0);
    if (!typed_text_is(text, first, TRAIT_DIGIT)) return false;
    if (!typed_text_is(text, core->end - 1, TRAIT_DIGIT)) return false;
    for (size_t at = first; at < core->end; at++) {
        if (!typed_text_is(text, at, TRAIT_DIGIT) && !is_inside_number(text->characters[at]))
            return false;
    }
    return true;
}

/* Behind an elided word, or a letter that is a word against a number. */
static size_t elision_skip(const Core *core) {
    size_t start = core->start;
    if (start + 1 < core->end && typed_text_has(core->text, start, SIGN_BEFORE_NUMBER) &&
        typed_text_is(core->text, start + 1, TRAIT_DIGIT))
        return start + 1;
    for (size_t at = core->start; at + 1 < core->end; at++) {
        if (typed_text_has(core->text, at, SIGN_APOSTROPHE)) start = at + 1;
    }
    return start;
}

/* The end of a range: XVIIIe-XIXe, 1er-15 (mai). */
static bool ends_ordinal_range(const Core *core) {
    enum { DIGITS_MOST = 2 };
    const TypedText *text = core->text;
    size_t seam = core->end;
    while (seam > core->start &&
           !typed_text_has(text, seam - 1, SIGN_HARD_HYPHEN | SIGN_GLUED_DASH))
        seam--;
    if (seam <= core->start + 1 || seam == core->end) return false;
    Core from = {text, core->language, core->start, seam - 1};
    Core to = {text, core->language, seam, core->end};
    if (is_ordinal(&to)) return true;
    size_t count = to.end - to.start;
    return count <= DIGITS_MOST && core_tally(&to).digits == count && is_ordinal(&from);
}

uint64_t word_shape_left(const TypedText *text, const Language *language, Piece *word) {
    if (word->plain) return plain_shapes(text, language, word);
    uint64_t shapes = SHAPE_BIT(SHAPE_ANY);
    if (word->dialled) shapes |= SHAPE_BIT(SHAPE_DIALLED);
    Core core = {text, language, word->start, word->end};
    while (core.start < core.end && typed_text_has(text, core.start, SIGN_OPENING)) core.start++;
    if (core.end - core.start <= SHAPE_LONGEST && core.start < core.end) {
        shapes |= language_lists_of(language, typed_text_slice(text, core.start, core.end));
        if (is_number_to_its_end(&core, core_tally(&core))) shapes |= SHAPE_BIT(SHAPE_NUMBER);
    }
    core.start = elision_skip(&core);
    if (core.start == core.end) return shapes;
    bool ends_with_letter = typed_text_is(text, core.end - 1, TRAIT_LETTER);
    if (typed_text_is(text, core.start, TRAIT_UPPER) && ends_with_letter) {
        shapes |= SHAPE_BIT(SHAPE_CAPITALISED);
    }
    if (core.end - core.start > SHAPE_LONGEST) return shapes;
    Tally tally = core_tally(&core);
    shapes |= common_shapes(&core, tally);
    shapes |= language_lists_of(language, typed_text_slice(text, core.start, core.end));
    if (is_number_to_its_end(&core, tally)) shapes |= SHAPE_BIT(SHAPE_NUMBER);
    if (is_initial(text, core.start, core.end)) shapes |= SHAPE_BIT(SHAPE_INITIAL);
    if (ends_ordinal_range(&core)) shapes |= SHAPE_BIT(SHAPE_ORDINAL);
    size_t unsigned_start = core.start + (is_sign_of_number(text->characters[core.start]) ? 1 : 0);
    size_t digits = core.end - unsigned_start;
    if (tally.digits == digits && digits >= 1 && digits <= 3) shapes |= SHAPE_BIT(SHAPE_GROUP);
    return shapes;
}

/* ---- the word behind the space ---- */

static bool begins_with_capital(const Core *core) {
    enum { ELISION = 2 }; /* d'Artagnan */
    if (typed_text_is(core->text, core->start, TRAIT_UPPER)) return true;
    for (size_t at = core->start; at < core->start + ELISION && at + 1 < core->end; at++) {
        if (typed_text_has(core->text, at, SIGN_APOSTROPHE))
            return typed_text_is(core->text, at + 1, TRAIT_UPPER);
    }
    return false;
}

static uint64_t leading_digit_shapes(const Core *core) {
    const TypedText *text = core->text;
    size_t first = core->start + (is_sign_of_number(text->characters[core->start]) ? 1 : 0);
    size_t at = first;
    while (at < core->end && typed_text_is(text, at, TRAIT_DIGIT)) at++;
    if (at == first) return 0;
    uint64_t shapes = SHAPE_BIT(SHAPE_NUMBER);
    bool letter_follows = typed_text_is(text, at, TRAIT_LETTER);
    if (first == core->start && at - first == 3 && !letter_follows)
        shapes |= SHAPE_BIT(SHAPE_GROUP);
    return shapes;
}

/* The lists of the word, of the word with its point (etc.), and of what is before a slash. */
static uint64_t lists_of_right(const Core *core, bool point_follows) {
    const TypedText *text = core->text;
    uint64_t lists =
        language_lists_of(core->language, typed_text_slice(text, core->start, core->end));
    if (point_follows) {
        Str with_point = typed_text_slice(text, core->start, core->end + 1);
        lists |= language_lists_of(core->language, with_point);
    }
    for (size_t at = core->start + 1; at < core->end; at++) {
        if (!(typed_text_has(core->text, at, SIGN_SLASH))) continue;
        return lists | language_lists_of(core->language, typed_text_slice(text, core->start, at));
    }
    return lists;
}

uint64_t word_shape_right(const TypedText *text, const Language *language, Piece *word) {
    if (word->plain) return plain_shapes(text, language, word);
    uint64_t shapes = SHAPE_BIT(SHAPE_ANY);
    if (text->characters[word->start] == OBJECT_CHARACTER) return shapes | SHAPE_BIT(SHAPE_OBJECT);
    if (word->dialled) shapes |= SHAPE_BIT(SHAPE_DIALLED);
    Core core = {text, language, word->start, word->end};
    while (core.end > core.start && (typed_text_has(text, core.end - 1, SIGN_CLOSING) ||
                                     text->characters[core.end - 1] == OBJECT_CHARACTER)) {
        core.end--;
    }
    if (core.start == core.end) return shapes;
    if (begins_with_capital(&core)) shapes |= SHAPE_BIT(SHAPE_CAPITALISED);
    shapes |= leading_digit_shapes(&core);
    if (core.end - core.start > SHAPE_LONGEST) return shapes;
    bool point_follows = core.end < word->end && text->characters[core.end] == '.';
    shapes |= common_shapes(&core, core_tally(&core)) | lists_of_right(&core, point_follows);
    if (point_follows && is_initial(text, core.start, core.end + 1)) {
        shapes |= SHAPE_BIT(SHAPE_INITIAL);
        shapes &= ~SHAPE_BIT(SHAPE_ROMAN); /* M. Dupont, no number */
    }
    return shapes;
}
