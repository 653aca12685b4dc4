/* Placing a line: its parts, their justification, their alignment.
 *
 * Letters give first as far as the breaker's ratio says (tracking and scaling of every glyph
 * run), then the word spaces take the exact rest, so that a justified line ends at its room's
 * edge to the last Unit. */
#include "paragraph/lines.h"

#include "base/vec.h"
#include "paragraph/segments.h"

#define PERMYRIAD 10000
/* A part of the size by which a line may be tighter than its spaces allow: kerning over a cut word,
 * which the breaker leaves out, and rounding of the letters' share. Shared out, none sees it. */
#define OVER_TIGHT_PART 25

typedef struct Placing {
    const Build *build;
    const LinePlan *plan;
    VEC(LinePart) parts; /* in the scratch arena; copied when the line is whole */
    VEC(Note *) notes;
    VEC(size_t) spaces;      /* numbers of the parts that stretch */
    int64_t stretch, shrink; /* of the word spaces */
    int64_t slack;           /* of the letters */
    Unit tracking;           /* the letters' share of the slack */
    int32_t scaling;
} Placing;

/* ---- parts ---- */

/* A shape of the segment's text from a byte on; an inserted hyphen is of the byte before it. */
static void add_shape(Placing *placing, const Segment *segment, uint32_t from, const Shape *shape,
                      PartCopy copy) {
    for (size_t r = 0; r < shape->run_count; r++) {
        const GlyphRun *run =
            &shape->runs[shape->font.right_to_left ? shape->run_count - 1 - r : r];
        LinePart part = {
            .run = run->number,
            .at = from,
            .width = run->width,
            .copy = r == 0 ? (uint8_t)copy : COPY_TEXT,
            .plain = segment->run == NULL,
            .level = segment->level,
        };
        VEC_PUSH(placing->build->arena, &placing->parts, part);
    }
    placing->slack += letter_slack(placing->build->request->style, shape, 0, UINT32_MAX);
}

static const Shape *shape_part(const Placing *placing, const Segment *segment, uint32_t from,
                               uint32_t to) {
    if (segment->object || (from == segment->start && to == segment->end)) return segment->shape;
    return shape_text(placing->build->setter->shaper, &segment->look->font,
                      str_slice(placing->build->text, from, to), placing->build->request->where);
}

static void add_note(Placing *placing, const Segment *segment) {
    if (segment->run != NULL && segment->run->kind == INLINE_NOTE_CALL &&
        segment->run->note != NULL) {
        VEC_PUSH(placing->build->setter->arena, &placing->notes, segment->run->note);
    }
}

/* The part of a segment that stands in this line. A typed hyphen at the line's end is copied as
 * U+2010: readers take a final U+002D for a hyphenation and drop it. */
static void add_segment(Placing *placing, const Segment *segment) {
    const LinePlan *plan = placing->plan;
    uint32_t from = segment->start < plan->from ? plan->from : segment->start;
    uint32_t to = segment->end > plan->to ? plan->to : segment->end;
    if (from >= to) return;
    bool typed_hyphen = to == plan->to && plan->ends_in_hyphen && !plan->inserts_hyphen &&
                        !segment->object && placing->build->text.bytes[to - 1] == '-';
    if (typed_hyphen) to--;
    if (from < to)
        add_shape(placing, segment, from, shape_part(placing, segment, from, to), COPY_TEXT);
    if (typed_hyphen) {
        const Shape *hyphen = shape_text(placing->build->setter->shaper, &segment->look->font,
                                         STR("-"), placing->build->request->where);
        add_shape(placing, segment, to, hyphen, COPY_HARD_HYPHEN);
    }
    if (to == plan->to && plan->inserts_hyphen) {
        const Shape *hyphen = hyphen_shape(placing->build, segment);
        add_shape(placing, segment, to - 1, hyphen, COPY_SOFT_HYPHEN);
    }
    add_note(placing, segment);
}

