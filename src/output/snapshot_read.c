/* Reading a snapshot; see snapshot_read.h.
 *
 * In: bytes from anywhere. Out: rows, or one report. Each row is read word by word; the first word
 * that does not fit stops the reading, since a file of the format is never half right. Time and
 * memory are linear in the file. */
#include "output/snapshot_read.h"

typedef struct SnapshotReader {
    Arena *arena;
    Diag *diag;
    const Source *source;
    Snapshot *snapshot;
    size_t at;           /* of the next line */
    uint32_t number;     /* of this line, from 1 */
    Str rest;            /* of this line: what is not read yet */
    const char *start;   /* of this line */
    const char *taken;   /* what was taken last: where it begins */
    uint32_t page_count; /* as the header says */
    uint32_t counts_seen;
    bool failed;
} SnapshotReader;

/* ---- words ---- */

static void fail(SnapshotReader *reader, const char *expected) {
    if (reader->failed) return;
    reader->failed = true;
    Span where = {reader->source, reader->number, 1, 0};
    if (reader->taken > reader->start) {
        Str before = {reader->start, (size_t)(reader->taken - reader->start)};
        where.column += (uint32_t)utf8_count(before);
    }
    diag_report(reader->diag, MESSAGE_SNAPSHOT_ROW, where, ARGS(str_from_c(expected)));
}

/* Where a control character stands, which no writer leaves; SIZE_MAX if none does. */
static size_t find_control(Str text) {
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        unsigned char next = i + 1 < text.length ? (unsigned char)text.bytes[i + 1] : 0xFF;
        if (byte < ' ' || byte == 0x7F || (byte == 0xC2 && next < 0xA0)) return i;
    }
    return SIZE_MAX;
}

static bool next_line(SnapshotReader *reader) {
    Str text = reader->source->text;
    if (reader->failed || reader->at >= text.length) return false;
    size_t end = str_find(text, STR("\n"), reader->at);
    if (end == SIZE_MAX) end = text.length;
    reader->rest = str_slice(text, reader->at, end);
    reader->start = reader->taken = reader->rest.bytes;
    reader->at = end + 1;
    reader->number++;
    size_t control = find_control(reader->rest);
    if (control == SIZE_MAX) return true;
    reader->taken = reader->rest.bytes + control;
    fail(reader, "\\u{A}");
    return false;
}

/* The text before a mark, which is passed over; all that is left if there is none. */
static Str take_until(SnapshotReader *reader, Str mark) {
    Str rest = reader->rest;
    size_t end = str_find(rest, mark, 0),
           behind = end == SIZE_MAX ? rest.length : end + mark.length;
    reader->taken = rest.bytes;
    reader->rest = str_slice(rest, behind, rest.length);
    return str_slice(rest, 0, end);
}

static Str take_word(SnapshotReader *reader) {
    return take_until(reader, STR(" "));
}

static void take_name(SnapshotReader *reader, const char *name) {
    if (!str_equal(take_word(reader), str_from_c(name))) fail(reader, name);
}

/* Sets 0 and gives false if the text is no count. */
static bool read_count(Str text, uint32_t *count) {
    int64_t value = 0;
    bool good = str_to_int(text, &value) && value >= 0 && value <= INT32_MAX;
    *count = good ? (uint32_t)value : 0;
    return good;
}

static uint32_t take_count(SnapshotReader *reader) {
    uint32_t count;
    if (!read_count(take_word(reader), &count)) fail(reader, "123");
    return count;
}

static Unit take_length(SnapshotReader *reader) {
    Unit length = 0;
    if (!unit_read(take_word(reader), &length)) fail(reader, "12.5");
    return length;
}

static Unit take_named_length(SnapshotReader *reader, const char *name) {
    take_name(reader, name);
    return take_length(reader);
}

static void take_box(SnapshotReader *reader, SnapshotRow *row) {
    row->x = take_length(reader);
    row->y = take_length(reader);
    row->width = take_length(reader);
    row->height = take_length(reader);
}

