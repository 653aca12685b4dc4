/* `maquette po export`; see command_po.h.
 *
 * A template (.pot) holds the texts of the edition itself. A PO file of an edition with `source:`
 * holds the source's texts with their translations: those of the edition's Markdown, or of the PO
 * file it is built from. One of an edition that translates nothing has each text as its own
 * translation. An earlier state of the file is taken into account, and never lost. */
#include <stdio.h>

#include "app/command_po.h"
#include "app/commands.h"
#include "app/pdf_settings.h"
#include "app/po_room.h"
#include "base/file.h"
#include "document/reader.h"
#include "translation/po_export.h"
#include "translation/po_match.h"

/* One edition, laid out as far as it can be. */
typedef struct Laid {
    Pipeline pipeline;
    Diag quiet; /* what is wrong with it is for check to say */
    TextUnits units;
} Laid;

typedef struct Exporting {
    Arena *arena;
    const Options *options;
    Diag *diag;
    Project project; /* of the edition to export */
    YamlNode *root;  /* its edition.yaml */
    Laid own, source;
    PoExport request;
} Exporting;

/* False, with the reports that say why, where there is no document. */
static bool laid_open(Exporting *exporting, Laid *laid, Str folder, bool pages) {
    laid->quiet = (Diag){.arena = exporting->arena, .language = exporting->diag->language};
    Str root = exporting->project.root;
    if (pages) {
        pipeline_open(&laid->pipeline, exporting->arena, folder, root, (Progress){0}, &laid->quiet);
    } else {
        pipeline_read(&laid->pipeline, exporting->arena, folder, root, &laid->quiet);
    }
    if (laid->pipeline.document == NULL) {
        *exporting->diag = laid->quiet;
        return false;
    }
    laid->units = units_cut(exporting->arena, laid->pipeline.document);
    return true;
}

static bool read_own(Exporting *exporting, Str edition) {
    Arena *arena = exporting->arena;
    Project *project = &exporting->project;
    if (!project_find(arena, edition, exporting->options->project, project, exporting->diag))
        return false;
    const EditionSources *texts =
        edition_sources_read(arena, project->edition, project->shown, exporting->diag);
    if (texts == NULL) return false;
    exporting->root =
        yaml_read(arena, texts->edition, 0, texts->edition->text.length, exporting->diag);
    return exporting->root != NULL;
}

/* The earlier state of the file, if there is one. */
static void read_old(Exporting *exporting, Str path, Str shown) {
    if (path.length == 0 || !file_exists(path)) return;
    Source *source = source_read(exporting->arena, path, shown, exporting->diag, (Span){0});
    if (source != NULL) exporting->request.old = po_read(exporting->arena, source, exporting->diag);
}

/* ---- whose texts ---- */

/* Every unit is its own counterpart. */
static void pair_same(Exporting *exporting) {
    size_t count = exporting->own.units.count;
    Pairing *pairing = ARENA_NEW(exporting->arena, Pairing);
    pairing->source_of = ARENA_ARRAY(exporting->arena, uint32_t, count);
    pairing->moved = ARENA_ARRAY(exporting->arena, bool, count);
    for (size_t i = 0; i < count; i++) pairing->source_of[i] = (uint32_t)i;
    pairing->translation_of = pairing->source_of;
    exporting->request.translation = &exporting->own.units;
    exporting->request.pairing = pairing;
}

/* From what the translation was made, if that was kept. */
static Ledger *read_ledger(Exporting *exporting) {
    const Project *project = &exporting->project;
    Str name = STR(LEDGER_NAME), path = path_join(exporting->arena, project->edition, name);
    if (!file_exists(path)) return NULL;
    Source *source =
        source_read(exporting->arena, path, path_join(exporting->arena, project->shown, name),
                    exporting->diag, (Span){0});
    return source != NULL ? ledger_read(exporting->arena, source, exporting->diag) : NULL;
}

/* The translation's Markdown beside its source. */
static void pair_translation(Exporting *exporting) {
    const TextUnits *units = &exporting->own.units;
    PoExport *request = &exporting->request;
    Pairing *pairing = ARENA_NEW(exporting->arena, Pairing);
    *pairing = units_pair(exporting->arena, request->source, units, read_ledger(exporting));
    request->translation = units;
    request->pairing = pairing;
    for (size_t i = 0; i < units->count; i++) {
        bool extra = pairing->source_of[i] == UNPAIRED && unit_is_message(&units->items[i]);
        if (extra) diag_report(exporting->diag, MESSAGE_PO_EXTRA, units->items[i].where, NO_ARGS);
    }
}

