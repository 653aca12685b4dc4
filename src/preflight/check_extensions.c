/* Properties that PDF/A does not know are described in the packet (ISO 19005-2, 6.6.2.3). */
#include "preflight/checking.h"

/* Namespaces of XMP 2005 and of PDF/A itself. */
static const char *const known_spaces[] = {XMP_DC,
                                           XMP_BASIC,
                                           XMP_MEDIA,
                                           XMP_PDF,
                                           XMP_PDFA,
                                           XMP_EXTENSION,
                                           "http://ns.adobe.com/xap/1.0/rights/",
                                           "http://ns.adobe.com/xap/1.0/bj/",
                                           "http://ns.adobe.com/xap/1.0/t/pg/",
                                           "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
                                           "http://ns.adobe.com/photoshop/1.0/",
                                           "http://ns.adobe.com/camera-raw-settings/1.0/",
                                           "http://ns.adobe.com/tiff/1.0/",
                                           "http://ns.adobe.com/exif/1.0/",
                                           "http://ns.adobe.com/exif/1.0/aux/",
                                           NULL};

static bool is_known(Str space) {
    for (size_t i = 0; known_spaces[i] != NULL; i++) {
        if (str_equal(space, str_from_c(known_spaces[i]))) return true;
    }
    return false;
}

/* Items of a list below a node: the rdf:li of its Seq or Bag. */
static const XmpNode *list_of(const XmpNode *node, const char *kind) {
    return node == NULL ? NULL : xmp_child(node, XMP_RDF, kind);
}

/* An item is its own structure, or holds it as a Description. */
static const XmpNode *structure_of(const XmpNode *item) {
    const XmpNode *description = xmp_child(item, XMP_RDF, "Description");
    return description != NULL ? description : item;
}

static bool describes_property(const XmpNode *schema, Str name) {
    static const char *const needed[] = {"valueType", "category", "description"};
    const XmpNode *list = list_of(xmp_child(schema, XMP_SCHEMA, "property"), "Seq");
    for (size_t i = 0; list != NULL && i < list->children.count; i++) {
        const XmpNode *property = structure_of(list->children.items[i]);
        const XmpNode *named = xmp_child(property, XMP_PROPERTY, "name");
        if (named == NULL || !str_equal(named->text, name)) continue;
        for (size_t k = 0; k < 3; k++) {
            if (xmp_child(property, XMP_PROPERTY, needed[k]) == NULL) return false;
        }
        return true;
    }
    return false;
}

static bool is_described(const Xmp *xmp, const XmpNode *property) {
    const XmpNode *list = list_of(xmp_find(xmp, XMP_EXTENSION, "schemas"), "Bag");
    for (size_t i = 0; list != NULL && i < list->children.count; i++) {
        const XmpNode *schema = structure_of(list->children.items[i]);
        const XmpNode *space = xmp_child(schema, XMP_SCHEMA, "namespaceURI");
        bool same = space != NULL && str_equal(space->text, property->space);
        bool named = xmp_child(schema, XMP_SCHEMA, "schema") != NULL &&
                     xmp_child(schema, XMP_SCHEMA, "prefix") != NULL;
        if (same && named && describes_property(schema, property->name)) return true;
    }
    return false;
}

void check_extensions(Checking *checking) {
    enum { MOST_PROPERTIES = 1000 }; /* each looks through the descriptions */
    const Xmp *xmp = &checking->xmp;
    for (size_t i = 0; i < xmp->properties.count && i < MOST_PROPERTIES; i++) {
        const XmpNode *property = xmp->properties.items[i];
        if (is_known(property->space)) continue;
        report_see(checking->report, CHECK_A1, 1);
        if (!is_described(xmp, property))
            report_add(checking->report, FINDING_XMP_UNDESCRIBED, 0, 0,
                       FACTS(property->prefix, property->name));
    }
}
