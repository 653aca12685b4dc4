/* How the forms of a document are read.
 *
 * In: a document, its languages, the readings that edition.yaml tells. Out: each text's groups of
 * forms with what is read for them. First the rules of the language speak; a reading of the edition
 * takes the place of a group, or of one form of it (the forms on either side are then read by
 * themselves), or of a plain word; a span with reading= takes the place of all that it holds. */
#include "document/wording.h"

#include "base/vec.h"
#include "text/character.h"
#include "text/form_key.h"
#include "text/language_rules.h"
#include "text/reading.h"

#include <stdlib.h>

enum { SUGGESTIONS_LIMIT = 20, CANDIDATES_LIMIT = 1000 };

/* A reading of edition.yaml. */
typedef struct Override {
    Str form; /* as written there */
    const EditionReading *told;
    bool used;
} Override;

typedef VEC(FormReading) FormReadings;

/* A span that says how it is read. */
typedef struct SpokenSpan {
    uint32_t start, end;
    Str reading;
} SpokenSpan;

typedef VEC(SpokenSpan) SpokenSpans;

typedef struct FormReader {
    Arena *arena;   /* of the document */
    Arena *scratch; /* of one text */
    const LanguageSet *languages;
    Map overrides; /* form_key -> Override; in an arena of its own with the next two */
    bool words;    /* some of them are plain words */
    Map seen;      /* forms as typed, to find near ones: each maps to itself */
} FormReader;

/* A text under way. */
typedef struct TextForms {
    FormReader *reader;
    const Text *text;
    const Language *language; /* of the group under way */
    SpokenSpans spans;
    FormReadings found;
} TextForms;

static Str slice_of(const TextForms *forms, uint32_t start, uint32_t end) {
    return str_slice(forms->text->bytes, start, end);
}

static void reading_add(TextForms *forms, FormReading reading) {
    VEC_PUSH(forms->reader->scratch, &forms->found, reading);
}

/* ---- readings of the edition ---- */

/* The bytes by the edition's reading, if it tells one. */
static bool override_find(TextForms *forms, uint32_t start, uint32_t end, Str *reading) {
    FormReader *reader = forms->reader;
    if (reader->overrides.count == 0) return false;
    KeyCase letters;
    Override *override = form_key_find(forms->language, reader->scratch, &reader->overrides,
                                       slice_of(forms, start, end), &letters);
    if (override == NULL) return false;
    override->used = true;
    *reading = key_case_put(reader->arena, override->told->text, letters);
    return true;
}

static void form_remember(TextForms *forms, uint32_t start, uint32_t end) {
    Map *seen = &forms->reader->seen;
    if (forms->reader->overrides.count == 0 || seen->count >= CANDIDATES_LIMIT) return;
    Str *typed = ARENA_NEW(seen->arena, Str);
    *typed = slice_of(forms, start, end);
    if (map_find(seen, *typed) == NULL) map_put(seen, *typed, typed);
}

/* Some forms of a group, read by the rules. */
static FormReading forms_between(const TextForms *forms, const FormReading *group, size_t first,
                                 size_t end) {
    if (first == 0 && end == group->form_count) return *group;
    return reading_of(forms->language, forms->reader->arena, forms->text->bytes,
                      group->forms + first, end - first);
}

static void group_add(TextForms *forms, const FormReading *group) {
    FormReading whole = *group;
    form_remember(forms, group->start, group->end);
    if (override_find(forms, group->start, group->end, &whole.text)) {
        whole.origin = READING_BY_EDITION;
        reading_add(forms, whole);
        return;
    }
    size_t first = 0;
    for (size_t i = 0; i < group->form_count && group->form_count > 1; i++) {
        FormReading one = forms_between(forms, group, i, i + 1);
        form_remember(forms, one.start, one.end);
        if (!override_find(forms, one.start, one.end, &one.text)) continue;
        if (first < i) reading_add(forms, forms_between(forms, group, first, i));
        one.origin = READING_BY_EDITION;
        reading_add(forms, one);
        first = i + 1;
    }
    if (first < group->form_count)
        reading_add(forms, forms_between(forms, group, first, group->form_count));
}

/* ---- spans ---- */

/* One span may be several runs: all share the text of its attribute. */
static void spans_find(TextForms *forms) {
    const Text *text = forms->text;
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        if (run->kind != INLINE_TEXT || run->reading.length == 0) continue;
        SpokenSpan *last =
            forms->spans.count > 0 ? &forms->spans.items[forms->spans.count - 1] : NULL;
        if (last != NULL && last->reading.bytes == run->reading.bytes) {
            last->end = run->end;
        } else {
            SpokenSpan span = {run->start, run->end, run->reading};
            VEC_PUSH(forms->reader->scratch, &forms->spans, span);
        }
    }
}

