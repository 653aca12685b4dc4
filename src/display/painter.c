/* Painting pages; see painter.h. */
#include "display/painter.h"

#include "display/figures.h"
#include "display/mirror.h"
#include "page/compose.h"
#include "page/fields.h"

/* A link's area reaches from this share of the size above the baseline to that below it, in
 * percent. */
#define LINK_ABOVE 78
#define LINK_BELOW 22
/* A longer text is not said of each line that a link has, but of each its own part. */
#define LINK_TEXT_MOST 1000
/* Links are numbered by page, and by their order on it. */
#define LINK_PAGE_SHIFT 32

/* What stays from page to page. */
typedef struct Painter {
    Setter setter;
    const Document *document;
    const Layout *layout;
    const Book *book;
    Arena *arena;
    Map blocks; /* Block pointer -> number */
    uint32_t block_count;
} Painter;

typedef struct Painting {
    Setter *setter; /* its arena is the page's */
    const Document *document;
    const Layout *layout;
    const Book *book;
    const BookPage *page;
    Arena *arena; /* the page's */
    DisplayItems items;
    VEC(DisplayLink) links;
    Painter *painter;
    uint64_t link_count;     /* begins with the page */
    const Block *link_block; /* of the last link, and its number there */
    uint32_t link_run;
} Painting;

static Arena *painting_arena(const Painting *p) {
    return p->arena;
}

static Role role_of(SlabRole role) {
    static const Role roles[] = {
        [SLAB_ARTIFACT] = ROLE_ARTIFACT,   [SLAB_HEADING] = ROLE_HEADING,
        [SLAB_PARAGRAPH] = ROLE_PARAGRAPH, [SLAB_LIST_ITEM] = ROLE_LIST_ITEM,
        [SLAB_LABEL] = ROLE_LABEL,         [SLAB_NOTE] = ROLE_NOTE,
        [SLAB_CAPTION] = ROLE_CAPTION,     [SLAB_FIGURE] = ROLE_FIGURE,
        [SLAB_CELL] = ROLE_CELL,           [SLAB_CODE] = ROLE_CODE,
    };
    return roles[role];
}

/* Blocks are numbered in the order in which they are first painted. */
static uint32_t block_number(Painting *p, const Block *block) {
    if (block == NULL) return 0;
    Painter *painter = p->painter;
    Str name = {(const char *)&block, sizeof block};
    uint32_t *number = map_find(&painter->blocks, name);
    if (number == NULL) {
        const Block **key = ARENA_NEW(painter->arena, const Block *);
        *key = block;
        number = ARENA_NEW(painter->arena, uint32_t);
        *number = ++painter->block_count;
        map_put(&painter->blocks, (Str){(const char *)key, sizeof *key}, number);
    }
    return *number;
}

/* ---- links ---- */

static bool is_link(const Piece *piece) {
    const InlineRun *origin = piece->origin;
    return origin != NULL && (origin->link_number > 0 || origin->kind == INLINE_NOTE_CALL);
}

static bool same_link(const Piece *a, const Piece *b) {
    if (!is_link(a) || !is_link(b)) return false;
    if (a->origin->kind == INLINE_NOTE_CALL || b->origin->kind == INLINE_NOTE_CALL)
        return a->origin == b->origin;
    return a->origin->link_number == b->origin->link_number;
}

/* "note 7" in the language of the edition. */
static void add_note_name(const Painting *p, StrBuilder *out, const Note *note) {
    builder_add(out, language_word_or(p->setter->languages.main, STR("note"), STR("note")));
    builder_add_byte(out, ' ');
    builder_add_int(out, note->printed);
}

/* Where a link leads; false if nowhere. */
static bool aim_link(const Painting *p, const InlineRun *origin, DisplayLink *link) {
    const BookPlace *place = NULL;
    if (origin->kind == INLINE_NOTE_CALL) {
        if (origin->note == NULL) return false;
        Str key = book_note_key(painting_arena(p), origin->note);
        place = map_find(&p->book->notes, key);
        StrBuilder contents = {.arena = painting_arena(p)};
        add_note_name(p, &contents, origin->note);
        link->contents = builder_text(&contents);
    } else if (str_starts_with(origin->target, STR("#"))) {
        place = map_find(&p->book->places, str_slice(origin->target, 1, origin->target.length));
    } else {
        link->address = origin->target;
        return link->address.length > 0;
    }
    if (place == NULL) return false;
    link->page = place->page;
    link->target_y = place->y;
    return true;
}

