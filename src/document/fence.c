/* Fenced divs and notes as containers of cmark's block parser.
 *
 * cmark asks each open container from the outermost inwards whether a line goes on in it, then each
 * extension whether the line opens a block in the innermost that said yes. A closing ::: is decided
 * at the second question: by then a code block has taken its line, and items that end before the
 * line have said no. There is no call to close a container, but adding a child that a container
 * refuses closes it: the div to be closed is marked, refuses everything from then on, and an empty
 * FENCE_LINE is added behind it. That node is of the type of a thematic break, which cmark never
 * takes for a blank line that would make a list loose. */
#include "document/extension.h"

enum {
    FENCE_COLONS = 3,
    TABLE_COLUMNS_LIMIT = 64, /* cmark fills short rows: columns times rows must stay bounded */
    TABLE_ATTEMPTS_LIMIT = 16 /* each makes cmark read the paragraph again */
};

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static size_t skip_byte(Str line, size_t at, char byte) {
    while (at < line.length && line.bytes[at] == byte) at++;
    return at;
}

static size_t skip_blanks(Str line, size_t at) {
    while (at < line.length && is_blank(line.bytes[at])) at++;
    return at;
}

static size_t source_byte(const Extension *extension, cmark_parser *parser, size_t column) {
    return lines_start(extension->lines, (size_t)cmark_parser_get_line_number(parser)) + column;
}

static Span span_of(const Extension *extension, size_t byte, uint32_t length) {
    Finger finger = finger_make(extension->lines);
    return finger_place(&finger, byte, length);
}

/* Makes the rest of the line count as read. */
static void consume_line(cmark_parser *parser, unsigned char *input, int length) {
    int left = length - 1 - cmark_parser_get_offset(parser);
    if (left > 0) cmark_parser_advance_offset(parser, (const char *)input, left, /*columns*/ 0);
}

static cmark_node *fence_add(Extension *extension, cmark_parser *parser, cmark_node *parent,
                             Fence fence) {
    cmark_node_type type =
        fence.kind == FENCE_LINE ? CMARK_NODE_THEMATIC_BREAK : CMARK_NODE_CUSTOM_BLOCK;
    int column = cmark_parser_get_first_nonspace(parser) + 1;
    cmark_node *node = cmark_parser_add_child(parser, parent, type, column);
    Fence *kept = ARENA_NEW(extension->arena, Fence);
    *kept = fence;
    cmark_node_set_syntax_extension(node, extension->self);
    cmark_node_set_user_data(node, kept);
    return node;
}

/* The container around a node that is a paragraph, a list or a table. */
static cmark_node *container_find(cmark_node *node) {
    while (node != NULL) {
        cmark_node_type type = cmark_node_get_type(node);
        bool holds_blocks = type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_BLOCK_QUOTE ||
                            type == CMARK_NODE_ITEM || type == CMARK_NODE_CUSTOM_BLOCK;
        if (holds_blocks) break;
        node = cmark_node_parent(node);
    }
    return node;
}

static int depth_of(cmark_node *node) {
    int depth = 0;
    for (; node != NULL; node = cmark_node_parent(node)) {
        depth += cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK;
    }
    return depth;
}

static cmark_node *close_div(Extension *extension, cmark_parser *parser, cmark_node *parent,
                             Fence line) {
    cmark_node *container = container_find(parent);
    Fence *open = container == NULL ? NULL : (Fence *)cmark_node_get_user_data(container);
    if (open != NULL && open->kind == FENCE_DIV) {
        open->closed = true;
    } else if (!extension->too_deep) {
        diag_report(extension->diag, MESSAGE_DIV_NOT_OPEN,
                    span_of(extension, line.at, FENCE_COLONS), NO_ARGS);
    }
    return fence_add(extension, parser, parent, line);
}

/* The end of "{…}" or of a bare word in the rest of an opening line; closing colons behind it are
 * allowed. */
static size_t opening_end(Str line, size_t start) {
    size_t end = line.length;
    while (end > start && is_blank(line.bytes[end - 1])) end--;
    size_t without = end;
    while (without > start && line.bytes[without - 1] == ':') without--;
    bool decorated =
        end - without >= FENCE_COLONS && without > start && is_blank(line.bytes[without - 1]);
    if (!decorated) return end;
    while (without > start && is_blank(line.bytes[without - 1])) without--;
    return without;
}

static cmark_node *open_fence(Extension *extension, cmark_parser *parser, cmark_node *parent,
                              Str line, size_t at) {
    size_t rest = skip_blanks(line, skip_byte(line, at, ':'));
    Fence fence = {.kind = FENCE_LINE, .at = source_byte(extension, parser, at)};
    if (rest == line.length) return close_div(extension, parser, parent, fence);
    if (depth_of(parent) >= NESTING_LIMIT) {
        if (!extension->too_deep) {
            diag_report(extension->diag, MESSAGE_NESTING_TOO_DEEP,
                        span_of(extension, fence.at, FENCE_COLONS), ARGS(STR("32")));
        }
        extension->too_deep = true;
        return fence_add(extension, parser, parent, fence);
    }
    fence.kind = FENCE_DIV;
    fence.start = source_byte(extension, parser, rest);
    fence.end = source_byte(extension, parser, opening_end(line, rest));
    return fence_add(extension, parser, parent, fence);
}

