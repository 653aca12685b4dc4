/* In: the tokens of each text. Out: the ledger of forms, and reports on those that are doubtful
 * whatever stands around them: rules B5.11 (doubts) and B2 (one feminine for each word).
 *
 * A form is one entry however often it is written; its first place is reported. */
#include "document/forms_ledger.h"

enum {
    PARTNER_WORDS = 5,     /* how far away the other gender may be told */
    FEMININES_MAX = 8,     /* of one word; more are not told apart */
    PROPOSALS_LIMIT = 1000 /* reports that come with a proposal; later ones do without */
};

/* ---- for all rooms ---- */

Str form_token_text(const FormTokens *tokens, const FormToken *token) {
    return str_slice(tokens->block->text.bytes, token->start, token->end);
}

FormSpelling form_token_spelling(const FormLedger *ledger, const FormTokens *tokens,
                                 const FormToken *token) {
    return form_spelling_read(ledger->language, ledger->scratch, form_token_text(tokens, token),
                              token->form);
}

bool form_is_sure(const FormToken *token) {
    const FormWord *form = token->form;
    return form && !form->number_only && form->doubt == READING_SURE && form->second.length > 0;
}

Str form_times(Arena *arena, size_t count) {
    StrBuilder out = {.arena = arena};
    if (count > 1) builder_add_format(&out, " (×%zu)", count);
    return builder_text(&out);
}

void form_report(FormLedger *ledger, MessageCode code, FormPlace place, MessageArgs arguments) {
    Diag *diag = ledger->diag;
    bool kept = diag->counts[code] < DIAG_KEPT_PER_CODE; /* else it is only counted */
    Span where = kept ? text_place(&place.block->text, place.at) : (Span){0};
    diag_report(diag, code, where, arguments);
}

bool form_is_certain(const FormLedger *ledger, const FormSpelling *spelling) {
    const Sign *sign = language_sign(ledger->language, spelling->separator);
    if (spelling->separator == 0) return spelling->mark.length > 0;
    if (spelling->separator == '(' || spelling->apart) return true;
    return (sign->roles & (SIGN_SEPARATOR | SIGN_SURE_SEPARATOR | SIGN_HARD_HYPHEN)) != 0;
}

/* ---- words ---- */

static Str plural_of(const FormLedger *ledger, Str word, bool plural) {
    const ReadingRules *rules = ledger->language->inclusive.readings;
    return plural ? word : reading_plural(rules, ledger->scratch, word);
}

FormNoun *form_noun_find(const FormLedger *ledger, Str masculine, bool plural) {
    return map_find(&ledger->nouns, plural_of(ledger, masculine, plural));
}

static FormNoun *noun_add(FormLedger *ledger, const FormSpelling *spelling, bool plural,
                          Str typed) {
    Str key = plural_of(ledger, spelling->masculine, plural);
    FormNoun *noun = map_find(&ledger->nouns, key);
    if (!noun) {
        noun = ARENA_NEW(ledger->arena, FormNoun);
        noun->masculine = str_copy(ledger->arena, key);
        map_put(&ledger->nouns, noun->masculine, noun);
    }
    if (noun->shown.length == 0 || (plural && !noun->shown_plural)) {
        noun->shown = str_copy(ledger->arena, typed);
        noun->shown_plural = plural;
    }
    bool same = str_equal(plural ? spelling->base : spelling->masculine, key);
    noun->changes |= spelling->told && !same;
    return noun;
}

void form_feminine_add(FormLedger *ledger, FormNoun *noun, Str plural, Str shown, FormPlace place) {
    FormFeminine **at = &noun->feminines;
    while (*at && !str_equal((*at)->plural, plural)) at = &(*at)->next;
    if (!*at) {
        if (noun->feminine_count == FEMININES_MAX) return;
        noun->feminine_count++;
        *at = ARENA_NEW(ledger->arena, FormFeminine);
        (*at)->plural = str_copy(ledger->arena, plural);
        (*at)->shown = str_copy(ledger->arena, shown);
        (*at)->first = place;
    }
    (*at)->count++;
}

