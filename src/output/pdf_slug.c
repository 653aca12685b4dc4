/* Slug lines; see pdf_slug.h. */
#include "output/pdf_slug.h"

#include "font/shape_outline.h"
#include "paragraph/paragraph.h"

#define SIZE    POINTS(6)
#define BEGIN   POINTS(3)  /* from the left edge, beside the crop mark */
#define FIRST   POINTS(9)  /* of baselines, below the bleed */
#define SECOND  POINTS(18) /* within the room that marks have */
#define BETWEEN POINTS(6)  /* plates */

enum { FULL = 10000 };

/* A line under construction. */
typedef struct SlugLine {
    PdfCanvas *canvas;
    const Setter *setter;
    Font font;
    Unit x, y, end;
} SlugLine;

/* In the layout's first text style; false if that has no font. */
static bool line_begin(SlugLine *line, const DisplayList *list) {
    if (list->setter == NULL || list->layout == NULL || list->layout->styles.count == 0)
        return false;
    Look look = look_make(list->setter, list->layout->styles.entries[0].value, NULL);
    line->setter = list->setter;
    line->font = (Font){.face = look.font.face, .size = SIZE, .language = look.font.language};
    return look.font.face != NULL;
}

/* Words in a colour, one after the other; false where they would not fit. */
static bool draw_words(SlugLine *line, Str words, const Colour *colour) {
    Arena *arena = line->canvas->arena;
    const Shape *shape = shape_text(line->setter->shaper, &line->font, words, (Span){0});
    PathStep *steps;
    size_t count;
    if ((int64_t)line->x + shape->width > line->end) return false;
    if (!shape_outline(shape, arena, &steps, &count)) return false;
    PathPoint *points = ARENA_ARRAY(arena, PathPoint, count);
    for (size_t i = 0; i < count; i++) {
        points[i].verb = steps[i].verb;
        for (int k = 0; k < 3; k++) {
            points[i].x[k] = unit_from((int64_t)line->x + steps[i].x[k]);
            points[i].y[k] = unit_from((int64_t)line->y + steps[i].y[k]);
        }
    }
    DisplayPath path = {.points = points, .point_count = count, .fill = colour};
    canvas_draw_path(line->canvas, &path);
    line->x = unit_from((int64_t)line->x + shape->width);
    return true;
}

static SlugLine line_make(PdfCanvas *canvas, const PdfMarkArea *area, Unit below) {
    return (SlugLine){.canvas = canvas,
                      .x = BEGIN,
                      .y = area->height + area->bleed + below,
                      .end = pdf_marks_slug_end(area)};
}

void pdf_slug_draw_pages(PdfCanvas *canvas, const PdfMarkArea *area, const DisplayList *list,
                         Str name, const PdfSheet *sheet) {
    SlugLine line = line_make(canvas, area, FIRST);
    if (!line_begin(&line, list)) return;
    line.x += shape_text(line.setter->shaper, &line.font, name, (Span){0})->width + BETWEEN;
    StrBuilder words = {.arena = canvas->arena};
    for (size_t i = 0; i < sheet->place_count; i++) {
        if (sheet->places[i].page == PDF_NO_PAGE) continue;
        if (words.length > 0) builder_add_c(&words, " + ");
        builder_add_int(&words, (int64_t)sheet->places[i].page + 1);
    }
    if (words.length == 0) return;
    builder_add_format(&words, " / %zu", list->page_count);
    draw_words(&line, builder_text(&words), &PDF_REGISTRATION);
}

static void draw_plates(SlugLine *line) {
    static const char *const names[] = {"Cyan", "Magenta", "Yellow", "Black"};
    static const Colour process[] = {{.cmyk = {FULL, 0, 0, 0}},
                                     {.cmyk = {0, FULL, 0, 0}},
                                     {.cmyk = {0, 0, FULL, 0}},
                                     {.cmyk = {0, 0, 0, FULL}}};
    for (size_t i = 0; i < sizeof process / sizeof process[0]; i++) {
        if (!draw_words(line, str_from_c(names[i]), &process[i])) return;
        line->x += BETWEEN;
    }
    const PdfCanvas *canvas = line->canvas;
    size_t spots = canvas->inks->spots.count; /* the names use no new ones */
    for (size_t i = 0; i < spots; i++) {
        const PdfSpot *spot = &canvas->inks->spots.items[i];
        if (str_equal(spot->name, PDF_REGISTRATION.spot)) continue;
        Colour *ink = ARENA_NEW(canvas->arena, Colour);
        *ink = (Colour){.spot = spot->name, .tint = FULL};
        if (!draw_words(line, ink->spot, ink)) return;
        line->x += BETWEEN;
    }
}

void pdf_slug_draw_names(PdfCanvas *canvas, const PdfMarkArea *area, const DisplayList *list,
                         Str name) {
    SlugLine first = line_make(canvas, area, FIRST), second = line_make(canvas, area, SECOND);
    if (!line_begin(&first, list) || !line_begin(&second, list)) return;
    draw_words(&first, name, &PDF_REGISTRATION);
    draw_plates(&second);
}
