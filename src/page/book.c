/* The whole edition; see book.h.
 *
 * What is set stays from round to round as long as the page numbers that it shows do (settle.h);
 * what is placed lives for its round. */
#include "page/book.h"

#include "page/compose.h"
#include "page/goals.h"
#include "page/note_numbers.h"
#include "page/settle.h"

/* Rounds in which notes may change their numbers by page. */
#define NUMBERING_TRIES_MOST 4

/* A section as it was set in the last round. */
typedef struct SetSection {
    SectionContext context;
    FlowParts parts;
    PagePlans *plans;   /* one a part */
    WaitingBoxes late;  /* in the margins of no part */
    FlexAim aim;        /* of its paragraphs when it is set */
    PageWanted *wanted; /* one a part, once the number of pages missed its goals */
    size_t wanted_count;
    BookPage fixed; /* of a template of fixed frames */
    uint32_t first_page;
    bool made;
} SetSection;

typedef struct Making {
    Setter *setter;
    const Document *document;
    const Layout *layout;
    const Map *pictures;
    SetSection *sections;
    size_t back; /* the first of the sections at the end that stand behind blank pages */
    References references;
    BookPages pages;
    Map places;         /* of this round */
    size_t blank_count; /* pages of `fill: blank` in this round */
    Arena *work;        /* while a section is set */
    Arena *flows;       /* while there are rounds */
    Arena *round;       /* what is placed in this round */
    Book book;
} Making;

/* ---- what objects show ---- */

/* The runs of a text stand in one array: the one before a run that does not begin it is its
 * neighbour. */
static bool follows_call(const InlineRun *object) {
    return object->start > 0 && object[-1].kind == INLINE_NOTE_CALL &&
           object[-1].end == object->start;
}

static Str object_text(const void *context, const InlineRun *object) {
    const Making *m = context;
    StrBuilder text = {.arena = m->setter->arena};
    if (object->kind == INLINE_NOTE_CALL && object->note != NULL) {
        if (follows_call(object)) builder_add_c(&text, ","); /* 1,2 and not 12 */
        builder_add_int(&text, object->note->printed);
    } else if (object->kind == INLINE_PAGE_REFERENCE) {
        builder_add_int(&text, references_shown(&m->references, object));
    }
    return builder_text(&text);
}

/* ---- sections ---- */

static const Template *section_template(const Making *m, const Section *section) {
    const Template *template = layout_find_template(m->layout, section->template_name);
    if (template == NULL && section->template_name.length > 0) {
        diag_report(m->setter->diag, MESSAGE_UNKNOWN_TEMPLATE, section->template_where,
                    ARGS(section->template_name,
                         layout_nearest_template(m->layout, section->template_name)));
    }
    return template;
}

static bool is_fixed(const Template *template) {
    return template->frame_count > 0;
}

static void open_section(Making *m, size_t number) {
    SetSection *set = &m->sections[number];
    const Section *section = &m->document->sections[number];
    set->aim = FLEX_COSTLY;
    set->context = (SectionContext){
        .setter = m->setter,
        .layout = m->layout,
        .template = section_template(m, section),
        .section = section,
        .work = m->work,
        .flows = m->flows,
        .objects = {object_text, m},
        .pictures = m->pictures,
    };
    if (set->context.template == NULL) return;
    set->context.area = page_area_make(m->layout, set->context.template, m->setter);
}

/* aim: FLEX_NONE if it was not just set. */
static void break_parts(Making *m, SetSection *set, FlexAim aim) {
    uint32_t page = set->first_page;
    WaitingBoxes waiting = {0};
    set->context.pages = m->round;
    if (aim != FLEX_NONE) set->late = waiting;
    for (size_t i = 0; i < set->parts.count; i++) {
        Flow *flow = &set->parts.items[i].flow;
        flow->wanted = i < set->wanted_count ? set->wanted[i] : (PageWanted){0};
        flow->first_page = m->layout->facing ? page : 0;
        set->plans[i] = margin_break(&set->context, &set->parts.items[i], aim, &waiting);
        page += (uint32_t)set->plans[i].count;
    }
    for (size_t i = 0; i < waiting.count; i++) VEC_PUSH(m->flows, &set->late, waiting.items[i]);
}

/* Sets and breaks a section. */
static void set_flows(Making *m, SetSection *set) {
    set->context.pages = m->round;
    ArenaMark mark = arena_mark(m->work);
    Map builds = {.arena = arena_open()};
    m->setter->builds = &builds;
    set->parts = flow_make(&set->context);
    set->plans = ARENA_ARRAY(m->flows, PagePlans, set->parts.count);
    break_parts(m, set, set->aim);
    m->setter->builds = NULL;
    arena_close(builds.arena);
    arena_release(m->work, mark);
}

