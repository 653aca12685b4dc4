/* The contrast of text against what was painted beneath it (U15; WCAG 2.1, 1.4.3). */
#include "preflight/checking.h"

/* Areas that are looked back at; text on top of more is left to people. */
enum { MOST_AREAS = 2000 };

static const double large_size = 18, large_bold_size = 14; /* points */
static const double contrast_small = 4.5, contrast_large = 3;

typedef struct Areas {
    VEC(const Mark *) list; /* filled areas of the page, in order of painting */
} Areas;

static bool covers(const Rectangle *box, double x, double y) {
    return x >= box->left && x <= box->right && y >= box->bottom && y <= box->top;
}

/* The colour beneath a point; white paper where nothing was painted. False: not known. */
static bool find_background(CosFile *file, const Areas *areas, double x, double y, double rgb[3]) {
    size_t last = areas->list.count;
    for (size_t i = last; i-- > 0;) {
        const Mark *area = areas->list.items[i];
        if (last - i > MOST_AREAS || !cos_work(file, 1)) return false;
        if (!covers(&area->box, x, y)) continue;
        return area->flat && !area->blends && paint_to_rgb(&area->fill, rgb);
    }
    for (int i = 0; i < 3; i++) rgb[i] = 1;
    return true;
}

static Str ratio_text(Arena *arena, double ratio) {
    enum { TENTHS = 10 };
    int tenths = (int)(ratio * TENTHS); /* down: 4.49 is not 4.5 */
    StrBuilder out = {.arena = arena};
    builder_add_format(&out, "%d.%d:1", tenths / TENTHS, tenths % TENTHS);
    return builder_text(&out);
}

static bool has_letters(Str text) {
    return str_trim(text).length > 0;
}

static void check_text(Checking *checking, const Areas *areas, const Mark *mark) {
    double text[3], background[3];
    double middle = (mark->box.left + mark->box.right) / 2;
    double height = (mark->box.bottom + mark->box.top) / 2;
    bool known = !mark->blends && paint_to_rgb(&mark->fill, text) &&
                 find_background(&checking->file, areas, middle, height, background);
    if (!known || mark->invisible || !mark->filled || !has_letters(mark->text)) return;
    report_see(checking->report, CHECK_U15, 1);
    bool large = mark->size >= large_size || (mark->font->bold && mark->size >= large_bold_size);
    double ratio = colour_contrast(colour_luminance(text), colour_luminance(background));
    if (ratio >= (large ? contrast_large : contrast_small)) return;
    report_add(checking->report, FINDING_CONTRAST, mark->page, 0,
               FACTS(ratio_text(checking->arena, ratio), mark->text));
}

void check_contrast(Checking *checking) {
    const Content *content = &checking->content;
    Areas areas = {0};
    int32_t page = 0;
    for (size_t i = 0; i < content->mark_count; i++) {
        const Mark *mark = content_mark(content, i);
        if (mark->page != page) areas.list.count = 0;
        page = mark->page;
        bool area = mark->kind != MARK_TEXT && mark->filled;
        if (area)
            VEC_PUSH(checking->arena, &areas.list, mark);
        else if (mark->kind == MARK_TEXT)
            check_text(checking, &areas, mark);
    }
}
