/* Document information (ISO 32000-1, 14.3.3) and XMP (14.3.2; ISO 16684-1). */
#include "output/pdf_metadata.h"

#include "output/pdf_string.h"

#define CREATOR STR("maquette")

/* ---- information dictionary ---- */

static void add_entry(StrBuilder *out, Str key, Str text) {
    if (text.length == 0) return;
    builder_add(out, key);
    pdf_add_text(out, text);
}

/* (D:YYYYMMDDHHmmSSZ): the options' date is in universal time. */
static void add_date(StrBuilder *out, Str key, const PdfOptions *options) {
    if (options->year == 0) return;
    builder_add(out, key);
    builder_add_format(out, "(D:%04d%02d%02d%02d%02d%02dZ)", options->year, options->month,
                       options->day, options->hour, options->minute, options->second);
}

void pdf_information_write(PdfFile *file, const Edition *edition, const PdfOptions *options) {
    StrBuilder out = {.arena = file->arena};
    if (edition != NULL) {
        add_entry(&out, STR("/Title"), edition->title);
        add_entry(&out, STR("/Author"), edition->publisher);
        add_entry(&out, STR("/Subject"), edition->subtitle);
    }
    add_entry(&out, STR("/Creator"), CREATOR);
    add_date(&out, STR("/CreationDate"), options);
    add_date(&out, STR("/ModDate"), options);
    pdf_object_fill(file, pdf_information(file), builder_text(&out));
}

/* ---- XMP ---- */

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

/* <name><container><rdf:li attributes>text</rdf:li></container></name> */
static void add_property(StrBuilder *out, const char *name, const char *container,
                         const char *attributes, Str text) {
    if (text.length == 0) return;
    builder_add_format(out, "<%s><rdf:%s><rdf:li%s>", name, container, attributes);
    add_xml_text(out, text);
    builder_add_format(out, "</rdf:li></rdf:%s></%s>\n", container, name);
}

static void add_xmp_date(StrBuilder *out, const char *name, const PdfOptions *options) {
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
}

PdfObject pdf_xmp_write(PdfFile *file, const Edition *edition, const PdfOptions *options) {
    StrBuilder out = {.arena = file->arena};
    builder_add(&out, STR("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                          "<rdf:Description rdf:about=\"\""
                          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                          " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"));
    if (edition != NULL) add_edition(&out, edition);
    builder_add(&out, STR("<xmp:CreatorTool>"));
    builder_add(&out, CREATOR);
    builder_add(&out, STR("</xmp:CreatorTool>\n"));
    if (options->year != 0) {
        add_xmp_date(&out, "xmp:CreateDate", options);
        add_xmp_date(&out, "xmp:ModifyDate", options);
        add_xmp_date(&out, "xmp:MetadataDate", options);
    }
    builder_add(&out, STR("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n"));
    return pdf_stream_new(file, STR("/Type/Metadata/Subtype/XML"), builder_text(&out), PDF_PLAIN);
}
