/* A display list as a PDF file.
 *
 * Two walks over the pages: the first notes which glyphs each face shows, so that faces are cut
 * down once; the second writes each page's content. Page objects are numbered first, as links point
 * to pages that are not written yet; fonts are written last, when all their texts are known. */
#include "output/pdf.h"

#include "output/pdf_canvas.h"
#include "output/pdf_file.h"
#include "output/pdf_intent.h"
#include "output/pdf_links.h"
#include "output/pdf_metadata.h"
#include "output/pdf_number.h"
#include "output/pdf_sheets.h"
#include "output/pdf_standard.h"
#include "output/pdf_string.h"

/* What all pages of a file share. */
typedef struct Book {
    const DisplayList *list;
    const PdfOptions *options;
    PdfFile file;
    PdfFonts fonts;
    PdfImages images;
    PdfInks inks;
    PdfPages pages;
    PdfTags *tags; /* of a screen file */
} Book;

static const Edition *book_edition(const Book *book) {
    return book->list->document == NULL ? NULL : &book->list->document->edition;
}

/* ---- pages ---- */

static void page_write(Book *book, size_t index, Arena *arena) {
    DisplayPage painted = display_page(book->list, index, arena);
    const DisplayPage *page = &painted;
    PdfCanvas canvas = canvas_make(arena, index + 1, 0, page->height);
    canvas.fonts = &book->fonts;
    canvas.images = &book->images;
    canvas.inks = &book->inks;
    canvas.tags = book->tags;
    pdf_tags_begin_page(book->tags, index);
    canvas_draw_page(&canvas, page);
    /* libharu cannot read an empty stream back. */
    if (canvas.content.length == 0) builder_add_byte(&canvas.content, '\n');
    PdfObject content =
        pdf_stream_new(&book->file, STR(""), builder_text(&canvas.content), PDF_FLATE);

    StrBuilder out = {.arena = book->file.arena};
    builder_add(&out, STR("/Type/Page/Parent "));
    pdf_add_reference(&out, pdf_page_tree(&book->file));
    builder_add(&out, STR("/MediaBox[0 0 "));
    pdf_add_length(&out, page->width);
    builder_add_byte(&out, ' ');
    pdf_add_length(&out, page->height);
    builder_add_byte(&out, ']');
    canvas_add_resources(&canvas, &out);
    builder_add(&out, STR("/Contents "));
    pdf_add_reference(&out, content);
    builder_add_format(&out, "/StructParents %zu", index);
    pdf_add_links(&out, &book->file, &book->pages, page, book->tags);
    pdf_object_fill(&book->file, book->pages.objects[index], builder_text(&out));
}

static void pages_write(Book *book) {
    StrBuilder tree = {.arena = book->file.arena};
    builder_add(&tree, STR("/Kids["));
    for (size_t i = 0; i < book->pages.count; i++) {
        if (i > 0) builder_add_byte(&tree, ' ');
        pdf_add_reference(&tree, book->pages.objects[i]);
    }
    builder_add_format(&tree, "]/Count %zu", book->pages.count);
    pdf_object_fill(&book->file, pdf_page_tree(&book->file), builder_text(&tree));
    Arena *arena = arena_open();
    for (size_t i = 0; i < book->pages.count; i++) {
        ArenaMark mark = arena_mark(arena);
        page_write(book, i, arena);
        arena_release(arena, mark);
    }
    arena_close(arena);
}

static void pages_number(Book *book) {
    book->pages = (PdfPages){
        .objects = ARENA_ARRAY(book->file.arena, PdfObject, book->list->page_count),
        .pages = book->list->pages,
        .count = book->list->page_count,
    };
    for (size_t i = 0; i < book->pages.count; i++)
        book->pages.objects[i] = pdf_object_new(&book->file);
}

/* ---- the document ---- */

