/* Finding things in a layout that was read, and what follows from its measures. */
#include "layout/layout.h"

#define NAMES_COMPARED 256 /* at most, to find the nearest: bounds the work on hostile input */

const TextStyle *layout_find_style(const Layout *layout, Str name) {
    return map_find(&layout->styles, name);
}

const BoxStyle *layout_find_box(const Layout *layout, Str name) {
    return map_find(&layout->boxes, name);
}

const TableStyle *layout_find_table(const Layout *layout, Str name) {
    return map_find(&layout->tables, name);
}

const Template *layout_find_template(const Layout *layout, Str name) {
    return map_find(&layout->templates, name);
}

static Str nearest_key(const Map *map, Str name) {
    Str names[NAMES_COMPARED];
    size_t count = 0;
    for (; count < map->count && count < NAMES_COMPARED; count++)
        names[count] = map->entries[count].key;
    return str_nearest(name, names, count);
}

Str layout_nearest_box(const Layout *layout, Str name) {
    return nearest_key(&layout->boxes, name);
}

Str layout_nearest_table(const Layout *layout, Str name) {
    return nearest_key(&layout->tables, name);
}

Str layout_nearest_template(const Layout *layout, Str name) {
    return nearest_key(&layout->templates, name);
}

int layout_row_count(const Layout *layout, const Template *page) {
    int64_t room = (int64_t)layout->height - page->bottom - page->first_baseline;
    return room < 0 ? 0 : (int)(room / layout->leading) + 1;
}

Unit layout_measure(const Layout *layout, const Template *page) {
    return page->measure > 0 ? page->measure : layout->width - layout->inside - layout->outside;
}

Unit layout_column_width(const Layout *layout, const Template *page) {
    int64_t gutters = (int64_t)page->gutter * (page->columns - 1);
    return unit_from((layout_measure(layout, page) - gutters) / page->columns);
}
