/* The stages in order; see pipeline.h. Each reports its own mistakes and goes on as far as sense
 * allows, so that an author hears of all of them at once. */
#include "app/pipeline.h"

#include "app/edition_texts.h"
#include "app/fingerprints.h"
#include "base/file.h"
#include "display/painter.h"
#include "document/reader.h"
#include "document/wording.h"
#include "text/language_files.h"

static YamlNode *read_yaml(Pipeline *p, Str relative, Span where, const Source **source) {
    Str path = path_join(p->arena, p->project.root, relative);
    *source = source_read(p->arena, path, relative, p->diag, where);
    return *source != NULL ? yaml_read(p->arena, *source, 0, (*source)->text.length, p->diag)
                           : NULL;
}

static Str named_file(Pipeline *p, const char *folder, Str name) {
    StrBuilder path = {.arena = p->arena};
    builder_add_c(&path, folder);
    builder_add(&path, name);
    builder_add_c(&path, ".yaml");
    return builder_text(&path);
}

/* ---- fonts and layout ---- */

static bool family_known(const void *context, Str family) {
    return catalogue_has_family(context, family);
}

static Str family_nearest(const void *context, Str family) {
    return catalogue_nearest_family(context, family);
}

static bool open_fonts(Pipeline *p) {
    const Source *source;
    p->fonts = read_yaml(p, STR("fonts/fonts.yaml"), (Span){0}, &source);
    if (p->fonts == NULL) return false;
    p->setter.catalogue = catalogue_open(p->arena, p->fonts, p->diag);
    return p->setter.catalogue != NULL;
}

static bool read_layout(Pipeline *p) {
    const Edition *edition = &p->document->edition;
    if (edition->layout.length == 0) return false; /* reported with edition.yaml */
    Str relative = named_file(p, "layouts/", edition->layout);
    Str path = path_join(p->arena, p->project.root, relative);
    if (!path_stays_inside(edition->layout) || !file_exists(path)) {
        diag_report(p->diag, MESSAGE_LAYOUT_MISSING, edition->layout_where, ARGS(edition->layout));
        return false;
    }
    const Source *source = source_read(p->arena, path, relative, p->diag, edition->layout_where);
    if (source == NULL) return false;
    FamilyCheck families = {family_known, family_nearest, p->setter.catalogue};
    const Language *language = p->setter.languages.main; /* NULL: unknown, which is reported */
    Str script = language != NULL ? language_script(language) : STR("");
    p->layout = layout_read(p->arena, source, &families, script, p->diag);
    if (p->layout == NULL) return false;
    page_goals_read(yaml_find(edition->root, "pages"), &p->layout->goals, p->diag);
    return true;
}

/* ---- languages ---- */

/* A language by its tag, opened once; NULL after a report. */
static Language *open_language(Pipeline *p, Str tag, Span where) {
    Language *known = map_find(&p->languages, tag);
    if (known != NULL) return known;
    YamlNode *rules = language_rules_find(p->arena, p->project.root, tag, where, p->diag);
    bool main = p->setter.languages.main == NULL;
    if (rules != NULL && main && p->pseudo == PSEUDO_RIGHT_TO_LEFT)
        rules = pseudo_rules(p->arena, rules, p->diag);
    Language *language = rules != NULL ? language_open(p->arena, rules, p->diag) : NULL;
    if (language == NULL) return NULL;
    map_put(&p->languages, tag, language);
    return language;
}

static void open_text_languages(Pipeline *p, const Text *text) {
    for (size_t i = 0; i < text->run_count; i++) {
        Str tag = text->runs[i].language;
        if (tag.length > 0) open_language(p, tag, text->runs[i].where);
    }
}

static void open_block_languages(Pipeline *p, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        open_text_languages(p, &blocks[i]->text);
        open_block_languages(p, blocks[i]->children, blocks[i]->child_count);
    }
}

/* The edition's own language: of use before its sections are read. */
static bool open_main_language(Pipeline *p) {
    p->languages = (Map){.arena = p->arena};
    const Edition *edition = &p->document->edition;
    if (edition->language.length == 0) return false; /* reported with edition.yaml */
    Language *language = open_language(p, edition->language, edition->language_where);
    if (language != NULL) language_begin(language);
    p->setter.languages = (LanguageSet){language, &p->languages};
    p->document->language = language;
    return language != NULL;
}

/* Those of passages in other languages. */
static void open_other_languages(Pipeline *p) {
    for (size_t i = 0; i < p->document->section_count; i++) {
        const Section *section = &p->document->sections[i];
        open_block_languages(p, section->blocks, section->block_count);
        for (size_t n = 0; n < section->note_count; n++) {
            open_block_languages(p, section->notes[n]->blocks, section->notes[n]->block_count);
        }
    }
}

/* ---- the whole ---- */

