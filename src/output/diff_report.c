/* The report of a comparison; see diff_report.h.
 *
 * In: causes with their consequences. Out: the first cause first, each with what follows from it
 * folded into one line and some examples; then the invariants that no longer hold. */
#include "output/diff_report.h"

#include "data/yaml_line.h"

enum { CAUSES_SHOWN = 20, CHANGES_SHOWN = 8, FAULTS_SHOWN = 20, OPENING_BYTES = 400 };

#define BOLD  "\033[1m"
#define RED   "\033[1;31m"
#define FAINT "\033[2m"
#define WAS   "\033[31m"
#define IS    "\033[32m"
#define PLAIN "\033[0m"

/* A word in both languages. */
typedef struct Words {
    const char *in[2];
} Words;

static Str say(Words words, DiagLanguage language) {
    return str_from_c(words.in[language]);
}

static void add_quoted(StrBuilder *out, Str text, DiagLanguage language) {
    builder_add(out, say((Words){{"“", "«\u00A0"}}, language));
    builder_add(out, text);
    builder_add(out, say((Words){{"”", "\u00A0»"}}, language));
}

static Str colon(DiagLanguage language) {
    return say((Words){{": ", "\u00A0: "}}, language);
}

/* ---- causes ---- */

static const Words cause_words[CAUSE_KIND_COUNT] = {
    [CAUSE_LAYOUT] = {{"another layout", "une autre maquette"}},
    [CAUSE_LANGUAGE] = {{"another language", "une autre langue"}},
    [CAUSE_PART] = {{"layout changed", "maquette modifiée"}},
    [CAUSE_RULE] = {{"language rule changed", "règle de langue modifiée"}},
    [CAUSE_DICTIONARY] = {{"hyphenation dictionary changed", "dictionnaire de coupure modifié"}},
    [CAUSE_FONT] = {{"font changed", "police modifiée"}},
    [CAUSE_FALLBACK] = {{"font fallback changed", "police de secours modifiée"}},
    [CAUSE_FEATURES] = {{"font features changed", "fonctions de police modifiées"}},
    [CAUSE_EDITION] = {{"edition.yaml changed", "edition.yaml modifié"}},
    [CAUSE_PICTURE] = {{"picture changed", "image modifiée"}},
    [CAUSE_DATA] = {{"data file changed", "fichier de données modifié"}},
    [CAUSE_SECTION] = {{"head of the section changed", "en-tête de section modifié"}},
    [CAUSE_ATTRIBUTE] = {{"attributes changed", "attributs modifiés"}},
    [CAUSE_EDITED] = {{"text edited", "texte modifié"}},
    [CAUSE_APPEARED] = {{"appeared", "apparu"}},
    [CAUSE_VANISHED] = {{"vanished", "disparu"}},
    [CAUSE_REORDERED] = {{"stands elsewhere in the sources", "déplacé dans les sources"}},
    [CAUSE_DIVIDED] = {{"divided in two", "coupé en deux"}},
    [CAUSE_JOINED] = {{"two joined", "réunion de deux"}},
    [CAUSE_ROLE] = {{"is something else", "a changé de nature"}},
    [CAUSE_RESTYLED] = {{"set in other letters", "composé dans d’autres caractères"}},
    [CAUSE_LINK] = {{"a link leads elsewhere", "un lien mène ailleurs"}},
    [CAUSE_PLACED] = {{"set or placed otherwise, by how it is marked up or by maquette itself",
                       "composé ou placé autrement, par son balisage ou par le programme"}},
    [CAUSE_UNNAMED] = {{"nothing that snapshots name; maquette itself may have changed",
                        "rien que les relevés nomment\u00A0; le programme a pu changer"}},
};

static const Words image_words = {{"another picture or description", "autre image ou description"}};

/* Digests say nothing to people. */
bool cause_has_sides(const Cause *cause) {
    if (cause->kind >= CAUSE_APPEARED && cause->kind != CAUSE_ROLE && cause->kind != CAUSE_LINK)
        return false;
    bool one = cause->old_text.length == 0 || cause->new_text.length == 0;
    bool digest = yaml_line_is_digest(cause->old_text) || yaml_line_is_digest(cause->new_text);
    bool file = cause->kind == CAUSE_DICTIONARY || cause->kind == CAUSE_PICTURE ||
                cause->kind == CAUSE_DATA || (cause->kind == CAUSE_FONT && one);
    return !file && (!digest || one);
}

