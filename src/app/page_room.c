/* In: a painted page. Out: what is free on it; see page_room.h. */
#include "app/page_room.h"

typedef struct PageRoom {
    const DisplayPage *page;
    const Template *template;
    int64_t foot; /* of the text area, from the top */
} PageRoom;

static PageRoom page_room(const DisplayList *list, const DisplayPage *page) {
    PageRoom room = {.page = page,
                     .template = layout_find_template(list->layout, page->template_name)};
    Unit bottom = room.template != NULL ? room.template->bottom : list->layout->bottom;
    room.foot = (int64_t)page->height - bottom;
    return room;
}

static bool frame_begins(const DisplayFrame *frame, Str name) {
    return str_starts_with(frame->name, name);
}

bool frame_is_column(const DisplayFrame *frame) {
    return frame_begins(frame, STR("column"));
}

static bool is_box(const DisplayFrame *frame) {
    return !frame_is_column(frame) && !frame_begins(frame, STR("across")) &&
           !frame_begins(frame, STR("notes")) && !frame_begins(frame, STR("running"));
}

static int64_t frame_foot(const DisplayFrame *frame) {
    return (int64_t)frame->y + frame->height;
}

/* Where what stands below a frame begins, else the foot of the text area. */
static int64_t limit_below(const PageRoom *room, const DisplayFrame *above) {
    int64_t limit = room->foot;
    for (size_t i = 0; i < room->page->frame_count; i++) {
        const DisplayFrame *frame = &room->page->frames[i];
        bool beside = (int64_t)frame->x >= (int64_t)above->x + above->width ||
                      (int64_t)above->x >= (int64_t)frame->x + frame->width;
        if (frame_begins(frame, STR("running")) || beside) continue;
        if (frame->y >= frame_foot(above) && frame->y < limit) limit = frame->y;
    }
    return limit;
}

/* No other column goes on below this one. */
static bool is_lowest(const PageRoom *room, const DisplayFrame *column) {
    for (size_t i = 0; i < room->page->frame_count; i++) {
        const DisplayFrame *frame = &room->page->frames[i];
        if (frame_is_column(frame) && frame->x == column->x && frame->y > column->y) return false;
    }
    return true;
}

static int64_t below_columns(const PageRoom *room) {
    int64_t below = 0, tallest = 0;
    int used = 0;
    for (size_t i = 0; i < room->page->frame_count; i++) {
        const DisplayFrame *frame = &room->page->frames[i];
        if (!frame_is_column(frame) || !is_lowest(room, frame)) continue;
        int64_t limit = limit_below(room, frame);
        below += limit > frame_foot(frame) ? limit - frame_foot(frame) : 0;
        if (limit - frame->y > tallest) tallest = limit - frame->y;
        used++;
    }
    int columns = room->template != NULL ? room->template->columns : used;
    return columns > used ? below + (columns - used) * tallest : below;
}

static int64_t below_boxes(const PageRoom *room) {
    const DisplayFrame *lowest = NULL;
    for (size_t i = 0; i < room->page->frame_count; i++) {
        const DisplayFrame *frame = &room->page->frames[i];
        if (is_box(frame) && (lowest == NULL || frame_foot(frame) > frame_foot(lowest)))
            lowest = frame;
    }
    int64_t below = lowest != NULL ? limit_below(room, lowest) - frame_foot(lowest) : 0;
    return below > 0 ? below : 0;
}

/* The edition's text stands in one of the frames. */
static int64_t below_fixed(const PageRoom *room) {
    int64_t below = 0;
    for (size_t i = 0; i < room->page->item_count; i++) {
        const DisplayItem *item = &room->page->items[i];
        if (item->kind != ITEM_LINE || item->as.line->origin == NULL) continue;
        const DisplayLine *line = item->as.line;
        if (line->frame < room->page->frame_count)
            below = frame_foot(&room->page->frames[line->frame]) - line->baseline;
    }
    return below > 0 ? below : 0;
}

bool page_has_columns(const DisplayPage *page) {
    for (size_t i = 0; i < page->frame_count; i++)
        if (frame_is_column(&page->frames[i])) return true;
    return false;
}

int64_t page_room_below(const DisplayList *list, const DisplayPage *page) {
    PageRoom room = page_room(list, page);
    if (room.template != NULL && room.template->frame_count > 0) return below_fixed(&room);
    return page_has_columns(page) ? below_columns(&room) : below_boxes(&room);
}

int64_t page_room_height(const DisplayList *list, const DisplayPage *page) {
    PageRoom room = page_room(list, page);
    Unit top = room.template != NULL ? room.template->top : list->layout->top;
    return room.foot - top;
}
