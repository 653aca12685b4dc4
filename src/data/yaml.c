/* From YAML text to nodes with places. libfyaml gives events; each becomes a node in the caller's
 * arena, so nothing of the library outlives yaml_read.
 *
 * Everything that could make a small text grow, or mean something else than it shows, is refused:
 * aliases, anchors, tags, several documents, keys written twice. Depth and number of nodes are
 * bounded, so recursion over a tree is safe everywhere else. Places rise from event to event: one
 * cursor walks the source once.
 *
 * What the library says of broken text is not printed but collected; its most frequent complaints
 * are worded anew for people who do not know YAML's grammar. */
#include "data/yaml.h"

#include "base/map.h"

#include <libfyaml.h>
#include <string.h>

enum { DEEPEST = 64, MOST_NODES = 100000 };

typedef struct Reader {
    Arena *arena;
    Arena *scratch;
    Diag *diag;
    struct fy_parser *parser;
    struct fy_diag *complaints;
    SourceCursor cursor;
    size_t start, end; /* the bytes read, in the source */
    size_t last_end;   /* in the source, behind the last token with a place */
    size_t node_count;
    size_t flow_opened; /* byte of the innermost open [ or {, or SIZE_MAX */
    bool failed;
} Reader;

typedef VEC(YamlNode *) Items;
typedef VEC(YamlPair) Pairs;

/* The library's complaints that have words of their own here, by a part of their text. */
static const struct {
    const char *part;
    MessageCode code;
} COMPLAINTS[] = {
    {"without closing quote", MESSAGE_YAML_QUOTE_UNCLOSED},
    {"trailing content after", MESSAGE_YAML_QUOTE_INSIDE},
    {"nested block mapping on the same line", MESSAGE_YAML_SECOND_COLON},
    {"plain scalar cannot start with", MESSAGE_YAML_QUOTES_NEEDED},
    {"invalid multiline plain key", MESSAGE_YAML_COLON_MISSING},
    {"extra closing", MESSAGE_YAML_BRACKET_EXTRA},
    {"missing comma", MESSAGE_YAML_COMMA_MISSING},
    {" escape", MESSAGE_YAML_ESCAPE},
    {"invalid value after mapping", MESSAGE_YAML_STRAY_TEXT},
    {"invalid mapping in plain multiline", MESSAGE_YAML_INDENTATION},
    {"same line as previous key", MESSAGE_YAML_SECOND_COLON},
    {"could not find expected ':'", MESSAGE_YAML_STRAY_TEXT},
    {"did not find expected key", MESSAGE_YAML_STRAY_TEXT},
    {"did not find expected '-'", MESSAGE_YAML_INDENTATION},
    {"scalar at the end of block sequence", MESSAGE_YAML_INDENTATION},
    {"mismatched flow", MESSAGE_YAML_BRACKET_EXTRA},
    {"invalid extra comma", MESSAGE_YAML_COMMA_EXTRA},
    {"tab ", MESSAGE_YAML_TAB},
    {"indent", MESSAGE_YAML_INDENTATION},
    {"indendation", MESSAGE_YAML_INDENTATION},
};

static YamlNode *node_read(Reader *reader, struct fy_event *event, Span fallback, int depth);

static bool reader_fail(Reader *reader, MessageCode code, Span where, MessageArgs args) {
    if (!reader->failed) diag_report(reader->diag, code, where, args);
    reader->failed = true;
    return false;
}

/* The first line of the bytes [start, end) of the source, which must not lie before the last place.
 */
static Span reader_span(Reader *reader, size_t start, size_t end) {
    Str token = str_slice(reader->cursor.source->text, start, end);
    Str line = str_slice(token, 0, str_find(token, STR("\n"), 0));
    return cursor_span_at(&reader->cursor, start, (uint32_t)utf8_count(line));
}

static void stay_silent(struct fy_diag *diag, void *user, const char *text, size_t length) {
    (void)diag, (void)user, (void)text, (void)length;
}