static void add_side(StrBuilder *out, Str text, const char *colour, DiagLanguage language) {
    if (text.length == 0) return;
    if (colour != NULL) builder_add_c(out, colour);
    add_quoted(out, text, language);
    if (colour != NULL) builder_add_c(out, PLAIN);
}

/* ": “a” → “b”", or the one side there is. */
static void add_sides(StrBuilder *out, const Cause *cause, DiagLanguage language, bool colour) {
    Str old = cause->old_text, new = cause->new_text;
    if (!cause_has_sides(cause)) return;
    builder_add(out, colon(language));
    if (old.length == 0) builder_add(out, say((Words){{"added ", "ajout de "}}, language));
    if (new.length == 0) builder_add(out, say((Words){{"removed ", "retrait de "}}, language));
    add_side(out, old, colour ? WAS : NULL, language);
    if (old.length > 0 && new.length > 0) builder_add(out, STR(" → "));
    add_side(out, new, colour ? IS : NULL, language);
}

/* True for a block that French calls by a feminine word. */
static bool is_feminine(Str role) {
    static const char *const roles[] = {"label", "caption", "cell", "image", "note", "figure"};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (str_equal(role, str_from_c(roles[i]))) return true;
    }
    return false;
}

/* What a block is, for people: "heading 2". */
static void add_role(StrBuilder *out, Str role, DiagLanguage language) {
    static const Words words[] = {
        {{"artifact", "titre courant"}}, {{"title", "titre"}},  {{"heading", "titre"}},
        {{"paragraph", "paragraphe"}},   {{"item", "article"}}, {{"label", "étiquette"}},
        {{"caption", "légende"}},        {{"cell", "case"}},    {{"image", "image"}},
    };
    Str first = str_slice(role, 0, str_find(role, STR(" "), 0)), shown = first;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_equal(first, str_from_c(words[i].in[DIAG_ENGLISH])))
            shown = say(words[i], language);
    }
    builder_add(out, shown);
    builder_add(out, str_slice(role, first.length, role.length));
}

/* What stands for a picture: its description, else its name. */
static Str picture_words(Str text) {
    size_t bar = str_find(text, STR(" | "), 0);
    return bar != SIZE_MAX ? str_slice(text, bar + STR(" | ").length, text.length) : text;
}

/* The block's beginning. */
static Str opening_words(Arena *arena, const SnapshotBlock *block) {
    Str words[7], whole = block->kind == ROW_IMAGE ? picture_words(block->text) : block->text;
    size_t end = whole.length < OPENING_BYTES ? whole.length : OPENING_BYTES;
    while (end < whole.length && ((unsigned char)whole.bytes[end] & 0xC0) == 0x80) end--;
    size_t count = block_words(arena, str_slice(whole, 0, end), words, 7);
    StrBuilder text = {.arena = arena};
    for (size_t i = 0; i < count && i < 6; i++) {
        if (i > 0) builder_add_byte(&text, ' ');
        builder_add(&text, words[i]);
    }
    if (count > 6) builder_add(&text, STR(" …"));
    return builder_text(&text);
}

static void add_block(StrBuilder *out, const Cause *cause, DiagLanguage language) {
    const SnapshotBlock *block = cause->new != NULL ? cause->new : cause->old;
    builder_add(out, STR(" ("));
    add_role(out, block->role, language);
    if (cause->blocks > 1) {
        builder_add_format(out, language == DIAG_FRENCH ? ", %u blocs" : ", %u blocks",
                           (unsigned)cause->blocks);
    }
    builder_add(out, STR(")"));
    builder_add(out, colon(language));
    add_quoted(out, opening_words(out->arena, block), language);
    if (cause->kind == CAUSE_REORDERED) {
        builder_add(out, say((Words){{", before ", ", avant "}}, language));
        builder_add(out, cause->old->file);
        builder_add_format(out, ":%u", (unsigned)cause->old->line);
    }
}

Str cause_kind_words(CauseKind kind, DiagLanguage language) {
    return say(cause_words[kind], language);
}

