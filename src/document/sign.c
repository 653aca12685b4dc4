/* Attributes and note calls as inlines of cmark's parser, before it can see emphasis in them.
 *
 * cmark asks at each { and ^ that is no part of a code span, a tag or an address. What a sign
 * belongs to is decided later, when the tree is read; here only its extent is found. */
#include "document/attributes.h"
#include "document/caption.h"
#include "document/extension.h"

/* The content of the leaf whose inlines are being parsed; its length is taken once. */
static Str leaf_content(Extension *extension, cmark_node *leaf) {
    const char *bytes = cmark_node_get_string_content(leaf);
    if (extension->leaf != leaf) {
        extension->leaf = leaf;
        extension->leaf_length = str_from_c(bytes).length;
    }
    return (Str){bytes, extension->leaf_length};
}

static bool is_blank_rest(Str content, size_t at) {
    while (at < content.length &&
           (content.bytes[at] == ' ' || content.bytes[at] == '\t' || content.bytes[at] == '\n')) {
        at++;
    }
    return at >= content.length;
}

/* {…} counts right behind ] and ), and at the end of a heading or caption. */
static size_t attributes_here(cmark_node *leaf, Str content, size_t at) {
    char before = at == 0 ? ' ' : content.bytes[at - 1];
    bool behind = before == ']' || before == ')';
    bool in_heading = cmark_node_get_type(leaf) == CMARK_NODE_HEADING || caption_begins(leaf);
    if (!behind && !in_heading) return 0;
    size_t length = attributes_length(str_slice(content, at, content.length));
    return length > 0 && (behind || is_blank_rest(content, at + length)) ? length : 0;
}

static bool is_escaped(Str content, size_t at) {
    size_t start = at;
    while (start > 0 && content.bytes[start - 1] == '\\') start--;
    return (at - start) % 2 == 1;
}

/* The length of ^id between [ and ], or 0. */
static size_t call_here(Str content, size_t at) {
    if (at == 0 || content.bytes[at - 1] != '[' || is_escaped(content, at - 1)) return 0;
    size_t end = at + 1;
    while (end < content.length && content.bytes[end] != '[' && content.bytes[end] != ']' &&
           (unsigned char)content.bytes[end] > ' ') {
        end++;
    }
    bool closed = end < content.length && content.bytes[end] == ']';
    return closed && end > at + 1 ? end - at : 0;
}

static cmark_node *match_inline(cmark_syntax_extension *self, cmark_parser *parser,
                                cmark_node *leaf, unsigned char character,
                                cmark_inline_parser *inline_parser) {
    (void)parser;
    if (character != '{' && character != '^') return NULL;
    Extension *extension = cmark_syntax_extension_get_private(self);
    Str content = leaf_content(extension, leaf);
    int offset = cmark_inline_parser_get_offset(inline_parser);
    size_t at = (size_t)offset;
    size_t length = character == '{' ? attributes_here(leaf, content, at) : call_here(content, at);
    if (length == 0) return NULL;
    Sign *sign = ARENA_NEW(extension->arena, Sign);
    *sign = (Sign){.kind = character == '{' ? SIGN_ATTRIBUTES : SIGN_CALL, .length = length};
    cmark_node *node = cmark_node_new(CMARK_NODE_FOOTNOTE_REFERENCE);
    cmark_node_set_user_data(node, sign);
    cmark_inline_parser_set_offset(inline_parser, offset + (int)length);
    return node;
}

static cmark_llist *character_add(cmark_llist *list, uintptr_t character) {
    return cmark_llist_append(cmark_get_default_mem_allocator(), list, (void *)character);
}

void extension_add_signs(Extension *extension) {
    cmark_llist *characters = character_add(character_add(NULL, '{'), '^');
    cmark_syntax_extension_set_special_inline_chars(extension->self, characters);
    cmark_syntax_extension_set_match_inline_func(extension->self, match_inline);
}
