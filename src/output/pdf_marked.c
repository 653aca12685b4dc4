/* The current marked content of a page. */
#include "output/pdf_marked.h"

void canvas_mark_end(PdfCanvas *canvas) {
    if (canvas->mark != MARK_NONE) builder_add(&canvas->content, STR("EMC\n"));
    canvas->mark = MARK_NONE;
    canvas->element = NULL;
}

void canvas_mark_element(PdfCanvas *canvas, TagElement *element) {
    if (canvas->mark == MARK_ELEMENT && canvas->element == element) return;
    canvas_mark_end(canvas);
    canvas->mark = MARK_ELEMENT;
    canvas->element = element;
    builder_add_format(&canvas->content, "/%s<</MCID %zu>>BDC\n", element->type,
                       pdf_tags_add_content(canvas->tags, element));
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
static bool line_is_mixed(const DisplayLine *line) {
    for (size_t i = 0; i < line->piece_count; i++) {
        if (!pdf_tags_is_plain(line, &line->pieces[i])) return true;
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
    } else if (line_is_mixed(line)) {
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
    TagElement *figure =
        item->kind == ITEM_IMAGE ? pdf_tags_image(canvas->tags, page, item->as.image) : NULL;
    if (item->kind == ITEM_LINE) {
        mark_line(canvas, page, item->as.line);
    } else if (figure != NULL) {
        canvas_mark_element(canvas, figure);
    } else {
        canvas_mark_artifact(canvas, MARK_LAYOUT);
    }
}
