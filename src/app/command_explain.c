/* `maquette explain`; see command_explain.h.
 *
 * In: a book with accounts. Out: per page what it cost, evil by evil with the places, and where it
 * might have ended otherwise. Costs are the page breaker's numbers, evils are called as in the
 * layout's `page-evils`. */
#include "app/command_explain.h"

#include "app/explain_html.h"
#include "base/file.h"
#include "base/json.h"

/* ---- words ---- */

void explain_add_place(StrBuilder *out, Span where) {
    builder_add(out, where.source->path);
    builder_add_format(out, ":%u:%u", where.line, where.column);
}

size_t explain_sort_evils(const Toll *toll, Evil evils[EVIL_COUNT]) {
    size_t count = 0;
    for (int e = 0; e < EVIL_COUNT; e++) {
        if (toll->evils[e] == 0) continue;
        size_t at = count++;
        for (; at > 0 && toll->evils[evils[at - 1]] < toll->evils[e]; at--)
            evils[at] = evils[at - 1];
        evils[at] = (Evil)e;
    }
    return count;
}

/* Those that no layout names. */
static const struct {
    const char *key, *english, *french;
} rule_words[] = {
    {"kept-together", "kept together", "blocs solidaires"},
    {"too-tall", "too tall", "trop haut"},
    {"notes-without-room", "notes without room", "notes sans place"},
};
_Static_assert(sizeof rule_words / sizeof *rule_words == PAGE_RULE_COUNT - EVIL_COUNT,
               "each rule has its words");

const char *explain_rule(int rule, DiagLanguage language) {
    if (rule < EVIL_COUNT) return evil_name((Evil)rule);
    bool french = language == DIAG_FRENCH;
    return french ? rule_words[rule - EVIL_COUNT].french : rule_words[rule - EVIL_COUNT].english;
}

/* "broken rules 2 (widow, kept together)" */
static void add_broken(StrBuilder *out, const Toll *toll, DiagLanguage language) {
    builder_add_c(out, language == DIAG_FRENCH ? "règles enfreintes " : "broken rules ");
    builder_add_int(out, toll_broken_count(toll));
    const char *mark = " (";
    for (int r = 0; r < PAGE_RULE_COUNT; r++) {
        if (!toll_breaks(toll, r)) continue;
        builder_add_c(out, mark);
        builder_add_c(out, explain_rule(r, language));
        mark = ", ";
    }
    builder_add_byte(out, ')');
}

void explain_add_evils(StrBuilder *out, const Toll *toll, DiagLanguage language) {
    Evil evils[EVIL_COUNT];
    size_t count = explain_sort_evils(toll, evils);
    for (size_t i = 0; i < count; i++) {
        builder_add_format(out, i > 0 ? ", %s " : "%s ", evil_name(evils[i]));
        builder_add_int(out, toll->evils[evils[i]]);
    }
    if (toll->broken > 0) {
        if (count > 0) builder_add_c(out, ", ");
        add_broken(out, toll, language);
    }
    if (count == 0 && toll->broken == 0)
        builder_add_c(out, language == DIAG_FRENCH ? "aucun défaut" : "no evil");
}

void explain_add_depths(StrBuilder *out, const PageAccount *account, DiagLanguage language) {
    for (int32_t c = 0; c < account->columns; c++) {
        if (c > 0) builder_add_c(out, ", ");
        builder_add_int(out, account->depths[c]);
    }
    builder_add_c(out, language == DIAG_FRENCH ? " lignes sur " : " of ");
    builder_add_int(out, account->rows);
    if (language != DIAG_FRENCH) builder_add_c(out, " lines");
}

static void add_end(StrBuilder *out, Span where, DiagLanguage language) {
    bool french = language == DIAG_FRENCH;
    if (where.source == NULL) {
        builder_add_c(out, french ? "à la fin du texte" : "at the end of the text");
        return;
    }
    builder_add_c(out, french ? "avant " : "before ");
    explain_add_place(out, where);
}

/* Where the page ends, and where it might have ended if there was a choice. */
static void add_ends(StrBuilder *out, const PageAccount *account, DiagLanguage language) {
    bool french = language == DIAG_FRENCH;
    builder_add_c(out, french ? "finit " : "ends ");
    add_end(out, account->next, language);
    const AccountOther *other = account->other;
    if (other == NULL) return;
    builder_add_c(out, french ? "\u00A0; sinon " : "; else ");
    add_end(out, other->where, language);
    builder_add_c(out, french ? ", pour " : ", for ");
    builder_add_int(out, other->more);
    builder_add_c(out, french ? " de plus en tout, et ici\u00A0: " : " more in all, and here: ");
    explain_add_evils(out, &other->toll, language);
}

/* ---- text ---- */

/* "widow 400: content/fr/30-trafic.md:12:1, …" */
static void add_evil_line(StrBuilder *out, const PageAccount *account, Evil evil, bool french) {
    builder_add_format(out, "  %s ", evil_name(evil));
    builder_add_int(out, account->toll.evils[evil]);
    bool first = true;
    for (size_t i = 0; i < account->places.count; i++) {
        if (account->places.items[i].evil != evil) continue;
        builder_add_c(out, !first ? ", " : french ? "\u00A0: " : ": ");
        explain_add_place(out, account->places.items[i].where);
        first = false;
    }
    builder_add_byte(out, '\n');
}

