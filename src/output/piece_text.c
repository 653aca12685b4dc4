/* From glyphs back to text.
 *
 * A shape whose characters come from several faces becomes several pieces with one text; each shows
 * what lies between the clusters of its neighbours. Clusters rise along a run, or fall in one from
 * right to left. */
#include "output/piece_text.h"

static TextRange run_clusters(const GlyphRun *run) {
    size_t first = run->glyphs[0].cluster, last = run->glyphs[run->count - 1].cluster;
    return first <= last ? (TextRange){first, last} : (TextRange){last, first};
}

static bool shows_same_text(const Piece *a, const Piece *b) {
    return a->kind == b->kind && a->text.bytes == b->text.bytes &&
           a->text.length == b->text.length && b->run != NULL && b->run->count > 0;
}

TextRange piece_text_range(const DisplayLine *line, size_t index) {
    const Piece *piece = &line->pieces[index];
    TextRange own = run_clusters(piece->run), range = {0, piece->text.length};
    for (int side = -1; side <= 1; side += 2) {
        if (side < 0 ? index == 0 : index + 1 == line->piece_count) continue;
        const Piece *other = piece + side;
        if (!shows_same_text(piece, other)) continue;
        TextRange theirs = run_clusters(other->run);
        if (theirs.start > own.end && theirs.start < range.end) range.end = theirs.start;
        if (theirs.end < own.start) range.start = own.start;
    }
    return range;
}

static bool is_ascii_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

Str space_text(const Piece *space) {
    Str text = space->copied.length > 0 ? space->copied : space->text;
    size_t at = 0;
    while (at < text.length && is_ascii_blank(text.bytes[at])) at++;
    if (at == text.length) return STR(" ");
    size_t end = at;
    utf8_next(text, &end);
    return str_slice(text, at, end);
}
