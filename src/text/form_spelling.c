/* Forms taken apart and put together again; see form_spelling.h.
 *
 * Where a base ends is not guessed from the letters: of the ways to cut the parts off a typed form
 * that one holds whose base is the masculine that is read, in either number. What is proposed is
 * read again and must come out sure. */
#include "text/form_spelling.h"

#include "text/character.h"
#include "text/language_rules.h"
#include "text/reading_form.h"

#include <unicode/uchar.h>

enum { CUTS_MAX = 12, PARTS_MAX = 3 };

/* The places of separators in a typed form. */
typedef struct Cuts {
    uint32_t signs[CUTS_MAX];
    size_t starts[CUTS_MAX], ends[CUTS_MAX]; /* bytes of the separator */
    size_t count;
} Cuts;

static bool has_role(const Language *language, uint32_t character, SignRole role) {
    return language_sign(language, character)->roles & role;
}

static uint32_t lower(const Language *language, uint32_t character) {
    if (has_role(language, character, SIGN_APOSTROPHE)) return FORM_APOSTROPHE;
    return (uint32_t)u_tolower((UChar32)character);
}

/* Most words are in lower case: those are lent, not copied. */
static bool is_lower(const Language *language, Str text) {
    for (size_t at = 0; at < text.length;) {
        uint32_t character = utf8_next(text, &at);
        if (character == 0xFFFD || lower(language, character) != character) return false;
    }
    return true;
}

Str form_lower(const Language *language, Arena *arena, Str text) {
    if (is_lower(language, text)) return text;
    StrBuilder out = {.arena = arena};
    for (size_t at = 0; at < text.length;) {
        builder_add_char(&out, lower(language, utf8_next(text, &at)));
    }
    return builder_text(&out);
}

static bool is_mark(const ReadingRules *rules, Str part) {
    return map_find(&rules->plural_marks, part) != NULL;
}

/* ---- taking apart ---- */

/* The separators of one role; a dot's twins count as the dot. False if there are too many. */
static bool cuts_find(const Language *language, Str text, SignRole role, Cuts *cuts) {
    cuts->count = 0;
    bool open = false;
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        uint32_t character = utf8_next(text, &at);
        bool closes = open && character == ')';
        if (!closes && !has_role(language, character, role)) continue;
        if (cuts->count == CUTS_MAX) return false;
        open = character == '(';
        cuts->signs[cuts->count] = role == SIGN_SEPARATOR ? language->inclusive.dot : character;
        cuts->starts[cuts->count] = start;
        cuts->ends[cuts->count++] = at;
    }
    return cuts->count > 0;
}

static bool is_letters(Str part) {
    for (size_t at = 0; at < part.length;) {
        uint32_t letter = utf8_next(part, &at);
        if (!character_is_letter(letter) && !character_is_mark(letter)) return false;
    }
    return part.length > 0;
}

/* True if the base is the masculine in either number. */
static bool base_holds(const ReadingRules *rules, Arena *arena, const FormSpelling *form,
                       const FormWord *word) {
    if (str_equal(form->base, form->masculine)) return true;
    return word->plural && str_equal(reading_plural(rules, arena, form->base), form->masculine);
}

/* Parts a plural mark from the suffix it is glued to. */
static void mark_cut(const ReadingRules *rules, FormSpelling *form) {
    Str suffix = form->suffix;
    Str last = str_slice(suffix, suffix.length - 1, suffix.length);
    if (suffix.length < 2 || !is_mark(rules, last)) return;
    form->suffix = str_slice(suffix, 0, suffix.length - 1);
    form->mark = last;
}

/* The form with its last parts cut off from a separator on; false if that does not hold. */
static bool parts_hold(const ReadingRules *rules, Arena *arena, Str text, const Cuts *cuts,
                       size_t first, const FormWord *word, FormSpelling *form) {
    Str parts[PARTS_MAX] = {str_slice(text, 0, cuts->starts[first])};
    size_t count = 1;
    for (size_t i = first; i < cuts->count; i++) {
        size_t end = i + 1 < cuts->count ? cuts->starts[i + 1] : text.length;
        Str part = str_slice(text, cuts->ends[i], end);
        bool closed = cuts->signs[i] == ')', opened = cuts->signs[first] == '(';
        if (closed ? !opened : cuts->signs[i] != cuts->signs[first]) return false;
        if (closed && part.length == 0 && i + 1 == cuts->count) break;
        if (count == PARTS_MAX || !is_letters(part)) return false;
        parts[count++] = part;
    }
    form->base = parts[0];
    form->separator = cuts->signs[first];
    form->suffix = parts[1];
    form->mark = (Str){0};
    form->apart = count == PARTS_MAX;
    if (form->apart) {
        bool misplaced = is_mark(rules, parts[1]) && !is_mark(rules, parts[2]);
        form->suffix = parts[misplaced ? 2 : 1];
        form->mark = parts[misplaced ? 1 : 2];
    } else if (word->plural) {
        mark_cut(rules, form);
    }
    return base_holds(rules, arena, form, word);
}

