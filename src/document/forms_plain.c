/* Words that stand in the masculine alone where the edition elsewhere writes a form (les usagers),
 * and feminines that are not those of its forms (autrices beside auteur·e·s).
 *
 * A plural counts as the noun only right behind a determiner, outside quotations, titles and names,
 * without its feminine near, and if a form of it is somewhere used as a noun: adjectives and
 * participles (les droits acquis) are no slip. */
#include "document/forms_ledger.h"

enum {
    NAME_WORDS = 6,       /* how far back a name may begin */
    ACRONYM_WORDS = 6,    /* how far its acronym may stand behind */
    GLOSSARY_LOOKED = 200 /* entries compared with a place */
};

/* ---- names ---- */

/* Maison des usagers, Union nationale des étudiants: going back from the determiner without
 * punctuation there is a capital that no sentence's start explains. By some determiners a name goes
 * on; then a word that begins the sentence may be the name's, if it is not one that begins none. */
static bool is_in_name(const FormLedger *ledger, const FormTokens *tokens, size_t determiner) {
    const AgreementRules *rules = ledger->language->inclusive.agreement;
    const FormToken *items = tokens->items;
    bool links = map_find(&rules->name_links, items[determiner].lower) != NULL;
    for (size_t back = 1; back <= NAME_WORDS && back <= determiner; back++) {
        if (!form_token_is(&items[determiner - back + 1], FORM_TOKEN_JOINED)) return false;
        const FormToken *word = &items[determiner - back];
        if (word->form || !form_token_is(word, FORM_TOKEN_CAPITAL)) continue;
        if (!form_token_is(word, FORM_TOKEN_SENTENCE)) return true;
        return links && !map_find(&rules->sentence_starts, word->lower);
    }
    return false;
}

/* … des usagers de drogues (ASUD): a name that tells its acronym. */
static bool has_acronym(const FormTokens *tokens, size_t at) {
    for (size_t i = at + 1; i < tokens->count && i <= at + ACRONYM_WORDS; i++) {
        const FormToken *word = &tokens->items[i];
        if (form_token_is(word, FORM_TOKEN_BRACKET)) return form_token_is(word, FORM_TOKEN_ACRONYM);
        if (!form_token_is(word, FORM_TOKEN_JOINED)) return false;
    }
    return false;
}

/* True if an expansion of the edition's glossary stands there. */
static bool is_in_glossary(const FormLedger *ledger, const FormTokens *tokens,
                           const FormToken *word) {
    const Map *glossary = &ledger->document->edition.glossary;
    Str text = tokens->block->text.bytes, typed = form_token_text(tokens, word);
    for (size_t i = 0; i < glossary->count && i < GLOSSARY_LOOKED; i++) {
        Str told = *(const Str *)glossary->entries[i].value;
        size_t inside = str_find(told, typed, 0);
        if (inside == SIZE_MAX || inside > word->start) continue;
        size_t start = word->start - inside;
        if (str_equal(str_slice(text, start, start + told.length), told)) return true;
    }
    return false;
}

/* ---- masculine plurals ---- */

static bool is_plain_noun(const FormLedger *ledger, const FormTokens *tokens, size_t at,
                          const FormNoun *noun) {
    const AgreementRules *rules = ledger->language->inclusive.agreement;
    const FormToken *word = &tokens->items[at];
    if (!noun->changes || noun->noun_count == 0 || noun->form_count < 2) return false;
    if (map_find(&rules->adjectives, word->lower)) return false;
    if (at == 0 || !form_token_is(word, FORM_TOKEN_JOINED) || word[-1].form) return false;
    if (!map_find(&rules->determiners, word[-1].lower)) return false;
    bool before_form =
        at + 1 < tokens->count && word[1].form && form_token_is(&word[1], FORM_TOKEN_JOINED);
    return !before_form && !is_in_name(ledger, tokens, at - 1) && !has_acronym(tokens, at) &&
           !form_partner_stands(ledger, tokens, at, noun, /*forms*/ true) &&
           !is_in_glossary(ledger, tokens, word);
}

/* ---- feminines ---- */

/* autrices, where forms say auteur·e·s: one more feminine of the word. */
static void gather_feminine(FormLedger *ledger, const FormTokens *tokens, const FormToken *word) {
    const ReadingRules *readings = ledger->language->inclusive.readings;
    const EndingRules *endings = &ledger->language->inclusive.agreement->feminines;
    Str last = str_slice(word->lower, word->lower.length - 1, word->lower.length);
    bool plural = map_find(&readings->plural_marks, last) != NULL;
    Str singular = str_slice(word->lower, 0, word->lower.length - (plural ? 1 : 0));
    const EndingRule *rule = ending_rule_find(endings, singular);
    if (!rule || rule->verdict != ENDING_FITS) return;
    Arena *scratch = ledger->scratch;
    FormNoun *noun =
        form_noun_find(ledger, ending_replace(scratch, rule, singular), /*plural*/ false);
    if (!noun) return;
    form_feminine_add(ledger, noun, reading_plural(readings, scratch, singular), word->lower,
                      (FormPlace){tokens->block, word->start});
}

static void gather_word(FormLedger *ledger, const FormTokens *tokens, size_t at) {
    const FormToken *word = &tokens->items[at];
    FormNoun *noun = map_find(&ledger->nouns, word->lower);
    if (!noun) {
        gather_feminine(ledger, tokens, word);
    } else if (is_plain_noun(ledger, tokens, at, noun)) {
        if (noun->plain_count++ == 0) noun->plain = (FormPlace){tokens->block, word->start};
    }
}

void forms_gather_plain(FormLedger *ledger, const FormTokens *tokens) {
    for (size_t i = 0; i < tokens->count; i++) {
        const FormToken *word = &tokens->items[i];
        if (word->form || word->lower.length == 0) continue;
        if (form_token_is(word, FORM_TOKEN_CAPITAL | FORM_TOKEN_QUOTED | FORM_TOKEN_FOREIGN))
            continue;
        ArenaMark mark = arena_mark(ledger->scratch);
        gather_word(ledger, tokens, i);
        arena_release(ledger->scratch, mark);
    }
}

void forms_report_plain(FormLedger *ledger) {
    for (size_t i = 0; i < ledger->nouns.count; i++) {
        const FormNoun *noun = ledger->nouns.entries[i].value;
        if (noun->plain_count == 0) continue;
        ArenaMark mark = arena_mark(ledger->scratch);
        form_report(ledger, MESSAGE_FORM_PLAIN, noun->plain,
                    ARGS(noun->masculine, form_times(ledger->scratch, noun->plain_count),
                         noun->shown, form_times(ledger->scratch, noun->form_count)));
        arena_release(ledger->scratch, mark);
    }
}