/* The end of "file.md" before ":12 " in a row; names may hold blanks and colons. */
static size_t source_end(Str text) {
    for (size_t at = 0; at < text.length; at++) {
        size_t digit = at + 1;
        if (text.bytes[at] != ':') continue;
        while (digit < text.length && text.bytes[digit] >= '0' && text.bytes[digit] <= '9') digit++;
        bool ends = digit == text.length || text.bytes[digit] == ' ';
        if (digit > at + 1 && ends) return at;
    }
    return SIZE_MAX;
}

/* "file.md:12" or "-". */
static void take_source(SnapshotReader *reader, Str *file, uint32_t *line) {
    bool none = str_starts_with(reader->rest, STR("- ")) || str_equal(reader->rest, STR("-"));
    if (none) {
        take_word(reader);
        return;
    }
    size_t end = source_end(reader->rest);
    reader->taken = reader->rest.bytes;
    if (end == SIZE_MAX || end == 0) {
        fail(reader, "file.md:12");
        return;
    }
    *file = str_slice(reader->rest, 0, end);
    reader->rest = str_slice(reader->rest, end + 1, reader->rest.length);
    *line = take_count(reader);
}

/* What stands behind " | ", or nothing. */
static Str take_text(SnapshotReader *reader) {
    if (reader->rest.length == 0) return STR("");
    reader->taken = reader->rest.bytes;
    if (!str_starts_with(reader->rest, STR("| "))) {
        fail(reader, "| …");
        return STR("");
    }
    return str_slice(reader->rest, 2, reader->rest.length);
}

/* ---- rows of a page ---- */

static void add_row(SnapshotReader *reader, SnapshotRow row) {
    if (reader->failed) return;
    if (reader->snapshot->pages.count > 0) row.page = (uint32_t)reader->snapshot->pages.count - 1;
    VEC_PUSH(reader->arena, &reader->snapshot->rows, row);
}

static void read_page(SnapshotReader *reader) {
    SnapshotPage page = {.folio = take_word(reader)};
    int64_t number;
    if (!str_to_int(page.folio, &number) || number < 0) fail(reader, "page 1");
    Str rest = reader->rest;
    size_t end = rest.length; /* the template's name ends before four words */
    for (int words = 0; end > 0 && words < 4; words++) {
        do end--;
        while (end > 0 && rest.bytes[end] != ' ');
    }
    page.template_name = str_slice(rest, 0, end);
    reader->rest = str_slice(rest, end > 0 ? end + 1 : 0, rest.length);
    SnapshotRow row = {.kind = ROW_PAGE, .role = STR("page"), .text = page.template_name};
    row.width = take_length(reader);
    row.height = take_length(reader);
    row.x = take_named_length(reader, "bleed");
    if (reader->failed) return;
    VEC_PUSH(reader->arena, &reader->snapshot->pages, page);
    add_row(reader, row);
}

static void read_frame(SnapshotReader *reader) {
    SnapshotRow row = {.kind = ROW_FRAME, .role = STR("frame")};
    row.frame = take_count(reader);
    take_box(reader, &row);
    row.text = take_text(reader);
    add_row(reader, row);
}

/* "paragraph", or "heading 2" with its level. */
static Str take_role(SnapshotReader *reader) {
    Str rest = reader->rest, role = take_word(reader);
    if (!str_equal(role, STR("heading"))) return role;
    Str level = take_word(reader);
    return str_slice(rest, 0, role.length + 1 + level.length);
}

