/* In: a comparison. Out: reports, at places of the translation. Units in a row that want the same
 * are told in one report: a chapter not begun is one thing to do, not two hundred. */
#include "text/character.h"
#include "translation/reporter.h"

Str place_text(Arena *arena, Span where) {
    StrBuilder text = {.arena = arena};
    where = span_origin(where);
    if (where.source != NULL) builder_add(&text, where.source->path);
    builder_add_format(&text, ":%u:%u", (unsigned)where.line, (unsigned)where.column);
    return builder_text(&text);
}

Str number_written(Arena *arena, size_t count) {
    StrBuilder text = {.arena = arena};
    builder_add_int(&text, (int64_t)count);
    return builder_text(&text);
}

/* ---- missing ---- */

static bool is_missing(const Comparison *comparison, size_t i) {
    const TextUnit *unit = &comparison->source.items[i];
    /* Other languages have other acronyms and other words to be found by. */
    bool list = unit->kind == UNIT_EDITION && str_find(unit->name, STR("."), 0) != SIZE_MAX;
    return comparison->pairing.translation_of[i] == UNPAIRED && !list && !comparison->dropped[i];
}

/* Where a text of the source should stand: at the one that its predecessor became, else at the one
 * that its successor became. */
static Span place_of_missing(const Comparison *comparison, size_t first, size_t end) {
    const uint32_t *translation_of = comparison->pairing.translation_of;
    const TextUnits *source = &comparison->source;
    size_t section = source->items[first].section;
    for (size_t i = first; i-- > 0 && source->items[i].section == section;) {
        if (translation_of[i] != UNPAIRED)
            return comparison->translation.items[translation_of[i]].where;
    }
    for (size_t i = end; i < source->count && source->items[i].section == section; i++) {
        if (translation_of[i] != UNPAIRED)
            return comparison->translation.items[translation_of[i]].where;
    }
    const YamlNode *root = comparison->translation.document->edition.root;
    return root != NULL ? root->where : (Span){0};
}

/* All texts of the source's section [*first, *end) around a unit; true if none has a translation.
 */
static bool section_is_missing(const Comparison *comparison, size_t i, size_t *first, size_t *end) {
    const TextUnits *source = &comparison->source;
    size_t section = source->items[i].section;
    *first = i;
    *end = i + 1;
    while (*first > 0 && source->items[*first - 1].section == section) --*first;
    while (*end < source->count && source->items[*end].section == section) ++*end;
    for (size_t n = *first; n < *end; n++)
        if (comparison->pairing.translation_of[n] != UNPAIRED) return false;
    return section > 0;
}

/* A file of the translation from which no text could be read. */
static bool is_unread(const Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    const Document *document = comparison->translation.document;
    for (size_t i = 0; i < document->section_count; i++) {
        if (document->sections[i].block_count > 0) continue;
        for (size_t n = 0; n < reporter->diag->reports.count; n++) {
            const Report *report = &reporter->diag->reports.items[n];
            if (report->where.source == document->sections[i].source &&
                message_level(report->code) == DIAG_ERROR)
                return true;
        }
    }
    return false;
}

static void report_file_missing(Reporter *reporter, size_t first, size_t end) {
    const Comparison *comparison = reporter->comparison;
    const Edition *edition = &comparison->translation.document->edition;
    if (is_unread(reporter)) return; /* that was said, and no more is known */
    diag_report(reporter->diag, MESSAGE_TRANSLATION_FILE_MISSING, edition->source_where,
                ARGS(span_origin(comparison->source.items[first].where).source->path,
                     number_written(reporter->arena, end - first)));
}

/* The words that a text begins with. */
static Str first_words(Arena *arena, Str text) {
    enum { SHOWN = 40 };
    size_t at = 0, shown = 0;
    while (at < text.length && text.bytes[at] != '\n' && shown++ < SHOWN) utf8_next(text, &at);
    StrBuilder words = {.arena = arena};
    builder_add(&words, str_trim(str_slice(text, 0, at)));
    if (at < text.length && text.bytes[at] != '\n') builder_add_c(&words, "…");
    return builder_text(&words);
}

/* Something else says already that a text of the source is missing. */
static bool is_told(const Reporter *reporter, size_t i) {
    const Comparison *comparison = reporter->comparison;
    const TextUnit *unit = &comparison->source.items[i];
    const Diag *diag = reporter->diag;
    if (reporter->told_there[i]) return true;
    if (unit->note.length > 0 &&
        (diag_find_about(diag, MESSAGE_NOTE_UNDEFINED, unit->note) != NULL ||
         diag_find_about(diag, MESSAGE_NOTE_UNWRITTEN, unit->note) != NULL))
        return true;
    if (unit->kind == UNIT_EDITION)
        return diag_find_about(diag, MESSAGE_EDITION_KEY_MISSING, unit->name) != NULL ||
               diag_find_about(diag, MESSAGE_FIELD_UNKNOWN, unit->name) != NULL;
    return unit->kind == UNIT_ATTRIBUTE && diag->counts[MESSAGE_CHART_WITHOUT_TEXT] > 0 &&
           str_equal(unit->name, STR("alt"));
}