/* The edition's own texts: a template, or each its own translation. */
static bool take_own(Exporting *exporting, bool template) {
    if (!laid_open(exporting, &exporting->own, exporting->project.edition, /*pages*/ true))
        return false;
    exporting->request.source = &exporting->own.units;
    read_old(exporting, exporting->options->output, exporting->options->output);
    if (!template) pair_same(exporting);
    return true;
}

/* Those of its source, translated. */
static bool take_source(Exporting *exporting, const YamlNode *source) {
    Arena *arena = exporting->arena;
    const Project *project = &exporting->project;
    const YamlNode *po = yaml_find(exporting->root, "po");
    Str path = {0}, name = {0};
    Project of;
    if (!yaml_text(source, &path, exporting->diag) ||
        !project_find_source(arena, project, path, source->where, &of, exporting->diag) ||
        !laid_open(exporting, &exporting->source, of.edition, /*pages*/ true))
        return false;
    exporting->request.source = &exporting->source.units;
    if (po != NULL) {
        if (yaml_text(po, &name, exporting->diag) && path_stays_inside(name))
            read_old(exporting, path_join(arena, project->edition, name),
                     path_join(arena, project->shown, name));
        return true;
    }
    if (!laid_open(exporting, &exporting->own, project->edition, /*pages*/ false)) return false;
    read_old(exporting, exporting->options->output, exporting->options->output);
    pair_translation(exporting);
    return true;
}

/* ---- the file ---- */

static bool date_fill(Exporting *exporting) {
    PdfOptions date = {0};
    const Edition *edition = &exporting->request.source->document->edition;
    if (!pdf_date_read(edition, &date, exporting->diag)) return false;
    StrBuilder out = {.arena = exporting->arena};
    if (date.year > 0)
        builder_add_format(&out, "%04d-%02d-%02d %02d:%02d+0000", date.year, date.month, date.day,
                           date.hour, date.minute);
    exporting->request.date = builder_text(&out);
    return true;
}

static void print_result(const Exporting *exporting, const PoFile *file) {
    size_t translated = 0, fuzzy = 0, obsolete = 0;
    for (size_t i = 0; i < file->count; i++) {
        const PoMessage *message = &file->messages[i];
        obsolete += message->obsolete;
        fuzzy += !message->obsolete && message->fuzzy;
        translated += !message->obsolete && !message->fuzzy && message->text.text.length > 0;
    }
    Str path = exporting->options->output;
    printf(exporting->options->language == DIAG_FRENCH
               ? "%.*s : %zu messages, %zu traduits, %zu à revoir, %zu anciens\n"
               : "%.*s: %zu messages, %zu translated, %zu fuzzy, %zu obsolete\n",
           (int)path.length, path.bytes, file->count - obsolete, translated, fuzzy, obsolete);
}

static void export_edition(Exporting *exporting, Str edition) {
    const Options *options = exporting->options;
    PoExport *request = &exporting->request;
    if (!read_own(exporting, edition)) return;
    bool template = str_ends_with(options->output, STR(".pot"));
    const YamlNode *source = template ? NULL : yaml_find(exporting->root, "source");
    bool taken = source != NULL ? take_source(exporting, source) : take_own(exporting, template);
    if (!template)
        yaml_text(yaml_find(exporting->root, "language"), &request->language, exporting->diag);
    if (!taken || !date_fill(exporting) || diag_worst(exporting->diag) == DIAG_ERROR) return;
    Laid *shown = source != NULL ? &exporting->source : &exporting->own;
    request->room = po_room(&shown->pipeline, request->source);
    const PoFile *file = po_export(exporting->arena, request);
    StrBuilder out = {.arena = exporting->arena};
    po_write(file, &out);
    if (file_write(exporting->arena, options->output, builder_text(&out), exporting->diag))
        print_result(exporting, file);
}

int command_po_export(const Options *options) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = options->language};
    Exporting exporting = {.arena = arena, .options = options, .diag = &diag};
    export_edition(&exporting, options->editions.items[1]);
    int status = command_end(options, &diag, EXIT_GOOD);
    pipeline_close(&exporting.own.pipeline);
    pipeline_close(&exporting.source.pipeline);
    arena_close(arena);
    return status;
}
