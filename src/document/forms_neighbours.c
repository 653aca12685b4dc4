/* What does not agree with a form beside it: the end of rule B5.11.
 *
 * Only what is certain by the words themselves: nothing here parses a sentence. Three things are
 * looked for: a word of one gender before a form (tous les étudiant·e·s), words of different
 * numbers (un·e usager·ère·s), and, beside a form in the plural, a masculine that the edition
 * elsewhere writes as a form (les usager·ère·s concernés). */
#include "document/forms_ledger.h"

#include "text/reading_form.h"

typedef struct Neighbours {
    FormLedger *ledger;
    const AgreementRules *rules;
    const FormTokens *tokens;
} Neighbours;

static bool is_joined(const FormToken *token) {
    return form_token_is(token, FORM_TOKEN_JOINED);
}

static bool is_first_of_group(const FormToken *token) {
    return token->form == token->group->forms;
}

static bool is_last_of_group(const FormToken *token) {
    return token->form == &token->group->forms[token->group->form_count - 1];
}

/* Other people's words are theirs, whatever stands in them. */
static bool is_own(const FormToken *token) {
    return !form_token_is(token, FORM_TOKEN_QUOTED | FORM_TOKEN_FOREIGN);
}

static Str masculine_of(const Neighbours *near, const FormToken *token) {
    return form_token_spelling(near->ledger, near->tokens, token).masculine;
}

static FormPlace place_of(const Neighbours *near, const FormToken *token) {
    return (FormPlace){near->tokens->block, token->start};
}

static Str texts_join(Arena *arena, Str first, Str second) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, first);
    builder_add_byte(&out, ' ');
    builder_add(&out, second);
    return builder_text(&out);
}

/* ---- one gender ---- */

/* toutes et tous, tous/toutes, (tous): another word tells the other gender. */
static bool has_partner(const Neighbours *near, size_t at) {
    const FormToken *token = &near->tokens->items[at];
    const ReadingRules *rules = near->ledger->language->inclusive.readings;
    if (form_token_is(token, FORM_TOKEN_SLASH | FORM_TOKEN_BRACKET)) return true;
    if (at < 2 || !is_joined(token) || !is_joined(token - 1) || token[-1].form || token[-2].form)
        return false;
    bool joined =
        str_equal(token[-1].lower, rules->plural) || str_equal(token[-1].lower, rules->singular);
    return joined && map_find(&near->rules->one_gender, token[-2].lower);
}

/* son avocat·e: before a vowel the word serves both. l’un élu·e: a pronoun. */
static bool serves_both(const Neighbours *near, size_t at, const FormToken *form) {
    const FormToken *word = &near->tokens->items[at];
    size_t start = 0;
    Str bare = masculine_of(near, form);
    utf8_next(bare, &start);
    if (map_find(&near->rules->before_vowel, word->lower) &&
        str_find(near->rules->vowels, str_slice(bare, 0, start), 0) != SIZE_MAX)
        return true;
    return at > 0 && form_token_is(word, FORM_TOKEN_GLUED) && !word[-1].form &&
           map_find(&near->rules->pronoun_elisions, word[-1].lower);
}

/* The word of one gender before a form, its number in *at, and the form to write for it; or NULL.
 */
static const Str *one_gender_find(const Neighbours *near, size_t form, size_t *at) {
    const FormToken *items = near->tokens->items;
    if (form == 0 || !is_joined(&items[form]) || items[form - 1].form) return NULL;
    *at = form - 1;
    const Str *wanted = map_find(&near->rules->one_gender, items[*at].lower);
    if (wanted) return wanted;
    const ReadingRules *readings = near->ledger->language->inclusive.readings;
    if (!map_find(&readings->articles, items[*at].lower)) return NULL;
    if (*at == 0 || !is_joined(&items[*at]) || items[*at - 1].form) return NULL;
    --*at;
    return map_find(&near->rules->before_article, items[*at].lower);
}

