/* In: a source. Out: the same without the marks of conflicts; see conflicts.h.
 *
 * The marks are those of Git and of diff3: seven signs at a line's start. A mark that nothing ends
 * is text. */
#include "document/conflicts.h"

typedef enum Version { NO_CONFLICT, FIRST, OTHER } Version;

enum { MARK_BYTES = 7 };

static bool is_mark(Str line, Str mark) {
    if (!str_starts_with(line, mark)) return false;
    return line.length == MARK_BYTES || line.bytes[MARK_BYTES] == ' ';
}

static size_t line_end(Str text, size_t at) {
    size_t end = str_find(text, STR("\n"), at);
    return end == SIZE_MAX ? text.length : end;
}

/* What a line leads over to. *mark: it is a mark itself. */
static Version version_behind(Str line, Version version, bool *mark) {
    bool begins = version == NO_CONFLICT && is_mark(line, STR("<<<<<<<"));
    bool turns =
        version != NO_CONFLICT && (is_mark(line, STR("=======")) || is_mark(line, STR("|||||||")));
    bool ends = version != NO_CONFLICT && is_mark(line, STR(">>>>>>>"));
    *mark = begins || turns || ends;
    return begins ? FIRST : turns ? OTHER : ends ? NO_CONFLICT : version;
}

/* The last place at which a conflict can end. */
static size_t last_end(Str text) {
    size_t last = 0;
    for (size_t at = 0; at < text.length; at = line_end(text, at) + 1)
        if (is_mark(str_slice(text, at, line_end(text, at)), STR(">>>>>>>"))) last = at;
    return last;
}

/* The text that is kept, line by line. */
typedef struct Kept {
    Arena *arena;
    StrBuilder text;
    VEC(SourceOrigin) origins;
} Kept;

static void keep_line(Kept *kept, const Source *source, uint32_t number, Str line) {
    SourceOrigin origin = {.line = (uint32_t)kept->origins.count + 1,
                           .column = 1,
                           .where = {.source = source, .line = number, .column = 1},
                           .in_step = true};
    VEC_PUSH(kept->arena, &kept->origins, origin);
    builder_add(&kept->text, line);
}

/* Cuts the lines; line ends belong to them. */
static void versions_part(Source *source, size_t last, Kept *kept, Diag *diag) {
    Str text = source->text;
    Version version = NO_CONFLICT;
    uint32_t number = 1;
    for (size_t at = 0; at < text.length; number++) {
        size_t end = line_end(text, at);
        size_t next = end < text.length ? end + 1 : end;
        Str line = str_slice(text, at, end);
        bool mark = false, outside = version == NO_CONFLICT;
        if (!outside || at < last) version = version_behind(line, version, &mark);
        Span where = {source, number, 1, (uint32_t)utf8_count(line)};
        if (mark && outside) diag_report(diag, MESSAGE_CONFLICT_LEFT, where, NO_ARGS);
        if (!mark && version != OTHER) keep_line(kept, source, number, str_slice(text, at, next));
        at = next;
    }
}

Source *conflicts_resolve(Arena *arena, Source *source, Diag *diag) {
    Str text = source->text;
    size_t last = str_find(text, STR("<<<<<<<"), 0) != SIZE_MAX ? last_end(text) : 0;
    if (last == 0) return source;
    Kept kept = {.arena = arena, .text = {.arena = arena}};
    versions_part(source, last, &kept, diag);
    Source *resolved = ARENA_NEW(arena, Source);
    *resolved = (Source){.path = source->path,
                         .text = builder_text(&kept.text),
                         .origins = kept.origins.items,
                         .origin_count = kept.origins.count};
    return resolved;
}