/* étudiantEs: the suffix in capitals; its letters in what was typed and in lower case go in step.
 */
static bool capitals_hold(const ReadingRules *rules, Arena *arena, Str typed, Str text,
                          const FormWord *word, FormSpelling *form) {
    size_t start = SIZE_MAX, end = text.length, lower_at = 0;
    for (size_t at = 0; at < typed.length && lower_at < text.length;) {
        size_t before = lower_at;
        bool upper = u_isupper((UChar32)utf8_next(typed, &at));
        utf8_next(text, &lower_at);
        if (before == 0) continue;
        if (upper && start == SIZE_MAX) start = before;
        if (!upper && start != SIZE_MAX && end == text.length) end = before;
    }
    if (start == SIZE_MAX) return false;
    form->base = str_slice(text, 0, start);
    form->suffix = str_slice(text, start, end);
    form->mark = str_slice(text, end, text.length);
    form->separator = 0;
    return base_holds(rules, arena, form, word);
}

static bool is_both_ways(const ReadingRules *rules, const FormSpelling *form,
                         const FormWord *word) {
    return word->plural && form->mark.length > 0 && is_mark(rules, form->mark) &&
           form->separator != 0 && form->separator != '(' && word->doubt != READING_PLURAL_PLACE &&
           !str_equal(form->base, form->masculine);
}

FormSpelling form_spelling_read(const Language *language, Arena *arena, Str typed,
                                const FormWord *word) {
    const ReadingRules *rules = language->inclusive.readings;
    FormSpelling form = {0};
    Str masculine = word->swapped ? word->second : word->first;
    Str feminine = word->swapped ? word->first : word->second;
    form.masculine =
        form_lower(language, arena, str_slice(masculine, word->elision, masculine.length));
    if (feminine.length > word->elision)
        form.feminine =
            form_lower(language, arena, str_slice(feminine, word->elision, feminine.length));
    Cuts cuts;
    if (!rules || typed.length > FORM_LONGEST) return form;
    if (word->swapped) {
        if (cuts_find(language, typed, SIGN_WEAK_SEPARATOR, &cuts) && cuts.count == 1)
            form.separator = cuts.signs[0];
        return form;
    }
    size_t elision = 0;
    for (size_t left = utf8_count(str_slice(masculine, 0, word->elision)); left > 0; left--)
        utf8_next(typed, &elision);
    typed = str_slice(typed, elision, typed.length);
    Str text = form_lower(language, arena, typed);
    bool strong = cuts_find(language, text, SIGN_SEPARATOR, &cuts);
    if (strong || cuts_find(language, text, SIGN_WEAK_SEPARATOR, &cuts)) {
        for (size_t first = 0; first < cuts.count && !form.told; first++) {
            form.told = parts_hold(rules, arena, text, &cuts, first, word, &form);
            if (strong) break;
        }
    } else {
        form.told = capitals_hold(rules, arena, typed, text, word, &form);
    }
    form.both_ways = form.told && is_both_ways(rules, &form, word);
    return form;
}

/* ---- putting together ---- */

static void upper_add(StrBuilder *out, Str text) {
    for (size_t at = 0; at < text.length;)
        builder_add_char(out, (uint32_t)u_toupper((UChar32)utf8_next(text, &at)));
}

Str form_spelling_write(Arena *arena, const FormSpelling *form, uint32_t separator, bool apart) {
    if (!form->told) return (Str){0};
    StrBuilder out = {.arena = arena};
    builder_add(&out, form->base);
    if (separator == 0) {
        upper_add(&out, form->suffix);
        builder_add(&out, form->mark);
        return builder_text(&out);
    }
    builder_add_char(&out, separator);
    builder_add(&out, form->suffix);
    if (separator == '(') builder_add_byte(&out, ')');
    if (separator != '(' && apart && form->mark.length > 0) builder_add_char(&out, separator);
    builder_add(&out, form->mark);
    return builder_text(&out);
}

/* True if the form, written with dots, is surely read as these two words. */
static bool reads_as(const Language *language, Arena *arena, const FormSpelling *form,
                     Str masculine, Str feminine) {
    Str written = form_spelling_write(arena, form, language->inclusive.dot, true);
    FormPair pair = form_read(language, arena, written);
    if (!pair.is_form || pair.doubt || pair.lone || pair.swapped || pair.number_only) return false;
    return feminine.length == 0 ||
           (str_equal(pair.first, masculine) && str_equal(pair.second, feminine));
}

/* How many bytes two suffixes share at their starts and ends. */
static size_t likeness(Str a, Str b) {
    size_t start = 0, end = 0, most = a.length < b.length ? a.length : b.length;
    while (start < most && a.bytes[start] == b.bytes[start]) start++;
    while (end < most - start && a.bytes[a.length - 1 - end] == b.bytes[b.length - 1 - end]) end++;
    return start + end;
}

