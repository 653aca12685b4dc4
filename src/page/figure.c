/* Pictures in the flow; see figure.h.
 *
 * On the grid the top of a picture is level with the capitals of the line beside it, in every
 * column; its caption follows it closely, and what is left of the last row stands below. */
#include "page/figure.h"

#include "page/picture.h"

#include "page/page_breaker.h"

/* Room between a picture and its caption, of the caption's leading. */
#define GAP_PERCENT           50
#define CAPTION_DEPTH_PERCENT 45           /* below a caption's last baseline, of its size */
#define HEIGHT_MOST           POINTS(5670) /* 2 m */
/* A picture higher than the page is made smaller down to this part of its width; below, no more. */
#define SHRINK_MOST 4

static Unit larger(Unit a, Unit b) {
    return a > b ? a : b;
}

/* ---- captions ---- */

/* Lines set on their own become one slab with its origin at the top left corner. */
static void join_lines(Stacker *own, StackLine *joined) {
    Arena *arena = own->setter->arena;
    Slab *slab = ARENA_NEW(arena, Slab);
    VEC(Note *) notes = {0};
    Unit last = stack_pour(arena, &own->lines, 0, own->lines.count, slab, 0, 0);
    for (size_t i = 0; i < own->lines.count; i++) {
        for (size_t n = 0; n < own->lines.items[i].note_count; n++)
            VEC_PUSH(arena, &notes, own->lines.items[i].notes[n]);
    }
    *joined =
        (StackLine){.slab = slab,
                    .height = unit_from((int64_t)last + own->styles.caption->size *
                                                            (int64_t)CAPTION_DEPTH_PERCENT / 100),
                    .notes = notes.items,
                    .note_count = notes.count};
}

/* A stacker for captions: its lines are its own. */
static Stacker caption_stacker(const Stacker *s) {
    Stacker own = *s;
    stacker_init(&own);
    own.left = s->left;
    own.opening = NULL;
    return own;
}

bool figure_caption(const Stacker *s, const Block *caption, StackLine *joined) {
    Stacker own = caption_stacker(s);
    stack_paragraph(&own, caption, s->styles.caption, SLAB_CAPTION);
    if (own.lines.count == 0) return false;
    join_lines(&own, joined);
    return true;
}

/* The title of the image, then the paragraph below it. */
static bool picture_captions(const Stacker *s, const Block *image, Unit width, StackLine *joined) {
    Stacker own = caption_stacker(s);
    own.width = unit_from((int64_t)s->left + width);
    if (image->text.bytes.length > 0) stack_paragraph(&own, image, s->styles.caption, SLAB_CAPTION);
    own.flush = true;
    if (image->caption != NULL)
        stack_paragraph(&own, image->caption, s->styles.caption, SLAB_CAPTION);
    if (own.lines.count == 0) return false;
    join_lines(&own, joined);
    return true;
}

/* ---- size ---- */

/* Reads 60% of the measure, or 40mm, 120pt, 5cm, 2in; false for anything else. */
static bool read_width(Str wish, Unit measure, Unit *width) {
    static const struct {
        const char *name;
        int64_t numerator, denominator; /* of points */
    } units[] = {{"pt", 1, 1}, {"mm", 360, 127}, {"cm", 3600, 127}, {"in", 72, 1}};
    Unit number;
    if (str_ends_with(wish, STR("%"))) {
        if (!unit_read(str_slice(wish, 0, wish.length - 1), &number)) return false;
        *width = unit_from(round_ratio(measure, number, (int64_t)100 * UNIT_PER_POINT));
        return number > 0;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!str_ends_with(wish, str_from_c(units[i].name))) continue;
        if (!unit_read(str_trim(str_slice(wish, 0, wish.length - 2)), &number)) return false;
        *width = unit_scale(number, units[i].numerator, units[i].denominator);
        return number > 0;
    }
    return false;
}

static const Attribute *find_width(const Block *image) {
    for (size_t i = 0; i < image->attributes.pair_count; i++) {
        if (str_equal(image->attributes.pairs[i].key, STR("width")))
            return &image->attributes.pairs[i];
    }
    return NULL;
}

static Unit wished_width(const Stacker *s, const Block *image, Unit measure) {
    Unit width = measure;
    const Attribute *wish = find_width(image);
    if (wish != NULL && !read_width(str_trim(wish->value), measure, &width)) {
        diag_report(s->setter->diag, MESSAGE_IMAGE_WIDTH, wish->where, ARGS(wish->value));
    }
    if (width > measure) width = measure;
    return larger(width, UNIT_PER_POINT);
}