/* The look of a space is that of the word before it within one run, else the plain one. */
static void add_space(Placing *placing, const Token *token, Unit width) {
    const Build *build = placing->build;
    if (token->space == SPACE_NONE && !build->request->verbatim) return;
    const Segment *segment = token->start > 0 ? segment_at(build, token->start - 1) : NULL;
    bool within = segment != NULL && segment->run != NULL && segment->run->end > token->start;
    uint32_t bytes = token->end - token->start, level_end;
    LinePart part = {
        .at = token->start,
        .width = width,
        .run = PART_SPACE,
        .bytes = (uint8_t)(bytes < PART_BYTES_MOST ? bytes : PART_BYTES_MOST),
        .plain = !within,
        .level = bidi_level(&build->levels, token->start, &level_end),
        .fixed = token->space != SPACE_WORD || build->request->verbatim,
    };
    VEC_PUSH(build->arena, &placing->parts, part);
    if (!part.fixed) {
        VEC_PUSH(build->arena, &placing->spaces, placing->parts.count - 1);
        placing->stretch += build->space_stretch;
        placing->shrink += build->space_shrink;
    }
}

/* First token that reaches beyond a byte. */
static size_t token_at(const Build *build, uint32_t at) {
    size_t low = 0, high = build->analysis.token_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (build->analysis.tokens[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void collect_parts(Placing *placing) {
    const Build *build = placing->build;
    const LinePlan *plan = placing->plan;
    for (size_t t = token_at(build, plan->from); t < build->analysis.token_count; t++) {
        const Token *token = &build->analysis.tokens[t];
        if (token->start >= plan->to) break;
        if (token->kind == TOKEN_SPACE) {
            bool opens = placing->parts.count == 0 && !build->request->verbatim;
            if (!opens) add_space(placing, token, space_width(build, token));
        } else if (token->kind == TOKEN_WORD) {
            for (size_t s = build->first_segments[t]; s < build->first_segments[t + 1]; s++) {
                add_segment(placing, &build->segments[s]);
            }
        }
    }
}

/* The space that the line break replaces: copied, or words would run together in some readers. */
static void add_end_space(Placing *placing) {
    size_t t = token_at(placing->build, placing->plan->to);
    if (t >= placing->build->analysis.token_count) return;
    const Token *token = &placing->build->analysis.tokens[t];
    if (token->kind == TOKEN_SPACE && token->space == SPACE_WORD) {
        add_space(placing, token, placing->build->space);
    }
}

/* ---- justification ---- */

static int64_t parts_width(const Placing *placing) {
    int64_t width = 0;
    for (size_t i = 0; i < placing->parts.count; i++) width += placing->parts.items[i].width;
    return width;
}

/* Gives every glyph its share of the letters' slack. share: 1/10000, signed. */
static void flex_letters(Placing *placing, int64_t share) {
    const TextStyle *style = placing->build->request->style;
    int64_t tracking = round_ratio((int64_t)style->size * style->slack_tracking, share,
                                   (int64_t)PERMYRIAD * PERMYRIAD);
    placing->tracking = unit_from(tracking);
    placing->scaling = PERMYRIAD + (int32_t)round_ratio(style->slack_scaling, share, PERMYRIAD);
    for (size_t i = 0; i < placing->parts.count; i++) {
        LinePart *part = &placing->parts.items[i];
        if (part->run == PART_SPACE) continue;
        const GlyphRun *run = shaper_run(placing->build->setter->shaper, part->run);
        int64_t advance = part->width + (run->joined ? 0 : tracking * (int64_t)run->count);
        part->width = unit_from(round_ratio(advance, placing->scaling, PERMYRIAD));
    }
}

/* Spreads the rest over the word spaces; running sums, so that no Unit is lost. */
static void flex_spaces(Placing *placing, int64_t rest) {
    int64_t done = 0, spaces = (int64_t)placing->spaces.count;
    for (size_t i = 0; i < placing->spaces.count; i++) {
        LinePart *part = &placing->parts.items[placing->spaces.items[i]];
        int64_t share = round_ratio(rest, (int64_t)i + 1, spaces) - done;
        part->width = unit_from(part->width + share);
        done += share;
    }
}

static void justify(Placing *placing, int64_t target) {
    int64_t shortfall = target - parts_width(placing);
    int64_t glue = shortfall < 0 ? placing->shrink : placing->stretch;
    int64_t give = glue + placing->slack;
    int64_t share = 0;
    if (placing->slack > 0 && give > 0) {
        share = round_ratio(shortfall, PERMYRIAD, give);
        if (share > PERMYRIAD) share = PERMYRIAD;
        if (share < -PERMYRIAD) share = -PERMYRIAD;
        flex_letters(placing, share);
    }
    int64_t rest = target - parts_width(placing);
    int64_t most = placing->shrink + placing->build->request->style->size / OVER_TIGHT_PART;
    if (rest < -most) rest = -placing->shrink; /* an overfull line, to be reported */
    if (placing->stretch > 0) flex_spaces(placing, rest);
}

/* ---- the line ---- */

static Unit align_offset(const TextStyle *style, int64_t room, int64_t width) {
    int64_t spare = room - width;
    if (spare <= 0) return 0;
    switch (style->align) {
    case ALIGN_RIGHT:
    case ALIGN_OUTSIDE: return unit_from(spare);
    case ALIGN_CENTRE: return unit_from(spare / 2);
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY:
    case ALIGN_INSIDE: break;
    }
    return 0;
}

/* A drop cap that is a word of its own keeps the space behind it. */
static void add_hidden_space(Placing *placing) {
    const Build *build = placing->build;
    size_t t = token_at(build, build->request->from);
    if (t >= build->analysis.token_count) return;
    const Token *token = &build->analysis.tokens[t];
    if (token->kind == TOKEN_SPACE && token->start <= build->request->from) {
        add_space(placing, token, space_width(build, token));
    }
}

/* The letters of a drop cap, copied just before the first word but not painted; they move the
 * line's start to the left. */
static void add_hidden(Placing *placing, SetLine *line) {
    const ParagraphRequest *request = placing->build->request;
    if (!placing->plan->first || request->hidden.length == 0) return;
    Placing hidden = {.build = placing->build, .plan = placing->plan};
    Segment segment = {.look = &placing->build->source->looks[0],
                       .level = placing->build->source->level};
    const Shape *shape = shape_text(placing->build->setter->shaper, &segment.look->font,
                                    request->hidden, request->where);
    add_shape(&hidden, &segment, segment.start, shape, COPY_TEXT);
    add_hidden_space(&hidden);
    line->start = unit_from(line->start - parts_width(&hidden));
    for (size_t i = 0; i < hidden.parts.count; i++) hidden.parts.items[i].invisible = true;
    for (size_t i = 0; i < placing->parts.count; i++) {
        VEC_PUSH(placing->build->arena, &hidden.parts, placing->parts.items[i]);
    }
    placing->parts.items = hidden.parts.items;
    placing->parts.count = hidden.parts.count;
}

/* Rule L1: spaces at a line's end stand at its end, whatever they stand behind. */
static void level_end_spaces(Placing *placing) {
    for (size_t i = placing->parts.count; i > 0; i--) {
        LinePart *part = &placing->parts.items[i - 1];
        if (part->run != PART_SPACE) return;
        part->level = placing->build->source->level;
    }
}

/* The parts outlive the scratch arena that they grew in. */
static void keep_parts(const Placing *placing, SetLine *line) {
    line->part_count = placing->parts.count;
    line->parts = ARENA_ARRAY(placing->build->setter->arena, LinePart, line->part_count);
    for (size_t i = 0; i < line->part_count; i++) line->parts[i] = placing->parts.items[i];
}

SetLine line_place(const Build *build, const LinePlan *plan) {
    Placing placing = {.build = build, .plan = plan, .scaling = PERMYRIAD};
    const TextStyle *style = build->request->style;
    collect_parts(&placing);
    int64_t target = (int64_t)plan->room.width + plan->hang_start + plan->hang_end;
    SetLine line = {
        .source = build->source,
        .indent = plan->room.indent,
        .width = plan->room.width,
        .natural = unit_from(parts_width(&placing)),
        .stretch = plan->ratio,
        .from = plan->from,
        .to = plan->to,
        .hyphen = plan->ends_in_hyphen,
        .parts_form = plan->parts_form,
    };
    bool flush = style->align == ALIGN_JUSTIFY && !build->request->verbatim;
    line.justified = flush && (!plan->last || line.natural > target);
    if (line.justified) justify(&placing, target);
    int64_t width = parts_width(&placing);
    if (width > target) line.overfull = unit_from(width - target);
    line.start = unit_from((int64_t)plan->room.indent - plan->hang_start +
                           align_offset(style, target, width));
    line.end = unit_from(line.start + width);
    line.tracking = placing.tracking;
    line.scaling = placing.scaling;
    if (plan->ends_at_space) add_end_space(&placing);
    level_end_spaces(&placing);
    add_hidden(&placing, &line);
    keep_parts(&placing, &line);
    line.notes = placing.notes.items;
    line.note_count = placing.notes.count;
    return line;
}

/* ---- reading a line ---- */

const InlineRun *part_origin(const LineSource *source, const LinePart *part) {
    return part->plain ? NULL : text_run(source->text, part->at);
}

PieceShare piece_share(const Piece *piece, size_t number) {
    const FormReading *reading = &piece->reading[number];
    uint32_t length = (uint32_t)piece->text.length;
    if (piece->copied.length > 0) return (PieceShare){0, length};
    uint32_t start = reading->start > piece->at ? reading->start - piece->at : 0;
    uint32_t end = reading->end - piece->at;
    return (PieceShare){start, end < length ? end : length};
}

/* The groups of forms between two bytes of the text. */
static void find_readings(const Text *text, uint32_t end, Piece *piece) {
    bool typed = piece->origin == NULL || piece->origin->kind == INLINE_TEXT;
    if (text->reading_count == 0 || !typed) return;
    size_t first = text_reading_behind(text, piece->at), last = first;
    while (last < text->reading_count && text->readings[last].start < end) last++;
    if (first == last) return;
    piece->reading = &text->readings[first];
    piece->reading_count = (uint32_t)(last - first);
}

static Piece piece_make(const SetLine *line, const LinePart *part) {
    static const Str copies[] = {
        [COPY_TEXT] = {"", 0},
        [COPY_SOFT_HYPHEN] = {"\u00AD", 2},
        [COPY_HARD_HYPHEN] = {"\u2010", 3},
    };
    const LineSource *source = line->source;
    const InlineRun *origin = part_origin(source, part);
    const Look *look = &source->looks[origin != NULL ? origin - source->text->runs + 1 : 0];
    Piece piece = {
        .width = part->width,
        .face = look->font.face,
        .size = look->font.size,
        .scaling = PERMYRIAD,
        .colour = look->colour,
        .print_colour = look->print_colour,
        .copied = copies[part->copy],
        .origin = origin,
        .invisible = part->invisible,
        .fixed = part->fixed,
        .at = part->at,
    };
    if (part->run == PART_SPACE) {
        piece.kind = PIECE_SPACE;
        piece.text = str_slice(source->text->bytes, part->at, part->at + part->bytes);
        find_readings(source->text, part->at + part->bytes, &piece);
        return piece;
    }
    piece.run = shaper_run(source->shaper, part->run);
    piece.text = piece.run->text;
    piece.face = piece.run->face;
    piece.size = piece.run->size;
    piece.rise = piece.run->rise;
    bool inserted = part->copy == COPY_SOFT_HYPHEN;
    find_readings(source->text, part->at + (inserted ? 1 : (uint32_t)piece.text.length), &piece);
    piece.tracking = part->invisible || piece.run->joined ? 0 : line->tracking;
    piece.scaling = part->invisible ? PERMYRIAD : line->scaling;
    return piece;
}

static bool parts_turn(const SetLine *line) {
    for (size_t i = 0; i < line->part_count; i++) {
        if (line->parts[i].level != line->source->level) return true;
    }
    return false;
}

/* The order in which parts stand from the line's start on; NULL: as they are read. */
static const uint32_t *parts_order(const SetLine *line, Arena *arena) {
    if (!parts_turn(line)) return NULL;
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, line->part_count);
    uint8_t *levels = ARENA_ARRAY(arena, uint8_t, line->part_count);
    for (size_t i = 0; i < line->part_count; i++) levels[i] = line->parts[i].level;
    bidi_order(levels, line->part_count, line->source->level, order);
    return order;
}

/* A line from the other side than the edition's begins at the other end of its room. */
static void turn_pieces(const SetLine *line, Piece *pieces) {
    int64_t sides = 2 * (int64_t)line->indent + line->width;
    for (size_t i = 0; i < line->part_count; i++)
        pieces[i].x = unit_from(sides - pieces[i].x - pieces[i].width);
}

Piece *line_pieces(const SetLine *line, Arena *arena, size_t *count) {
    Piece *pieces = ARENA_ARRAY(arena, Piece, line->part_count);
    const uint32_t *order = parts_order(line, arena);
    int64_t x = line->start;
    *count = line->part_count;
    for (size_t i = 0; i < line->part_count; i++) {
        size_t part = order != NULL ? order[i] : i;
        pieces[part] = piece_make(line, &line->parts[part]);
        pieces[part].x = unit_from(x);
        x += pieces[part].width;
    }
    if (line->source->turned) turn_pieces(line, pieces);
    return pieces;
}
