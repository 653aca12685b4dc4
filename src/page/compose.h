/* From page plans to placed slabs. */
#ifndef MAQUETTE_PAGE_COMPOSE_H
#define MAQUETTE_PAGE_COMPOSE_H

#include "page/book.h"
#include "page/flow.h"
#include "page/margin.h"
#include "page/margin_wait.h"

typedef VEC(BookPage) BookPages;

/* Appends a page, in the context's page arena, with what one plan says placed on it; its number
 * follows from the pages before it. Boxes that find no room in its margin wait for the next page.
 */
void compose_page(const SectionContext *context, const FlowPart *part, const PagePlan *plan,
                  MarginQueue *waiting, BookPages *pages);

/* Appends pages with nothing but the boxes that still wait in their margins, and those that found
 * no room behind the text, with their notes. */
void compose_waiting(const SectionContext *context, const WaitingBoxes *late, MarginQueue *waiting,
                     BookPages *pages);

/* Sets a template of fixed frames: its own texts, and the section's blocks in the frame that asks
 * for them with the notes below, on one more page. Text that does not fit is reported and still
 * placed. */
void compose_fixed(const SectionContext *context, const Document *document, BookPages *pages);

/* The left edge of the text area on a page of that number, from the trim box's left. */
Unit page_left(const Layout *layout, uint32_t number);

#endif