static bool reader_open(Reader *reader) {
    struct fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    diag_config.fp = NULL;
    diag_config.output_fn = stay_silent;
    diag_config.colorize = false;
    reader->complaints = fy_diag_create(&diag_config);
    if (reader->complaints == NULL) return false;
    fy_diag_set_collect_errors(reader->complaints, true);
    struct fy_parse_cfg config = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE |
                 FYPCF_DISABLE_DEPTH_LIMIT, /* ours is lower, and says where */
        .diag = reader->complaints,
    };
    reader->parser = fy_parser_create(&config);
    Str text = str_slice(reader->cursor.source->text, reader->start, reader->end);
    return reader->parser != NULL &&
           fy_parser_set_string(reader->parser, text.bytes, text.length) == 0;
}

static void reader_close(Reader *reader) {
    if (reader->parser != NULL) fy_parser_destroy(reader->parser);
    if (reader->complaints != NULL) fy_diag_destroy(reader->complaints);
    arena_close(reader->scratch);
}

static MessageCode complaint_code(const char *text) {
    for (size_t i = 0; i < sizeof COMPLAINTS / sizeof *COMPLAINTS; i++)
        if (strstr(text, COMPLAINTS[i].part) != NULL) return COMPLAINTS[i].code;
    return MESSAGE_YAML_SYNTAX;
}

/* True if the line goes on with a comment behind this byte. */
static bool comment_follows(Str text, size_t byte) {
    Str line = str_slice(text, byte, str_find(text, STR("\n"), byte));
    return str_find(line, STR(" #"), 0) != SIZE_MAX;
}

/* The innermost open bracket runs on into lines that cannot belong to it, or to the end. */
static void report_unclosed(Reader *reader) {
    const Source *source = reader->cursor.source;
    size_t byte = reader->flow_opened;
    Str closing = source->text.bytes[byte] == '[' ? STR("]") : STR("}");
    MessageCode code = comment_follows(source->text, byte) ? MESSAGE_YAML_BRACKET_UNCLOSED_COMMENT
                                                           : MESSAGE_YAML_BRACKET_UNCLOSED;
    reader_fail(reader, code, span_at(source, byte, 1),
                ARGS(str_slice(source->text, byte, byte + 1), closing));
}

/* Reports the library's first complaint; those that follow come of the same fault. */
static void report_complaint(Reader *reader) {
    void *walk = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(reader->complaints, &walk);
    const Source *source = reader->cursor.source;
    size_t byte = reader->last_end;
    const char *text = error == NULL || error->msg == NULL ? "?" : error->msg;
    const struct fy_mark *mark = error == NULL ? NULL : fy_token_start_mark(error->fyt);
    if (mark != NULL) byte = reader->start + mark->input_pos;
    Str rest = str_trim(str_slice(source->text, byte, reader->end));
    MessageCode code = complaint_code(text);
    bool runs_on = rest.length == 0 || code == MESSAGE_YAML_INDENTATION ||
                   str_starts_with(rest, STR("- ")) || str_starts_with(rest, STR("#"));
    if (runs_on && reader->flow_opened != SIZE_MAX) {
        report_unclosed(reader);
        return;
    }
    if (code == MESSAGE_YAML_SYNTAX && str_starts_with(rest, STR(",")))
        code = MESSAGE_YAML_COMMA_EXTRA;
    if (code == MESSAGE_YAML_QUOTE_UNCLOSED && byte > reader->start) byte--; /* onto the quote */
    reader_fail(reader, code, span_at(source, byte, 1), ARGS(str_from_c(text)));
}

/* The next event, to be given back with event_free; NULL at the end and after a fault, reported. */
static struct fy_event *event_next(Reader *reader) {
    struct fy_event *event = reader->failed ? NULL : fy_parser_parse(reader->parser);
    if (event == NULL) {
        if (!reader->failed && fy_parser_get_stream_error(reader->parser)) report_complaint(reader);
        return NULL;
    }
    const struct fy_mark *mark = fy_event_end_mark(event);
    if (mark != NULL && reader->start + mark->input_pos > reader->last_end)
        reader->last_end = reader->start + mark->input_pos;
    return event;
}

static void event_free(Reader *reader, struct fy_event *event) {
    if (event != NULL) fy_parser_event_free(reader->parser, event);
}