/* 0.25, -0.0312: in ten-thousandths. */
static int32_t take_stretch(SnapshotReader *reader) {
    Str word = take_word(reader);
    bool negative = str_starts_with(word, STR("-"));
    int64_t value = 0, scale = 0;
    for (size_t i = negative ? 1 : 0; i < word.length; i++) {
        bool digit = word.bytes[i] >= '0' && word.bytes[i] <= '9';
        bool point = word.bytes[i] == '.' && scale == 0;
        if ((!digit && !point) || value > INT32_MAX / 10 || scale > 10000) fail(reader, "0.25");
        if (reader->failed) return 0;
        if (digit) value = value * 10 + (word.bytes[i] - '0');
        scale = point ? 1 : scale * 10;
    }
    for (scale = scale == 0 ? 1 : scale; scale < 10000; scale *= 10) value *= 10;
    if (value > INT32_MAX || word.length == 0) fail(reader, "0.25");
    return (int32_t)(negative ? -value : value);
}

static void read_line(SnapshotReader *reader, bool block) {
    SnapshotRow row = {.kind = ROW_LINE, .lines = 1};
    take_source(reader, &row.file, &row.line);
    row.role = take_role(reader);
    take_name(reader, "block");
    row.block = take_count(reader);
    take_name(reader, "frame");
    row.frame = take_count(reader);
    if (block) {
        take_name(reader, "lines");
        row.lines = take_count(reader);
    }
    row.x = take_named_length(reader, "x");
    row.y = take_named_length(reader, "baseline");
    if (block) row.height = unit_from((int64_t)take_named_length(reader, "last") - row.y);
    row.width = take_named_length(reader, "width");
    if (!block) {
        row.natural = take_named_length(reader, "natural");
        take_name(reader, "stretch");
        row.stretch = take_stretch(reader);
    }
    row.ends = str_equal(reader->rest, STR("end")) || str_starts_with(reader->rest, STR("end "));
    if (row.ends) take_word(reader);
    row.text = take_text(reader);
    add_row(reader, row);
}

static void read_shapes(SnapshotReader *reader, Str role) {
    SnapshotRow row = {.kind = ROW_SHAPE, .role = role};
    row.lines = take_count(reader);
    take_box(reader, &row);
    row.text = take_until(reader, STR(" places "));
    if (!str_starts_with(row.text, STR("fill "))) fail(reader, "fill");
    row.rest = reader->rest;
    if (row.rest.length != 16) fail(reader, "places 0123456789abcdef");
    add_row(reader, row);
}

static void read_image(SnapshotReader *reader) {
    SnapshotRow row = {.kind = ROW_IMAGE, .role = STR("image")};
    take_source(reader, &row.file, &row.line);
    take_box(reader, &row);
    take_name(reader, "pixels");
    row.text = reader->rest;
    take_count(reader);
    take_count(reader);
    add_row(reader, row);
}

static void read_link(SnapshotReader *reader) {
    SnapshotRow row = {.kind = ROW_LINK, .role = STR("link")};
    take_count(reader);
    take_box(reader, &row);
    take_name(reader, "to");
    bool inside = str_starts_with(reader->rest, STR("page ")) &&
                  str_find(reader->rest, STR(" y "), 0) != SIZE_MAX;
    if (inside) {
        row.rest = take_until(reader, STR(" | ")); /* where it leads moves with the text */
        row.text = reader->rest;
    } else {
        row.text = reader->rest;
    }
    add_row(reader, row);
}

static void read_bookmark(SnapshotReader *reader) {
    SnapshotRow row = {.kind = ROW_BOOKMARK, .role = STR("bookmark")};
    row.frame = take_count(reader);
    take_name(reader, "page");
    row.rest = str_slice(reader->rest, 0, str_find(reader->rest, STR(" "), 0));
    take_count(reader);
    row.y = take_named_length(reader, "y");
    row.text = take_text(reader);
    add_row(reader, row);
}

static void read_glyphs(SnapshotReader *reader) {
    SnapshotRow row = {.kind = ROW_GLYPHS, .role = STR("glyphs"), .text = reader->rest};
    if (str_find(reader->rest, STR(" | "), 0) == SIZE_MAX) fail(reader, "| …");
    add_row(reader, row);
}