/* The area of the pieces [first, end) of a line. */
static void cover_pieces(const DisplayLine *line, size_t first, size_t end, DisplayLink *link) {
    const Piece *from = &line->pieces[first];
    Unit size = from->size;
    int64_t left = from->x, right = left;
    for (size_t i = first; i < end; i++) {
        const Piece *piece = &line->pieces[i];
        if (piece->x < left) left = piece->x;
        if ((int64_t)piece->x + piece->width > right) right = (int64_t)piece->x + piece->width;
    }
    link->x = unit_from(line->x + left);
    link->width = unit_from(right - left);
    link->y = unit_from((int64_t)line->baseline - from->rise - unit_scale(size, LINK_ABOVE, 100));
    link->height = unit_scale(size, LINK_ABOVE + LINK_BELOW, 100);
}

/* A note's number leads back to where the note is called first. */
static void add_back_link(Painting *p, DisplayLine *line, const Note *note) {
    const BookPlace *place = map_find(&p->book->calls, book_note_key(painting_arena(p), note));
    if (place == NULL || line->piece_count == 0) return;
    line->leads_back = true;
    DisplayLink link = {.number = ++p->link_count,
                        .page = place->page,
                        .target_y = place->y,
                        .back = true,
                        .line = line};
    StrBuilder contents = {.arena = painting_arena(p)};
    const Language *language = p->setter->languages.main;
    add_note_name(p, &contents, note);
    builder_add(&contents, language_word_or(language, STR("comma"), STR(",")));
    builder_add_byte(&contents, ' ');
    builder_add(&contents, language_word_or(language, STR("page"), STR("page")));
    builder_add_byte(&contents, ' ');
    builder_add_int(&contents, p->book->pages[place->page].number);
    link.contents = builder_text(&contents);
    cover_pieces(line, 0, line->piece_count, &link);
    p->link_block = NULL;
    VEC_PUSH(painting_arena(p), &p->links, link);
}

/* The run among those of the text, by its first byte; NULL if it is of another text. */
static const InlineRun *find_run(const Text *text, const InlineRun *origin) {
    size_t low = 0, high = text->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->runs[middle].end <= origin->start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < text->run_count && &text->runs[low] == origin ? origin : NULL;
}

static void add_run_text(const Painting *p, StrBuilder *out, const Text *text,
                         const InlineRun *run) {
    if (run->kind == INLINE_TEXT) {
        text_add_told(out, text, run->start, run->end);
    } else if (run->kind == INLINE_IMAGE) {
        builder_add(out, run->reading);
    } else if (run->kind == INLINE_PAGE_REFERENCE) {
        const BookPlace *place = map_find(&p->book->places, run->target);
        if (place != NULL) builder_add_int(out, p->book->pages[place->page].number);
    }
}

/* The whole text of a link (T9), as it is told, wherever its lines stand; empty if it is too long.
 */
static Str link_text(const Painting *p, const Text *text, const InlineRun *origin) {
    const InlineRun *first = find_run(text, origin);
    if (first == NULL) return STR("");
    const InlineRun *stop = text->runs + text->run_count, *end;
    while (first > text->runs && first[-1].link_number == origin->link_number) {
        if (origin->end - first->start > LINK_TEXT_MOST) return STR("");
        first--;
    }
    StrBuilder out = {.arena = painting_arena(p)};
    for (end = first; end < stop && end->link_number == origin->link_number; end++) {
        if (end->end - first->start > LINK_TEXT_MOST) return STR("");
        add_run_text(p, &out, text, end);
    }
    return builder_text(&out);
}

