/* In: pages. Out: reports; see contrast.h.
 *
 * The colour beneath a word is that of the last area painted before it that covers its middle;
 * white paper where there is none. Curves are taken as chords of eight parts. */
#include "display/contrast.h"

enum {
    LINEAR_ONE = 65535,
    FLARE = 3277, /* 0.05 of that */
    CHORDS = 8,
    WEIGHT_BOLD = 700,
    HUNDRED = 100,
    RATIO_SMALL = 450, /* hundredths */
    RATIO_LARGE = 300,
    SPOT = UNIT_PER_POINT / 256,
    AREAS_MOST = 2000, /* looked back at; text on top of more is left to people */
};
#define SIZE_LARGE      POINTS(18)
#define SIZE_LARGE_BOLD POINTS(14)

/* sRGB to light (IEC 61966-2-1), in 1/65535. */
static const uint16_t linear[256] = {
    0,     20,    40,    60,    80,    99,    119,   139,   159,   179,   199,   219,   241,
    264,   288,   313,   340,   367,   396,   427,   458,   491,   526,   562,   599,   637,
    677,   718,   761,   805,   851,   898,   947,   997,   1048,  1101,  1156,  1212,  1270,
    1330,  1391,  1453,  1517,  1583,  1651,  1720,  1790,  1863,  1937,  2013,  2090,  2170,
    2250,  2333,  2418,  2504,  2592,  2681,  2773,  2866,  2961,  3058,  3157,  3258,  3360,
    3464,  3570,  3678,  3788,  3900,  4014,  4129,  4247,  4366,  4488,  4611,  4736,  4864,
    4993,  5124,  5257,  5392,  5530,  5669,  5810,  5953,  6099,  6246,  6395,  6547,  6700,
    6856,  7014,  7174,  7335,  7500,  7666,  7834,  8004,  8177,  8352,  8528,  8708,  8889,
    9072,  9258,  9445,  9635,  9828,  10022, 10219, 10417, 10619, 10822, 11028, 11235, 11446,
    11658, 11873, 12090, 12309, 12530, 12754, 12980, 13209, 13440, 13673, 13909, 14146, 14387,
    14629, 14874, 15122, 15371, 15623, 15878, 16135, 16394, 16656, 16920, 17187, 17456, 17727,
    18001, 18277, 18556, 18837, 19121, 19407, 19696, 19987, 20281, 20577, 20876, 21177, 21481,
    21787, 22096, 22407, 22721, 23038, 23357, 23678, 24002, 24329, 24658, 24990, 25325, 25662,
    26001, 26344, 26688, 27036, 27386, 27739, 28094, 28452, 28813, 29176, 29542, 29911, 30282,
    30656, 31033, 31412, 31794, 32179, 32567, 32957, 33350, 33745, 34143, 34544, 34948, 35355,
    35764, 36176, 36591, 37008, 37429, 37852, 38278, 38706, 39138, 39572, 40009, 40449, 40891,
    41337, 41785, 42236, 42690, 43147, 43606, 44069, 44534, 45002, 45473, 45947, 46423, 46903,
    47385, 47871, 48359, 48850, 49344, 49841, 50341, 50844, 51349, 51858, 52369, 52884, 53401,
    53921, 54445, 54971, 55500, 56032, 56567, 57105, 57646, 58190, 58737, 59287, 59840, 60396,
    60955, 61517, 62082, 62650, 63221, 63795, 64372, 64952, 65535,
};

/* The weights of Rec. 709, in 1/10000. */
static int64_t luminance(const uint8_t rgb[3]) {
    return (2126 * (int64_t)linear[rgb[0]] + 7152 * (int64_t)linear[rgb[1]] +
            722 * (int64_t)linear[rgb[2]]) /
           10000;
}

/* The contrast of two colours as on screen, in hundredths: 100 to 2100. */
static int contrast_of(const uint8_t rgb[3], const uint8_t other[3]) {
    int64_t one = luminance(rgb), two = luminance(other);
    int64_t light = one > two ? one : two, dark = one > two ? two : one;
    return (int)((light + FLARE) * HUNDRED / (dark + FLARE));
}