static bool token_in_quotes(struct fy_token *token) {
    enum fy_scalar_style style = fy_token_scalar_style(token);
    return style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
}

/* Where an event begins in the source, or SIZE_MAX for a value that was left out. */
static size_t event_byte(const Reader *reader, struct fy_event *event) {
    const struct fy_mark *mark = fy_event_start_mark(event);
    if (mark == NULL) return SIZE_MAX;
    bool quote = event->type == FYET_SCALAR && token_in_quotes(event->scalar.value);
    /* The library's marks are inside the quotes. */
    return reader->start + mark->input_pos - (quote && mark->input_pos > 0 ? 1 : 0);
}

/* Reports the anchor, tag or alias of an event; true where it has none. */
static bool event_is_plain(Reader *reader, struct fy_event *event) {
    struct fy_token *anchor = NULL, *tag = NULL;
    bool alias = event->type == FYET_ALIAS;
    if (alias) anchor = event->alias.anchor;
    if (event->type == FYET_SCALAR) anchor = event->scalar.anchor, tag = event->scalar.tag;
    if (event->type == FYET_SEQUENCE_START)
        anchor = event->sequence_start.anchor, tag = event->sequence_start.tag;
    if (event->type == FYET_MAPPING_START)
        anchor = event->mapping_start.anchor, tag = event->mapping_start.tag;
    if (anchor == NULL && tag == NULL) return true;
    const struct fy_mark *mark = fy_token_start_mark(anchor != NULL ? anchor : tag);
    size_t byte = mark == NULL ? reader->last_end : reader->start + mark->input_pos;
    if (anchor != NULL && byte > reader->start) byte--; /* the mark is behind the & or * */
    MessageCode code = anchor != NULL ? MESSAGE_YAML_ALIAS : MESSAGE_YAML_TAG;
    return reader_fail(reader, code, span_at(reader->cursor.source, byte, 1), NO_ARGS);
}

/* Where the | or > stands that begins a block scalar with text from a byte on: on the last line
 * before it that is not blank. */
static size_t block_sign(Str source, size_t byte) {
    size_t at = byte;
    while (at > 0 && (source.bytes[at - 1] == ' ' || source.bytes[at - 1] == '\n')) at--;
    while (at > 0 && source.bytes[at - 1] != '\n') {
        at--;
        bool sign = source.bytes[at] == '|' || source.bytes[at] == '>';
        if (sign && (at == 0 || source.bytes[at - 1] == ' ')) return at;
    }
    return byte;
}

/* A scalar's text, place and style. */
static YamlNode scalar_read(Reader *reader, struct fy_event *event, Span fallback) {
    YamlNode scalar = {.kind = YAML_SCALAR, .where = fallback};
    struct fy_token *token = event->scalar.value;
    const struct fy_mark *end = fy_event_end_mark(event);
    if (token == NULL || end == NULL) return scalar;
    size_t length = 0;
    const char *text = fy_token_get_text(token, &length);
    if (text != NULL) scalar.scalar = str_copy(reader->arena, (Str){text, length});
    /* A block scalar is a text as much as a quoted one. */
    scalar.quoted = fy_token_scalar_style(token) != FYSS_PLAIN;
    size_t last = reader->start + end->input_pos + (token_in_quotes(token) ? 1 : 0);
    size_t first = event_byte(reader, event);
    Str source = reader->cursor.source->text;
    while (first < last && source.bytes[first] == ' ') first++; /* the indentation of a block */
    bool block = scalar.quoted && !token_in_quotes(token);
    scalar.start = block ? block_sign(source, first) : first;
    scalar.end = last;
    while (block && scalar.end > first &&
           (source.bytes[scalar.end - 1] == '\n' || source.bytes[scalar.end - 1] == ' '))
        scalar.end--;
    scalar.where = reader_span(reader, first, last);
    return scalar;
}

/* Where a list or mapping begins: at its bracket, or at its first entry. */
static Span block_span(Reader *reader, size_t byte, Span fallback) {
    return byte == SIZE_MAX ? fallback : cursor_span_at(&reader->cursor, byte, 1);
}

