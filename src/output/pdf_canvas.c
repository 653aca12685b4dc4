/* A page's items in painting order, and the state they share. */
#include "output/pdf_canvas.h"

#include "output/pdf_marked.h"
#include "output/pdf_number.h"

enum { NO_SCALING = 10000 };

PdfCanvas canvas_make(Arena *arena, size_t number, int64_t left, int64_t top) {
    return (PdfCanvas){
        .arena = arena,
        .page_number = number,
        .content = {.arena = arena},
        .left = left,
        .top = top,
        .stroke_width = -1,
        .text = {.scaling = NO_SCALING},
    };
}

/* Text in black alone overprints: plates that do not meet exactly show no white rim round it. All
 * else knocks out what lies below, white text above all. */
static void overprint_settle(PdfCanvas *canvas) {
    bool wanted = canvas->in_line && pdf_colour_overprints(canvas->inks, canvas->fill);
    if (wanted == canvas->overprint) return;
    builder_add_c(&canvas->content, wanted ? "/O1 gs\n" : "/O0 gs\n");
    canvas->overprint = wanted;
    canvas->overprint_named = true;
}

void canvas_fill_colour(PdfCanvas *canvas, const Colour *colour) {
    if (colour == NULL || pdf_colour_equal(canvas->inks, canvas->fill, colour)) return;
    pdf_add_colour(&canvas->content, canvas->inks, colour, /* stroke */ false);
    canvas->fill = colour;
    overprint_settle(canvas);
}

void canvas_stroke(PdfCanvas *canvas, const Colour *colour, Unit width) {
    if (canvas->stroke_width != width) {
        pdf_add_length(&canvas->content, width);
        builder_add(&canvas->content, STR(" w\n"));
        canvas->stroke_width = width;
    }
    if (colour == NULL || pdf_colour_equal(canvas->inks, canvas->stroke, colour)) return;
    pdf_add_colour(&canvas->content, canvas->inks, colour, /* stroke */ true);
    canvas->stroke = colour;
}

void canvas_add_point(PdfCanvas *canvas, int64_t x, int64_t y) {
    pdf_add_length(&canvas->content, canvas->left + x);
    builder_add_byte(&canvas->content, ' ');
    pdf_add_length(&canvas->content, canvas->top - y);
    builder_add_byte(&canvas->content, ' ');
}

static void draw_item(PdfCanvas *canvas, const DisplayItem *item) {
    canvas->in_line = item->kind == ITEM_LINE;
    overprint_settle(canvas);
    switch (item->kind) {
    case ITEM_LINE: canvas_show_line(canvas, item->as.line); break;
    case ITEM_RECT: canvas_draw_rect(canvas, item->as.rect); break;
    case ITEM_PATH: canvas_draw_path(canvas, item->as.path); break;
    case ITEM_IMAGE: canvas_draw_image(canvas, item->as.image); break;
    }
}

void canvas_draw_page(PdfCanvas *canvas, const DisplayPage *page) {
    for (size_t i = 0; i < page->item_count; i++) {
        canvas_mark_item(canvas, page, &page->items[i]);
        draw_item(canvas, &page->items[i]);
    }
    canvas_mark_end(canvas);
}

void canvas_draw_form(PdfCanvas *canvas, PdfFormUse form, int64_t x, int64_t y) {
    VEC_PUSH(canvas->arena, &canvas->forms, form);
    builder_add(&canvas->content, STR("1 0 0 1 "));
    pdf_add_length(&canvas->content, x);
    builder_add_byte(&canvas->content, ' ');
    pdf_add_length(&canvas->content, y);
    builder_add_format(&canvas->content, " cm /%c%zu Do\n", form.kind, form.number);
}

static void add_objects(const PdfCanvas *canvas, StrBuilder *out) {
    if (canvas->shown.count + canvas->forms.count == 0) return;
    builder_add(out, STR("/XObject<<"));
    for (size_t i = 0; i < canvas->shown.count; i++) {
        pdf_add_image_name(out, canvas->shown.items[i]);
        builder_add_byte(out, ' ');
        pdf_add_reference(out, canvas->shown.items[i]->object);
    }
    for (size_t i = 0; i < canvas->forms.count; i++) {
        const PdfFormUse *form = &canvas->forms.items[i];
        builder_add_format(out, "/%c%zu ", form->kind, form->number);
        pdf_add_reference(out, form->object);
    }
    builder_add(out, STR(">>"));
}

void canvas_add_resources(const PdfCanvas *canvas, StrBuilder *out) {
    builder_add(out, STR("/Resources<<"));
    if (canvas->planes.count > 0) {
        builder_add(out, STR("/Font<<"));
        for (size_t i = 0; i < canvas->planes.count; i++) {
            pdf_add_font_name(out, canvas->planes.items[i]);
            builder_add_byte(out, ' ');
            pdf_add_reference(out, canvas->planes.items[i]->object);
        }
        builder_add(out, STR(">>"));
    }
    add_objects(canvas, out);
    if (canvas->overprint_named) {
        builder_add(out, STR("/ExtGState<</O0<</OP false/op false/OPM 0>>"
                             "/O1<</OP true/op true/OPM 1>>>>"));
    }
    pdf_add_colour_spaces(out, canvas->inks);
    builder_add(out, STR(">>"));
}
