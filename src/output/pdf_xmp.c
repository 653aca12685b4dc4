/* XMP metadata (ISO 32000-1, 14.3.2; ISO 16684-1).
 *
 * Each property that the information dictionary has too says the same here (U4, A1, X-2). Which
 * standards a file keeps to stands here alone: PDF/A (ISO 19005-2, 6.6.4), PDF/UA (ISO 14289-1, 5)
 * and PDF/X-4 (ISO 15930-7, 6.18). PDF/A does not know PDF/UA's property, so that it is described
 * (ISO 19005-2, 6.6.2.3.3). */
#include "output/pdf_metadata.h"
#include "output/pdf_standard.h"
#include "output/pdf_string.h"

enum { IDENTIFIER_BYTES = 16 };

static const char PACKET_BEGIN[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"";
static const char PACKET_END[] =
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";

static const char ARCHIVE_SPACE[] = "\n xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"";
static const char ACCESS_SPACE[] = "\n xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"";
static const char EXTENSION_SPACES[] =
    "\n xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    "\n xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    "\n xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"";
static const char EXCHANGE_SPACES[] = "\n xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\""
                                      "\n xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"";

static const char ACCESS_SCHEMA[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

/* What XML 1.0 may hold (its section 2.2), with its own marks written out. */
static void add_xml_text(StrBuilder *out, Str text) {
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = utf8_next(text, &at);
        bool control = codepoint < ' ' && codepoint != '\n' && codepoint != '\t';
        if (control || !pdf_may_hold(codepoint)) continue;
        switch (codepoint) {
        case '<': builder_add(out, STR("&lt;")); break;
        case '>': builder_add(out, STR("&gt;")); break;
        case '&': builder_add(out, STR("&amp;")); break;
        default: builder_add_char(out, codepoint);
        }
    }
}

/* <name>text</name> */
static void add_simple(StrBuilder *out, const char *name, Str text) {
    if (text.length == 0) return;
    builder_add_format(out, "<%s>", name);
    add_xml_text(out, text);
    builder_add_format(out, "</%s>\n", name);
}

/* <name><container><rdf:li attributes>text</rdf:li></container></name> */
static void add_property(StrBuilder *out, const char *name, const char *container,
                         const char *attributes, Str text) {
    if (text.length == 0) return;
    builder_add_format(out, "<%s><rdf:%s><rdf:li%s>", name, container, attributes);
    add_xml_text(out, text);
    builder_add_format(out, "</rdf:li></rdf:%s></%s>\n", container, name);
}

static void add_date(StrBuilder *out, const char *name, const PdfOptions *options) {
    builder_add_format(out, "<%s>%04d-%02d-%02dT%02d:%02d:%02dZ</%s>\n", name, options->year,
                       options->month, options->day, options->hour, options->minute,
                       options->second, name);
}

static void add_edition(StrBuilder *out, const Edition *edition) {
    static const char *const any_language = " xml:lang=\"x-default\"";
    add_property(out, "dc:title", "Alt", any_language, edition->title);
    add_property(out, "dc:creator", "Seq", "", edition->publisher);
    add_property(out, "dc:description", "Alt", any_language, edition->subtitle);
    add_property(out, "dc:language", "Bag", "", edition->language);
    add_simple(out, "pdf:Keywords", pdf_keywords(edition, out->arena));
}

/* The file's name among all files: a UUID of the kind that its maker defines (RFC 9562, 5.8), from
 * what the file holds. */
static void add_identity(StrBuilder *out, const PdfFile *file) {
    uint8_t digest[IDENTIFIER_BYTES];
    pdf_file_digest(file, digest, sizeof digest);
    digest[6] = (uint8_t)((digest[6] & 0x0F) | 0x80);
    digest[8] = (uint8_t)((digest[8] & 0x3F) | 0x80);
    builder_add(out, STR("<xmpMM:DocumentID>uuid:"));
    for (size_t i = 0; i < sizeof digest; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) builder_add_byte(out, '-');
        builder_add_format(out, "%02x", digest[i]);
    }
    builder_add(out, STR("</xmpMM:DocumentID>\n"));
    add_simple(out, "xmpMM:VersionID", STR("1"));
    add_simple(out, "xmpMM:RenditionClass", STR("default"));
}

static void add_spaces(StrBuilder *out, unsigned standards) {
    bool archive = (standards & STANDARD_A_2A) != 0, access = (standards & STANDARD_UA_1) != 0;
    if (archive) builder_add_c(out, ARCHIVE_SPACE);
    if (access) builder_add_c(out, ACCESS_SPACE);
    if (archive && access) builder_add_c(out, EXTENSION_SPACES);
    if (pdf_standard_x_name(standards).length > 0) builder_add_c(out, EXCHANGE_SPACES);
    builder_add(out, STR(">\n"));
}

static void add_standards(StrBuilder *out, const PdfFile *file, unsigned standards) {
    bool archive = (standards & STANDARD_A_2A) != 0, access = (standards & STANDARD_UA_1) != 0;
    if (archive) {
        add_simple(out, "pdfaid:part", STR("2"));
        add_simple(out, "pdfaid:conformance", STR("A"));
    }
    if (access) add_simple(out, "pdfuaid:part", STR("1"));
    if (archive && access) builder_add_c(out, ACCESS_SCHEMA);
    Str exchange = pdf_standard_x_name(standards);
    if (exchange.length == 0) return;
    if ((standards & STANDARD_X_4) != 0) add_simple(out, "pdfxid:GTS_PDFXVersion", exchange);
    add_simple(out, "pdf:Trapped", STR("False"));
    add_identity(out, file);
}

PdfObject pdf_xmp_write(PdfFile *file, const Edition *edition, const PdfOptions *options) {
    StrBuilder out = {.arena = file->arena};
    builder_add_c(&out, PACKET_BEGIN);
    add_spaces(&out, options->standards);
    if (edition != NULL) add_edition(&out, edition);
    add_simple(&out, "pdf:Producer", PDF_CREATOR);
    add_simple(&out, "xmp:CreatorTool", PDF_CREATOR);
    if (options->year != 0) {
        add_date(&out, "xmp:CreateDate", options);
        add_date(&out, "xmp:ModifyDate", options);
        add_date(&out, "xmp:MetadataDate", options);
    }
    add_standards(&out, file, options->standards);
    builder_add_c(&out, PACKET_END);
    return pdf_stream_new(file, STR("/Type/Metadata/Subtype/XML"), builder_text(&out), PDF_PLAIN);
}