/* The pieces [first, end) of a line are one link's part in it. */
static void add_link(Painting *p, const DisplayLine *line, size_t first, size_t end,
                     const Block *block) {
    const Piece *from = &line->pieces[first];
    DisplayLink link = {.line = line, .run = from->origin};
    if (!aim_link(p, from->origin, &link)) return;
    bool call = from->origin->kind == INLINE_NOTE_CALL;
    link.note = call;
    bool goes_on = !call && p->link_block == block && p->link_run == from->origin->link_number;
    if (!goes_on) p->link_count++;
    p->link_block = call ? NULL : block;
    p->link_run = from->origin->link_number;
    link.number = p->link_count;
    cover_pieces(line, first, end, &link);
    if (!call && block != NULL) link.contents = link_text(p, &block->text, from->origin);
    if (link.contents.length == 0) {
        StrBuilder contents = {.arena = painting_arena(p)};
        for (size_t i = first; i < end; i++) builder_add(&contents, line->pieces[i].text);
        if (contents.length == 0) builder_add(&contents, link.address);
        link.contents = builder_text(&contents);
    }
    VEC_PUSH(painting_arena(p), &p->links, link);
}

static void add_links(Painting *p, const DisplayLine *line, const Block *block) {
    for (size_t i = 0; i < line->piece_count;) {
        size_t end = i + 1;
        if (!is_link(&line->pieces[i])) {
            i = end;
            continue;
        }
        while (end < line->piece_count && same_link(&line->pieces[i], &line->pieces[end])) end++;
        size_t last = end;
        while (last > i + 1 && line->pieces[last - 1].kind == PIECE_SPACE)
            last--; /* not the line's end */
        add_link(p, line, i, last, block);
        i = end;
    }
}

/* ---- items ---- */

static void add_item(Painting *p, DisplayItem item) {
    VEC_PUSH(painting_arena(p), &p->items, item);
}

static bool is_verso(const Painting *p) {
    return p->layout->facing && p->page->number % 2 == 0;
}

/* Lines are set as on a right-hand page; on a left-hand one, those that stand at the outer or inner
 * side change it. */
static Unit side_shift(const Painting *p, const SetLine *line) {
    Align align = line->source->style->align;
    if (!is_verso(p)) return 0;
    Unit left = unit_from((int64_t)line->start - line->indent);
    Unit right = unit_from((int64_t)line->indent + line->width - line->end);
    if (align == ALIGN_OUTSIDE && left > 0) return -left;
    if (align == ALIGN_INSIDE && right > 0) return right;
    return 0;
}

static void paint_line(Painting *p, const SlabItem *item, Unit x, Unit y, uint32_t frame,
                       bool running) {
    const SetLine *set = item->as.text.line;
    if (set->part_count == 0) return;
    DisplayLine *line = ARENA_NEW(painting_arena(p), DisplayLine);
    *line = (DisplayLine){
        .x = x,
        .baseline = y,
        .width = set->width,
        .natural = set->natural,
        .stretch = set->stretch,
        .justified = set->justified,
        .role = role_of((SlabRole)item->role),
        .level = item->level,
        .source = item->block != NULL ? item->block->where : (Span){0},
        .block = block_number(p, item->block),
        .frame = frame,
        .ends_block = item->ends_block,
        .origin = item->block,
        .style = set->source->style,
        .note = item->as.text.note,
        .running = running,
    };
    line->pieces = line_pieces(set, painting_arena(p), &line->piece_count);
    Unit shift = side_shift(p, set);
    for (size_t i = 0; i < line->piece_count; i++)
        line->pieces[i].x = unit_from((int64_t)line->pieces[i].x + shift);
    add_item(p, (DisplayItem){.kind = ITEM_LINE, .role = line->role, .as.line = line});
    if (line->role != ROLE_ARTIFACT) add_links(p, line, item->block);
    if (item->as.text.note != NULL) add_back_link(p, line, item->as.text.note);
}

static void paint_path(Painting *p, const SlabItem *item, Unit x, Unit y) {
    const SlabPath *from = &item->as.path;
    DisplayPath *path = ARENA_NEW(painting_arena(p), DisplayPath);
    *path = (DisplayPath){.point_count = from->step_count, .fill = from->fill};
    path->points = ARENA_ARRAY(painting_arena(p), PathPoint, from->step_count);
    for (size_t i = 0; i < from->step_count; i++) {
        path->points[i].verb = from->steps[i].verb;
        for (int k = 0; k < 3; k++) {
            path->points[i].x[k] = unit_from((int64_t)x + from->steps[i].x[k]);
            path->points[i].y[k] = unit_from((int64_t)y + from->steps[i].y[k]);
        }
    }
    add_item(p, (DisplayItem){
                    .kind = ITEM_PATH, .role = role_of((SlabRole)item->role), .as.path = path});
}