static bool asks_for_span(const Block *image) {
    Str span = attribute_find(&image->attributes, STR("span"));
    return str_equal(span, STR("columns")) || attribute_has_class(&image->attributes, STR("wide"));
}

/* No sheet is as high as the most, and sums of a few such heights hold. */
static void fit_height(const Picture *picture, Unit most, Unit *width, Unit *height) {
    *height = unit_scale(*width, picture->height, picture->width);
    if (most <= 0 || most > HEIGHT_MOST) most = HEIGHT_MOST;
    if (*height <= most) return;
    *height = most;
    *width = larger(unit_scale(most, picture->width, picture->height), 1);
}

/* ---- the figure ---- */

typedef struct Figure {
    const Picture *picture;
    const Block *block;
    Unit x, width, height;
    bool captioned;
    StackLine caption; /* its slab's origin is its top left corner */
    Unit gap;          /* above the caption */
} Figure;

static int64_t figure_height(const Figure *figure) {
    return (int64_t)figure->height +
           (figure->captioned ? (int64_t)figure->gap + figure->caption.height : 0);
}

/* The part of a grid row above a line's capitals stays free at the top. */
static Unit free_above(const Stacker *s) {
    return s->grid > 0 ? s->grid - usual_ascent(s->styles.text) : 0;
}

/* A picture that would not fit a page with its caption is made smaller. */
static void fit_page(const Stacker *s, Figure *figure) {
    int64_t room = (int64_t)s->tallest - free_above(s);
    if (s->tallest <= 0 || figure_height(figure) <= room) return;
    int64_t left = room - (figure_height(figure) - figure->height);
    if (left < figure->height / SHRINK_MOST) return;
    fit_height(figure->picture, unit_from(left), &figure->width, &figure->height);
}

static Slab *draw_figure(const Stacker *s, const Figure *figure, Unit top) {
    Arena *arena = s->setter->arena;
    Slab *slab = ARENA_NEW(arena, Slab);
    slab->block = figure->block;
    SlabItem item = {.kind = SLAB_IMAGE,
                     .role = SLAB_FIGURE,
                     .x = figure->x,
                     .y = top,
                     .width = figure->width,
                     .height = figure->height,
                     .as.image = {figure->picture, figure->block},
                     .block = figure->block};
    VEC_PUSH(arena, &slab->items, item);
    Unit below = unit_from((int64_t)top + figure->height + figure->gap);
    if (figure->captioned) slab_add_slab(arena, slab, 0, below, figure->caption.slab);
    return slab;
}

static void push_figure(Stacker *s, const Figure *figure, bool span) {
    Unit leading = s->grid > 0 ? s->grid : s->styles.text->leading;
    int64_t height = figure_height(figure), above = free_above(s);
    int64_t whole = s->grid > 0 ? (int64_t)rows_of(height + above, s->grid) * s->grid : height;
    StackLine line = {.height = unit_from(whole),
                      .ascent = unit_from(whole - above),
                      .space = leading / 2,
                      .span = span,
                      .whole_rows = s->grid > 0,
                      .off_grid = s->grid == 0,
                      .notes = figure->caption.notes,
                      .note_count = figure->caption.note_count};
    line.slab = draw_figure(s, figure, -line.ascent);
    stack_push(s, line);
    int64_t spare = whole - above - height;
    s->space_after = larger(s->space_after, spare < leading / 2 ? leading / 2 : 0);
    s->flush = true;
    s->opens = false;
}

void stack_figure(Stacker *s, const Block *image) {
    const Picture *picture = s->pictures != NULL ? map_find(s->pictures, image->target) : NULL;
    if (picture == NULL || picture->width == 0) return; /* reported when it was read */
    bool span = asks_for_span(image) && s->span_width > s->width;
    Stacker at = *s;
    if (span) {
        at.width = s->span_width;
        at.left = 0;
    }
    Figure figure = {.picture = picture, .block = image, .x = at.left};
    figure.width = wished_width(s, image, unit_from((int64_t)at.width - at.left));
    fit_height(picture, HEIGHT_MOST, &figure.width, &figure.height);
    figure.captioned = picture_captions(&at, image, figure.width, &figure.caption);
    figure.gap = s->styles.caption->leading * GAP_PERCENT / 100;
    fit_page(s, &figure);
    picture_check(s->setter->arena, picture, figure.width, s->layout->least_ppi, image->where,
                  s->setter->diag);
    push_figure(s, &figure, span);
}