/* Notes an open bracket; gives the one before, to be put back at the end. */
static size_t flow_enter(Reader *reader, size_t byte) {
    size_t outer = reader->flow_opened;
    Str text = reader->cursor.source->text;
    if (byte < text.length && (text.bytes[byte] == '[' || text.bytes[byte] == '{'))
        reader->flow_opened = byte;
    return outer;
}

static void sequence_read(Reader *reader, YamlNode *node, int depth) {
    Items items = {0};
    for (;;) {
        struct fy_event *event = event_next(reader);
        if (event == NULL || event->type == FYET_SEQUENCE_END) {
            event_free(reader, event);
            break;
        }
        Span fallback = items.count == 0 ? node->where : items.items[items.count - 1]->where;
        YamlNode *item = node_read(reader, event, fallback, depth);
        if (item == NULL) return;
        VEC_PUSH(reader->arena, &items, item);
    }
    node->items = items.items;
    node->count = items.count;
}

/* Reads a key; false after a report. */
static bool key_read(Reader *reader, struct fy_event *event, Map *known, YamlPair *pair,
                     Span last) {
    if (!event_is_plain(reader, event)) return false;
    if (event->type != FYET_SCALAR) {
        size_t byte = event_byte(reader, event);
        return reader_fail(reader, MESSAGE_YAML_KEY_NOT_TEXT, block_span(reader, byte, last),
                           NO_ARGS);
    }
    YamlNode scalar = scalar_read(reader, event, last);
    *pair = (YamlPair){.key = scalar.scalar, .key_where = scalar.where};
    Span *place = ARENA_NEW(reader->scratch, Span);
    *place = pair->key_where;
    const Span *first = map_put(known, pair->key, place);
    if (first == NULL) return true;
    StrBuilder line = {.arena = reader->scratch};
    builder_add_int(&line, first->line);
    return reader_fail(reader, MESSAGE_YAML_KEY_TWICE, pair->key_where,
                       ARGS(pair->key, builder_text(&line)));
}

/* The value of a key, which may have been left out. */
static bool value_read(Reader *reader, YamlPair *pair, int depth) {
    struct fy_event *event = event_next(reader);
    pair->value = event == NULL ? NULL : node_read(reader, event, pair->key_where, depth);
    return pair->value != NULL;
}

static void mapping_read(Reader *reader, YamlNode *node, size_t byte, Span fallback, int depth) {
    Map known = {.arena = reader->scratch};
    Pairs pairs = {0};
    for (bool first = true;; first = false) {
        struct fy_event *event = event_next(reader);
        bool ended = event == NULL || event->type == FYET_MAPPING_END;
        size_t key_byte = ended ? SIZE_MAX : event_byte(reader, event);
        /* A pair in a list, [a: b], begins at its colon for the library. */
        if (first) node->where = block_span(reader, key_byte < byte ? key_byte : byte, fallback);
        YamlPair pair = {0};
        bool read = !ended && key_read(reader, event, &known, &pair, node->where);
        event_free(reader, event);
        if (!read || !value_read(reader, &pair, depth)) break;
        VEC_PUSH(reader->arena, &pairs, pair);
    }
    node->pairs = pairs.items;
    node->count = pairs.count;
}

static void container_read(Reader *reader, YamlNode *node, size_t byte, Span fallback, int depth) {
    size_t outer = flow_enter(reader, byte);
    if (node->kind == YAML_MAPPING) {
        mapping_read(reader, node, byte, fallback, depth + 1);
    } else {
        node->where = block_span(reader, byte, fallback);
        sequence_read(reader, node, depth + 1);
    }
    reader->flow_opened = outer;
}

