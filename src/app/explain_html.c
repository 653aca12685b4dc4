/* A page of HTML for `maquette explain --html`; see explain_html.h.
 *
 * The file is HTML and well-formed XML at once, so that it opens in a browser and can be read by
 * any tool. What the pictures show in colour is written beside them too. */
#include "app/explain_html.h"

#include "output/page_svg.h"

#define MARK_COLOUR  "#c02020"
#define BREAK_COLOUR "#7a7a7a"
#define MARK_HEIGHT  POINTS(2)
#define BREAK_HEIGHT POINTS(1)
#define MARK_PLACES  8 /* marks of one page that are labelled */
#define QUOTED_WORDS 6 /* of what a page begins with */

typedef VEC(SvgMark) Marks;

typedef struct Writing {
    Pipeline *pipeline;
    DiagLanguage language;
    SvgGlyphs glyphs;
    Arena *scratch; /* a page's */
    StrBuilder *out;
} Writing;

static bool in_french(const Writing *w) {
    return w->language == DIAG_FRENCH;
}

/* The words in the language of the messages. */
static void add_words(const Writing *w, const char *english, const char *french) {
    builder_add_c(w->out, in_french(w) ? french : english);
}

static void add_text(const Writing *w, const StrBuilder *text) {
    xml_add_text(w->out, builder_text(text));
}

/* ---- marks ---- */

static const DisplayFrame *find_column(const DisplayPage *page, int32_t column, Arena *scratch) {
    StrBuilder name = {.arena = scratch};
    builder_add_c(&name, "column ");
    builder_add_int(&name, column + 1);
    for (size_t i = 0; i < page->frame_count; i++) {
        if (str_equal(page->frames[i].name, builder_text(&name))) return &page->frames[i];
    }
    return NULL;
}

static Unit row_baseline(const PageAccount *account, int32_t row) {
    return unit_from((int64_t)account->first_baseline + (int64_t)row * account->leading);
}

static SvgMark mark_below(const PageAccount *account, const DisplayFrame *frame, int32_t row,
                          Unit height) {
    Unit y = unit_from((int64_t)row_baseline(account, row) + account->leading / 4);
    return (SvgMark){
        .x = frame->x, .y = y, .width = frame->width, .height = height, .colour = BREAK_COLOUR};
}

static size_t count_places(const PageAccount *account, Evil evil) {
    size_t count = 0;
    for (size_t i = 0; i < account->places.count; i++)
        count += account->places.items[i].evil == evil;
    return count;
}

/* "widow 400, hyphen-at-foot": all evils pointed at in one place; the cost of several places
 * together stands beside the picture. */
static Str place_label(const Writing *w, const PageAccount *account, size_t place) {
    const AccountPlace *at = &account->places.items[place];
    StrBuilder label = {.arena = w->scratch};
    for (size_t i = 0; i < account->places.count; i++) {
        const AccountPlace *other = &account->places.items[i];
        if (other->column != at->column || other->row != at->row) continue;
        if (i < place) return STR(""); /* said there */
        if (label.length > 0) builder_add_c(&label, ", ");
        builder_add_c(&label, evil_name(other->evil));
        if (count_places(account, other->evil) != 1) continue;
        builder_add_byte(&label, ' ');
        builder_add_int(&label, account->toll.evils[other->evil]);
    }
    return builder_text(&label);
}

/* Where columns end, and the places of evils. */
static Marks page_marks(const Writing *w, const PageAccount *account, const DisplayPage *page) {
    Marks marks = {0};
    for (int32_t c = 0; c < account->columns; c++) {
        const DisplayFrame *frame = find_column(page, c, w->scratch);
        if (frame == NULL || account->depths[c] == 0) continue;
        VEC_PUSH(w->scratch, &marks,
                 mark_below(account, frame, account->depths[c] - 1, BREAK_HEIGHT));
    }
    for (size_t i = 0; i < account->places.count && i < MARK_PLACES; i++) {
        const AccountPlace *place = &account->places.items[i];
        const DisplayFrame *frame =
            place->column < 0 ? NULL : find_column(page, place->column, w->scratch);
        if (frame == NULL) continue;
        SvgMark mark = mark_below(account, frame, place->row, MARK_HEIGHT);
        mark.colour = MARK_COLOUR;
        mark.label = place_label(w, account, i);
        mark.label_right = place->column > 0;
        VEC_PUSH(w->scratch, &marks, mark);
    }
    return marks;
}