Str cause_title(Arena *arena, const Cause *cause, DiagLanguage language) {
    StrBuilder out = {.arena = arena};
    bool image = cause->kind == CAUSE_EDITED && cause->new->kind == ROW_IMAGE;
    bool named =
        cause->kind > CAUSE_LANGUAGE && cause->kind <= CAUSE_ATTRIBUTE && cause->name.length > 0;
    bool block = cause->kind == CAUSE_APPEARED || cause->kind == CAUSE_VANISHED ||
                 cause->kind == CAUSE_DIVIDED || cause->kind == CAUSE_JOINED ||
                 cause->kind == CAUSE_REORDERED || cause->kind == CAUSE_RESTYLED ||
                 cause->kind == CAUSE_PLACED;
    builder_add(&out, image ? say(image_words, language) : say(cause_words[cause->kind], language));
    if (named) builder_add(&out, STR(", "));
    if (named) builder_add(&out, cause->name);
    if (block) add_block(&out, cause, language);
    return builder_text(&out);
}

static Str sentence(Arena *arena, const Cause *cause, DiagLanguage language, bool colour) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, cause_title(arena, cause, language));
    add_sides(&out, cause, language, colour);
    return builder_text(&out);
}

Str cause_sentence(Arena *arena, const Cause *cause, DiagLanguage language) {
    return sentence(arena, cause, language, false);
}

static void add_place(StrBuilder *out, Str file, uint32_t line, Str folio, DiagLanguage language) {
    if (file.length > 0) {
        builder_add(out, file);
        builder_add_format(out, ":%u", (unsigned)line);
    }
    if (folio.length == 0) return;
    if (file.length > 0) builder_add(out, STR(", "));
    builder_add(out, STR("page "));
    (void)language; /* the word is the same in both */
    builder_add(out, folio);
}

Str cause_place(Arena *arena, const SnapshotDiff *diff, const Cause *cause, DiagLanguage language) {
    StrBuilder out = {.arena = arena};
    const SnapshotBlock *block = cause->new != NULL ? cause->new : cause->old;
    if (block == NULL) return STR("");
    Str folio = block_folio(cause->new != NULL ? diff->new : diff->old, block);
    add_place(&out, block->file, block->line, folio, language);
    return builder_text(&out);
}

/* ---- consequences ---- */

static const Words change_words[CHANGE_KIND_COUNT] = {
    [CHANGE_NONE] = {{"", ""}},
    [CHANGE_EDITED] = {{"with other text", "avec un autre texte"}},
    [CHANGE_RENUMBERED] = {{"renumbered", "renuméroté"}},
    [CHANGE_ROLE] = {{"something else", "de nature changée"}},
    [CHANGE_RESTYLED] = {{"restyled", "restylé"}},
    [CHANGE_REBROKEN] = {{"re-broken", "recoupé"}},
    [CHANGE_PAGE] = {{"on another page", "sur une autre page"}},
    [CHANGE_MOVED] = {{"moved", "déplacé"}},
    [CHANGE_APPEARED] = {{"appeared", "apparu"}},
    [CHANGE_VANISHED] = {{"vanished", "disparu"}},
};

/* In French, participles agree: “déplacée”, “déplacés”. */
static void add_change_words(StrBuilder *out, ChangeKind kind, bool feminine, bool many,
                             DiagLanguage language) {
    Str words = say(change_words[kind], language);
    bool agrees = language == DIAG_FRENCH &&
                  (str_ends_with(words, STR("é")) || str_ends_with(words, STR("u")));
    builder_add(out, words);
    if (agrees && feminine) builder_add_byte(out, 'e');
    if (agrees && many) builder_add_byte(out, 's');
}

static void add_count(StrBuilder *out, uint32_t count, const char *one, const char *many) {
    builder_add_format(out, "%u %s", (unsigned)count, count == 1 ? one : many);
}

/* What else a page shows: one and several. */
static const struct {
    Words one, many;
} thing_words[ROW_KIND_COUNT] = {
    [ROW_LINE] = {{{"running head", "titre courant"}}, {{"running heads", "titres courants"}}},
    [ROW_PAGE] = {{{"page", "page"}}, {{"pages", "pages"}}},
    [ROW_FRAME] = {{{"frame", "cadre"}}, {{"frames", "cadres"}}},
    [ROW_SHAPE] = {{{"shape", "tracé"}}, {{"shapes", "tracés"}}},
    [ROW_IMAGE] = {{{"picture", "image"}}, {{"pictures", "images"}}},
    [ROW_LINK] = {{{"link", "lien"}}, {{"links", "liens"}}},
    [ROW_BOOKMARK] = {{{"bookmark", "signet"}}, {{"bookmarks", "signets"}}},
    [ROW_GLYPHS] = {{{"run of glyphs", "suite de glyphes"}},
                    {{"runs of glyphs", "suites de glyphes"}}},
};