/* The one page of fixed frames stays as it is from round to round, but for its number. */
static void set_fixed(Making *m, SetSection *set) {
    BookPages pages = {0};
    set->context.pages = m->setter->arena;
    compose_fixed(&set->context, m->document, &pages);
    set->fixed = pages.items[0];
}

/* Sets a section, unless the last round's result still holds. */
static void make_section(Making *m, size_t number) {
    SetSection *set = &m->sections[number];
    if (set->context.template == NULL) return;
    uint32_t first_page = (uint32_t)m->pages.count + 1;
    bool turned = first_page % 2 != set->first_page % 2; /* what was a left page is a right one */
    set->first_page = first_page;
    if (set->made && !references_changed(&m->references, number)) {
        if (turned && m->layout->facing) break_parts(m, set, FLEX_NONE);
        return;
    }
    if (is_fixed(set->context.template)) {
        set_fixed(m, set);
    } else {
        set_flows(m, set);
    }
    references_are_set(&m->references, number);
    set->made = true;
}

static void compose_section(Making *m, SetSection *set) {
    if (set->context.template == NULL) return;
    if (is_fixed(set->context.template)) {
        BookPage page = set->fixed;
        page.number = (uint32_t)m->pages.count + 1;
        VEC_PUSH(m->round, &m->pages, page);
        return;
    }
    set->context.pages = m->round;
    MarginQueue waiting = {0};
    for (size_t i = 0; i < set->parts.count; i++) {
        for (size_t p = 0; p < set->plans[i].count; p++) {
            compose_page(&set->context, &set->parts.items[i], &set->plans[i].pages[p], &waiting,
                         &m->pages);
        }
    }
    compose_waiting(&set->context, &set->late, &waiting, &m->pages);
}

/* ---- where things stand ---- */

Str book_note_key(Arena *arena, const Note *note) {
    StrBuilder key = {.arena = arena};
    builder_add_int(&key, note->number);
    return builder_text(&key);
}

static void mark_place(Making *m, Map *map, Str key, size_t page, Unit y) {
    if (key.length == 0 || map_find(map, key) != NULL) return;
    BookPlace *place = ARENA_NEW(m->round, BookPlace);
    *place = (BookPlace){(uint32_t)page, y};
    map_put(map, key, place);
}

static void mark_line(Making *m, Map *places, const SetLine *line, size_t page, Unit y) {
    for (size_t p = 0; p < line->part_count; p++) {
        const InlineRun *origin = part_origin(line->source, &line->parts[p]);
        if (origin == NULL) continue;
        mark_place(m, places, origin->id, page, y);
        if (origin->kind == INLINE_NOTE_CALL && origin->note != NULL)
            mark_place(m, &m->book.calls, book_note_key(m->round, origin->note), page, y);
    }
}

/* Remembers where every id, every note and every call of one in a slab stands. */
static void mark_slab(Making *m, Map *places, const Placed *placed, size_t page) {
    const Slab *slab = placed->slab;
    if (slab->block != NULL) mark_place(m, places, slab->block->attributes.id, page, placed->y);
    for (size_t i = 0; i < slab->items.count; i++) {
        const SlabItem *item = &slab->items.items[i];
        Unit y = unit_from((int64_t)placed->y + item->y);
        if (item->kind == SLAB_LINE && item->as.text.line->part_count > 0) {
            y = unit_from((int64_t)y - item->as.text.line->source->style->size);
            mark_line(m, places, item->as.text.line, page, y);
        }
        if (item->block != NULL) mark_place(m, places, item->block->attributes.id, page, y);
        if (item->kind == SLAB_LINE && item->as.text.note != NULL) {
            mark_place(m, &m->book.notes, book_note_key(m->round, item->as.text.note), page, y);
        }
    }
}

static Map mark_places(Making *m) {
    Map places = {.arena = m->round};
    m->book.notes = m->book.calls = (Map){.arena = m->round};
    for (size_t p = 0; p < m->pages.count; p++) {
        const BookPage *page = &m->pages.items[p];
        for (size_t i = 0; i < page->placed.count; i++)
            mark_slab(m, &places, &page->placed.items[i], p);
    }
    return places;
}

/* ---- headings ---- */