static bool is_partner(const FormLedger *ledger, const FormTokens *tokens, const FormToken *token,
                       const FormNoun *noun, bool forms) {
    if (form_is_sure(token)) {
        FormSpelling spelling = form_token_spelling(ledger, tokens, token);
        return forms && form_noun_find(ledger, spelling.masculine, token->form->plural) == noun;
    }
    for (const FormFeminine *it = noun->feminines; it && !token->form; it = it->next) {
        if (str_equal(token->lower, it->plural)) return true;
    }
    return false;
}

bool form_partner_stands(const FormLedger *ledger, const FormTokens *tokens, size_t at,
                         const FormNoun *noun, bool forms) {
    const FormToken *items = tokens->items;
    size_t start = at, end = at + 1;
    while (start > 0 && at - start < PARTNER_WORDS &&
           !form_token_is(&items[start], FORM_TOKEN_SENTENCE))
        start--;
    while (end < tokens->count && end - at <= PARTNER_WORDS &&
           !form_token_is(&items[end], FORM_TOKEN_SENTENCE))
        end++;
    for (size_t i = start; i < end; i++) {
        if (is_partner(ledger, tokens, &items[i], noun, forms)) return true;
    }
    return false;
}

/* ---- one form ---- */

/* les usager·ère·s, un·e usager·ère: a word that tells the number, then the form, then no other. */
static bool is_noun(const FormLedger *ledger, const FormTokens *tokens, size_t at) {
    const AgreementRules *rules = ledger->language->inclusive.agreement;
    const FormToken *token = &tokens->items[at];
    if (token->group->form_count > 2 || at == 0 || !form_token_is(token, FORM_TOKEN_JOINED))
        return false;
    const FormToken *before = token - 1;
    bool last = token->form == &token->group->forms[token->group->form_count - 1];
    if (!last) return false;
    if (token->group->form_count == 1)
        return !before->form && (map_find(&rules->determiners, before->lower) ||
                                 map_find(&rules->singular, before->lower));
    if (!before->form) return false;
    FormSpelling article = form_token_spelling(ledger, tokens, before);
    return map_find(&rules->singular, article.masculine) != NULL;
}

static void sign_count(FormLedger *ledger, uint32_t separator, bool both_ways, bool apart) {
    size_t i = 0;
    while (i < ledger->signs.count && ledger->signs.items[i].separator != separator) i++;
    if (i == ledger->signs.count)
        VEC_PUSH(ledger->arena, &ledger->signs, ((FormSign){separator, 0}));
    ledger->signs.items[i].count++;
    ledger->apart += both_ways && apart;
    ledger->together += both_ways && !apart;
}

static void uncertain_add(FormLedger *ledger, const FormSpelling *spelling, bool plural) {
    Str masculine = plural_of(ledger, spelling->masculine, plural);
    FormUncertain uncertain = {str_copy(ledger->arena, masculine), spelling->separator,
                               spelling->both_ways, spelling->apart};
    VEC_PUSH(ledger->arena, &ledger->uncertain, uncertain);
}

/* The form in lower case and without an elided word before it. */
static Str form_bare(const FormLedger *ledger, const FormWord *form, Str typed) {
    Str shown = form->first;
    size_t start = 0;
    for (size_t left = utf8_count(str_slice(shown, 0, form->elision)); left > 0; left--)
        utf8_next(typed, &start);
    return form_lower(ledger->language, ledger->scratch, str_slice(typed, start, typed.length));
}

static void doubt_add(FormLedger *ledger, const FormToken *token, Str bare, FormPlace place) {
    FormDoubted *doubted = map_find(&ledger->doubts, bare);
    if (!doubted) {
        doubted = ARENA_NEW(ledger->arena, FormDoubted);
        *doubted = (FormDoubted){str_copy(ledger->arena, bare), token->form, place, 0};
        map_put(&ledger->doubts, doubted->typed, doubted);
    }
    doubted->count++;
}

/* A separator that is a form's for sure. */
static bool holds_dot(const FormLedger *ledger, Str typed) {
    for (size_t at = 0; at < typed.length;) {
        const Sign *sign = language_sign(ledger->language, utf8_next(typed, &at));
        if (sign->roles & (SIGN_SEPARATOR | SIGN_SURE_SEPARATOR)) return true;
    }
    return false;
}

