/* What is free on a page. */
#ifndef MAQUETTE_APP_PAGE_ROOM_H
#define MAQUETTE_APP_PAGE_ROOM_H

#include "display/display.h"

/* A frame that text flows through, not a box's, a note's or a heading's. */
bool frame_is_column(const DisplayFrame *frame);

/* Text flows through the page. */
bool page_has_columns(const DisplayPage *page);

/* The heights below the text of a page's columns, together; on a page of boxes alone what is below
 * them; on a page of fixed frames what is below the edition's text in its frame. */
int64_t page_room_below(const DisplayList *list, const DisplayPage *page);

/* How tall a box may be on the page. */
int64_t page_room_height(const DisplayList *list, const DisplayPage *page);

#endif