static void collect_headings(Making *m) {
    VEC(BookHeading) headings = {0};
    Str section = {0}, subsection = {0};
    const Section *in = NULL;
    for (size_t p = 0; p < m->pages.count; p++) {
        BookPage *page = &m->pages.items[p];
        if (page->section != in) section = subsection = STR("");
        in = page->section;
        for (size_t i = 0; i < page->placed.count; i++) {
            const Placed *placed = &page->placed.items[i];
            if (placed->slab->name.length > 0 || placed->slab->items.count == 0) continue;
            const SlabItem *item = &placed->slab->items.items[0];
            if (item->role != SLAB_HEADING || item->block == NULL) continue;
            const SetLine *line = item->as.text.line;
            Unit size = line->source != NULL ? line->source->style->size : 0;
            BookHeading heading = {item->block, (uint32_t)p,
                                   unit_from((int64_t)placed->y + item->y - size)};
            VEC_PUSH(m->round, &headings, heading);
            if (item->level == 1) {
                section = text_plain(m->round, &item->block->text);
                subsection = STR("");
            } else if (item->level == 2) {
                subsection = text_plain(m->round, &item->block->text);
            }
        }
        page->section_title = section;
        page->subsection_title = subsection;
    }
    m->book.headings = headings.items;
    m->book.heading_count = headings.count;
}

/* ---- accounts ---- */

/* The plans as they are, now with what each page might have been. */
static size_t explain_part(Making *m, const SetSection *set, size_t part, size_t page) {
    const FlowPart *from = &set->parts.items[part];
    PagePlans plans = set->plans[part];
    plans_explain(m->flows, &from->flow, &plans);
    for (size_t p = 0; p < plans.count; p++) {
        m->pages.items[page + p].account =
            page_account(m->round, from, &set->context.area, &plans.pages[p]);
    }
    return page + set->plans[part].count;
}

static void explain_pages(Making *m) {
    size_t page = 0;
    for (size_t i = 0; i < m->document->section_count; i++) {
        const SetSection *set = &m->sections[i];
        if (set->context.template == NULL) continue;
        while (page < m->pages.count && m->pages.items[page].section != set->context.section)
            page++; /* blank pages */
        if (is_fixed(set->context.template)) page++;
        for (size_t p = 0; p < set->parts.count; p++) page = explain_part(m, set, p, page);
    }
}

/* ---- blank pages ---- */

/* The back cover: the last section, and those of fixed frames before it, if it is one of them. */
static size_t find_back(const Making *m) {
    size_t back = m->document->section_count;
    while (back > 1) {
        const Template *template = m->sections[back - 1].context.template;
        if (template == NULL || !is_fixed(template)) break;
        back--;
    }
    return back;
}

/* Nothing is placed on them; their heads, feet and figures are those of the page before. */
static void add_blank_pages(Making *m) {
    if (m->pages.count == 0) return;
    size_t count =
        goals_blank_pages(&m->layout->goals, m->pages.count + m->document->section_count - m->back);
    const BookPage last = m->pages.items[m->pages.count - 1];
    for (size_t i = 0; i < count; i++) {
        BookPage page = {.number = (uint32_t)m->pages.count + 1,
                         .template = last.template,
                         .section = last.section,
                         .blank = true};
        VEC_PUSH(m->round, &m->pages, page);
    }
    m->blank_count = count;
}

/* ---- rounds ---- */

static int64_t cost_of(const Making *m) {
    int64_t cost = 0;
    for (size_t i = 0; i < m->document->section_count; i++) {
        const SetSection *set = &m->sections[i];
        for (size_t p = 0; p < set->parts.count; p++) cost += set->plans[p].cost;
    }
    return cost;
}

static void tell_places(Making *m) {
    References *references = &m->references;
    for (size_t i = 0; i < references->target_count; i++) {
        const BookPlace *place = map_find(&m->places, references->targets[i]);
        references->real[i] = place != NULL ? place->page + 1 : 0;
    }
}

/* Sets what changed and places everything once. */
static int64_t make_round(void *making) {
    Making *m = making;
    arena_close(m->round);
    m->round = arena_open();
    m->pages = (BookPages){0};
    for (size_t i = 0; i < m->document->section_count; i++) {
        make_section(m, i);
        if (i == m->back) add_blank_pages(m);
        compose_section(m, &m->sections[i]);
        progress_tell(&m->setter->progress, i + 1, m->document->section_count);
    }
    if (m->back == m->document->section_count) add_blank_pages(m);
    m->places = mark_places(m);
    tell_places(m);
    return cost_of(m);
}

static uint32_t note_page(const void *making, const Note *note) {
    const Making *m = making;
    const BookPlace *place = map_find(&m->book.notes, book_note_key(m->round, note));
    return place != NULL ? place->page + 1 : 0;
}

/* What was set shows numbers that hold no longer. */
static void forget_set(Making *m) {
    *m->setter->paragraphs = (Map){.arena = m->flows};
    for (size_t i = 0; i < m->document->section_count; i++) m->sections[i].made = false;
}

/* Makes pages until page references are true, and note numbers where they depend on the page: a
 * number of two figures may move its own note. Where that goes in a circle, notes are numbered
 * through their section, which is always true. */