/* ---- a page ---- */

static void add_picture(Writing *w, size_t index) {
    const BookPage *page = &w->pipeline->book.pages[index];
    DisplayPage shown = display_page(&w->pipeline->list, index, w->scratch);
    StrBuilder title = {.arena = w->scratch};
    builder_add_c(&title, "page ");
    builder_add_int(&title, page->number);
    SvgOptions options = {.title = builder_text(&title), .frames = true};
    if (page->account != NULL) {
        Marks marks = page_marks(w, page->account, &shown);
        options.marks = marks.items;
        options.mark_count = marks.count;
        options.grid_first = page->account->first_baseline;
        options.grid_leading = page->account->leading;
        options.grid_rows = page->account->rows;
    }
    builder_add_c(w->out, "<figure>\n");
    Arena *own = arena_open(); /* the page's arena is in use: outlines are released by themselves */
    page_svg_write(&shown, &options, &w->glyphs, own, w->out);
    arena_close(own);
    builder_add_c(w->out, "</figure>\n");
}

static void add_places(const Writing *w, const PageAccount *account, Evil evil) {
    bool any = false;
    for (size_t i = 0; i < account->places.count; i++) {
        if (account->places.items[i].evil != evil) continue;
        StrBuilder place = {.arena = w->scratch};
        explain_add_place(&place, account->places.items[i].where);
        if (any) builder_add_c(w->out, "<br/>");
        builder_add_c(w->out, "<code>");
        add_text(w, &place);
        builder_add_c(w->out, "</code>");
        any = true;
    }
    if (!any) add_words(w, "the page as a whole", "la page entière");
}

static void add_row(const Writing *w, const char *name, int64_t cost) {
    builder_add_format(w->out, "<tr><th scope=\"row\">%s</th><td class=\"cost\">", name);
    builder_add_int(w->out, cost);
    builder_add_c(w->out, "</td><td>");
}

/* A rule a line. */
static void add_broken_row(const Writing *w, const Toll *toll) {
    builder_add_c(w->out, "<tr><th scope=\"row\">");
    add_words(w, "broken rules", "règles enfreintes");
    for (int r = 0; r < PAGE_RULE_COUNT; r++) {
        if (toll_breaks(toll, r))
            builder_add_format(w->out, "<br/>%s", explain_rule(r, w->language));
    }
    builder_add_c(w->out, "</th><td class=\"cost\">");
    builder_add_int(w->out, toll->broken);
    builder_add_c(w->out, "</td><td></td></tr>\n");
}

static void add_evil_table(const Writing *w, const PageAccount *account) {
    Evil evils[EVIL_COUNT];
    size_t count = explain_sort_evils(&account->toll, evils);
    if (count == 0 && account->toll.broken == 0) {
        add_words(w, "<p>No evil.</p>\n", "<p>Aucun défaut.</p>\n");
        return;
    }
    add_words(w,
              "<table><thead><tr><th scope=\"col\">evil</th><th scope=\"col\">cost</th><th "
              "scope=\"col\">where</th></tr></thead>\n<tbody>\n",
              "<table><thead><tr><th scope=\"col\">défaut</th><th scope=\"col\">coût</th><th "
              "scope=\"col\">où</th></tr></thead>\n<tbody>\n");
    if (account->toll.broken > 0) add_broken_row(w, &account->toll);
    for (size_t i = 0; i < count; i++) {
        add_row(w, evil_name(evils[i]), account->toll.evils[evils[i]]);
        add_places(w, account, evils[i]);
        builder_add_c(w->out, "</td></tr>\n");
    }
    builder_add_c(w->out, "</tbody></table>\n");
}

