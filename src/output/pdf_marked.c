/* The current marked content of a page. */
#include "output/pdf_marked.h"

#include "output/pdf_string.h"

void canvas_mark_end(PdfCanvas *canvas) {
    if (canvas->mark != MARK_NONE) builder_add(&canvas->content, STR("EMC\n"));
    canvas->mark = MARK_NONE;
    canvas->element = NULL;
}

/* X1: what the element says is told in the content as well, where extracting tools look, and only
 * in a Span: once, with its first sequence; the text of the later ones is replaced by nothing. */
static void add_speech(StrBuilder *out, const TagElement *element, bool first) {
    if (element->replacement.length > 0) {
        builder_add(out, STR("/ActualText"));
        pdf_add_utf16_text(out, first ? element->replacement : STR(""));
    } else if (element->expansion.length > 0 && first) {
        builder_add(out, STR("/E"));
        pdf_add_utf16_text(out, element->expansion);
    }
}

void canvas_mark_element(PdfCanvas *canvas, TagElement *element) {
    if (canvas->mark == MARK_ELEMENT && canvas->element == element) return;
    canvas_mark_end(canvas);
    canvas->mark = MARK_ELEMENT;
    canvas->element = element;
    bool first = !element->paged;
    bool speaks = element->replacement.length + element->expansion.length > 0;
    builder_add_format(&canvas->content, "/%s<</MCID %zu", speaks ? "Span" : element->type,
                       pdf_tags_add_content(canvas->tags, element));
    add_speech(&canvas->content, element, first);
    builder_add(&canvas->content, STR(">>BDC\n"));
}

void canvas_mark_artifact(PdfCanvas *canvas, PdfMark mark) {
    if (canvas->mark == mark) return;
    canvas_mark_end(canvas);
    canvas->mark = mark;
    static const char *const begins[] = {
        [MARK_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
        [MARK_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n",
        [MARK_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n",
        [MARK_REPEATED] = "/Artifact<</Type/Pagination>>BDC\n",
        [MARK_PLAIN] = "/Artifact BMC\n",
    };
    builder_add_c(&canvas->content, begins[mark]);
}

/* True if parts of a line belong to elements inside that of the line. */
static bool line_is_mixed(const PdfTags *tags, const DisplayLine *line) {
    for (size_t i = 0; i < line->piece_count; i++) {
        if (!pdf_tags_is_plain(tags, line, &line->pieces[i])) return true;
    }
    return false;
}

/* What an unread line is. One that should be read but is known to no element is a decoration with
 * words, which preflight finds. */
static PdfMark unread_mark(const DisplayPage *page, const DisplayLine *line) {
    if (!line->running) return line->role == ROLE_ARTIFACT ? MARK_REPEATED : MARK_LAYOUT;
    return line->baseline < page->height / 2 ? MARK_HEADER : MARK_FOOTER;
}

/* A line that is known to no element is drawn as an artifact, too. */
static void mark_line(PdfCanvas *canvas, const DisplayPage *page, const DisplayLine *line) {
    TagElement *element = pdf_tags_line(canvas->tags, line);
    if (element == NULL) {
        canvas_mark_artifact(canvas, unread_mark(page, line));
    } else if (line_is_mixed(canvas->tags, line)) {
        canvas_mark_end(canvas);
    } else {
        canvas_mark_element(canvas, element);
    }
}

void canvas_mark_item(PdfCanvas *canvas, const DisplayPage *page, const DisplayItem *item) {
    if (canvas->tags == NULL) {
        if (item->role == ROLE_ARTIFACT) {
            canvas_mark_artifact(canvas, MARK_PLAIN);
        } else {
            canvas_mark_end(canvas);
        }
        return;
    }
    TagElement *figure = NULL;
    if (item->kind == ITEM_IMAGE) figure = pdf_tags_image(canvas->tags, page, item->as.image);
    if (item->kind == ITEM_RECT) figure = pdf_tags_rect(canvas->tags, page, item->as.rect);
    if (item->kind == ITEM_LINE) {
        mark_line(canvas, page, item->as.line);
    } else if (figure != NULL) {
        canvas_mark_element(canvas, figure);
    } else {
        canvas_mark_artifact(canvas, MARK_LAYOUT);
    }
}
