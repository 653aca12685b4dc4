/* Groups of forms and their readings: rules B5.9 and B5.10.
 *
 * In: a text and its forms. Out: neighbouring forms of one number put together, and what is read
 * for each group; everything else stays as it was typed. Only the white space and the few words
 * between two forms are looked at, once. */
#include "text/reading.h"

#include "text/character.h"
#include "text/language_rules.h"
#include "text/reading_form.h"

#include <unicode/uchar.h>

/* Longer words are in no list. */
#define LISTED_LONGEST 48 /* bytes */

typedef struct Grouping {
    const Language *language;
    const ReadingRules *rules;
    Arena *arena;
    Str text;
    size_t start; /* of the stretch in this language */
} Grouping;

typedef VEC(FormReading) FormReadings;

/* ---- words around forms ---- */

static Str text_lower(Arena *arena, Str text) {
    StrBuilder lower = {.arena = arena};
    for (size_t at = 0; at < text.length;)
        builder_add_char(&lower, (uint32_t)u_tolower((UChar32)utf8_next(text, &at)));
    return builder_text(&lower);
}

static bool is_line_end(uint32_t character) {
    return character == '\n' || character == 0x2028 || character == 0x2029;
}

/* White space that leaves words in one line of thought. */
static bool is_space(uint32_t character) {
    return character_is_space(character) && !is_line_end(character);
}

/* Behind one space; or `at` where there is none. */
static size_t space_end(Str text, size_t at) {
    size_t next = at;
    return is_space(utf8_next(text, &next)) ? next : at;
}

static size_t letters_end(Str text, size_t at) {
    size_t most = at + LISTED_LONGEST;
    for (size_t next = at; at < text.length && at < most; at = next) {
        if (!character_is_letter(utf8_next(text, &next))) break;
    }
    return at;
}

/* The word before a byte, one space between them; empty where there is none, or where it is only a
 * part of what stands there (tel·le). */
static Str word_before(const Grouping *grouping, size_t *at) {
    Str text = grouping->text;
    size_t end = *at;
    if (!is_space(utf8_previous(text, &end)) || end < grouping->start) return (Str){0};
    size_t start = end, before = end;
    while (before > grouping->start && end - start < LISTED_LONGEST) {
        if (!character_is_letter(utf8_previous(text, &before))) break;
        start = before;
    }
    *at = before = start;
    uint32_t ahead = utf8_previous(text, &before);
    bool whole = start == grouping->start || is_space(ahead) || is_line_end(ahead) ||
                 language_sign(grouping->language, ahead)->roles & (SIGN_OPENING | SIGN_APOSTROPHE);
    return whole ? str_slice(text, start, end) : (Str){0};
}

static bool word_listed(const Grouping *grouping, const Map *list, Str word) {
    if (word.length == 0 || word.length > LISTED_LONGEST) return false;
    if (map_find(list, word)) return true;
    return map_find(list, text_lower(grouping->arena, word)) != NULL;
}

/* ---- groups ---- */

static bool joins_group(const FormWord *form) {
    return form->second.length > 0 && !form->number_only;
}

/* A word that may stand between two forms of a group: for both genders (un·e jeune avocat·e), or an
 * article behind a leader (tous·tes les étudiant·e·s). */
static bool passes(const Grouping *grouping, const FormWord *form, Str word) {
    const ReadingRules *rules = grouping->rules;
    if (word_listed(grouping, &rules->through, word)) return true;
    return word_listed(grouping, &rules->leaders, form->first) &&
           word_listed(grouping, &rules->articles, word);
}

/* True if one space stands between two forms, or words that may with one space around each. */
static bool is_neighbour(const Grouping *grouping, const FormWord *form, const FormWord *next) {
    size_t at = space_end(grouping->text, form->end);
    if (at == form->end) return false;
    while (at < next->start) {
        size_t end = letters_end(grouping->text, at), after = space_end(grouping->text, end);
        Str word = str_slice(grouping->text, at, end);
        if (after == end || !passes(grouping, form, word)) return false;
        at = after;
    }
    return at == next->start;
}

/* The end of the group that begins with the first of some forms. An elided word (tel·le·s qu’un·e)
 * or a conjunction that is one with its word begins another one. */
static size_t group_end(const Grouping *grouping, const FormWord *forms, size_t count,
                        ReadingDoubt *doubt) {
    size_t end = 1;
    if (!joins_group(&forms[0])) return end;
    for (; end < count; end++) {
        const FormWord *next = &forms[end];
        if (!joins_group(next) || next->elision > 0 || next->opens) break;
        if (!is_neighbour(grouping, &forms[end - 1], next)) break;
        if (next->plural == forms[0].plural) continue;
        if (end == 1) *doubt = READING_NUMBER;
        break;
    }
    return end;
}

static bool is_conjunction(const ReadingRules *rules, Str word) {
    return str_equal(word, rules->plural) || str_equal(word, rules->singular);
}