/* "2 re-broken, 4 moved, 1 link". */
static Str count_kinds(Arena *arena, const Cause *cause, DiagLanguage language) {
    StrBuilder out = {.arena = arena};
    for (int i = 0; i < CHANGE_KIND_COUNT; i++) {
        if (cause->counts[i] == 0) continue;
        if (out.length > 0) builder_add(&out, STR(", "));
        builder_add_format(&out, "%u ", (unsigned)cause->counts[i]);
        add_change_words(&out, (ChangeKind)i, /*feminine*/ false, cause->counts[i] > 1, language);
    }
    for (int i = 0; i < ROW_KIND_COUNT; i++) {
        if (cause->things[i] == 0) continue;
        if (out.length > 0) builder_add(&out, STR(", "));
        add_count(&out, cause->things[i], thing_words[i].one.in[language],
                  thing_words[i].many.in[language]);
    }
    return builder_text(&out);
}

Str cause_consequences(Arena *arena, const Cause *cause, DiagLanguage language) {
    StrBuilder out = {.arena = arena};
    bool french = language == DIAG_FRENCH;
    if (cause->changes.count == 0) return STR("");
    Str kinds = count_kinds(arena, cause, language);
    if (cause->lines == 0 && cause->pages == 0) { /* the outline, or what is no longer there */
        builder_add(&out, say((Words){{"changed by this", "changé par là"}}, language));
        builder_add(&out, colon(language));
        builder_add(&out, kinds);
        return builder_text(&out);
    }
    if (cause->lines > 0) {
        add_count(&out, cause->lines, french ? "ligne" : "line", french ? "lignes" : "lines");
        builder_add(&out, say((Words){{" on ", " sur "}}, language));
    }
    add_count(&out, cause->pages, "page", "pages");
    bool one = cause->lines == 1 || (cause->lines == 0 && cause->pages == 1);
    builder_add(&out, !french ? STR(" changed by this")
                      : one   ? STR(" changée par là")
                              : STR(" changées par là"));
    builder_add(&out, STR(" ("));
    builder_add(&out, kinds);
    builder_add_byte(&out, ')');
    return builder_text(&out);
}

Str change_sentence(Arena *arena, const SnapshotDiff *diff, const Change *change,
                    DiagLanguage language) {
    StrBuilder out = {.arena = arena};
    const SnapshotBlock *block = change->new != NULL ? change->new : change->old;
    Str folio = block_folio(change->new != NULL ? diff->new : diff->old, block);
    add_place(&out, block->file, block->line, folio, language);
    builder_add(&out, colon(language));
    add_role(&out, block->role, language);
    builder_add_byte(&out, ' ');
    add_change_words(&out, change->kind, is_feminine(block->role), /*many*/ false, language);
    Str before = block_folio(diff->old, change->old);
    if (change->kind == CHANGE_PAGE && before.length > 0) {
        builder_add(&out, say((Words){{", before page ", ", avant page "}}, language));
        builder_add(&out, before);
    }
    if (change->kind == CHANGE_REBROKEN && change->old->row_count != change->new->row_count) {
        builder_add_format(
            &out, language == DIAG_FRENCH ? ", %zu lignes, avant %zu" : ", %zu lines, before %zu",
            change->new->row_count, change->old->row_count);
    }
    return builder_text(&out);
}

/* Text before drawings; at most some. */
static void add_changes(StrBuilder *out, const SnapshotDiff *diff, const Cause *cause,
                        const ReportOptions *options) {
    size_t shown = 0, texts = 0;
    for (size_t i = 0; i < cause->changes.count; i++) {
        const Change *change = &cause->changes.items[i];
        const SnapshotBlock *block = change->new != NULL ? change->new : change->old;
        if (block->kind != ROW_LINE || block->file.length == 0) continue;
        texts++;
        if (shown == CHANGES_SHOWN) continue;
        shown++;
        builder_add(out, STR("    "));
        builder_add(out, change_sentence(out->arena, diff, change, options->language));
        builder_add_byte(out, '\n');
    }
    if (texts > shown)
        builder_add_format(out,
                           options->language == DIAG_FRENCH ? "    … et %zu autres\n"
                                                            : "    … and %zu more\n",
                           texts - shown);
}

/* ---- invariants ---- */

