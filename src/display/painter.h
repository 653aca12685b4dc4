/* From placed pages to the display list. */
#ifndef MAQUETTE_DISPLAY_PAINTER_H
#define MAQUETTE_DISPLAY_PAINTER_H

#include "display/display.h"
#include "page/book.h"

/* Makes the display list of a book: backgrounds and drawn figures of the templates, everything
 * placed, running heads and folios, links, bookmarks. Its pages are painted when display_page asks
 * for them; setter, document, layout and book must outlive it. */
DisplayList display_paint(Setter *setter, const Document *document, const Layout *layout,
                          const Book *book);

#endif
