/* Counting what must hold; see snapshot_invariants.h.
 *
 * In: the painted pages and the reports of the rooms that made them. Out: faults, in the order of
 * the pages. A block that goes on elsewhere has several parts; a part of one line at its beginning
 * is an orphan, one at its end a widow (Bringhurst, The Elements of Typographic Style, 2.4.8). */
#include "output/snapshot_invariants.h"

#include "base/file.h"
#include "output/ink_overlap.h"

const char *invariant_name(Invariant invariant) {
    static const char *const names[] = {
        [INVARIANT_NOTES] = "notes",       [INVARIANT_GRID] = "grid",
        [INVARIANT_OVERFLOW] = "overflow", [INVARIANT_OVERLAPS] = "overlaps",
        [INVARIANT_GLYPHS] = "glyphs",     [INVARIANT_WIDOWS] = "widows",
        [INVARIANT_ORPHANS] = "orphans",
    };
    return names[invariant];
}

static void add_fault(InvariantCount *count, InvariantFault fault) {
    VEC_PUSH(count->arena, &count->faults, fault);
}

/* ---- pages ---- */

/* Display numbers of blocks are dense from 1 on, so the last part of a block is soon found from
 * the end: only blocks of the same page or the one before stand between. */
static BlockPart *find_part(InvariantCount *count, const DisplayLine *line, uint32_t page) {
    for (size_t i = count->parts.count; i > 0; i--) {
        BlockPart *part = &count->parts.items[i - 1];
        if (part->page != page) return NULL;
        if (part->block == line->block && part->frame == line->frame) return part;
        if (count->parts.count - i > 64) return NULL;
    }
    return NULL;
}

static bool is_running_text(Role role) {
    return role == ROLE_PARAGRAPH || role == ROLE_LIST_ITEM || role == ROLE_NOTE;
}

/* Words at the beginning of a line, for people. */
static Str first_words(Arena *arena, const DisplayLine *line) {
    StrBuilder text = {.arena = arena};
    for (size_t i = 0; i < line->piece_count && text.length < 40; i++) {
        const Piece *piece = &line->pieces[i];
        bool space = piece->kind == PIECE_SPACE;
        if (piece->invisible || piece->copied.length > 0) continue;
        bool same = i > 0 && !space && piece->text.bytes == line->pieces[i - 1].text.bytes;
        if (!same) builder_add(&text, space ? STR(" ") : piece->text);
    }
    return str_trim(builder_text(&text));
}

static void add_part(InvariantCount *count, const DisplayPage *page, const DisplayLine *line) {
    BlockPart part = {.block = line->block,
                      .page = page->number,
                      .frame = line->frame,
                      .lines = 1,
                      .first = line->baseline,
                      .last = line->baseline,
                      .role = line->role,
                      .ends = line->ends_block,
                      .text = first_words(count->arena, line)};
    if (line->frame < page->frame_count)
        part.column = str_starts_with(page->frames[line->frame].name, STR("column"));
    if (line->source.source != NULL) {
        part.file = path_name(line->source.source->path);
        part.line = line->source.line;
    }
    VEC_PUSH(count->arena, &count->parts, part);
}

static void add_line(InvariantCount *count, const Layout *layout, const DisplayPage *page,
                     const DisplayLine *line) {
    if (line->block == 0 || !is_running_text(line->role)) return;
    BlockPart *part = find_part(count, line, page->number);
    if (part == NULL) {
        add_part(count, page, line);
        return;
    }
    if (line->baseline == part->last) return; /* the second half of one line, beside a figure */
    int64_t step = (int64_t)line->baseline - part->last;
    if (layout->leading > 0 && step != layout->leading) part->off_pitch = true;
    part->lines++;
    part->last = line->baseline;
    part->ends = line->ends_block;
}

/* True if the part's lines follow one another at the grid's leading, and beside its baselines. */
static bool is_off_grid(const BlockPart *part, const Layout *layout, Unit first_baseline) {
    if (!part->column || part->off_pitch || part->lines < 2 || part->role == ROLE_NOTE)
        return false;
    return layout->leading > 0 && ((int64_t)part->first - first_baseline) % layout->leading != 0;
}

static Unit page_first_baseline(const Layout *layout, const DisplayPage *page) {
    const Template *template = layout_find_template(layout, page->template_name);
    return template != NULL ? template->first_baseline : layout->first_baseline;
}

static InvariantFault part_fault(Invariant invariant, const BlockPart *part) {
    return (InvariantFault){invariant, part->page, part->file, part->line, part->text};
}