/* The length of "[^id]:" at a place of a line, or 0. An id has no spaces and no brackets. */
static size_t note_length(Str line, size_t at) {
    Str rest = str_slice(line, at, line.length);
    if (!str_starts_with(rest, STR("[^"))) return 0;
    size_t end = 2;
    while (end < rest.length && !is_blank(rest.bytes[end]) && rest.bytes[end] != '[' &&
           rest.bytes[end] != ']')
        end++;
    return end > 2 && str_starts_with(str_slice(rest, end, rest.length), STR("]:")) ? end + 2 : 0;
}

static cmark_node *open_note(Extension *extension, cmark_parser *parser, cmark_node *parent,
                             Str line, size_t at) {
    size_t length = note_length(line, at);
    if (length == 0 || depth_of(parent) > NESTING_LIMIT) return NULL;
    Fence fence = {.kind = FENCE_NOTE, .at = source_byte(extension, parser, at)};
    fence.start = fence.at + 2;
    fence.end = fence.at + length - 2;
    size_t end = skip_blanks(line, at + length);
    int left = (int)end - cmark_parser_get_offset(parser);
    cmark_node *node = fence_add(extension, parser, parent, fence);
    cmark_parser_advance_offset(parser, line.bytes, left, /*columns*/ 0);
    return node;
}

/* True for a line like | --- | :-: | that must not reach cmark's tables: too wide, or one of very
 * many. */
static bool refuses_table(Extension *extension, cmark_parser *parser, cmark_node *parent, Str line,
                          size_t at) {
    size_t columns = 1;
    for (size_t i = at; i < line.length; i++) {
        char byte = line.bytes[i];
        if (byte != '|' && byte != '-' && byte != ':' && !is_blank(byte)) return false;
        columns += byte == '|';
    }
    if (columns > TABLE_COLUMNS_LIMIT + 2) {
        diag_report(extension->diag, MESSAGE_TABLE_TOO_WIDE,
                    span_of(extension, source_byte(extension, parser, at), 1), ARGS(STR("64")));
        return true;
    }
    if (extension->table_paragraph != parent) extension->table_attempts = 0;
    extension->table_paragraph = parent;
    return ++extension->table_attempts > TABLE_ATTEMPTS_LIMIT;
}

static cmark_node *open_block(cmark_syntax_extension *self, int indented, cmark_parser *parser,
                              cmark_node *parent, unsigned char *input, int length) {
    Extension *extension = cmark_syntax_extension_get_private(self);
    Str line = {(const char *)input, (size_t)length};
    while (line.length > 0 &&
           (line.bytes[line.length - 1] == '\n' || line.bytes[line.length - 1] == '\r'))
        line.length--;
    size_t at = (size_t)cmark_parser_get_first_nonspace(parser);
    if (indented || at >= line.length) return NULL;
    if (skip_byte(line, at, ':') - at >= FENCE_COLONS) {
        cmark_node *fence = open_fence(extension, parser, parent, line, at);
        consume_line(parser, input, length);
        return fence;
    }
    if (line.bytes[at] == '[') return open_note(extension, parser, parent, line, at);
    if (cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH &&
        refuses_table(extension, parser, parent, line, at)) {
        return parent;
    }
    return NULL;
}

/* Whether a line goes on in a container of ours. */
static int match_block(cmark_syntax_extension *self, cmark_parser *parser, unsigned char *input,
                       int length, cmark_node *container) {
    (void)self;
    (void)length;
    const Fence *fence = cmark_node_get_user_data(container);
    if (fence == NULL || fence->kind == FENCE_LINE) return 0;
    if (fence->kind == FENCE_DIV || cmark_parser_is_blank(parser)) return 1;
    if (cmark_parser_get_indent(parser) < 4) return 0;
    cmark_parser_advance_offset(parser, (const char *)input, 4, /*columns*/ 1);
    return 1;
}

static int can_contain(cmark_syntax_extension *self, cmark_node *node, cmark_node_type child) {
    (void)self;
    const Fence *fence = cmark_node_get_user_data(node);
    bool refuses = fence == NULL || fence->kind == FENCE_LINE || fence->closed;
    return !refuses && ((int)child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK &&
           child != CMARK_NODE_ITEM;
}

void extension_add_fences(Extension *extension) {
    cmark_syntax_extension_set_open_block_func(extension->self, open_block);
    cmark_syntax_extension_set_match_block_func(extension->self, match_block);
    cmark_syntax_extension_set_can_contain_func(extension->self, can_contain);
}
