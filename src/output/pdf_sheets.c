/* Sheets of a print file (ISO 32000-1, 14.11.2; X-5).
 *
 * In the media box lies the bleed box, in that the trim box; where there are marks, the media box
 * leaves room for them. A page alone is drawn straight on its sheet. Pages side by side are forms
 * (8.10), each cut at the fold. Marks are one form for all sheets of a size, written last: only
 * then is it known which spot inks the bars show. */
#include "output/pdf_sheets.h"

#include "output/pdf_marks.h"
#include "output/pdf_number.h"
#include "output/pdf_slug.h"

/* The marks of all sheets of a size. */
typedef struct MarksForm {
    PdfMarkArea area;
    PdfObject object;
} MarksForm;

typedef struct SheetWriter {
    PdfSheets *given;
    Unit room;       /* for marks, outside the bleed */
    size_t contents; /* pages and forms drawn */
    StrBuilder kids; /* of the page tree */
    VEC(MarksForm) marks;
} SheetWriter;

static PdfCanvas canvas_begin(SheetWriter *writer, Arena *arena, int64_t left, int64_t top) {
    PdfSheets *given = writer->given;
    pdf_inks_begin(given->inks);
    PdfCanvas canvas = canvas_make(arena, ++writer->contents, left, top);
    canvas.fonts = given->fonts;
    canvas.images = given->images;
    canvas.inks = given->inks;
    return canvas;
}

static void add_box(StrBuilder *out, const char *name, const int64_t box[4]) {
    builder_add_c(out, name);
    builder_add_byte(out, '[');
    for (int i = 0; i < 4; i++) {
        if (i > 0) builder_add_byte(out, ' ');
        pdf_add_length(out, box[i]);
    }
    builder_add_byte(out, ']');
}

/* ---- forms ---- */

static void form_fill(SheetWriter *writer, PdfObject form, const PdfCanvas *canvas,
                      const int64_t box[4]) {
    StrBuilder out = {.arena = writer->given->file->arena};
    builder_add(&out, STR("/Type/XObject/Subtype/Form"));
    add_box(&out, "/BBox", box);
    canvas_add_resources(canvas, &out);
    pdf_stream_fill(writer->given->file, form, builder_text(&out), builder_text(&canvas->content),
                    PDF_FLATE);
}

/* A page as a form whose origin is the corner of its bleed. */
static PdfObject page_form(SheetWriter *writer, size_t index, Arena *arena) {
    PdfObject form = pdf_stream_number(writer->given->file);
    DisplayPage page = display_page(writer->given->list, index, arena);
    int64_t bleed = page.bleed, width = page.width + 2 * bleed, height = page.height + 2 * bleed;
    PdfCanvas canvas = canvas_begin(writer, arena, bleed, page.height + bleed);
    canvas_draw_page(&canvas, &page);
    form_fill(writer, form, &canvas, (int64_t[]){0, 0, width, height});
    return form;
}

/* The form of the marks round an area, numbered at its first use. */
static PdfFormUse marks_find(SheetWriter *writer, const PdfMarkArea *area) {
    size_t i = 0;
    for (; i < writer->marks.count; i++) {
        const PdfMarkArea *known = &writer->marks.items[i].area;
        if (known->width == area->width && known->height == area->height &&
            known->bleed == area->bleed && known->folded == area->folded)
            break;
    }
    if (i == writer->marks.count) {
        MarksForm added = {*area, pdf_stream_number(writer->given->file)};
        VEC_PUSH(writer->given->file->arena, &writer->marks, added);
    }
    return (PdfFormUse){'M', i, writer->marks.items[i].object};
}

static void marks_write(SheetWriter *writer) {
    Arena *arena = arena_open();
    for (size_t i = 0; i < writer->marks.count; i++) {
        const MarksForm *marks = &writer->marks.items[i];
        int64_t around = (int64_t)marks->area.bleed + writer->room;
        int64_t width = marks->area.width + 2 * around, height = marks->area.height + 2 * around;
        PdfCanvas canvas = canvas_begin(writer, arena, around, marks->area.height + around);
        pdf_marks_draw(&canvas, &marks->area, writer->given->options->marks);
        if ((writer->given->options->marks & PRINT_MARK_SLUG) != 0)
            pdf_slug_draw_names(&canvas, &marks->area, writer->given->list,
                                writer->given->options->name);
        form_fill(writer, marks->object, &canvas, (int64_t[]){0, 0, width, height});
    }
    arena_close(arena);
}

/* ---- sheets ---- */

/* The paper round a sheet's trim box. */
static int64_t sheet_bleed(const SheetWriter *writer) {
    return writer->given->list->pages[0].bleed;
}

/* Opens a part of the content that shows nothing outside a rectangle; "Q" closes it. */
static void begin_clip(PdfCanvas *canvas, int64_t x, int64_t y, int64_t width, int64_t height) {
    const int64_t numbers[] = {x, y, width, height};
    builder_add(&canvas->content, STR("q\n"));
    for (size_t i = 0; i < 4; i++) {
        pdf_add_length(&canvas->content, numbers[i]);
        builder_add_byte(&canvas->content, ' ');
    }
    builder_add(&canvas->content, STR("re W n\n"));
}