static void read_page_row(SnapshotReader *reader, Str word) {
    bool page = str_equal(word, STR("page")), mark = str_equal(word, STR("bookmark"));
    if (!page && !mark && reader->snapshot->pages.count == 0) {
        fail(reader, "page");
    } else if (page) {
        read_page(reader);
    } else if (mark) {
        read_bookmark(reader);
    } else if (str_equal(word, STR("frame"))) {
        read_frame(reader);
    } else if (str_equal(word, STR("line"))) {
        read_line(reader, false);
    } else if (str_equal(word, STR("block"))) {
        read_line(reader, true);
    } else if (str_equal(word, STR("rects")) || str_equal(word, STR("paths"))) {
        read_shapes(reader, word);
    } else if (str_equal(word, STR("image"))) {
        read_image(reader);
    } else if (str_equal(word, STR("link"))) {
        read_link(reader);
    } else if (str_equal(word, STR("glyphs"))) {
        read_glyphs(reader);
    } else {
        fail(reader, "page, frame, line, block, rects, paths, image, link, glyphs, bookmark");
    }
}

/* ---- header ---- */

/* Tells what else the file is: of another version, or no snapshot at all. */
static bool read_version(SnapshotReader *reader) {
    Span where = {reader->source, 1, 1, 0};
    reader->failed = true;
    if (reader->at >= reader->source->text.length ||
        !str_starts_with(reader->source->text, STR("maquette-snapshot "))) {
        diag_report(reader->diag, MESSAGE_SNAPSHOT_NONE, where, ARGS(reader->source->path));
        return false;
    }
    reader->failed = false;
    if (!next_line(reader)) return false;
    take_word(reader);
    int64_t version = 0;
    if (str_to_int(reader->rest, &version) && version == SNAPSHOT_VERSION) return true;
    StrBuilder ours = {.arena = reader->arena};
    builder_add_int(&ours, SNAPSHOT_VERSION);
    diag_report(reader->diag, MESSAGE_SNAPSHOT_VERSION, where,
                ARGS(reader->rest, builder_text(&ours)));
    reader->failed = true;
    return false;
}

static void read_level(SnapshotReader *reader) {
    Str name = reader->rest;
    for (int i = 0; i < SNAPSHOT_LEVEL_COUNT; i++) {
        if (!str_equal(name, str_from_c(snapshot_level_name((SnapshotLevel)i)))) continue;
        reader->snapshot->level = (SnapshotLevel)i;
        return;
    }
    fail(reader, "level pages, blocks, lines, glyphs");
}

/* Rows of the header that name what the pages depend on: those of files end in a digest, those of
 * what was read from YAML have a value behind a bar. */
static bool is_fingerprint(Str word, bool *file) {
    static const char *const files[] = {"font", "dictionary", "picture", "data"};
    static const char *const values[] = {"fallback", "features", "rule",      "section",
                                         "edition",  "part",     "attributes"};
    *file = true;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (str_equal(word, str_from_c(files[i]))) return true;
    }
    *file = false;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (str_equal(word, str_from_c(values[i]))) return true;
    }
    return false;
}

bool fingerprint_lines(Str name, Str *file, uint32_t *first, uint32_t *last) {
    size_t colon = name.length;
    while (colon > 0 && name.bytes[colon - 1] != ':') colon--;
    Str lines = str_slice(name, colon, name.length);
    size_t dash = str_find(lines, STR("-"), 0);
    bool begins = read_count(str_slice(lines, 0, dash), first);
    bool ends = dash == SIZE_MAX || read_count(str_slice(lines, dash + 1, lines.length), last);
    if (dash == SIZE_MAX || *last < *first) *last = *first;
    *file = str_slice(name, 0, colon > 0 ? colon - 1 : 0);
    return begins && ends && file->length > 0;
}

