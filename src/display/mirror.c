/* Mirroring; see mirror.h.
 *
 * All rooms before this one lay pages out from the left. In an edition that is read from the right,
 * "left" meant where lines begin; here it becomes the right. So columns, margins, boxes, tables,
 * initials and running heads are mirrored without knowing it. */
#include "display/mirror.h"

static Unit mirrored(const DisplayPage *page, Unit x, Unit width) {
    return unit_from((int64_t)page->width - x - width);
}

static void mirror_line(const DisplayPage *page, DisplayLine *line) {
    line->x = mirrored(page, line->x, line->width);
    for (size_t i = 0; i < line->piece_count; i++) {
        Piece *piece = &line->pieces[i];
        piece->x = unit_from((int64_t)line->width - piece->x - piece->width);
    }
}

static void mirror_path(const DisplayPage *page, DisplayPath *path) {
    for (size_t i = 0; i < path->point_count; i++) {
        for (int k = 0; k < 3; k++)
            path->points[i].x[k] = mirrored(page, path->points[i].x[k], /*width*/ 0);
    }
}

static void mirror_item(const DisplayPage *page, DisplayItem *item) {
    switch (item->kind) {
    case ITEM_LINE: mirror_line(page, item->as.line); break;
    case ITEM_RECT:
        item->as.rect->x = mirrored(page, item->as.rect->x, item->as.rect->width);
        break;
    case ITEM_PATH: mirror_path(page, item->as.path); break;
    case ITEM_IMAGE:
        item->as.image->x = mirrored(page, item->as.image->x, item->as.image->width);
        break;
    }
}

void page_mirror(DisplayPage *page) {
    for (size_t i = 0; i < page->item_count; i++) mirror_item(page, &page->items[i]);
    for (size_t i = 0; i < page->frame_count; i++)
        page->frames[i].x = mirrored(page, page->frames[i].x, page->frames[i].width);
    for (size_t i = 0; i < page->link_count; i++)
        page->links[i].x = mirrored(page, page->links[i].x, page->links[i].width);
}