static bool wants_report(const Reporter *reporter, size_t i) {
    return is_missing(reporter->comparison, i) && !is_told(reporter, i);
}

static void report_stretch_missing(Reporter *reporter, size_t first, size_t end) {
    const Comparison *comparison = reporter->comparison;
    const TextUnits *source = &comparison->source;
    Span where = place_of_missing(comparison, first, end);
    Str begin = place_text(reporter->arena, source->items[first].where);
    Str words = first_words(reporter->arena, source->items[first].text);
    if (end - first == 1) {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_MISSING, where, ARGS(begin, words));
    } else {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXTS_MISSING, where,
                    ARGS(number_written(reporter->arena, end - first), begin,
                         place_text(reporter->arena, source->items[end - 1].where), words));
    }
}

static void report_missing(Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    const TextUnits *source = &comparison->source;
    for (size_t i = 0; i < source->count;) {
        size_t first, end = i + 1;
        bool wanted = wants_report(reporter, i);
        if (wanted && section_is_missing(comparison, i, &first, &end)) {
            report_file_missing(reporter, first, end);
        } else if (wanted) {
            end = i + 1;
            while (end < source->count && wants_report(reporter, end) &&
                   source->items[end].section == source->items[i].section)
                end++;
            report_stretch_missing(reporter, i, end);
        } else {
            end = i + 1;
        }
        for (size_t n = i; wanted && n < end; n++)
            for (size_t h = 0; h < source->items[n].holding_count; h++)
                withdraw_unused(reporter, &source->items[n].holdings[h]);
        i = end;
    }
}

/* ---- the glossary ---- */

/* A text of the source that explains a word; empty: it does not. */
static Str glossary_word(const TextUnit *unit) {
    Str prefix = STR("glossary.");
    bool explains = unit->kind == UNIT_EDITION && str_starts_with(unit->name, prefix);
    return explains ? str_slice(unit->name, prefix.length, unit->name.length) : (Str){0};
}

static bool is_part_of_word(uint32_t c) {
    return character_is_letter(c) || character_is_digit(c);
}

static bool is_whole_word(Str text, size_t start, size_t end) {
    bool begins = start == 0 || !is_part_of_word(utf8_previous(text, &start));
    return begins && (end >= text.length || !is_part_of_word(utf8_next(text, &end)));
}

static bool is_said(const TextUnits *units, Str word) {
    for (size_t i = 0; i < units->count; i++) {
        const TextUnit *unit = &units->items[i];
        size_t at = unit->section == 0 ? SIZE_MAX : str_find(unit->text, word, 0);
        for (; at != SIZE_MAX; at = str_find(unit->text, word, at + 1))
            if (is_whole_word(unit->text, at, at + word.length)) return true;
    }
    return false;
}

/* So many words are looked for; each walks over the edition. */
enum { WORDS_MOST = 100 };

/* Words that the source explains and the translation does not, where it has them, too: other
 * languages have other acronyms. */
static void report_glossary(Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    const YamlNode *root = comparison->translation.document->edition.root;
    size_t looked = 0;
    Str place = {0};
    for (size_t i = 0; i < comparison->source.count && root != NULL; i++) {
        Str word = glossary_word(&comparison->source.items[i]);
        bool missing = word.length > 0 && !comparison->dropped[i] &&
                       comparison->pairing.translation_of[i] == UNPAIRED;
        if (!missing || looked++ > WORDS_MOST || !is_said(&comparison->translation, word)) continue;
        const YamlNode *glossary = yaml_find(root, "glossary");
        if (place.length == 0)
            place = place_text(reporter->arena, comparison->source.items[i].where);
        diag_report_also(reporter->diag, MESSAGE_TRANSLATION_GLOSSARY_MISSING,
                         glossary != NULL ? glossary->where : root->where, word, place);
    }
}

/* ---- states ---- */

/* A text that was doubled stands so near to its twin. */
enum { TWIN_DISTANCE = 50 };

/* The end of the texts of this state that stand in a row in one source. */
static size_t row_end(const Comparison *comparison, size_t start) {
    const TextUnit *units = comparison->translation.items;
    size_t last = start + 1, count = comparison->translation.count;
    for (size_t i = start + 1; i < count && units[i].source == units[start].source; i++) {
        if (comparison->states[i] == comparison->states[start]) {
            last = i + 1;
        } else if (comparison->states[i] != TEXT_SILENT) {
            break;
        }
    }
    return last;
}