/* True if the word before the form is wrong, and reported. */
static bool check_one_gender(const Neighbours *near, size_t i) {
    const FormToken *token = &near->tokens->items[i];
    size_t at;
    if (!is_first_of_group(token) || token->form->elision > 0) return false;
    const Str *wanted = one_gender_find(near, i, &at);
    if (!wanted || map_find(&near->rules->singular, masculine_of(near, token))) return false;
    const FormToken *word = &near->tokens->items[at];
    if (!is_own(word) || has_partner(near, at) || serves_both(near, at, token)) return false;
    Str proposal = form_in_style(near->ledger, near->ledger->scratch, *wanted);
    if (form_token_is(word, FORM_TOKEN_CAPITAL))
        proposal = word_first_upper(near->ledger->scratch, proposal);
    form_report(
        near->ledger, MESSAGE_FORM_ONE_GENDER, place_of(near, word),
        ARGS(form_token_text(near->tokens, word), form_token_text(near->tokens, token), proposal));
    return true;
}

/* ---- number ---- */

/* What the token before a form says about number: +1 several, -1 one, 0 nothing. */
static int number_told(const Neighbours *near, const FormToken *word) {
    Str told = word->form ? masculine_of(near, word) : word->lower;
    if (word->form && (word->form->plural || word->form->number_only)) return 0;
    if (map_find(&near->rules->singular, told)) return -1;
    return !word->form && map_find(&near->rules->plural, told) ? 1 : 0;
}

static void report_number(const Neighbours *near, const FormToken *word, const FormToken *token,
                          bool plural) {
    FormLedger *ledger = near->ledger;
    FormSpelling spelling = form_token_spelling(ledger, near->tokens, token);
    if (plural && !spelling.apart) spelling.apart = forms_mostly_apart(ledger);
    Str turned = form_spelling_turn(ledger->language, ledger->scratch, &spelling, plural);
    Str before = form_token_text(near->tokens, word);
    Str proposal = turned.length > 0 ? texts_join(ledger->scratch, before, turned) : turned;
    form_report(ledger, MESSAGE_FORM_NUMBER, place_of(near, word),
                ARGS(before, form_token_text(near->tokens, token), proposal));
}

static void check_number(const Neighbours *near, size_t i) {
    const FormToken *token = &near->tokens->items[i];
    if (i == 0 || !is_joined(token) || token->form->elision > 0) return;
    const FormToken *word = token - 1;
    int told = number_told(near, word);
    if (told == 0 || told == (token->form->plural ? 1 : -1) || !is_own(word)) return;
    if (map_find(&near->rules->singular, masculine_of(near, token))) return; /* les un·e */
    report_number(near, word, token, told > 0);
}

/* l’étudiant·e·s: the elided article tells one. */
static void check_elision(const Neighbours *near, size_t i) {
    const FormToken *token = &near->tokens->items[i];
    const FormWord *form = token->form;
    if (form->elision == 0 || !form->plural) return;
    Arena *scratch = near->ledger->scratch;
    Str elision =
        form_lower(near->ledger->language, scratch, str_slice(form->first, 0, form->elision));
    if (!map_find(&near->rules->singular, elision)) return;
    FormSpelling spelling = form_token_spelling(near->ledger, near->tokens, token);
    Str turned = form_spelling_turn(near->ledger->language, scratch, &spelling, /*plural*/ false);
    Str typed = form_token_text(near->tokens, token),
        bare = form_spelling_write(scratch, &spelling, spelling.separator, spelling.apart);
    StrBuilder proposal = {.arena = scratch};
    if (turned.length > 0) builder_add(&proposal, elision);
    builder_add(&proposal, turned);
    form_report(near->ledger, MESSAGE_FORM_NUMBER, place_of(near, token),
                ARGS(elision, bare.length > 0 ? bare : typed, builder_text(&proposal)));
}

/* ---- the masculine beside a form ---- */

/* The word, if it is the masculine plural of one that has forms, and the feminine does not stand
 * near (étudiantes et étudiants). */
static const FormNoun *masculine_find(const Neighbours *near, size_t at) {
    const FormToken *word = &near->tokens->items[at];
    if (word->form || !is_own(word) || form_token_is(word, FORM_TOKEN_CAPITAL)) return NULL;
    const FormNoun *noun = map_find(&near->ledger->nouns, word->lower);
    if (!noun || !noun->changes || !noun->shown_plural) return NULL;
    bool told = form_partner_stands(near->ledger, near->tokens, at, noun, /*forms*/ false);
    return told ? NULL : noun;
}