/* The first words at a place, without marks of emphasis; up to a bracket. */
static Str words_at(const Writing *w, Span where) {
    Str line = source_line(where.source, where.line);
    StrBuilder words = {.arena = w->scratch};
    size_t at = 0, count = 0;
    for (uint32_t column = 1; column < where.column && at < line.length; column++)
        utf8_next(line, &at);
    for (size_t from = at; at < line.length; from = at) {
        uint32_t letter = utf8_next(line, &at);
        if (letter == '[' || (letter == ' ' && ++count == QUOTED_WORDS)) break;
        if (letter != '*') builder_add(&words, str_slice(line, from, at));
    }
    return builder_text(&words);
}

/* The words that a page begins with, and where they stand. */
static void add_beginning(const Writing *w, Span where) {
    Span at = span_origin(where);
    StrBuilder place = {.arena = w->scratch};
    explain_add_place(&place, where);
    builder_add_c(w->out, "<q lang=\"");
    xml_add_text(w->out, w->pipeline->document->edition.language);
    builder_add_c(w->out, "\">");
    xml_add_text(w->out, words_at(w, at));
    builder_add_c(w->out, "…</q> <code>");
    add_text(w, &place);
    builder_add_c(w->out, "</code>");
}

static void add_other_end(const Writing *w, const AccountOther *other) {
    StrBuilder evils = {.arena = w->scratch};
    explain_add_evils(&evils, &other->toll, w->language);
    builder_add_c(w->out, "<p class=\"ends\">");
    if (other->where.source == NULL) {
        add_words(w, "The text could end here", "Le texte pourrait finir ici");
    } else {
        add_words(w, "It could begin with ", "Elle pourrait commencer par ");
        add_beginning(w, other->where);
    }
    add_words(w, ": all pages together would cost ", "\u00A0: toutes les pages coûteraient ");
    builder_add_int(w->out, other->more);
    add_words(w, " more, and this one ", " de plus ensemble, et celle-ci ");
    builder_add_int(w->out, toll_sum(&other->toll));
    builder_add_c(w->out, " (");
    add_text(w, &evils);
    builder_add_c(w->out, ").</p>\n");
}

/* Where the page ends, and where it would have been the next best. */
static void add_ends(const Writing *w, const PageAccount *account) {
    if (account->next.source == NULL) {
        add_words(w, "<p class=\"ends\">The text ends here.",
                  "<p class=\"ends\">Le texte finit ici.");
    } else {
        add_words(w, "<p class=\"ends\">The next page begins with ",
                  "<p class=\"ends\">La page suivante commence par ");
        add_beginning(w, account->next);
        builder_add_byte(w->out, '.');
    }
    builder_add_c(w->out, "</p>\n");
    if (account->other != NULL) add_other_end(w, account->other);
}

static void add_account(const Writing *w, const PageAccount *account) {
    StrBuilder depths = {.arena = w->scratch};
    explain_add_depths(&depths, account, w->language);
    add_words(w, "<p>Cost <strong>", "<p>Coût <strong>");
    builder_add_int(w->out, toll_sum(&account->toll));
    builder_add_c(w->out, "</strong>, ");
    add_text(w, &depths);
    builder_add_c(w->out, "</p>\n");
    add_evil_table(w, account);
    add_ends(w, account);
}

