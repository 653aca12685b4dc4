/* Numbers in the cells of a table; see table_number.h.
 *
 * Whether 1,234 has three decimals or is a thousand and some depends on the language, and on the
 * author. The column tells: a sign that somewhere stands before fewer or more than three figures,
 * or last of two kinds, is the decimal one. Where none tells, both readings align alike. */
#include "page/table_number.h"

static bool is_figure(uint32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_group_sign(uint32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == '\'' || c == 0x2019;
}

/* Signs before a number, and blanks between. */
static bool is_lead(uint32_t c) {
    static const uint32_t leads[] = {'+', '-', 0x2212, 0x2013, 0xB1, '~', 0x2248, '<', '>', ' '};
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if (c == leads[i]) return true;
    }
    return c == 0xA0 || c == 0x202F || c == 0x2264 || c == 0x2265;
}

static size_t skip_lead(Str text) {
    size_t at = 0;
    for (size_t next = 0; next < text.length; at = next) {
        if (!is_lead(utf8_next(text, &next))) break;
    }
    return at;
}

static size_t skip_figures(Str text, size_t at) {
    while (at < text.length && is_figure((unsigned char)text.bytes[at])) at++;
    return at;
}

/* Behind a group sign or a comma or point at `at` if a figure follows it; else at itself. */
static size_t skip_sign(Str text, size_t at, uint32_t *sign) {
    size_t next = at;
    if (at >= text.length) return at;
    *sign = utf8_next(text, &next);
    bool joins = is_group_sign(*sign) || *sign == ',' || *sign == '.';
    return joins && next < text.length && is_figure((unsigned char)text.bytes[next]) ? next : at;
}

/* What is behind a number: a unit, a call; no other number. */
static bool is_tail(Str text, size_t at) {
    for (; at < text.length; at++) {
        if (is_figure((unsigned char)text.bytes[at])) return false;
    }
    return true;
}

typedef struct NumberScan {
    size_t comma, point; /* bytes of the last ones; SIZE_MAX: none */
    size_t comma_count, point_count;
    size_t last_run; /* figures behind the last sign */
    size_t end;
} NumberScan;

static bool scan_number(Str text, NumberScan *scan) {
    *scan = (NumberScan){.comma = SIZE_MAX, .point = SIZE_MAX};
    size_t at = skip_lead(text), end = skip_figures(text, at);
    if (end == at) return false;
    for (;;) {
        uint32_t sign = 0;
        size_t next = skip_sign(text, end, &sign);
        if (next == end) break;
        if (sign == ',') scan->comma = end;
        if (sign == '.') scan->point = end;
        scan->comma_count += sign == ',';
        scan->point_count += sign == '.';
        end = skip_figures(text, next);
        scan->last_run = end - next;
    }
    scan->end = end;
    return is_tail(text, end);
}

void number_column_add(NumberColumn *column, Str text) {
    NumberScan scan;
    text = str_trim(text);
    if (text.length == 0) return;
    if (!scan_number(text, &scan)) {
        column->others++;
        return;
    }
    column->numbers++;
    bool comma = scan.comma != SIZE_MAX, point = scan.point != SIZE_MAX;
    if (comma && point) {
        if (scan.comma > scan.point) column->comma_parts = true;
        if (scan.point > scan.comma) column->point_parts = true;
    } else if (scan.comma_count == 1 && scan.last_run != 3) {
        column->comma_parts = true;
    } else if (scan.point_count == 1 && scan.last_run != 3) {
        column->point_parts = true;
    }
}

bool number_column_ends(const NumberColumn *column, char *point) {
    *point = 0;
    if (column->comma_parts != column->point_parts) *point = column->comma_parts ? ',' : '.';
    return column->numbers > 1 && column->numbers > column->others;
}

bool number_find(Str text, char point, size_t *whole_end) {
    NumberScan scan;
    if (!scan_number(text, &scan)) return false;
    size_t at = point == ',' ? scan.comma : point == '.' ? scan.point : SIZE_MAX;
    *whole_end = at != SIZE_MAX ? at : scan.end;
    return true;
}

Unit line_width_behind(const SetLine *line, size_t byte) {
    int64_t width = 0;
    for (size_t i = 0; i < line->part_count; i++) {
        const LinePart *part = &line->parts[i];
        if (line->source->level % 2 == 1 && part->level % 2 == 1) continue;
        if (part->at >= byte) {
            width += part->width;
            continue;
        }
        if (part->run == PART_SPACE) continue;
        const GlyphRun *run = shaper_run(line->source->shaper, part->run);
        for (size_t g = 0; g < run->count; g++) {
            if ((size_t)part->at + run->glyphs[g].cluster >= byte) width += run->glyphs[g].advance;
        }
    }
    return unit_from(width);
}