Str invariant_sentence(Invariant invariant, DiagLanguage language) {
    static const Words words[INVARIANT_COUNT] = {
        [INVARIANT_NOTES] = {{"notes away from the page of their call",
                              "notes hors de la page de leur appel"}},
        [INVARIANT_GRID] = {{"paragraphs beside the grid", "paragraphes hors de la grille"}},
        [INVARIANT_OVERFLOW] = {{"texts that stick out", "textes qui débordent"}},
        [INVARIANT_OVERLAPS] = {{"texts that overlap", "textes qui se chevauchent"}},
        [INVARIANT_GLYPHS] = {{"characters without a glyph", "caractères sans glyphe"}},
        [INVARIANT_WIDOWS] = {{"widows", "veuves"}},
        [INVARIANT_ORPHANS] = {{"orphans", "orphelines"}},
    };
    return say(words[invariant], language);
}

Str fault_sentence(Arena *arena, const InvariantFault *fault, DiagLanguage language) {
    StrBuilder out = {.arena = arena}, folio = {.arena = arena};
    if (fault->page > 0) builder_add_int(&folio, fault->page);
    add_place(&out, fault->file, fault->line, builder_text(&folio), language);
    if (fault->text.length > 0) {
        if (out.length > 0) builder_add(&out, colon(language));
        add_quoted(&out, fault->text, language);
    }
    return builder_text(&out);
}

static void add_invariants(StrBuilder *out, const SnapshotDiff *diff, const ReportOptions *options,
                           Arena *arena) {
    DiagLanguage language = options->language;
    for (int i = 0; i < INVARIANT_COUNT; i++) {
        uint32_t old = diff->old->counts[i], new = diff->new->counts[i];
        if (old == new) continue;
        if (options->colour && diff->broken[i]) builder_add_c(out, RED);
        builder_add(out, diff->broken[i] ? say((Words){{"broken", "rompu"}}, language)
                                         : say((Words){{"better", "mieux"}}, language));
        if (options->colour && diff->broken[i]) builder_add_c(out, PLAIN);
        builder_add(out, colon(language));
        builder_add(out, invariant_sentence((Invariant)i, language));
        builder_add_format(out, language == DIAG_FRENCH ? " %u, avant %u\n" : " %u, before %u\n",
                           (unsigned)new, (unsigned)old);
        size_t shown = 0;
        for (size_t k = 0; k < diff->faults.count && shown < FAULTS_SHOWN; k++) {
            const InvariantFault *fault = diff->faults.items[k];
            if (fault->invariant != (Invariant)i) continue;
            shown++;
            builder_add(out, STR("    "));
            builder_add(out, fault_sentence(arena, fault, language));
            builder_add_byte(out, '\n');
        }
    }
}

/* ---- the whole ---- */

static void add_cause(StrBuilder *out, const SnapshotDiff *diff, size_t index,
                      const ReportOptions *options, Arena *arena) {
    const Cause *cause = &diff->causes.items[index];
    DiagLanguage language = options->language;
    if (options->colour) builder_add_c(out, BOLD);
    builder_add(out, index == 0 ? say((Words){{"first cause", "première cause"}}, language)
                                : say((Words){{"then", "puis"}}, language));
    if (options->colour) builder_add_c(out, PLAIN);
    builder_add(out, colon(language));
    Str place = cause_place(arena, diff, cause, language);
    builder_add(out, place);
    if (place.length > 0) builder_add(out, colon(language));
    builder_add(out, sentence(arena, cause, language, options->colour));
    builder_add_byte(out, '\n');
    Str consequences = cause_consequences(arena, cause, language);
    if (consequences.length == 0) return;
    if (options->colour) builder_add_c(out, FAINT);
    builder_add(out, STR("  "));
    builder_add(out, consequences);
    if (options->colour) builder_add_c(out, PLAIN);
    builder_add_byte(out, '\n');
    add_changes(out, diff, cause, options);
}

void diff_report_write(const SnapshotDiff *diff, const ReportOptions *options, Arena *arena,
                       StrBuilder *out) {
    size_t count = diff->causes.count;
    for (size_t i = 0; i < count && i < CAUSES_SHOWN; i++) add_cause(out, diff, i, options, arena);
    if (count > CAUSES_SHOWN)
        builder_add_format(out,
                           options->language == DIAG_FRENCH ? "… et %zu autres causes\n"
                                                            : "… and %zu more causes\n",
                           count - CAUSES_SHOWN);
    add_invariants(out, diff, options, arena);
}