static void read_fingerprint(SnapshotReader *reader, Str kind, bool file) {
    Fingerprint print = {.kind = kind};
    if (file) {
        size_t at = reader->rest.length;
        while (at > 0 && reader->rest.bytes[at - 1] != ' ') at--;
        print.name = str_slice(reader->rest, 0, at > 0 ? at - 1 : 0);
        print.value = str_slice(reader->rest, at, reader->rest.length);
    } else {
        print.name = take_until(reader, STR(" | "));
        print.value = reader->rest;
    }
    Str source;
    uint32_t first, last;
    if (str_equal(kind, STR("attributes")) &&
        !fingerprint_lines(print.name, &source, &first, &last))
        fail(reader, "attributes file.md:12-15 | {class: box}");
    if (print.name.length == 0 || print.value.length == 0)
        fail(reader, file ? "font regular.ttf 0123" : "part margins | {top: 20mm}");
    if (!reader->failed) VEC_PUSH(reader->arena, &reader->snapshot->fingerprints, print);
}

static void read_header(SnapshotReader *reader) {
    bool level = false, layout = false, language = false, file;
    while (next_line(reader)) {
        Str word = take_word(reader);
        if (str_equal(word, STR("pages"))) {
            reader->page_count = take_count(reader);
            if (!level || !layout || !language) fail(reader, "level, layout, language");
            return;
        }
        if (str_equal(word, STR("level")) && !level) {
            read_level(reader);
            level = true;
        } else if (str_equal(word, STR("layout")) && !layout) {
            reader->snapshot->layout = reader->rest;
            layout = true;
        } else if (str_equal(word, STR("language")) && !language) {
            reader->snapshot->language = reader->rest;
            language = true;
        } else if (is_fingerprint(word, &file)) {
            read_fingerprint(reader, word, file);
        } else {
            fail(reader, "level, layout, language, font, rule, picture, section, part, pages");
        }
    }
}

/* ---- invariants ---- */

static Invariant take_invariant(SnapshotReader *reader) {
    Str name = take_word(reader);
    for (int i = 0; i < INVARIANT_COUNT; i++) {
        if (str_equal(name, str_from_c(invariant_name((Invariant)i)))) return (Invariant)i;
    }
    fail(reader, "notes, grid, overflow, glyphs, widows, orphans");
    return INVARIANT_NOTES;
}

static void read_fault(SnapshotReader *reader) {
    InvariantFault fault = {.invariant = take_invariant(reader)};
    take_name(reader, "page");
    fault.page = take_count(reader);
    take_source(reader, &fault.file, &fault.line);
    fault.text = take_text(reader);
    if (!reader->failed) VEC_PUSH(reader->arena, &reader->snapshot->faults, fault);
}

static void read_invariants(SnapshotReader *reader) {
    while (next_line(reader)) {
        Str word = take_word(reader);
        if (str_equal(word, STR("fault"))) {
            read_fault(reader);
        } else if (str_equal(word, STR("invariant"))) {
            Invariant invariant = take_invariant(reader);
            reader->snapshot->counts[invariant] = take_count(reader);
            reader->counts_seen |= 1U << invariant;
        } else {
            fail(reader, "fault, invariant");
        }
    }
}

/* ---- the whole ---- */

static void read_pages(SnapshotReader *reader) {
    while (next_line(reader)) {
        if (reader->rest.length == 0) continue;
        if (str_equal(reader->rest, STR("invariants"))) {
            read_invariants(reader);
            return;
        }
        read_page_row(reader, take_word(reader));
    }
}

Snapshot *snapshot_read(Arena *arena, const Source *source, Diag *diag) {
    SnapshotReader reader = {.arena = arena, .diag = diag, .source = source};
    if (!read_version(&reader)) return NULL;
    reader.snapshot = ARENA_NEW(arena, Snapshot);
    read_header(&reader);
    read_pages(&reader);
    if (reader.failed) return NULL;
    bool ended = str_ends_with(source->text, STR("\n")) &&
                 reader.counts_seen == (1U << INVARIANT_COUNT) - 1 &&
                 reader.snapshot->pages.count == reader.page_count;
    if (!ended) {
        diag_report(diag, MESSAGE_SNAPSHOT_TRUNCATED, (Span){source, reader.number, 1, 0}, NO_ARGS);
        return NULL;
    }
    return reader.snapshot;
}