/* The folios that readers show: a new range wherever they do not count on. */
static void add_page_labels(StrBuilder *out, const DisplayList *list) {
    if (list->page_count == 0) return;
    builder_add(out, STR("/PageLabels<</Nums["));
    for (size_t i = 0; i < list->page_count; i++) {
        uint32_t number = list->pages[i].number;
        if (i > 0 && number == list->pages[i - 1].number + 1) continue;
        builder_add_format(out, "%zu<</S/D/St %u>>", i, number == 0 ? 1u : (unsigned)number);
    }
    builder_add(out, STR("]>>"));
}

static void catalogue_write(Book *book) {
    const Edition *edition = book_edition(book);
    StrBuilder out = {.arena = book->file.arena};
    if (edition != NULL && edition->language.length > 0) {
        builder_add(&out, STR("/Lang"));
        pdf_add_text(&out, edition->language);
    }
    if (edition != NULL && edition->title.length > 0) {
        builder_add(&out, STR("/ViewerPreferences<</DisplayDocTitle true"));
        if (book->list->right_to_left) builder_add(&out, STR("/Direction/R2L"));
        builder_add(&out, STR(">>"));
    } else if (book->list->right_to_left) {
        builder_add(&out, STR("/ViewerPreferences<</Direction/R2L>>"));
    }
    pdf_add_intents(&out, &book->file, book->options);
    builder_add(&out, STR("/Metadata "));
    pdf_add_reference(&out, pdf_xmp_write(&book->file, edition, book->options));
    if (book->options->imposition == PDF_SINGLE) add_page_labels(&out, book->list);
    PdfObject outline = book->options->kind == PDF_SCREEN
                            ? pdf_outline_write(&book->file, &book->pages, book->list)
                            : NULL;
    if (outline != NULL) {
        builder_add(&out, STR("/PageMode/UseOutlines/Outlines "));
        pdf_add_reference(&out, outline);
    }
    if (book->tags != NULL) pdf_tags_write(book->tags, &out);
    pdf_object_fill(&book->file, pdf_catalogue(&book->file), builder_text(&out));
}

static void sheets_write(Book *book, Diag *diag) {
    PdfSheets sheets = {book->list,    book->options, &book->file, &book->fonts,
                        &book->images, &book->inks,   diag};
    pdf_sheets_write(&sheets);
}

static bool book_write(Book *book, Str *bytes, Diag *diag) {
    if (book->options->kind == PDF_PRINT) {
        sheets_write(book, diag);
    } else {
        pages_number(book);
        book->tags = pdf_tags_make(&book->file, book->list->document, book->options->speech,
                                   book->pages.objects, book->pages.count);
        pages_write(book);
    }
    pdf_fonts_write(&book->fonts);
    catalogue_write(book);
    pdf_information_write(&book->file, book_edition(book), book->options);
    if (pdf_file_save(&book->file, bytes)) return true;
    StrBuilder code = {.arena = book->file.arena};
    builder_add_format(&code, "0x%04lX", (unsigned long)book->file.failure);
    diag_report(diag, MESSAGE_PDF_LIBRARY_FAILED, (Span){0}, ARGS(builder_text(&code)));
    return false;
}

bool pdf_make(const DisplayList *list, const PdfOptions *options, Arena *arena, Str *bytes,
              Diag *diag) {
    Book book = {.list = list, .options = options};
    book.fonts = (PdfFonts){.arena = arena, .file = &book.file, .long_texts = {.arena = arena}};
    book.images = (PdfImages){.arena = arena, .file = &book.file, .diag = diag, .options = options};
    if (list->layout != NULL) book.images.reported_ppi = list->layout->least_ppi;
    book.inks = (PdfInks){
        .arena = arena, .file = &book.file, .kind = options->kind, .layout = list->layout};
    pdf_file_open(&book.file, pdf_standard_version(options->standards), arena);
    bool done = pdf_fonts_prepare(&book.fonts, list, diag) && book_write(&book, bytes, diag);
    pdf_file_close(&book.file);
    return done;
}
