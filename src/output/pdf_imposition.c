/* Imposition; see pdf_imposition.h.
 *
 * Saddle stitch, for n pages on sheets s = 0, 1, … from the outside in (pages from 1):
 *
 *     front   | n - 2s     | 1 + 2s     |
 *     back    | 2 + 2s     | n - 1 - 2s |
 *
 * Paper has a thickness: the fold of an inner sheet lies further out, its edge sticks out and is
 * cut off. Creep moves the pages of each sheet by that much towards the fold, so that the outer
 * margins of all pages are the same once they are cut. */
#include "output/pdf_imposition.h"

enum { PAGES_OF_SHEET = 4 };

/* Puts a page on one half of a sheet, moved towards the fold by a shift. */
static void place_page(PdfSheet *sheet, const DisplayPage *page, size_t index, bool right,
                       int64_t shift) {
    int64_t fold = page->width;
    sheet->places[sheet->place_count++] = (PdfPlace){
        .page = index,
        .x = right ? fold - shift : shift,
        .from = right ? fold : -(int64_t)page->bleed,
        .to = right ? 2 * fold + page->bleed : fold,
    };
}

static PdfSheet sheet_folded(const DisplayPage *page) {
    return (PdfSheet){.width = 2 * (int64_t)page->width, .height = page->height, .folded = true};
}

static PdfSheet sheet_single(const DisplayPage *page, size_t index) {
    PdfSheet sheet = {.width = page->width, .height = page->height, .place_count = 1};
    sheet.places[0] = (PdfPlace){
        .page = index, .from = -(int64_t)page->bleed, .to = (int64_t)page->width + page->bleed};
    return sheet;
}

static PdfSheet *plan_single(const DisplayList *list, Arena *arena, size_t *count) {
    PdfSheet *sheets = ARENA_ARRAY(arena, PdfSheet, list->page_count);
    for (size_t i = 0; i < list->page_count; i++) sheets[i] = sheet_single(&list->pages[i], i);
    *count = list->page_count;
    return sheets;
}

static PdfSheet *plan_spreads(const DisplayList *list, Arena *arena, size_t *count) {
    PdfSheet *sheets = ARENA_ARRAY(arena, PdfSheet, list->page_count);
    size_t made = 0;
    for (size_t i = 0; i < list->page_count;) {
        const DisplayPage *page = &list->pages[i];
        if (i == 0 || i + 1 == list->page_count) {
            sheets[made++] = sheet_single(page, i++);
            continue;
        }
        sheets[made] = sheet_folded(page);
        place_page(&sheets[made], page, i++, /* right */ false, 0);
        place_page(&sheets[made++], page, i++, /* right */ true, 0);
    }
    *count = made;
    return sheets;
}

static void report_blank(size_t blank, Diag *diag) {
    Arena *scratch = arena_open();
    StrBuilder number = {.arena = scratch};
    builder_add_int(&number, (int64_t)blank);
    diag_report(diag, MESSAGE_IMPOSITION_BLANK, (Span){0}, ARGS(builder_text(&number)));
    arena_close(scratch);
}

/* The page that stands at a place, from 0, of a book whose blank pages stand before its last. */
static size_t page_at(size_t place, size_t page_count, size_t place_count) {
    if (place + 1 == place_count) return page_count - 1;
    return place + 1 < page_count ? place : PDF_NO_PAGE;
}

static PdfSheet *plan_saddle(const DisplayList *list, Unit creep, Arena *arena, size_t *count,
                             Diag *diag) {
    size_t pages = list->page_count;
    size_t places = (pages + PAGES_OF_SHEET - 1) / PAGES_OF_SHEET * PAGES_OF_SHEET;
    PdfSheet *sheets = ARENA_ARRAY(arena, PdfSheet, places / 2);
    const DisplayPage *page = &list->pages[0];
    if (places > pages) report_blank(places - pages, diag);
    for (size_t side = 0; side < places / 2; side++) {
        bool back = side % 2 == 1;
        int64_t shift = (int64_t)creep * (int64_t)(side / 2);
        size_t early = page_at(side, pages, places);
        size_t late = page_at(places - 1 - side, pages, places);
        sheets[side] = sheet_folded(page);
        place_page(&sheets[side], page, back ? early : late, /* right */ false, shift);
        place_page(&sheets[side], page, back ? late : early, /* right */ true, shift);
    }
    *count = places / 2;
    return sheets;
}

/* A book bound on the right: what stood left of the fold stands right of it. */
static void sheet_mirror(PdfSheet *sheet, int64_t page_width) {
    for (size_t i = 0; i < sheet->place_count; i++) {
        PdfPlace *place = &sheet->places[i];
        int64_t from = place->from;
        place->x = sheet->width - place->x - page_width;
        place->from = sheet->width - place->to;
        place->to = sheet->width - from;
    }
}

static PdfSheet *plan(const DisplayList *list, const PdfOptions *options, Arena *arena,
                      size_t *count, Diag *diag) {
    switch (options->imposition) {
    case PDF_SADDLE: return plan_saddle(list, options->creep, arena, count, diag);
    case PDF_SPREADS: return plan_spreads(list, arena, count);
    case PDF_SINGLE: break;
    }
    return plan_single(list, arena, count);
}

PdfSheet *pdf_sheets_plan(const DisplayList *list, const PdfOptions *options, Arena *arena,
                          size_t *count, Diag *diag) {
    PdfSheet *sheets = plan(list, options, arena, count, diag);
    for (size_t i = 0; list->right_to_left && i < *count; i++)
        sheet_mirror(&sheets[i], list->pages[0].width);
    return sheets;
}