/* A name with a dot in it (mail·atelier) is none of our business: some part must be a suffix or a
 * plural mark. */
static bool holds_suffix(const FormLedger *ledger, Str typed) {
    const InclusiveRules *rules = &ledger->language->inclusive;
    Str text = form_lower(ledger->language, ledger->scratch, typed);
    size_t start = SIZE_MAX;
    for (size_t at = 0; at <= text.length;) {
        size_t before = at;
        uint32_t character = utf8_next(text, &at);
        bool ends = before == text.length;
        if (!ends && !(language_sign(ledger->language, character)->roles & SIGN_SEPARATOR))
            continue;
        Str part = str_slice(text, start, before);
        if (start != SIZE_MAX &&
            (map_find(&rules->endings, part) || map_find(&rules->readings->suffixes, part)))
            return true;
        if (ends) return false;
        start = at;
    }
    return false;
}

/* Doubts about one form, as against those about its neighbours. An end of a sentence without a
 * space (fin.e) or a net address looks like a form with a weak separator; only a sure one is then
 * one. */
static bool is_doubtful(const FormLedger *ledger, const FormToken *token,
                        const FormSpelling *spelling, Str typed) {
    ReadingDoubt doubt = token->form->doubt;
    if (doubt == READING_SURE || doubt == READING_NUMBER || doubt == READING_ONE_GENDER)
        return false;
    if (token->group->origin != READING_BY_RULES || form_token_is(token, FORM_TOKEN_FOREIGN))
        return false;
    if (doubt == READING_UNKNOWN && !holds_suffix(ledger, typed)) return false;
    if (holds_dot(ledger, typed)) return true;
    return spelling->told && (spelling->separator == '(' || spelling->apart);
}

/* The base is what is read as the masculine plural: principaux·ales, utilisateurs·rices. */
static bool has_plural_base(const FormToken *token, const FormSpelling *spelling) {
    return spelling->told && token->form->plural && str_equal(spelling->base, spelling->masculine);
}

bool form_base_is_plural(const FormLedger *ledger, const FormToken *token,
                         const FormSpelling *spelling) {
    if (!has_plural_base(token, spelling) || !form_is_sure(token)) return false;
    const FormNoun *noun = map_find(&ledger->nouns, spelling->base);
    if (!noun || !noun->changes || !noun->feminines) return false;
    for (const FormFeminine *it = noun->feminines; it; it = it->next) {
        if (str_equal(it->plural, spelling->feminine)) return false;
    }
    return true;
}

static void gather_form(FormLedger *ledger, const FormTokens *tokens, size_t at) {
    const FormToken *token = &tokens->items[at];
    const FormWord *form = token->form;
    FormSpelling spelling = form_token_spelling(ledger, tokens, token);
    FormPlace place = {tokens->block, token->start};
    Str typed = form_token_text(tokens, token), bare = form_bare(ledger, form, typed);
    if (is_doubtful(ledger, token, &spelling, typed)) doubt_add(ledger, token, bare, place);
    if (form_token_is(token, FORM_TOKEN_QUOTED | FORM_TOKEN_FOREIGN)) return;
    bool both = form->second.length > 0 && !form->number_only;
    if (spelling.told && !form_is_certain(ledger, &spelling)) {
        if (both) uncertain_add(ledger, &spelling, form->plural);
        return;
    }
    if (spelling.told && both)
        sign_count(ledger, spelling.separator, spelling.both_ways, spelling.apart);
    if (!form_is_sure(token) || has_plural_base(token, &spelling)) return;
    FormNoun *noun = noun_add(ledger, &spelling, form->plural, bare);
    noun->form_count++;
    noun->noun_count += is_noun(ledger, tokens, at);
    Str feminine = plural_of(ledger, spelling.feminine, form->plural);
    form_feminine_add(ledger, noun, feminine, bare, place);
}

void forms_gather_end(FormLedger *ledger) {
    for (size_t i = 0; i < ledger->uncertain.count; i++) {
        const FormUncertain *form = &ledger->uncertain.items[i];
        if (map_find(&ledger->nouns, form->masculine))
            sign_count(ledger, form->separator, form->both_ways, form->apart);
    }
}