/* ---- what lies beneath ---- */

/* In 1/256 pt, so that products stay small. */
typedef struct Spot {
    int64_t x, y;
} Spot;

static Spot spot_of(int64_t x, int64_t y) {
    return (Spot){x / SPOT, y / SPOT};
}

/* Counts an edge if a ray to the right crosses it. */
static void count_edge(Spot from, Spot to, Spot at, int *winding) {
    if ((from.y <= at.y) == (to.y <= at.y)) return;
    int64_t side = (to.x - from.x) * (at.y - from.y) - (at.x - from.x) * (to.y - from.y);
    bool up = to.y > from.y;
    if (up == (side > 0)) *winding += up ? 1 : -1;
}

static Spot on_curve(Spot from, const PathPoint *point, int64_t part) {
    int64_t rest = CHORDS - part, whole = CHORDS * CHORDS * CHORDS;
    const int64_t shares[4] = {rest * rest * rest, 3 * rest * rest * part, 3 * rest * part * part,
                               part * part * part};
    Spot place = {shares[0] * from.x, shares[0] * from.y};
    for (int i = 0; i < 3; i++) {
        place.x += shares[i + 1] * (point->x[i] / SPOT);
        place.y += shares[i + 1] * (point->y[i] / SPOT);
    }
    return (Spot){place.x / whole, place.y / whole};
}

static bool path_covers(const DisplayPath *path, Spot at) {
    int winding = 0;
    Spot start = {0}, pen = {0};
    for (size_t i = 0; i < path->point_count; i++) {
        const PathPoint *point = &path->points[i];
        Spot from = pen;
        for (int64_t part = 1; point->verb == PATH_CURVE && part <= CHORDS; part++) {
            Spot to = on_curve(from, point, part);
            count_edge(pen, to, at, &winding);
            pen = to;
        }
        if (point->verb == PATH_CURVE) continue;
        bool move = point->verb == PATH_MOVE, close = point->verb == PATH_CLOSE;
        pen = close ? start : spot_of(point->x[0], point->y[0]);
        count_edge(from, move ? start : pen, at, &winding); /* what is left open is closed */
        if (move) start = pen;
    }
    count_edge(pen, start, at, &winding);
    return path->even_odd ? winding % 2 != 0 : winding != 0;
}

static bool area_covers(Unit x, Unit y, Unit width, Unit height, Spot at) {
    Spot from = spot_of(x, y), to = spot_of((int64_t)x + width, (int64_t)y + height);
    return at.x >= from.x && at.x < to.x && at.y >= from.y && at.y < to.y;
}

typedef struct Beneath {
    bool known;
    const Colour *colour; /* NULL: paper */
} Beneath;

/* What was painted last at a place, before an item. */
static Beneath find_beneath(const DisplayPage *page, size_t before, Spot at) {
    size_t looked = 0;
    for (size_t i = before; i-- > 0;) {
        const DisplayItem *item = &page->items[i];
        if (item->kind == ITEM_LINE) continue;
        if (++looked > AREAS_MOST) return (Beneath){0};
        const DisplayRect *rect = item->kind == ITEM_RECT ? item->as.rect : NULL;
        if (rect != NULL && rect->fill != NULL &&
            area_covers(rect->x, rect->y, rect->width, rect->height, at))
            return (Beneath){true, rect->fill};
        if (item->kind == ITEM_PATH && item->as.path->fill != NULL &&
            path_covers(item->as.path, at))
            return (Beneath){true, item->as.path->fill};
        const DisplayImage *image = item->kind == ITEM_IMAGE ? item->as.image : NULL;
        if (image != NULL && area_covers(image->x, image->y, image->width, image->height, at))
            return (Beneath){0};
    }
    return (Beneath){true, NULL};
}

/* ---- text ---- */

typedef struct Checking {
    Diag *diag;
    Arena *arena;
    Map told; /* colour and what is beneath it, with their place */
} Checking;