static void add_page(Writing *w, size_t index) {
    const BookPage *page = &w->pipeline->book.pages[index];
    builder_add_format(w->out,
                       "<section id=\"page-%u\" aria-labelledby=\"heading-%u\">\n<div "
                       "class=\"account\">\n<h2 id=\"heading-%u\">Page %u <small>",
                       page->number, page->number, page->number, page->number);
    xml_add_text(w->out, page->template->name);
    builder_add_c(w->out, "</small></h2>\n");
    if (page->account != NULL) {
        add_account(w, page->account);
    } else if (page->blank) {
        add_words(w, "<p>Blank.</p>\n", "<p>Blanche.</p>\n");
    } else {
        add_words(w, "<p>Fixed frames.</p>\n", "<p>Blocs fixes.</p>\n");
    }
    builder_add_c(w->out, "</div>\n");
    add_picture(w, index);
    builder_add_c(w->out, "</section>\n");
}

/* ---- the file ---- */

/* The key stays at the top and a page's account beside its picture while the page is looked at; a
 * page fits the window. */
static const char style[] =
    ":root{color-scheme:light dark;--text:#1a1a1a;--soft:#555;--back:#f4f4f2;--rule:#d5d5d0;"
    "--link:#1f4e8c}\n"
    "@media(prefers-color-scheme:dark){:root{--text:#ececea;--soft:#a9a9a4;--back:#1c1c1b;"
    "--rule:#454542;--link:#8fbcf2}}\n"
    "body{font:15px/1.45 sans-serif;margin:0;color:var(--text);background:var(--back)}\n"
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "main{max-width:84em;margin:0 auto;padding:1.5em 2em 4em}\n"
    "h1{margin:0 0 .3em;font-size:1.7em}\n"
    "a{color:var(--link);text-decoration:none}\n"
    "a:hover,a:focus{text-decoration:underline}\n"
    ".key{position:sticky;top:0;z-index:1;margin:0 -2em;padding:.5em 2em;background:var(--back);"
    "border-bottom:1px solid var(--rule)}\n"
    ".key span{display:inline-block;width:1.4em;height:.8em;border:2px solid;margin-right:.4em}\n"
    ".key li{display:inline-block;margin-right:1.5em}\n"
    "nav ol{columns:22em;column-gap:3em;list-style:none;padding:0;margin:1.5em 0}\n"
    "nav li{display:flex;gap:.7em;padding:.15em 0;break-inside:avoid}\n"
    "nav a{flex:0 0 5em}\n"
    ".bar{flex:0 0 6em;align-self:center;height:.6em;background:var(--rule)}\n"
    ".bar i{display:block;height:100%;background:" MARK_COLOUR "}\n"
    ".evils{color:var(--soft)}\n"
    "section{display:flex;flex-wrap:wrap;gap:2em;padding-top:3.5em;align-items:flex-start}\n"
    "figure{margin:0;flex:1 1 30em;min-width:0}\n"
    "svg{display:block;max-width:100%;max-height:calc(100vh - 5em);width:auto;height:auto;"
    "background:#fff;box-shadow:0 1px 5px #0005}\n"
    ".account{flex:0 1 26em;position:sticky;top:3.5em;overflow-wrap:anywhere}\n"
    "h2{margin:0 0 .4em}\n"
    "h2 small{font-weight:normal;color:var(--soft)}\n"
    "table{border-collapse:collapse}\n"
    "th{white-space:nowrap}\n"
    "th,td{text-align:left;vertical-align:top;padding:.2em .8em .2em 0;border-bottom:1px solid "
    "var(--rule)}\n"
    ".cost{text-align:right;font-variant-numeric:tabular-nums}\n"
    ".ends{color:var(--soft)}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em;margin:.6em 0 1em}\n"
    "dt{font-weight:bold}\n"
    "dd{margin:0}\n"
    "@media print{.key,.account{position:static}section{break-inside:avoid}}\n";

static void add_key_entry(const Writing *w, const char *colour, const char *english,
                          const char *french) {
    builder_add_format(w->out, "<li><span style=\"border-color:%s\"></span>", colour);
    add_words(w, english, french);
    builder_add_c(w->out, "</li>\n");
}