static size_t row_count(const Comparison *comparison, size_t start, size_t end) {
    size_t count = 0;
    for (size_t i = start; i < end; i++)
        count += comparison->states[i] == comparison->states[start];
    return count;
}

Str source_place(const Reporter *reporter, size_t i) {
    uint32_t source = reporter->comparison->pairing.source_of[i];
    return place_text(reporter->arena, reporter->comparison->source.items[source].where);
}

static Str last_line(const Reporter *reporter, size_t end) {
    const TextUnit *units = reporter->comparison->translation.items;
    return number_written(reporter->arena, span_origin(units[end - 1].where).line);
}

static void report_untranslated(Reporter *reporter, size_t start, size_t end) {
    const TextUnit *unit = &reporter->comparison->translation.items[start];
    const LedgerEntry *entry = reporter->comparison->pairing.entry_of[start];
    Span where = unit->where;
    size_t count = row_count(reporter->comparison, start, end);
    if (count == 1) {
        /* Accepting all does not take the sentences that `maquette new` put there for good. */
        bool untouched = unit->wordy && entry != NULL && entry->text.length == 0;
        MessageCode code =
            untouched ? MESSAGE_TRANSLATION_TEXT_UNTRANSLATED : MESSAGE_TRANSLATION_TEXT_UNTOUCHED;
        diag_report(reporter->diag, code, where,
                    ARGS(source_place(reporter, start), entry != NULL ? entry->key : (Str){0}));
    } else {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXTS_UNTRANSLATED, where,
                    ARGS(number_written(reporter->arena, count), last_line(reporter, end)));
    }
}

/* A text of the translation that says the same as this one; NULL: none. */
static const TextUnit *find_twin(const Comparison *comparison, size_t i) {
    const TextUnits *here = &comparison->translation;
    size_t first = i > TWIN_DISTANCE ? i - TWIN_DISTANCE : 0;
    for (size_t n = first; n < here->count && n < i + TWIN_DISTANCE; n++) {
        if (n != i && str_equal(here->items[n].fingerprint, here->items[i].fingerprint) &&
            here->items[n].wordy)
            return &here->items[n];
    }
    return NULL;
}

/* Any further setting may be shown by the layout, and no source need have it. */
static void report_extra(Reporter *reporter, size_t start, size_t end) {
    const TextUnit *first = &reporter->comparison->translation.items[start];
    size_t count = row_count(reporter->comparison, start, end);
    if (first->kind == UNIT_EDITION || first->kind == UNIT_SETTING) return;
    const TextUnit *twin = count == 1 ? find_twin(reporter->comparison, start) : NULL;
    if (twin != NULL) {
        const TextUnit *second = twin > first ? twin : first;
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_TWICE, second->where,
                    ARGS(place_text(reporter->arena, (twin > first ? first : twin)->where)));
    } else if (count == 1) {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXT_EXTRA, first->where, NO_ARGS);
    } else {
        diag_report(reporter->diag, MESSAGE_TRANSLATION_TEXTS_EXTRA, first->where,
                    ARGS(number_written(reporter->arena, count), last_line(reporter, end)));
    }
}

static void report_states(Reporter *reporter) {
    const Comparison *comparison = reporter->comparison;
    for (size_t i = 0; i < comparison->translation.count;) {
        size_t end = i + 1;
        switch (comparison->states[i]) {
        case TEXT_UNTRANSLATED:
            end = row_end(comparison, i);
            if (!comparison->from_po) report_untranslated(reporter, i, end);
            break;
        case TEXT_EXTRA:
            if (reporter->told_here[i]) break;
            end = row_end(comparison, i);
            report_extra(reporter, i, end);
            break;
        case TEXT_STALE: /* told with what differs in it */
        case TEXT_TRANSLATED:
        case TEXT_SILENT: break;
        }
        i = end;
    }
}

/* ---- the whole ---- */

void comparison_report(Comparison *comparison, Diag *diag) {
    Reporter reporter = {.comparison = comparison, .arena = arena_open(), .diag = diag};
    reporter.told_here = ARENA_ARRAY(reporter.arena, bool, comparison->translation.count);
    reporter.told_there = ARENA_ARRAY(reporter.arena, bool, comparison->source.count);
    report_divided(&reporter);
    report_missing(&reporter);
    report_glossary(&reporter);
    report_states(&reporter);
    report_apart(&reporter);
    report_ids(&reporter);
    report_templates(&reporter);
    report_holdings(&reporter);
    arena_close(reporter.arena);
}
