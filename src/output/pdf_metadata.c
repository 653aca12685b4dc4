/* Document information (ISO 32000-1, 14.3.3), with what PDF/X puts there. */
#include "output/pdf_metadata.h"

#include "output/pdf_standard.h"
#include "output/pdf_string.h"

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

Str pdf_keywords(const Edition *edition, Arena *arena) {
    const YamlNode *node = yaml_find(edition->root, "keywords");
    if (node == NULL || node->kind == YAML_MAPPING) return STR("");
    if (node->kind == YAML_SCALAR) return node->scalar;
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < node->count; i++) {
        if (node->items[i]->kind != YAML_SCALAR) continue;
        if (out.length > 0) builder_add(&out, STR(", "));
        builder_add(&out, node->items[i]->scalar);
    }
    return builder_text(&out);
}

/* PDF/X says in the dictionary which version it is and that no trap was laid. */
static void add_exchange(StrBuilder *out, unsigned standards) {
    Str name = pdf_standard_x_name(standards);
    if (name.length == 0) return;
    add_entry(out, STR("/GTS_PDFXVersion"), name);
    builder_add(out, STR("/Trapped/False"));
}

void pdf_information_write(PdfFile *file, const Edition *edition, const PdfOptions *options) {
    StrBuilder out = {.arena = file->arena};
    if (edition != NULL) {
        add_entry(&out, STR("/Title"), edition->title);
        add_entry(&out, STR("/Author"), edition->publisher);
        add_entry(&out, STR("/Subject"), edition->subtitle);
        add_entry(&out, STR("/Keywords"), pdf_keywords(edition, file->arena));
    }
    add_entry(&out, STR("/Creator"), PDF_CREATOR);
    add_entry(&out, STR("/Producer"), PDF_CREATOR);
    add_date(&out, STR("/CreationDate"), options);
    add_date(&out, STR("/ModDate"), options);
    add_exchange(&out, options->standards);
    pdf_object_fill(file, pdf_information(file), builder_text(&out));
}
