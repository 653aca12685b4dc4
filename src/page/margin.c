/* Boxes in the margin; see margin.h.
 *
 * In: boxes with the heights of their calls. Out: heights at which none covers another and all
 * stand between the page's first and last line. Boxes are pushed down one by one, and where the
 * lowest then stands too low, up again from the foot: none moves further than it must. */
#include "page/margin.h"

static Unit gap_between(const MarginBox *above, const MarginBox *below, Unit least) {
    Unit gap = above->box->style->space_after;
    if (below->box->style->space_before > gap) gap = below->box->style->space_before;
    return gap > least ? gap : least;
}

static int64_t foot_of(const MarginBox *at) {
    return (int64_t)at->y + at->box->height;
}

/* With the widest of their gaps between any two. */
size_t margin_fitting(const MarginQueue *queue, int64_t height, Unit least_gap) {
    const MarginBox *boxes = &queue->boxes.items[queue->first];
    size_t count = queue->boxes.count - queue->first;
    int64_t filled = 0;
    Unit widest = least_gap;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) widest = gap_between(&boxes[i - 1], &boxes[i], widest);
        filled += boxes[i].box->height;
        if (filled + widest * (int64_t)i > height) return i > 0 ? i : 1;
    }
    return count;
}

/* By height; of equals, the one called first stands first. */
static void sort_boxes(MarginBox *boxes, size_t count) {
    for (size_t i = 1; i < count; i++) {
        MarginBox held = boxes[i];
        size_t at = i;
        for (; at > 0 && boxes[at - 1].y > held.y; at--) boxes[at] = boxes[at - 1];
        boxes[at] = held;
    }
}

size_t margin_settle(MarginQueue *queue, Unit top, Unit foot, Unit least_gap) {
    size_t waiting = queue->boxes.count - queue->first;
    if (waiting == 0) return 0;
    MarginBox *boxes = &queue->boxes.items[queue->first];
    size_t count = margin_fitting(queue, (int64_t)foot - top, least_gap);
    sort_boxes(boxes, count);
    int64_t free_from = top;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            free_from = foot_of(&boxes[i - 1]) + gap_between(&boxes[i - 1], &boxes[i], least_gap);
        if (boxes[i].y < free_from) boxes[i].y = unit_from(free_from);
    }
    int64_t free_to = foot;
    for (size_t i = count; i > 0; i--) {
        MarginBox *box = &boxes[i - 1];
        if (i < count) free_to = (int64_t)box[1].y - gap_between(box, box + 1, least_gap);
        if (foot_of(box) > free_to) box->y = unit_from(free_to - box->box->height);
        if (box->y < top) box->y = top; /* one alone that is too tall */
    }
    return count;
}
