/* From page plans to placed slabs. */
#ifndef MAQUETTE_PAGE_COMPOSE_H
#define MAQUETTE_PAGE_COMPOSE_H

#include "page/book.h"
#include "page/flow.h"

typedef VEC(BookPage) BookPages;

/* Places what one plan says on a new page with the given number. */
void compose_page(const SectionContext *context, const FlowPart *part, const PagePlan *plan,
                  BookPages *pages);

/* Sets a template of fixed frames: its own texts, and the section's blocks in the frame that asks
 * for them. Text that does not fit is reported and still placed. */
void compose_fixed(const SectionContext *context, const Document *document, BookPages *pages);

/* The left edge of the text area on a page. */
Unit page_left(const Layout *layout, uint32_t number);

#endif