/* The line of the layout that gives a piece its colour. */
static Span colour_place(const TextStyle *style, const Piece *piece, bool label) {
    const Colour *colour = piece->colour;
    Span where = style->colour_where;
    if (colour != style->colour && colour == style->strong_colour) where = style->strong_where;
    if (colour != style->colour && colour == style->link_colour) where = style->link_where;
    if (label && colour == style->bullet_colour) where = style->bullet_where;
    return where.source != NULL ? where : colour->where;
}

static bool is_large(const TextStyle *style, const Piece *piece) {
    bool strong = piece->origin != NULL && (piece->origin->marks & MARK_STRONG) != 0;
    int weight =
        strong && style->strong_weight > style->weight ? style->strong_weight : style->weight;
    return piece->size >= (weight >= WEIGHT_BOLD ? SIZE_LARGE_BOLD : SIZE_LARGE);
}

static Str ratio_text(Checking *checking, int hundredths) {
    StrBuilder out = {.arena = checking->arena};
    builder_add_format(&out, "%d", hundredths / HUNDRED);
    builder_add_byte(&out, diag_decimal_point(checking->diag));
    builder_add_format(&out, "%d:1", hundredths % HUNDRED / 10); /* down: 4.49 is not 4.5 */
    return builder_text(&out);
}

static bool is_new(Checking *checking, Span where, const Colour *colour, const Colour *beneath) {
    StrBuilder key = {.arena = checking->arena};
    if (where.source != NULL) builder_add(&key, where.source->path);
    builder_add_format(&key, ":%u:%u:", (unsigned)where.line, (unsigned)where.column);
    builder_add(&key, colour->name);
    builder_add_byte(&key, ':');
    if (beneath != NULL) builder_add(&key, beneath->name);
    if (map_find(&checking->told, builder_text(&key)) != NULL) return false;
    map_put(&checking->told, builder_text(&key), checking);
    return true;
}

static void check_piece(Checking *checking, const DisplayPage *page, size_t index,
                        const Piece *piece) {
    static const uint8_t paper[3] = {255, 255, 255};
    const DisplayLine *line = page->items[index].as.line;
    bool seen = piece->kind == PIECE_GLYPHS && !piece->invisible && piece->colour != NULL;
    if (!seen || line->style == NULL || str_trim(piece->text).length == 0) return;
    Spot middle = spot_of((int64_t)line->x + piece->x + piece->width / 2,
                          (int64_t)line->baseline - piece->rise - piece->size / 4);
    Beneath beneath = find_beneath(page, index, middle);
    if (!beneath.known) return;
    int ratio =
        contrast_of(piece->colour->rgb, beneath.colour != NULL ? beneath.colour->rgb : paper);
    int least = is_large(line->style, piece) ? RATIO_LARGE : RATIO_SMALL;
    if (ratio >= least) return;
    Span where = colour_place(line->style, piece, line->role == ROLE_LABEL);
    if (!is_new(checking, where, piece->colour, beneath.colour)) return;
    Str ratios[2] = {ratio_text(checking, ratio), ratio_text(checking, least)};
    if (beneath.colour == NULL) {
        diag_report(checking->diag, MESSAGE_CONTRAST_ON_PAPER, where,
                    ARGS(piece->colour->name, ratios[0], ratios[1]));
    } else {
        diag_report(checking->diag, MESSAGE_CONTRAST_LOW, where,
                    ARGS(piece->colour->name, beneath.colour->name, ratios[0], ratios[1]));
    }
}

void contrast_check(const DisplayList *list, Diag *diag) {
    Arena *pages = arena_open(), *arena = arena_open();
    Checking checking = {.diag = diag, .arena = arena, .told = {.arena = arena}};
    for (size_t i = 0; i < list->page_count; i++) {
        ArenaMark mark = arena_mark(pages);
        DisplayPage page = display_page(list, i, pages);
        for (size_t k = 0; k < page.item_count; k++) {
            if (page.items[k].kind != ITEM_LINE) continue;
            const DisplayLine *line = page.items[k].as.line;
            for (size_t p = 0; p < line->piece_count; p++)
                check_piece(&checking, &page, k, &line->pieces[p]);
        }
        arena_release(pages, mark);
    }
    arena_close(arena);
    arena_close(pages);
}