/* son avocat·e: before a vowel some words serve both genders. */
static bool serves_both(const Grouping *grouping, const FormWord *form, Str word) {
    const AgreementRules *agreement = grouping->language->inclusive.agreement;
    return agreement && !form->plural && word_listed(grouping, &agreement->before_vowel, word) &&
           reading_begins_with_vowel(grouping->rules, text_lower(grouping->arena, form->first));
}

/* tous les étudiant·e·s: a word of one gender before a form of both. Where two words tell both
 * genders (ceux et celles concerné·e·s), none lacks. */
static bool one_gender_before(const Grouping *grouping, const FormWord *form) {
    size_t at = form->start;
    for (int back = 0; back < 2; back++) {
        Str word = word_before(grouping, &at);
        if (back == 0 && serves_both(grouping, form, word)) return false;
        if (word_listed(grouping, &grouping->rules->one_gender, word))
            return !is_conjunction(grouping->rules, word_before(grouping, &at));
        if (!word_listed(grouping, &grouping->rules->articles, word)) return false;
    }
    return false;
}

/* ---- readings ---- */

/* The word behind a form in a half of the group, as far as it tells how the form's word is said. */
static Str word_behind(const Grouping *grouping, const FormWord *form, Str next) {
    size_t at = space_end(grouping->text, form->end), end = letters_end(grouping->text, at);
    return at < form[1].start ? str_slice(grouping->text, at, end) : next;
}

/* nouveau·elle élu·e: nouvel élu. In the plural nothing changes. */
static Str word_before_vowel(const Grouping *grouping, const FormWord *form, Str word, Str next) {
    if (form->plural || grouping->rules->before_vowels.count == 0) return word;
    Str lower = text_lower(grouping->arena, word);
    Str said = reading_before(grouping->rules, grouping->arena, lower,
                              text_lower(grouping->arena, word_behind(grouping, form, next)));
    if (str_equal(said, lower)) return word;
    if (form->capitals) return word_all_upper(grouping->arena, said);
    return str_equal(lower, word) ? said : word_first_upper(grouping->arena, said);
}

static bool ends_elided(Str word) {
    size_t at = word.length;
    return utf8_previous(word, &at) == FORM_APOSTROPHE;
}

/* ---- cases ---- */

static const CaseRule *case_of(const Grouping *grouping, Str word) {
    if (word.length == 0 || word.length > LISTED_LONGEST) return NULL;
    return reading_case_find(grouping->rules, text_lower(grouping->arena, word));
}

/* What a word before the group wants of its nouns; few words may stand between (von allen). */
static const CaseRule *case_before(const Grouping *grouping, size_t at) {
    enum { WORDS_BACK = 3 };
    if (grouping->rules->case_count == 0) return NULL;
    for (int back = 0; back < WORDS_BACK; back++) {
        Str word = word_before(grouping, &at);
        const CaseRule *found = case_of(grouping, word);
        if (found || word.length == 0) return found;
        if (!str_ends_with(word, grouping->rules->over)) return NULL;
    }
    return NULL;
}

/* von Richter·innen und Anwält·innen: what holds for a group holds for the one joined to it. */
static bool joins_previous(const Grouping *grouping, const FormReading *previous, size_t start) {
    Str between = str_slice(grouping->text, previous->end, start);
    return is_conjunction(grouping->rules, str_trim(between)) ||
           str_equal(str_trim(between), STR(","));
}

static Str masculine_put(const Grouping *grouping, const FormWord *form, const CaseRule *rule,
                         Str word) {
    const EndingRules *endings = form->plural ? &rule->plural : &rule->singular;
    Str lower = form->capitals ? text_lower(grouping->arena, word) : word;
    const EndingRule *ending = ending_rule_find(endings, lower);
    if (!ending || ending->verdict != ENDING_FITS) return word;
    Str said = ending_replace(grouping->arena, ending, lower);
    return form->capitals ? word_all_upper(grouping->arena, said) : said;
}

/* The word of a form for one gender, as it is said behind the form before it or, the first one, as
 * the group's case wants. */
static Str word_of(const Grouping *grouping, const FormWord *forms, size_t i, bool feminine,
                   const CaseRule *rule) {
    const FormWord *form = &forms[i];
    Str word = feminine != form->swapped ? form->second : form->first;
    if (feminine || grouping->rules->case_count == 0 || form->second.length == 0) return word;
    if (i > 0) {
        Str ahead = forms[i - 1].swapped ? forms[i - 1].second : forms[i - 1].first;
        const CaseRule *own = case_of(grouping, ahead);
        rule = own ? own : rule;
    }
    return rule ? masculine_put(grouping, form, rule, word) : word;
}

/* One word of each form, with what stands between them. */
static void half_write(const Grouping *grouping, const FormWord *forms, size_t count, bool second,
                       const CaseRule *rule, StrBuilder *out) {
    for (size_t i = 0; i < count; i++) {
        const FormWord *form = &forms[i];
        Str word = word_of(grouping, forms, i, second, rule);
        if (i + 1 == count) {
            builder_add(out, word);
            return;
        }
        Str next = second != form[1].swapped ? form[1].second : form[1].first;
        word = word_before_vowel(grouping, form, word, next);
        size_t gap = ends_elided(word) ? space_end(grouping->text, form->end) : form->end;
        builder_add(out, word);
        builder_add(out, str_slice(grouping->text, gap, form[1].start));
    }
}

