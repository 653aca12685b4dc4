/* The whole edition; see book.h.
 *
 * What is placed lives for its round and the next one, which still shows its page numbers. */
#include "page/book.h"

#include "page/compose.h"

/* Rounds after which page references are printed as they are. */
#define ROUNDS_MOST 6

/* A section as it was set in the last round. */
typedef struct SetSection {
    SectionContext context;
    FlowParts parts;
    PagePlans *plans; /* one a part */
    bool made, refers;
} SetSection;

typedef struct Making {
    Setter *setter;
    const Document *document;
    const Layout *layout;
    const Map *pictures;
    SetSection *sections;
    BookPages pages;
    Map places;                /* of the last round */
    Arena *work;               /* while a section is set */
    Arena *flows;              /* while there are rounds */
    Arena *round, *last_round; /* what is placed in this round and in the one before */
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
        builder_add_int(&text, object->note->number);
    } else if (object->kind == INLINE_PAGE_REFERENCE) {
        Str id = object->target;
        if (str_starts_with(id, STR("#"))) id = str_slice(id, 1, id.length);
        const BookPlace *place = map_find(&m->places, id);
        builder_add_int(&text, place != NULL ? (int64_t)place->page + 1 : 0);
    }
    return builder_text(&text);
}

static bool blocks_refer(Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (text_holds(&blocks[i]->text, INLINE_PAGE_REFERENCE) ||
            blocks_refer(blocks[i]->children, blocks[i]->child_count))
            return true;
    }
    return false;
}

static bool section_refers(const Section *section) {
    if (blocks_refer(section->blocks, section->block_count)) return true;
    for (size_t i = 0; i < section->note_count; i++) {
        if (blocks_refer(section->notes[i]->blocks, section->notes[i]->block_count)) return true;
    }
    return false;
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
    set->context = (SectionContext){
        .setter = m->setter,
        .layout = m->layout,
        .template = section_template(m, section),
        .section = section,
        .work = m->work,
        .flows = m->flows,
        .objects = {object_text, m},
        .pictures = m->pictures,
        .folder = m->document->edition.folder,
    };
    if (set->context.template == NULL) return;
    set->context.area = page_area_make(m->layout, set->context.template, m->setter);
    set->refers = section_refers(section);
}

/* Sets and breaks a section, unless the last round's result still holds. */
static void make_section(Making *m, SetSection *set) {
    if (set->context.template == NULL || is_fixed(set->context.template)) return;
    if (set->made && !set->refers) return;
    ArenaMark mark = arena_mark(m->work);
    set->parts = flow_make(&set->context);
    set->plans = ARENA_ARRAY(m->flows, PagePlans, set->parts.count);
    for (size_t i = 0; i < set->parts.count; i++) {
        set->plans[i] = break_pages(m->flows, &set->parts.items[i].flow);
    }
    set->made = true;
    arena_release(m->work, mark);
}

static void compose_section(Making *m, const SetSection *set) {
    if (set->context.template == NULL) return;
    if (is_fixed(set->context.template)) {
        compose_fixed(&set->context, m->document, &m->pages);
        return;
    }
    for (size_t i = 0; i < set->parts.count; i++) {
        for (size_t p = 0; p < set->plans[i].count; p++) {
            compose_page(&set->context, &set->parts.items[i], &set->plans[i].pages[p], &m->pages);
        }
    }
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
        if (origin != NULL) mark_place(m, places, origin->id, page, y);
    }
}

/* Remembers where every id and every note of a slab stands. */
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
    m->book.notes = (Map){.arena = m->round};
    for (size_t p = 0; p < m->pages.count; p++) {
        const BookPage *page = &m->pages.items[p];
        for (size_t i = 0; i < page->placed.count; i++)
            mark_slab(m, &places, &page->placed.items[i], p);
    }
    return places;
}

static bool same_pages(const Map *a, const Map *b) {
    for (size_t i = 0; i < a->count; i++) {
        const BookPlace *before = map_find(b, a->entries[i].key);
        if (before == NULL || before->page != ((const BookPlace *)a->entries[i].value)->page)
            return false;
    }
    return a->count == b->count;
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

/* ---- rounds ---- */

/* Sets and places everything once; true if all page numbers shown were right. */
static bool make_round(Making *m) {
    arena_close(m->last_round);
    m->last_round = m->round;
    m->round = arena_open();
    m->pages = (BookPages){0};
    for (size_t i = 0; i < m->document->section_count; i++) {
        m->sections[i].context.pages = m->round;
        make_section(m, &m->sections[i]);
        compose_section(m, &m->sections[i]);
        progress_tell(&m->setter->progress, i + 1, m->document->section_count);
    }
    Map places = mark_places(m);
    bool settled = same_pages(&places, &m->places);
    m->places = places;
    bool refers = false;
    for (size_t i = 0; i < m->document->section_count; i++)
        refers = refers || m->sections[i].refers;
    return settled || !refers;
}

static void report_unsettled(const Making *m) {
    for (size_t i = 0; i < m->document->section_count; i++) {
        const Section *section = &m->document->sections[i];
        if (!m->sections[i].refers || section->block_count == 0) continue;
        diag_report(m->setter->diag, MESSAGE_REFERENCES_UNSETTLED, section->blocks[0]->where,
                    NO_ARGS);
    }
}

Book book_make(Setter *setter, const Document *document, const Layout *layout,
               const Map *pictures) {
    Making making = {
        .setter = setter, .document = document, .layout = layout, .pictures = pictures};
    making.work = arena_open();
    making.flows = arena_open();
    Map paragraphs = {.arena = making.flows};
    setter->paragraphs = &paragraphs;
    making.places = (Map){.arena = making.work};
    making.sections = ARENA_ARRAY(making.flows, SetSection, document->section_count);
    for (size_t i = 0; i < document->section_count; i++) open_section(&making, i);
    bool settled = false;
    for (int round = 0; round < ROUNDS_MOST && !settled; round++) settled = make_round(&making);
    if (!settled) report_unsettled(&making);
    collect_headings(&making);
    setter->paragraphs = NULL;
    making.book.pages = making.pages.items;
    making.book.page_count = making.pages.count;
    making.book.places = making.places;
    making.book.arena = making.round;
    arena_close(making.last_round);
    arena_close(making.work);
    arena_close(making.flows);
    return making.book;
}

void book_close(Book *book) {
    arena_close(book->arena);
}