/* Reads the node that an event begins, and gives the event back. NULL after a report. */
static YamlNode *node_read(Reader *reader, struct fy_event *event, Span fallback, int depth) {
    enum fy_event_type type = event->type;
    YamlNode *node = ARENA_NEW(reader->arena, YamlNode);
    size_t byte = event_byte(reader, event);
    bool good = event_is_plain(reader, event);
    if (good && depth > DEEPEST)
        good =
            reader_fail(reader, MESSAGE_YAML_TOO_DEEP, block_span(reader, byte, fallback), NO_ARGS);
    if (good && ++reader->node_count > MOST_NODES)
        good = reader_fail(reader, MESSAGE_YAML_TOO_LARGE, block_span(reader, byte, fallback),
                           NO_ARGS);
    if (good && type == FYET_SCALAR) *node = scalar_read(reader, event, fallback);
    event_free(reader, event);
    if (good && type != FYET_SCALAR) {
        node->kind = type == FYET_MAPPING_START ? YAML_MAPPING : YAML_SEQUENCE;
        container_read(reader, node, byte, fallback, depth);
    }
    return reader->failed ? NULL : node;
}

/* The one document of the text; NULL where it has none, or after a report. */
static YamlNode *stream_read(Reader *reader, Span beginning) {
    YamlNode *root = NULL;
    for (struct fy_event *event; (event = event_next(reader)) != NULL;) {
        enum fy_event_type type = event->type;
        if (type == FYET_SCALAR || type == FYET_ALIAS || type == FYET_SEQUENCE_START ||
            type == FYET_MAPPING_START) {
            root = node_read(reader, event, beginning, 1);
            continue;
        }
        if (type == FYET_DOCUMENT_START && root != NULL)
            reader_fail(reader, MESSAGE_YAML_SEVERAL_DOCUMENTS,
                        block_span(reader, event_byte(reader, event), beginning), NO_ARGS);
        event_free(reader, event);
    }
    return root;
}

/* True for a line that begins like a directive, which only a %TAG or another version would need. */
static bool is_directive(Str text, size_t start, size_t at) {
    return text.bytes[at] == '%' && (at == start || text.bytes[at - 1] == '\n');
}

/* Refuses what the library cannot be trusted with: it takes a zero byte for the end and would read
 * half a text without a word; after broken UTF-8 in a directive it looks for the line's end for
 * ever. */
static bool check_characters(Reader *reader) {
    const Source *source = reader->cursor.source;
    Str text = source->text;
    size_t fault = utf8_find_fault(str_slice(text, reader->start, reader->end));
    StrBuilder shown = {.arena = reader->scratch};
    if (fault != SIZE_MAX) {
        fault += reader->start;
        builder_add_format(&shown, "0x%02X", (unsigned)(unsigned char)text.bytes[fault]);
        return reader_fail(reader, MESSAGE_TEXT_NOT_UTF8, span_at(source, fault, 1),
                           ARGS(builder_text(&shown)));
    }
    for (size_t at = reader->start; at < reader->end; at++) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (is_directive(text, reader->start, at))
            return reader_fail(reader, MESSAGE_YAML_DIRECTIVE, span_at(source, at, 1), NO_ARGS);
        if ((byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\n') continue;
        builder_add_format(&shown, "U+%04X", (unsigned)byte);
        return reader_fail(reader, MESSAGE_YAML_CONTROL_CHARACTER, span_at(source, at, 1),
                           ARGS(builder_text(&shown)));
    }
    return true;
}

YamlNode *yaml_read(Arena *arena, const Source *source, size_t start, size_t end, Diag *diag) {
    if (end > source->text.length) end = source->text.length;
    if (start > end) start = end;
    Reader reader = {.arena = arena,
                     .scratch = arena_open(),
                     .diag = diag,
                     .cursor = {.source = source},
                     .start = start,
                     .end = end,
                     .last_end = start,
                     .flow_opened = SIZE_MAX};
    Span beginning = cursor_span_at(&reader.cursor, start, 1);
    YamlNode *root = NULL;
    if (start < end && check_characters(&reader)) {
        if (!reader_open(&reader)) arena_exhausted(); /* opening fails for want of memory only */
        root = stream_read(&reader, beginning);
    }
    reader_close(&reader);
    if (reader.failed) return NULL;
    bool empty =
        root == NULL || (root->kind == YAML_SCALAR && root->scalar.length == 0 && !root->quoted);
    if (!empty) return root;
    root = ARENA_NEW(arena, YamlNode);
    *root = (YamlNode){.kind = YAML_MAPPING, .where = beginning};
    return root;
}