/* All first words, the conjunction, all second words. Where the feminine leads the group it leads
 * in every form. */
static Str group_write(const Grouping *grouping, const FormWord *forms, size_t count,
                       const CaseRule *rule) {
    const FormWord *head = &forms[0];
    StrBuilder out = {.arena = grouping->arena};
    half_write(grouping, forms, count, head->swapped, rule, &out);
    if (head->second.length == 0) return builder_text(&out);
    bool capitals = head->capitals && forms[count - 1].capitals;
    StrBuilder second = {.arena = grouping->arena};
    half_write(grouping, forms, count, !head->swapped, rule, &second);
    reading_conjunction_put(grouping->rules, head->plural, capitals, builder_text(&second), &out);
    return builder_text(&out);
}

static FormReading group_make(const Grouping *grouping, FormWord *forms, size_t count,
                              const CaseRule *rule) {
    FormReading reading = {
        .start = forms[0].start,
        .end = forms[count - 1].end,
        .text = group_write(grouping, forms, count, rule),
        .forms = forms,
        .form_count = count,
    };
    reading.proposal = reading.text;
    for (size_t i = 0; i < count && !reading.doubt; i++) reading.doubt = forms[i].doubt;
    return reading;
}

static void groups_make(const Grouping *grouping, const FormWords *forms, FormReadings *found) {
    const CaseRule *rule = NULL;
    for (size_t i = 0; i < forms->count;) {
        ReadingDoubt doubt = READING_SURE;
        size_t end = i + group_end(grouping, &forms->items[i], forms->count - i, &doubt);
        if (one_gender_before(grouping, &forms->items[i])) doubt = READING_ONE_GENDER;
        size_t start = forms->items[i].start;
        const FormReading *previous = i > 0 ? &found->items[found->count - 1] : NULL;
        if (!previous || !joins_previous(grouping, previous, start))
            rule = case_before(grouping, start);
        FormReading reading = group_make(grouping, &forms->items[i], end - i, rule);
        if (!reading.doubt) reading.doubt = doubt;
        VEC_PUSH(grouping->arena, found, reading);
        i = end;
    }
}

/* ---- texts ---- */

static void stretch_read(const Language *language, Arena *arena, Str text, size_t start, size_t end,
                         FormReadings *found) {
    FormWords forms = {0};
    if (start >= end) return;
    forms_find(language, arena, text, start, end, &forms);
    Grouping grouping = {language, language->inclusive.readings, arena, text, start};
    groups_make(&grouping, &forms, found);
}

/* A stretch in one language, without the code in it. */
static void language_read(const Language *language, Arena *arena, const TextRequest *request,
                          size_t start, size_t end, FormReadings *found) {
    size_t low = 0, high = request->code_count; /* the first code that ends behind the start */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (request->codes[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < request->code_count && request->codes[low].start < end; low++) {
        stretch_read(language, arena, request->text, start, request->codes[low].start, found);
        start = request->codes[low].end;
    }
    stretch_read(language, arena, request->text, start, end, found);
}

size_t reading_find(Arena *arena, const TextRequest *request, FormReading **found) {
    FormReadings readings = {0};
    size_t at = 0, end = request->text.length;
    for (size_t i = 0; i < request->run_count; i++) {
        const LanguageRun *run = &request->runs[i];
        if (run->start < at || run->end > end) continue;
        language_read(request->language, arena, request, at, run->start, &readings);
        const Language *language = run->language ? run->language : request->language;
        language_read(language, arena, request, run->start, run->end, &readings);
        at = run->end;
    }
    language_read(request->language, arena, request, at, end, &readings);
    *found = readings.items;
    return readings.count;
}

FormReading reading_of(const Language *language, Arena *arena, Str text, FormWord *forms,
                       size_t count) {
    Grouping grouping = {language, language->inclusive.readings, arena, text, 0};
    return group_make(&grouping, forms, count, case_before(&grouping, forms[0].start));
}

Reading reading_expand_group(const Language *language, Arena *arena, Str text) {
    Reading reading = {.text = text};
    TextRequest request = {.text = text, .language = language};
    FormReading *found;
    size_t count = reading_find(arena, &request, &found), at = 0;
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        if (!reading.doubt) reading.doubt = found[i].doubt;
        builder_add(&out, str_slice(text, at, found[i].start));
        builder_add(&out, found[i].text);
        at = found[i].end;
    }
    if (count == 0) return reading;
    builder_add(&out, str_slice(text, at, text.length));
    reading.text = builder_text(&out);
    reading.is_form = true;
    reading.is_doubtful = reading.doubt != READING_SURE;
    return reading;
}

Reading reading_expand(const Language *language, Arena *arena, Str form) {
    return reading_expand_group(language, arena, form);
}