/* The first span that ends behind a byte; spans_count where there is none. */
static size_t span_behind(const TextForms *forms, uint32_t at) {
    size_t low = 0, high = forms->spans.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (forms->spans.items[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool in_span(const TextForms *forms, const FormWord *form) {
    size_t span = span_behind(forms, form->start);
    return span < forms->spans.count && forms->spans.items[span].start < form->end;
}

/* Adds the forms of a group that no span reads. */
static void group_cut(TextForms *forms, const FormReading *group) {
    size_t first = 0;
    for (size_t i = 0; i <= group->form_count; i++) {
        if (i < group->form_count && !in_span(forms, &group->forms[i])) continue;
        if (first < i) {
            FormReading rest = forms_between(forms, group, first, i);
            group_add(forms, &rest);
        }
        first = i + 1;
    }
}

/* What the span says, beside what the rules would. */
static FormReading span_read(const TextForms *forms, const SpokenSpan *span) {
    Arena *arena = forms->reader->arena;
    FormReading reading = {.start = span->start, .end = span->end, .text = span->reading};
    reading.origin = READING_BY_SPAN;
    const InlineRun *run = text_run(forms->text, span->start);
    TextRequest request = {.text = slice_of(forms, span->start, span->end)};
    request.language = language_find(forms->reader->languages, run->language);
    FormReading *groups;
    size_t count = reading_find(arena, &request, &groups);
    if (count == 0) return reading;
    Reading rules = reading_expand_group(request.language, arena, request.text);
    reading.proposal = rules.text;
    reading.doubt = rules.doubt;
    VEC(FormWord) words = {0};
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].form_count; i++) {
            FormWord word = groups[g].forms[i];
            word.start += span->start;
            word.end += span->start;
            VEC_PUSH(arena, &words, word);
        }
    }
    reading.forms = words.items;
    reading.form_count = words.count;
    return reading;
}

/* ---- plain words ---- */

static bool is_word_part(uint32_t character) {
    return character_is_letter(character) || character_is_mark(character) ||
           character_is_digit(character) || character_is_format(character);
}

/* A word between white space, without the punctuation around it; then what stands behind an
 * elision. */
static void word_add(TextForms *forms, uint32_t start, uint32_t end) {
    Str text = forms->text->bytes;
    for (size_t at = start; at < end; start = (uint32_t)at) {
        if (is_word_part(utf8_next(text, &at))) break;
    }
    for (size_t at = end; at > start; end = (uint32_t)at) {
        if (is_word_part(utf8_previous(text, &at))) break;
    }
    for (size_t at = start; at < end;) {
        FormReading reading = {.start = start, .end = end, .origin = READING_BY_EDITION};
        if (override_find(forms, start, end, &reading.text)) {
            reading_add(forms, reading);
            return;
        }
        while (at < end) {
            uint32_t roles = language_sign(forms->language, utf8_next(text, &at))->roles;
            if (roles & SIGN_APOSTROPHE) break;
        }
        start = (uint32_t)at;
    }
}

static int place_compare(const void *a, const void *b) {
    uint32_t left = ((const FormReading *)a)->start, right = ((const FormReading *)b)->start;
    return (left > right) - (left < right);
}

static void readings_sort(TextForms *forms) {
    if (forms->found.count > 1)
        qsort(forms->found.items, forms->found.count, sizeof *forms->found.items, place_compare);
}

static bool in_code(const Text *text, uint32_t at) {
    const InlineRun *run = text_run(text, at);
    return run != NULL && (run->marks & MARK_CODE) != 0;
}

/* Words outside the readings found so far. */
static void words_add(TextForms *forms) {
    Str text = forms->text->bytes;
    size_t known = forms->found.count, next = 0;
    for (size_t at = 0; at < text.length;) {
        size_t start = at, end = at;
        while (at < text.length && !character_is_space(utf8_next(text, &at))) end = at;
        while (next < known && forms->found.items[next].end <= start) next++;
        bool taken = next < known && forms->found.items[next].start < end;
        if (end > start && !taken && !in_code(forms->text, (uint32_t)start))
            word_add(forms, (uint32_t)start, (uint32_t)end);
    }
}

/* ---- texts ---- */

static void text_read(FormReader *reader, Text *text, Span where) {
    TextForms forms = {.reader = reader, .text = text};
    TextRequest request = text_request(reader->scratch, text, reader->languages, where);
    FormReading *groups;
    size_t count = reading_find(reader->arena, &request, &groups);
    spans_find(&forms);
    for (size_t i = 0; i < count; i++) {
        const InlineRun *run = text_run(text, groups[i].start);
        forms.language = language_find(reader->languages, run != NULL ? run->language : STR(""));
        group_cut(&forms, &groups[i]);
    }
    for (size_t i = 0; i < forms.spans.count; i++)
        reading_add(&forms, span_read(&forms, &forms.spans.items[i]));
    readings_sort(&forms);
    if (reader->words) {
        forms.language = reader->languages->main;
        words_add(&forms);
        readings_sort(&forms);
    }
    text->reading_count = forms.found.count;
    text->readings = ARENA_ARRAY(reader->arena, FormReading, forms.found.count);
    for (size_t i = 0; i < forms.found.count; i++) text->readings[i] = forms.found.items[i];
}