static void draw_place(SheetWriter *writer, PdfCanvas *canvas, const PdfSheet *sheet,
                       const PdfPlace *place, Arena *arena) {
    int64_t bleed = sheet_bleed(writer), around = bleed + writer->room;
    if (place->page == PDF_NO_PAGE) return;
    PdfFormUse form = {'P', place->page, page_form(writer, place->page, arena)};
    begin_clip(canvas, around + place->from, writer->room, place->to - place->from,
               sheet->height + 2 * bleed);
    canvas_draw_form(canvas, form, around + place->x - bleed, writer->room);
    builder_add(&canvas->content, STR("Q\n"));
}

/* A page alone is drawn as it is, cut at the bleed so that it leaves the marks alone; pages side by
 * side as forms. */
static PdfCanvas sheet_draw(SheetWriter *writer, const PdfSheet *sheet, Arena *arena) {
    int64_t bleed = sheet_bleed(writer), around = bleed + writer->room;
    bool alone = writer->given->options->imposition == PDF_SINGLE;
    if (alone) {
        DisplayPage page = display_page(writer->given->list, sheet->places[0].page, arena);
        PdfCanvas canvas = canvas_begin(writer, arena, around, page.height + around);
        if (writer->room > 0)
            begin_clip(&canvas, writer->room, writer->room, page.width + 2 * bleed,
                       page.height + 2 * bleed);
        canvas_draw_page(&canvas, &page);
        if (writer->room > 0) builder_add(&canvas.content, STR("Q\n"));
        return canvas;
    }
    PdfCanvas canvas = canvas_begin(writer, arena, around, sheet->height + around);
    for (size_t i = 0; i < sheet->place_count; i++)
        draw_place(writer, &canvas, sheet, &sheet->places[i], arena);
    return canvas;
}

static void add_boxes(StrBuilder *out, const SheetWriter *writer, const PdfSheet *sheet) {
    int64_t room = writer->room, bleed = sheet_bleed(writer), around = room + bleed;
    int64_t width = sheet->width, height = sheet->height;
    add_box(out, "/MediaBox", (int64_t[]){0, 0, width + 2 * around, height + 2 * around});
    add_box(out, "/BleedBox",
            (int64_t[]){room, room, width + around + bleed, height + around + bleed});
    add_box(out, "/TrimBox", (int64_t[]){around, around, width + around, height + around});
}

static void sheet_write(SheetWriter *writer, const PdfSheet *sheet, Arena *arena) {
    PdfFile *file = writer->given->file;
    PdfCanvas canvas = sheet_draw(writer, sheet, arena);
    if (writer->given->options->marks != 0) {
        PdfMarkArea area = {unit_from(sheet->width), unit_from(sheet->height),
                            unit_from(sheet_bleed(writer)), sheet->folded};
        if ((writer->given->options->marks & PRINT_MARK_SLUG) != 0)
            pdf_slug_draw_pages(&canvas, &area, writer->given->list, writer->given->options->name,
                                sheet);
        canvas_draw_form(&canvas, marks_find(writer, &area), 0, 0);
    }
    /* libharu cannot read an empty stream back. */
    if (canvas.content.length == 0) builder_add_byte(&canvas.content, '\n');
    PdfObject content = pdf_stream_new(file, STR(""), builder_text(&canvas.content), PDF_FLATE);
    PdfObject page = pdf_object_new(file);
    StrBuilder out = {.arena = file->arena};
    builder_add(&out, STR("/Type/Page/Parent "));
    pdf_add_reference(&out, pdf_page_tree(file));
    add_boxes(&out, writer, sheet);
    canvas_add_resources(&canvas, &out);
    builder_add(&out, STR("/Contents "));
    pdf_add_reference(&out, content);
    pdf_object_fill(file, page, builder_text(&out));
    pdf_add_reference(&writer->kids, page);
    builder_add_byte(&writer->kids, ' ');
}

void pdf_sheets_write(PdfSheets *sheets) {
    SheetWriter writer = {.given = sheets,
                          .room = pdf_marks_room(sheets->options->marks),
                          .kids = {.arena = sheets->file->arena}};
    Arena *plan = arena_open(), *arena = arena_open();
    size_t count = 0;
    PdfSheet *planned = pdf_sheets_plan(sheets->list, sheets->options, plan, &count, sheets->diag);
    builder_add(&writer.kids, STR("/Kids["));
    for (size_t i = 0; i < count; i++) {
        ArenaMark mark = arena_mark(arena);
        sheet_write(&writer, &planned[i], arena);
        arena_release(arena, mark);
    }
    builder_add_format(&writer.kids, "]/Count %zu", count);
    pdf_object_fill(sheets->file, pdf_page_tree(sheets->file), builder_text(&writer.kids));
    marks_write(&writer);
    arena_close(arena);
    arena_close(plan);
}