/* The singular of a base that stands behind its feminine: autrice·teur. */
static Str base_behind(const Language *language, Arena *arena, Str masculine) {
    const EndingRules *plurals = &language->inclusive.readings->plurals;
    Str best = masculine;
    for (size_t i = 0; i < plurals->count; i++) {
        const EndingRule *rule = &plurals->items[i];
        if (rule->verdict != ENDING_FITS || !str_ends_with(masculine, rule->replacement)) continue;
        StrBuilder base = {.arena = arena};
        builder_add(&base, str_slice(masculine, 0, masculine.length - rule->replacement.length));
        builder_add(&base, rule->end);
        Str made = builder_text(&base);
        if (!str_equal(reading_plural(language->inclusive.readings, arena, made), masculine))
            continue;
        best = made;
        if (rule->end.length == 0) break; /* the common case */
    }
    return best;
}

/* The suffix that gives the feminine: the first of the table, or the one most like the typed. */
static bool suffix_find(const Language *language, Arena *arena, FormSpelling *form, Str like) {
    const ReadingRules *rules = language->inclusive.readings;
    size_t best = 0;
    Str found = {0};
    FormSpelling tried = *form;
    for (size_t i = 0; i < rules->suffixes.count; i++) {
        const MapEntry *entry = &rules->suffixes.entries[i];
        const EndingRule *rule = ending_rule_find(entry->value, form->base);
        if (!rule || rule->verdict != ENDING_FITS) continue;
        Str feminine = ending_replace(arena, rule, form->base);
        if (!str_equal(feminine, form->feminine) &&
            !str_equal(reading_plural(rules, arena, feminine), form->feminine))
            continue;
        tried.suffix = entry->key;
        size_t score = 1 + likeness(like, entry->key);
        if (score <= best || !reads_as(language, arena, &tried, form->masculine, form->feminine))
            continue;
        best = score;
        found = entry->key;
    }
    form->suffix = found;
    return best > 0;
}

static Str common_mark(const Language *language) {
    const Map *marks = &language->inclusive.readings->plural_marks;
    return marks->count > 0 ? marks->entries[0].key : (Str){0};
}

/* utilisateurs·rices: a plural mark on the base too. */
static bool base_cut(const Language *language, FormSpelling *form) {
    Str base = form->base, last = str_slice(base, base.length - 1, base.length);
    if (base.length < 2 || !is_mark(language->inclusive.readings, last)) return false;
    form->base = str_slice(base, 0, base.length - 1);
    return true;
}

/* autrice·teur: taken apart as auteur·rice would be, the suffix still to be found. */
static FormSpelling masculine_first(const Language *language, Arena *arena,
                                    const FormSpelling *form) {
    FormSpelling made = {.masculine = form->masculine, .feminine = form->feminine, .told = true};
    made.base = base_behind(language, arena, form->masculine);
    made.separator = form->separator != 0 ? form->separator : language->inclusive.dot;
    made.apart = true;
    if (!str_equal(made.base, form->masculine)) made.mark = common_mark(language);
    return made;
}

/* The suffix that words ending like the base usually have, if it is surely read. */
static bool suffix_usual(const Language *language, Arena *arena, FormSpelling *form) {
    const AgreementRules *rules = language->inclusive.agreement;
    const EndingRule *usual = rules ? ending_rule_find(&rules->usual, form->base) : NULL;
    if (!usual || usual->verdict != ENDING_FITS) return false;
    form->suffix = usual->replacement;
    return reads_as(language, arena, form, (Str){0}, (Str){0});
}

Str form_spelling_propose(const Language *language, Arena *arena, const FormSpelling *form,
                          ReadingDoubt doubt) {
    bool swapped = doubt == READING_FEMININE_FIRST;
    FormSpelling made = swapped ? masculine_first(language, arena, form) : *form;
    if (!made.told) return (Str){0};
    bool cut = doubt == READING_MISFIT && made.mark.length > 0 && base_cut(language, &made);
    bool near =
        doubt == READING_MISSPELT || doubt == READING_ACCENT || doubt == READING_PLURAL_PLACE;
    bool found = cut && reads_as(language, arena, &made, (Str){0}, (Str){0});
    if (!found && made.feminine.length > 0)
        found = suffix_find(language, arena, &made, near ? form->suffix : (Str){0});
    if (!found && !suffix_usual(language, arena, &made)) return (Str){0};
    return form_spelling_write(arena, &made, made.separator, made.apart);
}

Str form_spelling_turn(const Language *language, Arena *arena, const FormSpelling *form,
                       bool plural) {
    FormSpelling turned = *form;
    turned.mark = plural ? common_mark(language) : (Str){0};
    if (!form->told) return (Str){0};
    Str written = form_spelling_write(arena, &turned, language->inclusive.dot, true);
    FormPair pair = form_read(language, arena, written);
    if (!pair.is_form || pair.doubt || pair.lone || pair.plural != plural) return (Str){0};
    return form_spelling_write(arena, &turned, form->separator, form->apart);
}
