/* What all parts of a section share: the text area of its template, and the template's styles for
 * stacking; see flow.h. */
#include "page/flow.h"

#include <assert.h>

PageArea page_area_make(const Layout *layout, const Template *template, const Setter *setter) {
    assert(template->columns >= 1 && template->columns <= PAGE_COLUMNS_MOST);
    PageArea area = {.width = layout_measure(layout, template),
                     .column_width = layout_column_width(layout, template),
                     .gutter = template->gutter,
                     .columns = template->columns,
                     .rows = layout_row_count(layout, template),
                     .first_baseline = template->first_baseline,
                     .leading = layout->leading};
    Look body = look_make(setter, template->text, NULL);
    area.cap_height =
        body.font.face == NULL
            ? template->text->size * 2 / 3
            : face_scale(body.font.face, face_metrics(body.font.face)->cap_height, body.font.size);
    return area;
}

Stacker section_stacker(const SectionContext *context, Unit width) {
    const Template *template = context->template;
    Stacker stacker = {
        .setter = context->setter,
        .work = context->work,
        .layout = context->layout,
        .objects = context->objects,
        .pictures = context->pictures,
        .width = width,
        .span_width = context->area.width,
        .opening = &template->opening,
        .page_level = template->section_break_level,
    };
    for (int i = 0; i < 6; i++) stacker.styles.headings[i] = template->headings[i];
    stacker.styles.text = template->text;
    stacker.styles.list = template->list;
    stacker.styles.note = template->note;
    stacker.styles.quote = template->quote;
    stacker.styles.code = template->code;
    stacker.styles.table = template->table;
    stacker.styles.tables = template->tables;
    stacker.styles.caption = template->caption;
    stacker_init(&stacker);
    return stacker;
}