static void report_masculine(const Neighbours *near, size_t at, const FormToken *form,
                             const FormNoun *noun) {
    const FormToken *word = &near->tokens->items[at];
    Str proposal = form_in_style(near->ledger, near->ledger->scratch, noun->shown);
    form_report(
        near->ledger, MESSAGE_FORM_MASCULINE, place_of(near, word),
        ARGS(form_token_text(near->tokens, word), form_token_text(near->tokens, form), proposal));
}

/* nombreux professionnel·le·s, citoyens engagé·e·s */
static void check_before(const Neighbours *near, size_t i) {
    const FormToken *token = &near->tokens->items[i];
    if (i == 0 || !is_joined(token) || token->form->elision > 0) return;
    const FormNoun *noun = masculine_find(near, i - 1);
    if (noun && !has_partner(near, i - 1)) report_masculine(near, i - 1, token, noun);
}

/* True if a subject begins with the determiner before the group that the form ends: what follows
 * the form is then said of it, and not of a word further back (les droits des étudiant·e·s). */
static bool is_subject(const Neighbours *near, size_t i) {
    const FormToken *items = near->tokens->items;
    while (i > 0 && items[i].form && !is_first_of_group(&items[i])) i--;
    if (i == 0 || !is_joined(&items[i]) || items[i - 1].form || items[i].form->elision > 0)
        return false;
    const FormToken *article = &items[i - 1];
    if (!map_find(&near->rules->determiners, article->lower) ||
        map_find(&near->rules->name_links, article->lower))
        return false;
    if (form_token_is(article, FORM_TOKEN_SENTENCE) || i == 1) return true;
    return is_joined(article) && !article[-1].form &&
           map_find(&near->rules->clause_starts, article[-1].lower);
}

/* The first token that is no adverb. */
static size_t adverbs_pass(const Neighbours *near, size_t at) {
    for (; at < near->tokens->count; at++) {
        const FormToken *word = &near->tokens->items[at];
        if (word->form || !is_joined(word)) break;
        if (!map_find(&near->rules->copula_adverbs, word->lower)) break;
    }
    return at;
}

/* les usager·ère·s concernés, les usager·ère·s ne sont pas concernés. A determiner behind the word
 * begins something else (sont tous les jours). */
static void check_behind(const Neighbours *near, size_t i) {
    const FormToken *items = near->tokens->items;
    size_t at = i + 1, count = near->tokens->count;
    if (!is_last_of_group(&items[i]) || at == count || !is_joined(&items[at])) return;
    if (!is_subject(near, i)) return;
    at = adverbs_pass(near, at);
    if (at < count && !items[at].form && map_find(&near->rules->copulas, items[at].lower))
        at = adverbs_pass(near, at + 1);
    if (at == count || !is_joined(&items[at])) return;
    const FormNoun *noun = masculine_find(near, at);
    bool goes_on = at + 1 < count && is_joined(&items[at + 1]) && !items[at + 1].form &&
                   map_find(&near->rules->determiners, items[at + 1].lower);
    if (noun && !goes_on) report_masculine(near, at, &items[i], noun);
}

static void check_neighbours(const Neighbours *near, size_t i) {
    const FormToken *token = &near->tokens->items[i];
    FormSpelling spelling = form_token_spelling(near->ledger, near->tokens, token);
    if (spelling.told && !form_is_certain(near->ledger, &spelling)) return;
    if (check_one_gender(near, i)) return;
    check_number(near, i);
    check_elision(near, i);
    if (!token->form->plural) return;
    check_before(near, i);
    check_behind(near, i);
}

void forms_check_neighbours(FormLedger *ledger, const FormTokens *tokens) {
    Neighbours near = {ledger, ledger->language->inclusive.agreement, tokens};
    for (size_t i = 0; i < tokens->count; i++) {
        const FormToken *token = &tokens->items[i];
        if (!token->form || token->form->number_only || token->form->second.length == 0) continue;
        if (!is_own(token)) continue;
        ArenaMark mark = arena_mark(ledger->scratch);
        check_neighbours(&near, i);
        arena_release(ledger->scratch, mark);
    }
}
