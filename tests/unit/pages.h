/* Display lists made by hand, and what other programs read in the PDF made from them. */
#ifndef MAQUETTE_TESTS_PAGES_H
#define MAQUETTE_TESTS_PAGES_H

#include "base/vec.h"
#include "display/display.h"
#include "fonts.h"
#include "output/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One page, filled line after line. */
typedef struct Pages {
    Fonts fonts;
    Arena *arena;
    Shaper *shaper;
    Document document;
    DisplayPage page;
    DisplayList list;
    VEC(DisplayItem) items;
    VEC(Piece) pieces; /* of the line under construction */
    Unit x;            /* where its next piece stands, from its left end */
    Unit baseline;
    Font font;
    const Colour *colour;
} Pages;

static const Colour BLACK = {.cmyk = {0, 0, 0, 10000}};

static inline Pages pages_open(void) {
    Pages pages = {.fonts = fonts_open(), .colour = &BLACK, .baseline = POINTS(60)};
    pages.arena = pages.fonts.arena;
    pages.shaper = shaper_open(pages.arena, pages.fonts.catalogue, &pages.fonts.diag);
    pages.document.edition = (Edition){.title = STR("Les usagers·ères"),
                                       .subtitle = STR("Sub (title)"),
                                       .language = STR("fr"),
                                       .publisher = STR("Collectif")};
    pages.page = (DisplayPage){.width = POINTS(400),
                               .height = POINTS(300),
                               .bleed = POINTS(9),
                               .number = 1,
                               .template_name = STR("plain")};
    return pages;
}

static inline void pages_close(Pages *pages) {
    shaper_close(pages->shaper);
    fonts_close(&pages->fonts);
}

static inline void pages_font(Pages *pages, const char *family, Unit size) {
    pages->font = (Font){
        .face = fonts_face(&pages->fonts, family, 400, false), .size = size, .language = STR("fr")};
}

/* Adds a word, or the part of one, as the paragraph layer would; gives its first piece. */
static inline Piece *pages_word(Pages *pages, Str text) {
    const Shape *shape = shape_text(pages->shaper, &pages->font, text, (Span){0});
    size_t first = pages->pieces.count;
    for (size_t r = 0; r < shape->run_count; r++) {
        const GlyphRun *run = &shape->runs[r];
        Piece piece = {.kind = PIECE_GLYPHS,
                       .x = pages->x,
                       .width = run->width,
                       .run = run,
                       .text = shape->text,
                       .face = run->face,
                       .size = run->size,
                       .rise = run->rise,
                       .scaling = 10000,
                       .colour = pages->colour};
        pages->x += run->width;
        VEC_PUSH(pages->arena, &pages->pieces, piece);
    }
    return &pages->pieces.items[first];
}

static inline Piece *pages_space(Pages *pages, Str text, Unit width) {
    Piece piece = {.kind = PIECE_SPACE,
                   .x = pages->x,
                   .width = width,
                   .text = text,
                   .face = pages->font.face,
                   .size = pages->font.size,
                   .scaling = 10000,
                   .colour = pages->colour};
    pages->x += width;
    VEC_PUSH(pages->arena, &pages->pieces, piece);
    return &pages->pieces.items[pages->pieces.count - 1];
}

/* Adds words and the ordinary spaces between them. */
static inline void pages_words(Pages *pages, Str text) {
    size_t at = 0;
    while (at < text.length) {
        size_t end = str_find(text, STR(" "), at);
        if (end == SIZE_MAX) end = text.length;
        if (end > at) pages_word(pages, str_slice(text, at, end));
        if (end < text.length) pages_space(pages, STR(" "), font_space(&pages->font));
        at = end + 1;
    }
}

static inline void pages_item(Pages *pages, ItemKind kind, Role role, void *thing) {
    DisplayItem item = {.kind = kind, .role = role};
    switch (kind) {
    case ITEM_LINE: item.as.line = thing; break;
    case ITEM_RECT: item.as.rect = thing; break;
    case ITEM_PATH: item.as.path = thing; break;
    case ITEM_IMAGE: item.as.image = thing; break;
    }
    VEC_PUSH(pages->arena, &pages->items, item);
}

/* Ends the line under construction: it becomes an item of the page. */
static inline DisplayLine *pages_line(Pages *pages) {
    DisplayLine *line = ARENA_NEW(pages->arena, DisplayLine);
    *line = (DisplayLine){.x = POINTS(40),
                          .baseline = pages->baseline,
                          .width = POINTS(320),
                          .natural = pages->x,
                          .pieces = pages->pieces.items,
                          .piece_count = pages->pieces.count,
                          .role = ROLE_PARAGRAPH,
                          .block = 1};
    pages_item(pages, ITEM_LINE, ROLE_PARAGRAPH, line);
    pages->pieces.items = NULL;
    pages->pieces.count = pages->pieces.capacity = 0;
    pages->x = 0;
    pages->baseline += POINTS(20);
    return line;
}

static inline void pages_end(Pages *pages) {
    pages->page.items = pages->items.items;
    pages->page.item_count = pages->items.count;
    if (pages->list.pages == NULL) {
        pages->list.pages = &pages->page;
        pages->list.page_count = 1;
    }
    pages->list.document = &pages->document;
}

static inline Str pages_pdf(Pages *pages, PdfKind kind) {
    PdfOptions options = {.kind = kind, .year = 2025, .month = 4, .day = 15};
    Str bytes = {0};
    pages_end(pages);
    assert_true(pdf_make(&pages->list, &options, pages->arena, &bytes, &pages->fonts.diag));
    return bytes;
}

/* What a shell command says of a PDF; "$F" in it is the file. Its errors are part of it, and its
 * status if not 0. */
static inline Str pdf_ask(Arena *arena, Str pdf, const char *command) {
    char path[] = "/tmp/maquette-pdf-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, pdf.bytes, pdf.length), (ssize_t)pdf.length);
    close(file);
    StrBuilder shell = {.arena = arena}, said = {.arena = arena};
    builder_add_format(&shell, "F=%s; { %s; } 2>&1", path, command);
    FILE *pipe = popen(str_to_c(arena, builder_text(&shell)), "r");
    assert_non_null(pipe);
    char buffer[4096];
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        builder_add(&said, (Str){buffer, got});
    int status = pclose(pipe);
    if (status != 0) builder_add_format(&said, "status %d\n", status);
    unlink(path);
    return builder_text(&said);
}

static inline bool pdf_says(Arena *arena, Str pdf, const char *command, const char *wanted) {
    Str said = pdf_ask(arena, pdf, command);
    bool found = str_find(said, str_from_c(wanted), 0) != SIZE_MAX;
    if (!found)
        print_error("%s said:\n%.*swithout: %s\n", command, (int)said.length, said.bytes, wanted);
    return found;
}

#endif
