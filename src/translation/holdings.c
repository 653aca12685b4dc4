/* In: a block's text with its runs. Out: ids, calls, links, references, images, numbers,
 * currencies, months and languages. */
#include "translation/holdings.h"

#include "translation/amounts.h"

bool run_is_address(const Text *text, const InlineRun *run) {
    Str shown = str_slice(text->bytes, run->start, run->end);
    if (run->link_number == 0 || str_find(shown, STR("."), 0) == SIZE_MAX) return false;
    return str_find(run->target, shown, 0) != SIZE_MAX;
}

static void holding_add(HoldingList *list, HoldingKind kind, Str value, Span where) {
    if (value.length == 0) return;
    Holding holding = {.kind = kind, .value = value, .written = value, .where = where};
    VEC_PUSH(list->arena, &list->found, holding);
}

static void run_add(HoldingList *list, const InlineRun *run, uint32_t *link) {
    holding_add(list, HOLDS_ID, run->id, run->where);
    if (run->kind == INLINE_NOTE_CALL) holding_add(list, HOLDS_NOTE, run->target, run->where);
    if (run->kind == INLINE_PAGE_REFERENCE) holding_add(list, HOLDS_PAGE, run->target, run->where);
    if (run->kind == INLINE_IMAGE) holding_add(list, HOLDS_IMAGE, run->target, run->where);
    bool begins = run->kind == INLINE_TEXT && run->link_number != 0 && run->link_number != *link;
    if (begins) holding_add(list, HOLDS_LINK, run->target, run->where);
    if (run->link_number != 0) *link = run->link_number;
}

Str tag_language(Str tag) {
    size_t end = 0;
    while (end < tag.length && tag.bytes[end] != '-' && tag.bytes[end] != '_') end++;
    return str_slice(tag, 0, end);
}

static void languages_add(HoldingList *list, const Text *text) {
    Str before = {0};
    for (size_t i = 0; i < text->run_count; i++) {
        Str language = tag_language(text->runs[i].language);
        if (!str_equal(language, before))
            holding_add(list, HOLDS_LANGUAGE, language, text->runs[i].where);
        before = language;
    }
}

/* Words of a language of their own, addresses and code are none of the text's. */
static void words_add(HoldingList *list, const Text *text) {
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        bool own = run->language.length == 0 && (run->marks & MARK_CODE) == 0;
        if (!own || run_is_address(text, run)) continue;
        Str shown = str_slice(text->bytes, 0, run->end);
        Figure word;
        for (size_t at = run->start; amount_word_next(shown, &at, list->language, &word);) {
            Holding holding = {.kind = word.value.bytes[0] == '/' ? HOLDS_MONTH : HOLDS_CURRENCY,
                               .value = word.value,
                               .written = str_slice(text->bytes, word.start, word.end),
                               .text = text,
                               .at = (uint32_t)word.start};
            VEC_PUSH(list->arena, &list->found, holding);
        }
    }
}

/* Numbers may run over several runs, but not into an address. */
static void numbers_add(HoldingList *list, const Text *text) {
    Figure figure;
    size_t run = 0;
    for (size_t at = 0; amount_next(list->arena, text->bytes, &at, list->language, &figure);) {
        while (run + 1 < text->run_count && text->runs[run].end <= figure.start) run++;
        if (text->run_count > 0 && run_is_address(text, &text->runs[run])) {
            at = text->runs[run].end > at ? text->runs[run].end : at;
            continue;
        }
        Holding holding = {.kind = HOLDS_NUMBER,
                           .value = figure.value,
                           .foreign = figure.foreign,
                           .written = str_slice(text->bytes, figure.start, figure.end),
                           .text = text,
                           .at = (uint32_t)figure.start};
        VEC_PUSH(list->arena, &list->found, holding);
    }
}

void holdings_add_block(HoldingList *list, const Block *block) {
    uint32_t link = 0;
    holding_add(list, HOLDS_ID, block->attributes.id, block->attributes.id_where);
    holding_add(list, HOLDS_IMAGE, block->target, block->where);
    for (size_t i = 0; i < block->text.run_count; i++) run_add(list, &block->text.runs[i], &link);
    numbers_add(list, &block->text);
    words_add(list, &block->text);
    languages_add(list, &block->text);
    holdings_add_value(list, block->alternative, block->where);
}

void holdings_add_value(HoldingList *list, Str value, Span where) {
    Figure figure;
    for (size_t at = 0; amount_next(list->arena, value, &at, list->language, &figure);) {
        holding_add(list, HOLDS_NUMBER, figure.value, where);
        list->found.items[list->found.count - 1].written =
            str_slice(value, figure.start, figure.end);
    }
}

void holdings_keep(HoldingList *list, TextUnit *unit) {
    unit->holdings = ARENA_ARRAY(list->arena, Holding, list->found.count);
    for (int kind = 0; kind < HOLDING_KINDS; kind++) {
        for (size_t i = 0; i < list->found.count; i++) {
            if ((int)list->found.items[i].kind == kind)
                unit->holdings[unit->holding_count++] = list->found.items[i];
        }
    }
}

Span holding_place(const Holding *holding) {
    return holding->text != NULL ? text_place(holding->text, holding->at) : holding->where;
}
