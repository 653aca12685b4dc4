/* The life of the extension object: made for one parser, freed after its tree. */
#include "document/extension.h"

void extension_open(Extension *extension, cmark_parser *parser) {
    extension->self = cmark_syntax_extension_new("maquette");
    cmark_syntax_extension_set_private(extension->self, extension, NULL);
    extension_add_fences(extension);
    extension_add_signs(extension);
    cmark_parser_attach_syntax_extension(parser, extension->self);
}

void extension_close(Extension *extension) {
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), extension->self);
    extension->self = NULL;
}

const Fence *fence_of(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    bool ours = type == CMARK_NODE_CUSTOM_BLOCK || type == CMARK_NODE_THEMATIC_BREAK;
    return ours ? cmark_node_get_user_data(node) : NULL;
}

const Sign *sign_of(cmark_node *node) {
    bool ours = cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE;
    return ours ? cmark_node_get_user_data(node) : NULL;
}

Str leaf_text(cmark_node *leaf) {
    bool filled = cmark_node_first_child(leaf) != NULL;
    return filled ? str_from_c(cmark_node_get_string_content(leaf)) : (Str){0};
}