static void set_pages(Pipeline *p) {
    p->setter.shaper = shaper_open(p->arena, p->setter.catalogue, p->diag);
    p->setter.analyser = analyser_open(p->arena, p->diag);
    if (p->setter.shaper == NULL || p->setter.analyser == NULL) return;
    p->pictures = pictures_read(p->arena, p->document, p->diag);
    p->book =
        (p->explain ? book_explain : book_make)(&p->setter, p->document, p->layout, &p->pictures);
    p->list = display_paint(&p->setter, p->document, p->layout, &p->book);
    p->ready = p->list.page_count > 0;
    if (!p->ready && diag_worst(p->diag) < (int)DIAG_ERROR)
        diag_report(p->diag, MESSAGE_PAGES_MISSING, p->document->sections[0].template_where,
                    NO_ARGS);
}

/* Puts the long edition in the place of the true one. */
static bool make_long(Pipeline *p, const EditionSources *sources) {
    const Language *language = p->document->language;
    sources = pseudo_texts(p->arena, sources, language);
    p->document = document_open_sources(p->arena, sources, p->diag);
    if (p->document != NULL) p->document->language = language;
    return p->document != NULL;
}

/* False where there is no document, or no language to read it in. */
static bool read_edition(Pipeline *p, Str edition, Str project) {
    if (!project_find(p->arena, edition, project, &p->project, p->diag)) return false;
    const EditionSources *sources = edition_texts(p->arena, &p->project, p->diag);
    if (sources == NULL) return false;
    p->document = document_open_sources(p->arena, sources, p->diag);
    if (p->document == NULL) return false;
    bool known = open_main_language(p);
    if (p->pseudo == PSEUDO_LONG && !make_long(p, sources)) return false;
    if (!document_read_sections(p->arena, p->document, p->project.shown, p->diag))
        p->document = NULL;
    if (p->document == NULL) return false;
    open_other_languages(p);
    if (!known) return false;
    document_repair(p->arena, p->document, &p->setter.languages); /* before all that reads texts */
    document_read_forms(p->arena, p->document, &p->setter.languages, p->diag);
    return true;
}

static bool open_edition(Pipeline *pipeline, Str edition, Str project) {
    bool languages = read_edition(pipeline, edition, project);
    if (pipeline->document == NULL) return false; /* else the layout is judged in any case */
    bool fonts = open_fonts(pipeline);
    bool layout = fonts && read_layout(pipeline);
    if (layout && languages) set_pages(pipeline);
    return pipeline->ready;
}

static Pipeline pipeline_new(Arena *arena, Progress progress, Diag *diag) {
    return (Pipeline){.arena = arena,
                      .diag = diag,
                      .setter = {.arena = arena, .diag = diag, .progress = progress}};
}

bool pipeline_open(Pipeline *pipeline, Arena *arena, Str edition, Str project, Progress progress,
                   Diag *diag) {
    *pipeline = pipeline_new(arena, progress, diag);
    return open_edition(pipeline, edition, project);
}

bool pipeline_open_as(Pipeline *pipeline, Arena *arena, const PipelineRequest *request,
                      Diag *diag) {
    *pipeline = pipeline_new(arena, request->progress, diag);
    pipeline->explain = request->explain;
    pipeline->pseudo = request->pseudo;
    return open_edition(pipeline, request->edition, request->project);
}

bool pipeline_read(Pipeline *pipeline, Arena *arena, Str edition, Str project, Diag *diag) {
    *pipeline = pipeline_new(arena, (Progress){0}, diag);
    return read_edition(pipeline, edition, project);
}

void pipeline_close(Pipeline *pipeline) {
    book_close(&pipeline->book);
    shaper_close(pipeline->setter.shaper);
    analyser_close(pipeline->setter.analyser);
    for (size_t i = 0; i < pipeline->languages.count; i++)
        language_close(pipeline->languages.entries[i].value);
    catalogue_close(pipeline->setter.catalogue);
}

static SnapshotHeader header_of(const Pipeline *pipeline) {
    SnapshotHeader header = {.layout = pipeline->layout->name,
                             .language = pipeline->document->edition.language,
                             .level = SNAPSHOT_LINES,
                             .diag = pipeline->diag};
    header.fingerprints = fingerprint_rows(pipeline, &header.fingerprint_count);
    return header;
}

bool pipeline_paint(Pipeline *pipeline) {
    Arena *scratch = arena_open();
    for (size_t i = 0; i < pipeline->list.page_count; i++) {
        ArenaMark mark = arena_mark(scratch);
        display_page(&pipeline->list, i, scratch);
        arena_release(scratch, mark);
    }
    arena_close(scratch);
    return catalogue_verify(pipeline->setter.catalogue, pipeline->diag);
}

bool pipeline_snapshot(Pipeline *pipeline, SnapshotLevel level, Str *text) {
    StrBuilder pages = {.arena = pipeline->arena}, out = {.arena = pipeline->arena};
    snapshot_write_pages(&pipeline->list, level, pipeline->diag, &pages);
    if (!catalogue_verify(pipeline->setter.catalogue, pipeline->diag)) return false;
    SnapshotHeader header = header_of(pipeline);
    header.level = level;
    snapshot_write_header(&pipeline->list, &header, &out);
    builder_add(&out, builder_text(&pages));
    *text = builder_text(&out);
    return true;
}