static void paint_image(Painting *p, const SlabItem *item, Unit x, Unit y) {
    const Picture *picture = item->as.image.picture;
    Image *image = ARENA_NEW(painting_arena(p), Image);
    *image = (Image){.path = picture->shown,
                     .bytes = picture->bytes,
                     .kind = picture->jpeg ? IMAGE_JPEG : IMAGE_PNG,
                     .width = picture->width,
                     .height = picture->height,
                     .channels = picture->channels,
                     .inverted_cmyk = picture->inverted};
    DisplayImage *shown = ARENA_NEW(painting_arena(p), DisplayImage);
    *shown = (DisplayImage){.x = x,
                            .y = y,
                            .width = item->width,
                            .height = item->height,
                            .image = image,
                            .alternative = item->as.image.block->alternative,
                            .source = item->as.image.block->where,
                            .origin = item->as.image.block};
    add_item(p, (DisplayItem){
                    .kind = ITEM_IMAGE, .role = role_of((SlabRole)item->role), .as.image = shown});
}

static void paint_rect(Painting *p, const SlabItem *item, Unit x, Unit y) {
    DisplayRect *rect = ARENA_NEW(painting_arena(p), DisplayRect);
    *rect = (DisplayRect){.x = x,
                          .y = y,
                          .width = item->width,
                          .height = item->height,
                          .radius = item->as.rect.radius,
                          .fill = item->as.rect.fill,
                          .origin = item->block};
    add_item(p, (DisplayItem){
                    .kind = ITEM_RECT, .role = role_of((SlabRole)item->role), .as.rect = rect});
}

static void paint_slab(Painting *p, const Placed *placed) {
    for (size_t i = 0; i < placed->slab->items.count; i++) {
        const SlabItem *item = &placed->slab->items.items[i];
        Unit x = unit_from((int64_t)placed->x + item->x),
             y = unit_from((int64_t)placed->y + item->y);
        switch ((SlabItemKind)item->kind) {
        case SLAB_LINE: paint_line(p, item, x, y, placed->frame, false); break;
        case SLAB_RECT: paint_rect(p, item, x, y); break;
        case SLAB_PATH: paint_path(p, item, x, y); break;
        case SLAB_IMAGE: paint_image(p, item, x, y); break;
        }
    }
}

/* ---- running heads ---- */

static Unit aligned_x(const Painting *p, const PageLine *line, Unit left, Unit width, Unit text) {
    bool verso = is_verso(p);
    Align align = line->align;
    if (align == ALIGN_OUTSIDE) align = verso ? ALIGN_LEFT : ALIGN_RIGHT;
    if (align == ALIGN_INSIDE) align = verso ? ALIGN_RIGHT : ALIGN_LEFT;
    if (align == ALIGN_RIGHT) return unit_from((int64_t)left + width - text);
    if (align == ALIGN_CENTRE) return unit_from((int64_t)left + ((int64_t)width - text) / 2);
    return left;
}

static void paint_page_line(Painting *p, const PageLine *wanted, uint32_t frame) {
    Arena *arena = painting_arena(p);
    StrBuilder folio = {.arena = arena};
    builder_add_int(&folio, p->page->number);
    PageFields fields = {builder_text(&folio), p->page->section_title, p->page->subsection_title};
    Str text = fields_fill(arena, wanted->text, &p->document->edition, &fields, wanted->text_where,
                           p->setter->diag);
    Unit left = page_left(p->layout, p->page->number);
    Unit width = unit_from((int64_t)p->layout->width - p->layout->inside - p->layout->outside);
    Slab rule = {0};
    slab_add_rule(arena, &rule, left,
                  unit_from((int64_t)wanted->baseline - wanted->style->size - wanted->rule.gap),
                  width, &wanted->rule);
    paint_slab(p, &(Placed){.slab = &rule, .frame = frame});
    if (str_trim(text).length == 0) return;
    SetLine *set = ARENA_NEW(arena, SetLine);
    *set = label_set(p->setter, text, wanted->style, wanted->text_where);
    SlabItem item = {
        .kind = SLAB_LINE, .role = SLAB_ARTIFACT, .as.text.line = set, .ends_block = true};
    set->width = set->natural;
    paint_line(p, &item, aligned_x(p, wanted, left, width, set->end), wanted->baseline, frame,
               /* running */ true);
}

