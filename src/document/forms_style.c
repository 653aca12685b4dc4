/* One way to write forms in an edition: rule B2.
 *
 * One separator, and one style of the plural's mark: usager·ère·s or usager·ères. What most forms
 * have is right; the others are reported where they stand. Other people's words are theirs. */
#include "document/forms_ledger.h"

#include "text/reading_form.h"

enum { PLACES_SHOWN = 10 }; /* of one kind */

FormSign forms_main_sign(const FormLedger *ledger) {
    FormSign main = {ledger->language->inclusive.dot, 0};
    for (size_t i = 0; i < ledger->signs.count; i++) {
        const FormSign *sign = &ledger->signs.items[i];
        bool dot = sign->separator == ledger->language->inclusive.dot;
        if (sign->count > main.count || (dot && sign->count == main.count)) main = *sign;
    }
    return main;
}

bool forms_mostly_apart(const FormLedger *ledger) {
    return ledger->apart >= ledger->together;
}

Str form_in_style(const FormLedger *ledger, Arena *arena, Str form) {
    FormPair pair = form_read(ledger->language, arena, form);
    if (!pair.is_form || pair.lone) return form;
    FormWord word = {.first = pair.first, .second = pair.second, .plural = pair.plural};
    FormSpelling spelling = form_spelling_read(ledger->language, arena, form, &word);
    FormSign main = forms_main_sign(ledger);
    bool apart = spelling.both_ways ? forms_mostly_apart(ledger) : spelling.apart;
    Str written = form_spelling_write(arena, &spelling, main.separator, apart);
    return written.length > 0 ? written : form;
}

/* ---- reports ---- */

/* “· (×14)”; a suffix in capitals has no sign but itself. */
static Str sign_shown(Arena *arena, uint32_t separator, size_t count) {
    StrBuilder out = {.arena = arena};
    if (separator == '(') {
        builder_add_c(&out, "()");
    } else {
        builder_add_char(&out, separator == 0 ? 'E' : separator);
    }
    builder_add_format(&out, " (×%zu)", count);
    return builder_text(&out);
}

static Str number_shown(Arena *arena, size_t count) {
    StrBuilder out = {.arena = arena};
    builder_add_int(&out, (int64_t)count);
    return builder_text(&out);
}

static size_t sign_times(const FormLedger *ledger, uint32_t separator) {
    for (size_t i = 0; i < ledger->signs.count; i++) {
        if (ledger->signs.items[i].separator == separator) return ledger->signs.items[i].count;
    }
    return 0;
}

static void report_sign(FormLedger *ledger, FormPlace place, Str typed,
                        const FormSpelling *spelling, FormSign main) {
    if (ledger->sign_shown++ >= PLACES_SHOWN) return;
    Arena *scratch = ledger->scratch;
    bool apart = spelling->both_ways || spelling->separator == '(' || spelling->separator == 0
                     ? forms_mostly_apart(ledger)
                     : spelling->apart;
    form_report(
        ledger, MESSAGE_FORM_SEPARATOR, place,
        ARGS(typed,
             sign_shown(scratch, spelling->separator, sign_times(ledger, spelling->separator)),
             sign_shown(scratch, main.separator, main.count),
             form_spelling_write(scratch, spelling, main.separator, apart)));
}

static void report_apart(FormLedger *ledger, FormPlace place, Str typed,
                         const FormSpelling *spelling) {
    if (ledger->apart_shown++ >= PLACES_SHOWN) return;
    bool apart = forms_mostly_apart(ledger);
    Str few = number_shown(ledger->scratch, apart ? ledger->together : ledger->apart);
    Str most = number_shown(ledger->scratch, apart ? ledger->apart : ledger->together);
    form_report(ledger, apart ? MESSAGE_FORM_ONE_DOT : MESSAGE_FORM_TWO_DOTS, place,
                ARGS(typed, few, most,
                     form_spelling_write(ledger->scratch, spelling, spelling->separator, apart)));
}

/* intrapreneurs·es: every place, as another form of the word shows the right base. */
static void report_base(FormLedger *ledger, FormPlace place, Str typed, const FormWord *form,
                        const FormSpelling *spelling) {
    Arena *scratch = ledger->scratch;
    Str proposal = form_spelling_propose(ledger->language, scratch, spelling, READING_MISFIT);
    form_report(ledger, MESSAGE_FORM_PLURAL_PLACE, place,
                ARGS(typed, (Str){0}, form_words_read(ledger, spelling, form), proposal));
}

/* A form that could be something else is judged only where the word has other forms. */
static bool is_judged(const FormLedger *ledger, const FormToken *token,
                      const FormSpelling *spelling) {
    if (!spelling->told || token->form->number_only || token->form->second.length == 0)
        return false;
    return form_is_certain(ledger, spelling) ||
           form_noun_find(ledger, spelling->masculine, token->form->plural) != NULL;
}

static void check_form(FormLedger *ledger, const FormTokens *tokens, const FormToken *token,
                       FormSign main) {
    FormSpelling spelling = form_token_spelling(ledger, tokens, token);
    if (!is_judged(ledger, token, &spelling)) return;
    bool uneven = ledger->apart > 0 && ledger->together > 0;
    FormPlace place = {tokens->block, token->start};
    Str typed = form_token_text(tokens, token);
    if (form_base_is_plural(ledger, token, &spelling)) {
        report_base(ledger, place, typed, token->form, &spelling);
    } else if (spelling.separator != main.separator) {
        report_sign(ledger, place, typed, &spelling, main);
    } else if (uneven && spelling.both_ways && spelling.apart != forms_mostly_apart(ledger)) {
        report_apart(ledger, place, typed, &spelling);
    }
}

void forms_check_style(FormLedger *ledger, const FormTokens *tokens) {
    FormSign main = forms_main_sign(ledger);
    for (size_t i = 0; i < tokens->count; i++) {
        const FormToken *token = &tokens->items[i];
        if (!token->form || form_token_is(token, FORM_TOKEN_QUOTED | FORM_TOKEN_FOREIGN)) continue;
        ArenaMark mark = arena_mark(ledger->scratch);
        check_form(ledger, tokens, token, main);
        arena_release(ledger->scratch, mark);
    }
}
