/* Making editions for a trial; see pseudo_edition.h. */
#include "app/pseudo_edition.h"

#include "data/yaml_merge.h"
#include "document/reader.h"
#include "translation/pseudo.h"

const EditionSources *pseudo_texts(Arena *arena, const EditionSources *texts,
                                   const Language *language) {
    Diag quiet = {.arena = arena};
    Document *document = document_open_sources(arena, texts, &quiet);
    if (document == NULL) return texts;
    document->language = language;
    if (!document_read_sections(arena, document, STR(""), &quiet)) return texts;
    TextUnits units = units_cut(arena, document);
    return pseudo_lengthen(arena, &units);
}

YamlNode *pseudo_rules(Arena *arena, const YamlNode *rules, Diag *diag) {
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = rules->where.source->path, .text = STR("direction: rtl")};
    const YamlNode *turned = yaml_read(arena, source, 0, source->text.length, diag);
    YamlNode *laid = yaml_laid_over(arena, turned, rules);
    laid->where = rules->where;
    return laid;
}