static void settle(Making *m) {
    NotePages pages = {note_page, m};
    references_settle(&m->references, make_round, m, m->setter->diag);
    if (m->layout->note_numbers != NUMBERING_PAGE) return;
    for (int tries = 0; note_numbers_by_page(m->document, &pages); tries++) {
        if (tries == NUMBERING_TRIES_MOST) note_numbers_begin(m->document, NUMBERING_SECTION);
        forget_set(m);
        references_settle(&m->references, make_round, m, m->setter->diag);
        if (tries == NUMBERING_TRIES_MOST) return;
    }
}

/* ---- goals ---- */

static GoalPart *goal_parts(const Making *m, size_t *count) {
    VEC(GoalPart) parts = {0};
    for (size_t i = 0; i < m->document->section_count; i++) {
        const SetSection *set = &m->sections[i];
        for (size_t p = 0; p < set->parts.count; p++) {
            GoalPart part = {.part = &set->parts.items[p], .plans = &set->plans[p]};
            VEC_PUSH(m->flows, &parts, part);
        }
    }
    *count = parts.count;
    return parts.items;
}

/* Takes over what was chosen for each part, or nothing, and breaks the pages anew. */
static void take_wanted(Making *m, const GoalPart *parts) {
    size_t at = 0;
    for (size_t i = 0; i < m->document->section_count; i++) {
        SetSection *set = &m->sections[i];
        set->wanted_count = set->parts.count;
        set->wanted = ARENA_ARRAY(m->flows, PageWanted, set->parts.count);
        for (size_t p = 0; p < set->parts.count; p++, at++)
            set->wanted[p] = parts != NULL ? parts[at].wanted : (PageWanted){0};
        break_parts(m, set, FLEX_NONE);
    }
}

static size_t filled_pages(const Making *m) {
    return m->pages.count - m->blank_count;
}

/* Lines are to be won or lost wherever a paragraph can: sets the sections anew. */
static void flex_for_goals(Making *m) {
    int change = goals_change(&m->layout->goals, filled_pages(m));
    if (change == 0 || m->layout->evils[EVIL_FLEXED] == EVIL_FORBID) return;
    for (size_t i = 0; i < m->document->section_count; i++) {
        SetSection *set = &m->sections[i];
        if (set->context.template == NULL || is_fixed(set->context.template)) continue;
        set->aim = change < 0 ? FLEX_SHORTER : FLEX_LONGER;
        set->made = false;
    }
    settle(m);
}

/* Goals that are missed are tried once with other numbers of pages; what is then still missed, as
 * page references change the text, is left as it was best, and reported. */
static void meet_goals(Making *m) {
    const PageGoals *goals = &m->layout->goals;
    if (!goals_are_met(goals, filled_pages(m))) flex_for_goals(m);
    size_t count;
    GoalPart *parts = goal_parts(m, &count);
    if (!goals_are_met(goals, filled_pages(m)) &&
        goals_choose(goals, filled_pages(m), parts, count)) {
        take_wanted(m, parts);
        settle(m);
        if (!goals_are_met(goals, filled_pages(m))) {
            take_wanted(m, NULL);
            settle(m);
        }
        parts = goal_parts(m, &count);
    }
    goals_report(goals, filled_pages(m), parts, count, m->setter->diag);
}

static Book make_book(Setter *setter, const Document *document, const Layout *layout,
                      const Map *pictures, bool explain) {
    Making making = {
        .setter = setter, .document = document, .layout = layout, .pictures = pictures};
    making.work = arena_open();
    making.flows = arena_open();
    Map paragraphs = {.arena = making.flows};
    setter->paragraphs = &paragraphs;
    making.references = references_find(making.flows, document);
    making.sections = ARENA_ARRAY(making.flows, SetSection, document->section_count);
    for (size_t i = 0; i < document->section_count; i++) open_section(&making, i);
    making.back = find_back(&making);
    note_numbers_begin(document, layout->note_numbers);
    settle(&making);
    meet_goals(&making);
    collect_headings(&making);
    if (explain) explain_pages(&making);
    setter->paragraphs = NULL;
    making.book.pages = making.pages.items;
    making.book.page_count = making.pages.count;
    making.book.places = making.places;
    making.book.arena = making.round;
    arena_close(making.work);
    arena_close(making.flows);
    return making.book;
}

Book book_make(Setter *setter, const Document *document, const Layout *layout,
               const Map *pictures) {
    return make_book(setter, document, layout, pictures, /*explain*/ false);
}

Book book_explain(Setter *setter, const Document *document, const Layout *layout,
                  const Map *pictures) {
    return make_book(setter, document, layout, pictures, /*explain*/ true);
}

void book_close(Book *book) {
    arena_close(book->arena);
}