static void paint_page_lines(Painting *p, DisplayPage *page) {
    const Template *template = p->page->template;
    if (!template->numbered || template->line_count == 0) return;
    DisplayFrame *frames = ARENA_ARRAY(painting_arena(p), DisplayFrame, page->frame_count + 1);
    for (size_t i = 0; i < page->frame_count; i++) frames[i] = page->frames[i];
    frames[page->frame_count] =
        (DisplayFrame){.name = STR("running"), .width = page->width, .height = page->height};
    page->frames = frames;
    for (size_t i = 0; i < template->line_count; i++) {
        paint_page_line(p, &template->lines[i], (uint32_t)page->frame_count);
    }
    page->frame_count++;
}

/* ---- pages ---- */

/* What is known of a page before it is painted. */
static DisplayPage page_head(const Layout *layout, const BookPage *from) {
    return (DisplayPage){
        .width = layout->width,
        .height = layout->height,
        .bleed = layout->bleed,
        .number = from->number,
        .template_name = from->template->name,
    };
}

static DisplayPage paint_page(void *context, size_t number, Arena *arena) {
    Painter *painter = context;
    Setter setter = painter->setter;
    setter.arena = arena;
    const BookPage *from = &painter->book->pages[number];
    Painting painting = {.setter = &setter,
                         .document = painter->document,
                         .layout = painter->layout,
                         .book = painter->book,
                         .page = from,
                         .arena = arena,
                         .painter = painter,
                         .link_count = (uint64_t)number << LINK_PAGE_SHIFT};
    DisplayPage page = page_head(painter->layout, from);
    page.frame_count = from->frames.count;
    page.frames = ARENA_ARRAY(arena, DisplayFrame, from->frames.count);
    for (size_t i = 0; i < from->frames.count; i++) {
        const PageFrame *frame = &from->frames.items[i];
        page.frames[i] =
            (DisplayFrame){frame->name, frame->x, frame->y, frame->width, frame->height};
    }
    figures_paint(arena, painter->layout, from->template, &painting.items);
    for (size_t i = 0; i < from->placed.count; i++) paint_slab(&painting, &from->placed.items[i]);
    paint_page_lines(&painting, &page);
    page.items = painting.items.items;
    page.item_count = painting.items.count;
    page.links = painting.links.items;
    page.link_count = painting.links.count;
    if (setter_turns(&setter)) page_mirror(&page);
    return page;
}

static void add_bookmarks(const Painter *painter, DisplayList *list) {
    list->bookmarks = ARENA_ARRAY(painter->arena, Bookmark, painter->book->heading_count);
    int level = 0;
    const Block *last = NULL;
    for (size_t i = 0; i < painter->book->heading_count; i++) {
        const BookHeading *heading = &painter->book->headings[i];
        if (heading->block == last) continue; /* its second line */
        last = heading->block;
        level = heading->block->level <= level ? heading->block->level : level + 1;
        Str title = text_plain(painter->arena, &heading->block->text);
        list->bookmarks[list->bookmark_count++] =
            (Bookmark){title, level, heading->page, heading->y};
    }
}

DisplayList display_paint(Setter *setter, const Document *document, const Layout *layout,
                          const Book *book) {
    Painter *painter = ARENA_NEW(setter->arena, Painter);
    *painter = (Painter){.setter = *setter,
                         .document = document,
                         .layout = layout,
                         .book = book,
                         .arena = setter->arena,
                         .blocks = {.arena = setter->arena}};
    DisplayList list = {.page_count = book->page_count,
                        .document = document,
                        .layout = layout,
                        .setter = &painter->setter,
                        .right_to_left = setter_turns(setter),
                        .paint = paint_page,
                        .painter = painter};
    list.pages = ARENA_ARRAY(setter->arena, DisplayPage, book->page_count);
    for (size_t i = 0; i < book->page_count; i++)
        list.pages[i] = page_head(layout, &book->pages[i]);
    add_bookmarks(painter, &list);
    return list;
}
