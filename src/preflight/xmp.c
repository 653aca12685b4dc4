/* XMP through expat; see xmp.h. */
#include "preflight/xmp.h"

#include <expat.h>

/* No packet is deeper: a schema description has about twelve levels. */
enum { DEEPEST = 64, NAME_PARTS = 3 };
#define SEPARATOR '\t'

typedef struct XmpReader {
    Arena *arena;
    XML_Parser parser;
    VEC(XmpNode *) open;
    VEC(StrBuilder) texts; /* of the open nodes */
    XmpNode *root;
    bool refused;
} XmpReader;

/* "namespace TAB name TAB prefix", as expat hands out names; or a name alone. */
static void read_name(Arena *arena, const char *full, XmpNode *node) {
    Str text = str_copy(arena, str_from_c(full)), parts[NAME_PARTS] = {{0}};
    size_t count = 0;
    for (size_t start = 0; count < NAME_PARTS;) {
        size_t end = str_find(text, STR("\t"), start);
        parts[count++] = str_slice(text, start, end);
        if (end == SIZE_MAX) break;
        start = end + 1;
    }
    node->name = count == 1 ? parts[0] : parts[1];
    if (count > 1) node->space = parts[0];
    node->prefix = parts[2];
}

static bool is_node(const XmpNode *node, const char *space, const char *name) {
    return str_equal(node->space, str_from_c(space)) && str_equal(node->name, str_from_c(name));
}

static void push_node(XmpReader *reader, XmpNode *node) {
    VEC_PUSH(reader->arena, &reader->open, node);
    VEC_PUSH(reader->arena, &reader->texts, (StrBuilder){.arena = reader->arena});
}

static void XMLCALL start_element(void *context, const char *name, const char **attributes) {
    XmpReader *reader = context;
    if (reader->open.count > DEEPEST) {
        reader->refused = true;
        XML_StopParser(reader->parser, XML_FALSE);
        return;
    }
    XmpNode *node = ARENA_NEW(reader->arena, XmpNode);
    read_name(reader->arena, name, node);
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        XmpNode *attribute = ARENA_NEW(reader->arena, XmpNode);
        read_name(reader->arena, attributes[i], attribute);
        attribute->text = str_copy(reader->arena, str_from_c(attributes[i + 1]));
        if (is_node(attribute, "http://www.w3.org/XML/1998/namespace", "lang"))
            node->language = attribute->text;
        else if (!str_equal(attribute->space, STR(XMP_RDF)) && attribute->space.length > 0)
            VEC_PUSH(reader->arena, &node->children, attribute);
    }
    XmpNode *parent = reader->open.items[reader->open.count - 1];
    VEC_PUSH(reader->arena, &parent->children, node);
    push_node(reader, node);
}

static void XMLCALL end_element(void *context, const char *name) {
    XmpReader *reader = context;
    (void)name;
    XmpNode *node = reader->open.items[--reader->open.count];
    Str text = builder_text(&reader->texts.items[--reader->texts.count]);
    if (node->children.count == 0) node->text = str_trim(text);
}

static void XMLCALL add_characters(void *context, const char *bytes, int length) {
    XmpReader *reader = context;
    builder_add(&reader->texts.items[reader->texts.count - 1], (Str){bytes, (size_t)length});
}

static void XMLCALL refuse_document_type(void *context, const char *name, const char *system,
                                         const char *public, int internal) {
    XmpReader *reader = context;
    (void)name, (void)system, (void)public, (void)internal;
    reader->refused = true;
    XML_StopParser(reader->parser, XML_FALSE);
}

/* Properties stand below RDF/Description, wherever RDF stands (x:xmpmeta may be left out). */
static void find_properties(Arena *arena, Xmp *xmp, const XmpNode *node) {
    for (size_t i = 0; i < node->children.count; i++) {
        const XmpNode *child = node->children.items[i];
        if (!is_node(node, XMP_RDF, "RDF")) {
            find_properties(arena, xmp, child); /* as deep as was read */
        } else if (is_node(child, XMP_RDF, "Description")) {
            for (size_t k = 0; k < child->children.count; k++)
                VEC_PUSH(arena, &xmp->properties, child->children.items[k]);
        }
    }
}

static void read_header(Xmp *xmp, Str packet) {
    size_t start = str_find(packet, STR("<?xpacket"), 0);
    size_t end = start == SIZE_MAX ? SIZE_MAX : str_find(packet, STR("?>"), start);
    if (end == SIZE_MAX) return;
    Str header = str_slice(packet, start, end);
    xmp->header = true;
    xmp->encoding = str_find(header, STR("bytes="), 0) != SIZE_MAX ||
                    str_find(header, STR("encoding="), 0) != SIZE_MAX;
}

Xmp xmp_read(Arena *arena, Str packet) {
    Xmp xmp = {0};
    XmpReader reader = {.arena = arena, .root = ARENA_NEW(arena, XmpNode)};
    reader.parser = XML_ParserCreateNS("UTF-8", SEPARATOR);
    if (reader.parser == NULL) arena_exhausted();
    XML_SetUserData(reader.parser, &reader);
    XML_SetReturnNSTriplet(reader.parser, XML_TRUE);
    XML_SetElementHandler(reader.parser, start_element, end_element);
    XML_SetCharacterDataHandler(reader.parser, add_characters);
    XML_SetStartDoctypeDeclHandler(reader.parser, refuse_document_type);
    push_node(&reader, reader.root);
    bool small = packet.length <= INT32_MAX;
    if (small &&
        XML_Parse(reader.parser, packet.bytes, (int)packet.length, /*last*/ 1) == XML_STATUS_OK) {
        xmp.root = reader.root;
        find_properties(arena, &xmp, reader.root);
    } else {
        xmp.fault = str_from_c(reader.refused ? "document type or depth"
                                              : XML_ErrorString(XML_GetErrorCode(reader.parser)));
    }
    XML_ParserFree(reader.parser);
    read_header(&xmp, packet);
    return xmp;
}

/* ---- asking ---- */

const XmpNode *xmp_find(const Xmp *xmp, const char *space, const char *name) {
    for (size_t i = 0; i < xmp->properties.count; i++) {
        if (is_node(xmp->properties.items[i], space, name)) return xmp->properties.items[i];
    }
    return NULL;
}

const XmpNode *xmp_child(const XmpNode *node, const char *space, const char *name) {
    for (size_t i = 0; i < node->children.count; i++) {
        if (is_node(node->children.items[i], space, name)) return node->children.items[i];
    }
    return NULL;
}

/* The Alt, Seq or Bag below a property, or NULL. */
static const XmpNode *container(const XmpNode *property) {
    static const char *const names[] = {"Alt", "Seq", "Bag"};
    for (size_t i = 0; i < 3; i++) {
        const XmpNode *found = xmp_child(property, XMP_RDF, names[i]);
        if (found != NULL) return found;
    }
    return NULL;
}

Str xmp_text(const XmpNode *property) {
    if (property == NULL) return STR("");
    const XmpNode *list = container(property);
    if (list == NULL) return property->text;
    for (size_t i = 0; i < list->children.count; i++) {
        if (str_equal(list->children.items[i]->language, STR("x-default")))
            return list->children.items[i]->text;
    }
    return list->children.count > 0 ? list->children.items[0]->text : STR("");
}

size_t xmp_items(const XmpNode *property) {
    const XmpNode *list = property == NULL ? NULL : container(property);
    return list == NULL ? 0 : list->children.count;
}