static void add_overlaps(InvariantCount *count, const DisplayPage *page, Arena *scratch) {
    InkOverlaps overlaps = ink_overlaps_find(scratch, page);
    for (size_t i = 0; i < overlaps.lines.count; i++) {
        const DisplayLine *line = overlaps.lines.items[i];
        InvariantFault fault = {.invariant = INVARIANT_OVERLAPS,
                                .page = page->number,
                                .text = first_words(count->arena, line)};
        if (line->source.source != NULL) {
            fault.file = path_name(line->source.source->path);
            fault.line = line->source.line;
        }
        add_fault(count, fault);
    }
}

void invariants_add_page(InvariantCount *count, const Layout *layout, const DisplayPage *page,
                         const DisplayList *list, Arena *scratch) {
    size_t first = count->parts.count;
    for (size_t i = 0; i < page->item_count; i++) {
        if (page->items[i].kind == ITEM_LINE && layout != NULL)
            add_line(count, layout, page, page->items[i].as.line);
    }
    for (size_t i = first; i < count->parts.count; i++) {
        const BlockPart *part = &count->parts.items[i];
        if (is_off_grid(part, layout, page_first_baseline(layout, page)))
            add_fault(count, part_fault(INVARIANT_GRID, part));
    }
    add_overlaps(count, page, scratch);
    for (size_t i = 0; i < page->link_count; i++) {
        const DisplayLink *link = &page->links[i];
        if (!link->note || link->page >= list->page_count) continue;
        if (list->pages[link->page].number == page->number) continue;
        add_fault(count, (InvariantFault){.invariant = INVARIANT_NOTES,
                                          .page = page->number,
                                          .text = str_copy(count->arena, link->contents)});
    }
}

/* ---- the end ---- */

static Str block_key(const uint32_t *block) {
    return (Str){(const char *)block, sizeof *block};
}

/* Parts of one block follow one another in the list: the first is known by the map. */
static void count_lone_lines(InvariantCount *count) {
    count->open = (Map){.arena = count->arena};
    for (size_t i = 0; i < count->parts.count; i++) {
        BlockPart *part = &count->parts.items[i];
        BlockPart *before = map_put(&count->open, block_key(&part->block), part);
        if (before == NULL && part->lines == 1 && !part->ends)
            add_fault(count, part_fault(INVARIANT_ORPHANS, part));
        if (before != NULL && part->lines == 1 && part->ends)
            add_fault(count, part_fault(INVARIANT_WIDOWS, part));
    }
}

static void count_reports(InvariantCount *count, const Diag *diag) {
    for (size_t i = 0; i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        bool overflow = report->code == MESSAGE_LINE_OVERFULL ||
                        report->code == MESSAGE_FRAME_OVERFULL ||
                        report->code == MESSAGE_TABLE_STICKS_OUT;
        if (!overflow && report->code != MESSAGE_GLYPH_MISSING) continue;
        InvariantFault fault = {.invariant = overflow ? INVARIANT_OVERFLOW : INVARIANT_GLYPHS,
                                .text = report_text(diag, count->arena, report)};
        if (report->where.source != NULL) {
            fault.file = path_name(report->where.source->path);
            fault.line = report->where.line;
        }
        add_fault(count, fault);
    }
}

void invariants_end(InvariantCount *count, const Diag *diag) {
    count_lone_lines(count);
    if (diag == NULL) return;
    Diag english = *diag; /* a snapshot has one language */
    english.language = DIAG_ENGLISH;
    count_reports(count, &english);
}

/* ---- writing ---- */

static void add_text(StrBuilder *out, Str text) {
    if (text.length == 0) return;
    builder_add(out, STR(" | "));
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text, &at);
        bool hidden = codepoint < ' ' || codepoint == 0x7F || (codepoint & ~1U) == 0x2028;
        builder_add_char(out, hidden ? ' ' : codepoint);
    }
    while (out->bytes[out->length - 1] == ' ') out->length--;
}

void invariants_write(const InvariantCount *count, StrBuilder *out) {
    size_t counts[INVARIANT_COUNT] = {0};
    builder_add(out, STR("\ninvariants\n"));
    for (size_t i = 0; i < count->faults.count; i++) {
        const InvariantFault *fault = &count->faults.items[i];
        counts[fault->invariant]++;
        builder_add_format(out, "fault %s page %u ", invariant_name(fault->invariant),
                           (unsigned)fault->page);
        builder_add(out, fault->file.length > 0 ? fault->file : STR("-"));
        if (fault->file.length > 0) builder_add_format(out, ":%u", (unsigned)fault->line);
        add_text(out, fault->text);
        builder_add_byte(out, '\n');
    }
    for (int i = 0; i < INVARIANT_COUNT; i++)
        builder_add_format(out, "invariant %s %zu\n", invariant_name((Invariant)i), counts[i]);
}