static void add_key(const Writing *w) {
    builder_add_c(w->out, "<ul class=\"key\">\n");
    add_key_entry(w, SVG_COLUMN_COLOUR, "column", "colonne");
    add_key_entry(w, SVG_BOX_COLOUR, "box or frame", "encadré ou bloc");
    add_key_entry(w, SVG_NOTE_COLOUR, "notes", "notes");
    add_key_entry(w, SVG_GRID_COLOUR, "grid", "grille");
    add_key_entry(w, BREAK_COLOUR, "end of a column", "fin de colonne");
    add_key_entry(w, MARK_COLOUR, "evil", "défaut");
    builder_add_c(w->out, "</ul>\n");
}

/* A page's cost as a part of the dearest one's, for the eye; the number stands with its account. */
static void add_bar(const Writing *w, int64_t cost, int64_t most) {
    builder_add_c(w->out, "<span class=\"bar\">");
    if (cost > 0) {
        int64_t percent = round_ratio(cost, 100, most);
        builder_add_c(w->out, "<i style=\"width:");
        builder_add_int(w->out, percent > 0 ? percent : 1);
        builder_add_c(w->out, "%\"></i>");
    }
    builder_add_c(w->out, "</span>");
}

static int64_t dearest_page(const Book *book, size_t first, size_t end) {
    int64_t most = 1;
    for (size_t i = first; i < end; i++) {
        const PageAccount *account = book->pages[i].account;
        if (account != NULL && toll_sum(&account->toll) > most) most = toll_sum(&account->toll);
    }
    return most;
}

static void add_contents(const Writing *w, size_t first, size_t end) {
    int64_t most = dearest_page(&w->pipeline->book, first, end);
    add_words(w, "<nav aria-label=\"Pages and their costs\"><ol>\n",
              "<nav aria-label=\"Les pages et leurs coûts\"><ol>\n");
    for (size_t i = first; i < end; i++) {
        const BookPage *page = &w->pipeline->book.pages[i];
        builder_add_format(w->out, "<li value=\"%u\"><a href=\"#page-%u\">page %u</a>",
                           page->number, page->number, page->number);
        if (page->account != NULL) {
            StrBuilder evils = {.arena = w->scratch};
            explain_add_evils(&evils, &page->account->toll, w->language);
            add_bar(w, toll_sum(&page->account->toll), most);
            builder_add_c(w->out, "<span class=\"evils\">");
            add_text(w, &evils);
            builder_add_c(w->out, "</span>");
        }
        builder_add_c(w->out, "</li>\n");
    }
    builder_add_c(w->out, "</ol></nav>\n");
}

/* What the evils of layout files, and rules, are to one who looks at the pages. */
static const struct {
    const char *english, *french;
} meanings[PAGE_RULE_COUNT] = {
    [EVIL_NOTE_FAR] = {"a note begins in a later column than its call",
                       "une note commence dans une colonne après son appel"},
    [EVIL_SPLIT_NOTE] = {"a note goes on in the next column or page",
                         "une note continue dans la colonne ou à la page suivante"},
    [EVIL_WIDOW] = {"a paragraph’s last line stands alone at a column’s head",
                    "la dernière ligne d’un paragraphe est seule en tête de colonne"},
    [EVIL_ORPHAN] = {"a paragraph’s first line stands alone at a column’s foot",
                     "la première ligne d’un paragraphe est seule au pied d’une colonne"},
    [EVIL_HYPHEN_AT_FOOT] = {"a column ends in the middle of a word",
                             "une colonne finit au milieu d’un mot"},
    [EVIL_UNEVEN] = {"the columns end at unlike heights",
                     "les colonnes finissent à des hauteurs inégales"},
    [EVIL_SPLIT_BOX] = {"a box goes on in the next column or page",
                        "un encadré continue dans la colonne ou à la page suivante"},
    [EVIL_FLEXED] = {"a paragraph is a line shorter or longer than it looks best",
                     "un paragraphe a une ligne de moins ou de plus que sa meilleure forme"},
    [EVIL_BOX_FAR] = {"a box stands behind the page or column of its call",
                      "un encadré est après la page ou la colonne de son appel"},
    [EVIL_BOX_EARLY] = {"a box stands before its call", "un encadré est avant son appel"},
    [EVIL_SHORT_PAGE] = {"lines are left free at the foot", "des lignes restent libres au pied"},
    [EVIL_FACING] = {"facing pages end at unlike heights",
                     "les pages en regard finissent à des hauteurs inégales"},
    [PAGE_RULE_HELD] = {"what must stay together is parted",
                        "ce qui doit rester ensemble est séparé"},
    [PAGE_RULE_TALL] = {"something is taller than the room for it",
                        "un élément est plus haut que sa place"},
    [PAGE_RULE_NOTE_ROOM] = {"notes across the page have too little room at its foot",
                             "les notes en pleine largeur manquent de place au pied"},
};

