/* Reading a display list; see display.h. */
#include "display/display.h"

DisplayPage display_page(const DisplayList *list, size_t page, Arena *arena) {
    return list->paint != NULL ? list->paint(list->painter, page, arena) : list->pages[page];
}
