/* A page's items in painting order, and the state they share. */
#include "output/pdf_canvas.h"

#include "output/pdf_number.h"

enum { NO_SCALING = 10000 };

PdfCanvas canvas_make(Arena *arena, const DisplayPage *page, size_t page_number, Unit bleed) {
    return (PdfCanvas){
        .arena = arena,
        .page_number = page_number,
        .content = {.arena = arena},
        .left = bleed,
        .top = (int64_t)page->height + bleed,
        .stroke_width = -1,
        .text = {.scaling = NO_SCALING},
    };
}

void canvas_fill_colour(PdfCanvas *canvas, const Colour *colour) {
    if (colour == NULL || pdf_colour_equal(canvas->inks, canvas->fill, colour)) return;
    pdf_add_colour(&canvas->content, canvas->inks, colour, /* stroke */ false);
    canvas->fill = colour;
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
    switch (item->kind) {
    case ITEM_LINE: canvas_show_line(canvas, item->as.line); break;
    case ITEM_RECT: canvas_draw_rect(canvas, item->as.rect); break;
    case ITEM_PATH: canvas_draw_path(canvas, item->as.path); break;
    case ITEM_IMAGE: canvas_draw_image(canvas, item->as.image); break;
    }
}

void canvas_draw_page(PdfCanvas *canvas, const DisplayPage *page) {
    bool in_artifact = false;
    for (size_t i = 0; i < page->item_count; i++) {
        bool artifact = page->items[i].role == ROLE_ARTIFACT;
        if (artifact && !in_artifact) builder_add(&canvas->content, STR("/Artifact BMC\n"));
        if (!artifact && in_artifact) builder_add(&canvas->content, STR("EMC\n"));
        in_artifact = artifact;
        draw_item(canvas, &page->items[i]);
    }
    if (in_artifact) builder_add(&canvas->content, STR("EMC\n"));
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
    if (canvas->shown.count > 0) {
        builder_add(out, STR("/XObject<<"));
        for (size_t i = 0; i < canvas->shown.count; i++) {
            pdf_add_image_name(out, canvas->shown.items[i]);
            builder_add_byte(out, ' ');
            pdf_add_reference(out, canvas->shown.items[i]->object);
        }
        builder_add(out, STR(">>"));
    }
    pdf_add_colour_spaces(out, canvas->inks);
    builder_add(out, STR(">>"));
}