static bool has_evil(const Toll *toll, int evil) {
    return toll_breaks(toll, evil) || (evil < EVIL_COUNT && toll->evils[evil] > 0);
}

/* The meanings of those evils that the pages have, and of the rules they break. */
static void add_meanings(const Writing *w, size_t first, size_t end) {
    bool has[PAGE_RULE_COUNT] = {false};
    for (size_t i = first; i < end; i++) {
        const PageAccount *account = w->pipeline->book.pages[i].account;
        for (int e = 0; account != NULL && e < PAGE_RULE_COUNT; e++)
            has[e] = has[e] || has_evil(&account->toll, e) ||
                     (account->other != NULL && has_evil(&account->other->toll, e));
    }
    add_words(w, "<details><summary>What the evils are</summary>\n<dl>\n",
              "<details><summary>Ce que sont les défauts</summary>\n<dl>\n");
    add_words(
        w, "<dt>cost</dt><dd>its weight in the layout, times how often; lines count squared</dd>\n",
        "<dt>coût</dt><dd>son poids dans la maquette, par le nombre de fois\u00A0; les lignes "
        "comptent au carré</dd>\n");
    for (int e = 0; e < PAGE_RULE_COUNT; e++) {
        if (!has[e]) continue;
        builder_add_format(w->out, "<dt>%s</dt><dd>", explain_rule(e, w->language));
        add_words(w, meanings[e].english, meanings[e].french);
        builder_add_c(w->out, "</dd>\n");
    }
    builder_add_c(w->out, "</dl></details>\n");
}

static void add_head(const Writing *w) {
    Str title = w->pipeline->document->edition.title;
    builder_add_format(
        w->out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\">\n",
        in_french(w) ? "fr" : "en");
    builder_add_c(w->out, "<head><meta charset=\"utf-8\"/>\n<title>");
    xml_add_text(w->out, title);
    add_words(w, ": what was traded", "\u00A0: les compromis");
    builder_add_c(w->out,
                  "</title>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n<style>\n");
    builder_add_c(w->out, style);
    builder_add_c(w->out, "</style></head>\n<body>\n<main>\n<h1 lang=\"");
    xml_add_text(w->out, w->pipeline->document->edition.language);
    builder_add_c(w->out, "\">");
    xml_add_text(w->out, title);
    builder_add_c(w->out, "</h1>\n");
}

void explain_html(Pipeline *pipeline, size_t first, size_t end, StrBuilder *out) {
    Arena *kept = arena_open();
    Writing writing = {.pipeline = pipeline,
                       .language = pipeline->diag->language,
                       .glyphs = {.known = {.arena = kept}},
                       .scratch = arena_open(),
                       .out = out};
    add_head(&writing);
    if (end - first > 1) add_contents(&writing, first, end);
    add_meanings(&writing, first, end);
    add_key(&writing);
    for (size_t i = first; i < end; i++) {
        ArenaMark mark = arena_mark(writing.scratch);
        add_page(&writing, i);
        arena_release(writing.scratch, mark);
    }
    builder_add_c(out, "</main>\n</body>\n</html>\n");
    arena_close(writing.scratch);
    arena_close(kept);
}