static void block_read(void *context, const Section *section, Block *block) {
    (void)section;
    FormReader *reader = context;
    if (block->text.bytes.length == 0 || block->kind == BLOCK_CODE) return;
    ArenaMark mark = arena_mark(reader->scratch);
    text_read(reader, &block->text, block->where);
    arena_release(reader->scratch, mark);
}

/* An alternative is only heard. */
static void block_and_alternative_read(void *context, const Section *section, Block *block) {
    FormReader *reader = context;
    block_read(reader, section, block);
    Str alternative = block_alternative(block);
    if (alternative.length == 0) return;
    bool image = block->kind == BLOCK_IMAGE;
    Span where = image ? block->where : attribute_place(&block->attributes, STR("alt"));
    block->said = block_of_text(reader->arena, alternative, where);
    block_read(reader, section, block->said);
}

/* ---- the whole ---- */

/* True if the rules see one group in the text, and nothing beside it. */
static bool is_group(const FormReader *reader, Str form) {
    TextRequest request = {.text = form, .language = reader->languages->main};
    FormReading *found;
    size_t count = reading_find(reader->overrides.arena, &request, &found);
    return count == 1 && found[0].start == 0 && found[0].end == form.length;
}

static void overrides_read(FormReader *reader, const Edition *edition) {
    Arena *arena = reader->overrides.arena;
    for (size_t i = 0; i < edition->readings.count; i++) {
        const MapEntry *entry = &edition->readings.entries[i];
        Override *override = ARENA_NEW(arena, Override);
        *override = (Override){.form = entry->key, .told = entry->value};
        map_put(&reader->overrides, form_key(reader->languages->main, arena, entry->key), override);
        reader->words |= !is_group(reader, entry->key);
    }
}

static void report_unused(const FormReader *reader, Diag *diag) {
    Str *near = ARENA_ARRAY(reader->seen.arena, Str, reader->seen.count);
    for (size_t i = 0; i < reader->seen.count; i++) near[i] = reader->seen.entries[i].key;
    size_t suggestions = 0;
    for (size_t i = 0; i < reader->overrides.count; i++) {
        const Override *override = reader->overrides.entries[i].value;
        if (override->used) continue;
        Str nearest = {0};
        if (suggestions++ < SUGGESTIONS_LIMIT)
            nearest = str_nearest(override->form, near, reader->seen.count);
        diag_report(diag, MESSAGE_READING_UNUSED, override->told->where,
                    ARGS(override->form, nearest));
    }
}

static void reader_open(FormReader *reader, Arena *arena, const LanguageSet *languages,
                        const Edition *edition) {
    *reader = (FormReader){.arena = arena, .scratch = arena_open(), .languages = languages};
    reader->overrides.arena = reader->seen.arena = arena_open();
    overrides_read(reader, edition);
}

static void reader_close(FormReader *reader) {
    arena_close(reader->scratch);
    arena_close(reader->overrides.arena);
}

/* The edition's own texts, each as a paragraph. */
static void lines_read(FormReader *reader, Edition *edition) {
    static const char *const keys[EDITION_LINES] = {"title", "subtitle", "publisher", "date"};
    const Str texts[EDITION_LINES] = {edition->title, edition->subtitle, edition->publisher,
                                      edition->date};
    for (int i = 0; i < EDITION_LINES; i++) {
        if (texts[i].length == 0) continue;
        const YamlNode *value = edition->root != NULL ? yaml_find(edition->root, keys[i]) : NULL;
        Span where = value != NULL ? value->where : (Span){0};
        edition->lines[i] = block_of_text(reader->arena, texts[i], where);
        block_read(reader, NULL, edition->lines[i]);
    }
}

void text_read_forms(Arena *arena, const Edition *edition, const LanguageSet *languages, Text *text,
                     Span where) {
    FormReader reader;
    if (languages->main == NULL || text->bytes.length == 0) return;
    reader_open(&reader, arena, languages, edition);
    text_read(&reader, text, where);
    reader_close(&reader);
}

void document_read_forms(Arena *arena, Document *document, const LanguageSet *languages,
                         Diag *diag) {
    FormReader reader;
    if (languages->main == NULL) return;
    reader_open(&reader, arena, languages, &document->edition);
    lines_read(&reader, &document->edition);
    TextVisitor visitor = {block_and_alternative_read, &reader};
    document_visit(document, &visitor);
    report_unused(&reader, diag);
    reader_close(&reader);
}