static void add_page_text(StrBuilder *out, const BookPage *page, DiagLanguage language) {
    bool french = language == DIAG_FRENCH;
    builder_add_format(out, "page %u (", page->number);
    builder_add(out, page->template->name);
    builder_add_c(out, french ? ")\u00A0: " : "): ");
    const PageAccount *account = page->account;
    if (account == NULL) {
        bool blank = page->blank;
        builder_add_c(out, blank ? (french ? "blanche\n" : "blank\n")
                                 : (french ? "blocs fixes\n" : "fixed frames\n"));
        return;
    }
    builder_add_c(out, french ? "coût " : "cost ");
    builder_add_int(out, toll_sum(&account->toll));
    builder_add_c(out, ", ");
    explain_add_depths(out, account, language);
    builder_add_byte(out, '\n');
    Evil evils[EVIL_COUNT];
    size_t count = explain_sort_evils(&account->toll, evils);
    for (size_t i = 0; i < count; i++) add_evil_line(out, account, evils[i], french);
    if (account->toll.broken > 0) {
        builder_add_c(out, "  ");
        add_broken(out, &account->toll, language);
        builder_add_byte(out, '\n');
    }
    builder_add_c(out, "  ");
    add_ends(out, account, language);
    builder_add_byte(out, '\n');
}

/* ---- JSON ---- */

/* The evils of a toll; with the places of an account. */
static void add_json_toll(StrBuilder *out, const Toll *toll, const PageAccount *account) {
    Evil evils[EVIL_COUNT];
    size_t count = explain_sort_evils(toll, evils);
    builder_add_c(out, "\"broken\": ");
    builder_add_int(out, toll_broken_count(toll));
    builder_add_c(out, ", \"rules\": [");
    const char *mark = "";
    for (int r = 0; r < PAGE_RULE_COUNT; r++) {
        if (!toll_breaks(toll, r)) continue;
        bool evil = r < EVIL_COUNT;
        builder_add_format(out, "%s\"%s\"", mark,
                           evil ? evil_name((Evil)r) : rule_words[r - EVIL_COUNT].key);
        mark = ", ";
    }
    builder_add_c(out, "], \"evils\": [");
    for (size_t i = 0; i < count; i++) {
        builder_add_format(
            out, i > 0 ? ", {\"evil\": \"%s\", \"cost\": " : "{\"evil\": \"%s\", \"cost\": ",
            evil_name(evils[i]));
        builder_add_int(out, toll->evils[evils[i]]);
        if (account != NULL) builder_add_c(out, ", \"places\": [");
        bool first = true;
        for (size_t p = 0; account != NULL && p < account->places.count; p++) {
            if (account->places.items[p].evil != evils[i]) continue;
            if (!first) builder_add_c(out, ", ");
            json_add_place(out, account->places.items[p].where);
            first = false;
        }
        builder_add_c(out, account != NULL ? "]}" : "}");
    }
    builder_add_byte(out, ']');
}

static void add_json_account(StrBuilder *out, const PageAccount *account) {
    builder_add_c(out, ", \"cost\": ");
    builder_add_int(out, toll_sum(&account->toll));
    builder_add_format(out, ", \"lines\": %d, \"depths\": [", account->rows);
    for (int32_t c = 0; c < account->columns; c++)
        builder_add_format(out, c > 0 ? ", %d" : "%d", account->depths[c]);
    builder_add_c(out, "], ");
    add_json_toll(out, &account->toll, account);
    builder_add_c(out, ", \"next\": ");
    json_add_place(out, account->next);
    builder_add_c(out, ", \"else\": ");
    if (account->other == NULL) {
        builder_add_c(out, "null");
        return;
    }
    builder_add_c(out, "{\"next\": ");
    json_add_place(out, account->other->where);
    builder_add_c(out, ", \"more\": ");
    builder_add_int(out, account->other->more);
    builder_add_c(out, ", ");
    add_json_toll(out, &account->other->toll, NULL);
    builder_add_byte(out, '}');
}

static void add_page_json(StrBuilder *out, const BookPage *page, bool first) {
    builder_add_format(out, "%s\n  {\"page\": %u, \"template\": ", first ? "" : ",", page->number);
    json_add_text(out, page->template->name);
    if (page->account != NULL) {
        add_json_account(out, page->account);
    } else {
        builder_add_format(out, ", \"cost\": 0, \"blank\": %s", page->blank ? "true" : "false");
    }
    builder_add_byte(out, '}');
}

/* ---- the whole ---- */

static void add_total(StrBuilder *out, const Book *book, DiagLanguage language) {
    int64_t cost = 0;
    for (size_t i = 0; i < book->page_count; i++) {
        const PageAccount *account = book->pages[i].account;
        if (account != NULL) cost += toll_sum(&account->toll);
    }
    builder_add_format(out, language == DIAG_FRENCH ? "en tout\u00A0: coût " : "in all: cost ");
    builder_add_int(out, cost);
    builder_add_c(out, ", ");
    builder_add_int(out, (int64_t)book->page_count);
    builder_add_c(out, book->page_count == 1 ? " page\n" : " pages\n");
}

bool command_explain(Pipeline *pipeline, const Options *options, StrBuilder *out) {
    size_t first, end;
    if (!options_pages(options, pipeline->book.page_count, &first, &end, pipeline->diag))
        return false;
    if (options->html.length > 0) {
        StrBuilder html = {.arena = pipeline->arena};
        explain_html(pipeline, first, end, &html);
        return file_write(pipeline->arena, options->html, builder_text(&html), pipeline->diag);
    }
    const Book *book = &pipeline->book;
    bool json = options->format == DIAG_JSON;
    if (json) builder_add_byte(out, '[');
    for (size_t i = first; i < end; i++) {
        if (json) {
            add_page_json(out, &book->pages[i], i == first);
        } else {
            add_page_text(out, &book->pages[i], options->language);
        }
    }
    if (json) builder_add_c(out, "\n]\n");
    if (!json && options->page == 0) add_total(out, book, options->language);
    return true;
}