void forms_gather(FormLedger *ledger, const FormTokens *tokens) {
    for (size_t i = 0; i < tokens->count; i++) {
        ArenaMark mark = arena_mark(ledger->scratch);
        if (tokens->items[i].form) gather_form(ledger, tokens, i);
        arena_release(ledger->scratch, mark);
    }
}

/* ---- doubts ---- */

static MessageCode doubt_message(ReadingDoubt doubt) {
    switch (doubt) {
    case READING_EPICENE: return MESSAGE_FORM_EPICENE;
    case READING_MISFIT: return MESSAGE_FORM_MISFIT;
    case READING_MISSPELT: return MESSAGE_FORM_MISSPELT;
    case READING_ACCENT: return MESSAGE_FORM_ACCENT;
    case READING_SHORT: return MESSAGE_FORM_SHORT;
    case READING_PLURAL_PLACE: return MESSAGE_FORM_PLURAL_PLACE;
    case READING_FEMININE_FIRST: return MESSAGE_FORM_FEMININE_FIRST;
    case READING_SURE:
    case READING_NUMBER:
    case READING_ONE_GENDER:
    case READING_UNKNOWN: break;
    }
    return MESSAGE_FORM_UNKNOWN;
}

Str form_words_read(const FormLedger *ledger, const FormSpelling *spelling, const FormWord *form) {
    const ReadingRules *rules = ledger->language->inclusive.readings;
    StrBuilder out = {.arena = ledger->scratch};
    bool one = spelling->feminine.length == 0;
    builder_add(&out, form->swapped ? spelling->feminine : spelling->masculine);
    if (one) return builder_text(&out);
    Str second = form->swapped ? spelling->masculine : spelling->feminine;
    reading_conjunction_put(rules, form->plural, /*capitals*/ false, second, &out);
    return builder_text(&out);
}

static void report_doubted(FormLedger *ledger, const FormDoubted *doubted, bool proposes) {
    const FormWord *form = doubted->form;
    Str typed = str_slice(doubted->first.block->text.bytes, form->start, form->end);
    FormSpelling spelling = form_spelling_read(ledger->language, ledger->scratch, typed, form);
    Str proposal = {0};
    if (form->doubt == READING_EPICENE) {
        proposal = spelling.masculine;
    } else if (proposes && form->doubt != READING_UNKNOWN) {
        proposal = form_spelling_propose(ledger->language, ledger->scratch, &spelling, form->doubt);
    }
    form_report(ledger, doubt_message(form->doubt), doubted->first,
                ARGS(doubted->typed, form_times(ledger->scratch, doubted->count),
                     form_words_read(ledger, &spelling, form), proposal));
}

void forms_report_doubts(FormLedger *ledger) {
    for (size_t i = 0; i < ledger->doubts.count; i++) {
        ArenaMark mark = arena_mark(ledger->scratch);
        report_doubted(ledger, ledger->doubts.entries[i].value, i < PROPOSALS_LIMIT);
        arena_release(ledger->scratch, mark);
    }
}

/* ---- feminines ---- */

static void report_feminine(FormLedger *ledger, const FormNoun *noun) {
    const FormFeminine *most = noun->feminines;
    for (const FormFeminine *it = noun->feminines; it; it = it->next) {
        if (it->count > most->count) most = it;
    }
    for (const FormFeminine *it = noun->feminines; it; it = it->next) {
        if (it == most) continue;
        form_report(ledger, MESSAGE_FORM_FEMININE, it->first,
                    ARGS(it->shown, form_times(ledger->scratch, it->count), most->shown,
                         form_times(ledger->scratch, most->count)));
    }
}

void forms_report_feminines(FormLedger *ledger) {
    for (size_t i = 0; i < ledger->nouns.count; i++) {
        const FormNoun *noun = ledger->nouns.entries[i].value;
        ArenaMark mark = arena_mark(ledger->scratch);
        if (noun->feminine_count > 1) report_feminine(ledger, noun);
        arena_release(ledger->scratch, mark);
    }
}
