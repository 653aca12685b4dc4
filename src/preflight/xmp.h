/* XMP metadata (ISO 16684-1) as a small tree. */
#ifndef MAQUETTE_PREFLIGHT_XMP_H
#define MAQUETTE_PREFLIGHT_XMP_H

#include "base/str.h"
#include "base/vec.h"

typedef struct XmpNode XmpNode;
struct XmpNode {
    Str space, prefix, name; /* of the namespace; local name */
    Str text;                /* its characters, trimmed, where it has no children */
    Str language;            /* xml:lang */
    VEC(XmpNode *) children; /* elements; attributes of a Description count as elements */
};

typedef struct Xmp {
    XmpNode *root;         /* a node above all others; NULL: the packet is no sound XML */
    Str fault;             /* then, why */
    bool header, encoding; /* the packet has its header; the header says bytes= or encoding= */
    VEC(const XmpNode *) properties; /* children of every Description right below RDF */
} Xmp;

/* Reads a packet of UTF-8. A document type is refused: entities could grow without end. */
Xmp xmp_read(Arena *arena, Str packet);

/* The property of a namespace and name, or NULL. */
const XmpNode *xmp_find(const Xmp *xmp, const char *space, const char *name);
/* Its text: of a simple property, of the x-default or else first item of an alternative, of a list
 * the first item. Empty where there is none. */
Str xmp_text(const XmpNode *property);
/* Number of items of a list or alternative; 0 of a simple property. */
size_t xmp_items(const XmpNode *property);
/* The child of a namespace and name, or NULL. */
const XmpNode *xmp_child(const XmpNode *node, const char *space, const char *name);

#define XMP_DC        "http://purl.org/dc/elements/1.1/"
#define XMP_BASIC     "http://ns.adobe.com/xap/1.0/"
#define XMP_MEDIA     "http://ns.adobe.com/xap/1.0/mm/"
#define XMP_PDF       "http://ns.adobe.com/pdf/1.3/"
#define XMP_PDFA      "http://www.aiim.org/pdfa/ns/id/"
#define XMP_PDFUA     "http://www.aiim.org/pdfua/ns/id/"
#define XMP_PDFX      "http://www.npes.org/pdfx/ns/id/"
#define XMP_RDF       "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XMP_EXTENSION "http://www.aiim.org/pdfa/ns/extension/"
#define XMP_SCHEMA    "http://www.aiim.org/pdfa/ns/schema#"
#define XMP_PROPERTY  "http://www.aiim.org/pdfa/ns/property#"

#endif
