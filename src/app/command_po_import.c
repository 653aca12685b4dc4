/* `maquette po import`; see command_po.h.
 *
 * The edition that --from names, with the translations of the PO file in it, is written as a folder
 * of Markdown: sections under the names that they have there, edition.yaml with the language of the
 * PO file's header. What is not translated stands as the source says it. */
#include <stdio.h>

#include "app/command_po.h"
#include "app/commands.h"
#include "app/pipeline.h"
#include "app/shown_files.h"
#include "base/file.h"
#include "document/reader.h"
#include "translation/pairing.h"
#include "translation/po_edition.h"
#include "translation/po_match.h"
#include "translation/rewrite.h"

typedef struct Importing {
    Arena *arena;
    const Options *options;
    Diag *diag;
    Pipeline from; /* the edition that was translated */
    const PoFile *file;
    Str language; /* of the header, as BCP 47 */
    EditionSources *made;
} Importing;

/* ---- reading ---- */

/* gettext writes pt_BR for pt-BR. */
static bool read_language(Importing *importing) {
    Str field = po_header_field(importing->file, STR("Language"));
    StrBuilder tag = {.arena = importing->arena};
    for (size_t i = 0; i < field.length; i++)
        builder_add_byte(&tag, field.bytes[i] == '_' ? '-' : field.bytes[i]);
    importing->language = builder_text(&tag);
    if (tag.length > 0) return true;
    const PoMessage *header = importing->file->header;
    Span where = header != NULL ? header->where : span_at(importing->file->source, 0, 1);
    diag_report(importing->diag, MESSAGE_PO_LANGUAGE_MISSING, where, NO_ARGS);
    return false;
}

static bool read_all(Importing *importing) {
    const Options *options = importing->options;
    Arena *arena = importing->arena;
    Str path = options->editions.items[1];
    Source *source = source_read(arena, path, path, importing->diag, (Span){0});
    if (source == NULL) return false;
    importing->file = po_read(arena, source, importing->diag);
    if (diag_worst(importing->diag) == DIAG_ERROR || !read_language(importing)) return false;
    Diag quiet = {.arena = arena, .language = options->language};
    pipeline_read(&importing->from, arena, options->from, options->project, &quiet);
    if (importing->from.document == NULL) *importing->diag = quiet;
    return importing->from.document != NULL;
}

/* ---- edition.yaml ---- */

/* `source:` as the new folder sees it; empty where the folder lies outside the project. */
static Str source_key(const Importing *importing) {
    const Project *from = &importing->from.project;
    Str path = project_relative(importing->arena, from, importing->options->output);
    StrBuilder line = {.arena = importing->arena};
    if (path.length == 0) return STR("");
    builder_add_c(&line, "source: ");
    builder_add(&line, path);
    builder_add_byte(&line, '\n');
    return builder_text(&line);
}

/* The byte at which the line of a key starts. */
static size_t key_line(Str text, const YamlPair *pair) {
    size_t at = 0;
    for (uint32_t line = 1; line < pair->key_where.line && at < text.length; at++)
        line += text.bytes[at] == '\n';
    return at;
}

/* The source's edition.yaml in the other language: `language:` is changed, `source:` put before it
 * or in the place of the source's own. */
static Str edition_text(const Importing *importing) {
    Arena *arena = importing->arena;
    const Source *source = importing->made->edition;
    YamlNode *root = yaml_read(arena, source, 0, source->text.length, importing->diag);
    VEC(SourceEdit) edits = {0};
    Str key = source_key(importing);
    for (size_t i = 0; root != NULL && i < root->count; i++) {
        const YamlPair *pair = &root->pairs[i];
        size_t line = key_line(source->text, pair);
        SourceEdit before = {.start = line, .end = line, .text = key};
        SourceEdit language = {
            .start = pair->value->start, .end = pair->value->end, .text = importing->language};
        SourceEdit gone = {.start = line,
                           .end = i + 1 < root->count ? key_line(source->text, pair + 1)
                                                      : source->text.length};
        if (str_equal(pair->key, STR("source"))) VEC_PUSH(arena, &edits, gone);
        if (!str_equal(pair->key, STR("language"))) continue;
        VEC_PUSH(arena, &edits, before);
        VEC_PUSH(arena, &edits, language);
    }
    return source_rewrite(arena, source, source->path, edits.items, edits.count)->text;
}

/* ---- writing ---- */

typedef struct OutFile {
    Str path, text;
} OutFile;

/* False after a report where a file that says something else is in the way. */
static bool may_write(const Importing *importing, const OutFile *file) {
    Str old;
    if (importing->options->accept || !file_exists(file->path)) return true;
    if (!file_read(importing->arena, file->path, &old, importing->diag, (Span){0})) return false;
    if (str_equal(old, file->text)) return true;
    diag_report(importing->diag, MESSAGE_PO_FOLDER_IN_USE, (Span){0}, ARGS(file->path));
    return false;
}

/* Sections of other names would become part of the new edition. */
static bool nothing_else_there(const Importing *importing, const OutFile *files, size_t count) {
    Str *names, folder = importing->options->output;
    size_t name_count;
    if (!folder_exists(folder)) return true;
    if (!folder_list(importing->arena, folder, &names, &name_count, importing->diag)) return false;
    Map known = {.arena = importing->arena};
    for (size_t i = 0; i < count; i++) map_put(&known, path_name(files[i].path), &known);
    for (size_t i = 0; i < name_count; i++) {
        if (!str_ends_with(names[i], STR(".md")) || map_find(&known, names[i]) != NULL) continue;
        diag_report(importing->diag, MESSAGE_PO_FOLDER_MIXED, (Span){0},
                    ARGS(path_join(importing->arena, folder, names[i]), importing->options->from));
        return false;
    }
    return true;
}

static bool write_files(const Importing *importing, const OutFile *files, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!may_write(importing, &files[i])) return false;
    }
    if (!folder_make(importing->arena, importing->options->output, importing->diag)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!file_write(importing->arena, files[i].path, files[i].text, importing->diag))
            return false;
    }
    return true;
}

/* What was not translated says so, as after `maquette new`; a ledger that is there is left alone.
 */
static bool write_ledger(const Importing *importing, const TextUnits *source) {
    Arena *arena = importing->arena;
    Diag quiet = {.arena = arena};
    Str path = path_join(arena, importing->options->output, STR(LEDGER_NAME));
    Document *made = document_open_sources(arena, importing->made, &quiet);
    if (file_exists(path) || made == NULL || !document_read_sections(arena, made, STR(""), &quiet))
        return true;
    PoMatches matches = po_match(arena, source, importing->file, /*revive*/ false);
    TextUnits units = units_cut(arena, made);
    Pairing pairing = units_pair(arena, source, &units, /*ledger*/ NULL);
    VEC(LedgerEntry) entries = {0};
    for (size_t i = 0; i < units.count; i++) {
        uint32_t from = pairing.source_of[i];
        if (from == UNPAIRED || units.items[i].unspoken) continue;
        const TextUnit *text = &source->items[from];
        bool translated = matches.of_unit[from].state == PO_TRANSLATED;
        if (translated || !str_equal(text->fingerprint, units.items[i].fingerprint)) continue;
        LedgerEntry entry = {
            .key = units.items[i].key, .source_key = text->key, .source_text = text->fingerprint};
        VEC_PUSH(arena, &entries, entry);
    }
    StrBuilder out = {.arena = arena};
    if (entries.count == 0) return true;
    ledger_write(entries.items, entries.count, &out);
    return file_write(arena, path, builder_text(&out), importing->diag);
}

static void import_file(Importing *importing) {
    if (!read_all(importing)) return;
    Arena *arena = importing->arena;
    TextUnits units = units_cut(arena, importing->from.document);
    importing->made =
        po_edition_make(arena, &units, importing->file, /*own*/ NULL, importing->diag);
    size_t count = importing->made->section_count;
    OutFile *files = ARENA_ARRAY(arena, OutFile, count + 1);
    Str folder = importing->options->output;
    for (size_t i = 0; i < count; i++) {
        const Source *section = importing->made->sections[i];
        files[i] = (OutFile){path_join(arena, folder, path_name(section->path)), section->text};
    }
    files[count] =
        (OutFile){path_join(arena, folder, STR("edition.yaml")), edition_text(importing)};
    if (!nothing_else_there(importing, files, count) || !write_files(importing, files, count + 1) ||
        !write_ledger(importing, &units) ||
        !shown_files_copy(arena, &units, folder, importing->diag))
        return;
    printf(importing->options->language == DIAG_FRENCH ? "%.*s : %zu fichiers\n"
                                                       : "%.*s: %zu files\n",
           (int)folder.length, folder.bytes, count + 1);
}

int command_po_import(const Options *options) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = options->language};
    Importing importing = {.arena = arena, .options = options, .diag = &diag};
    import_file(&importing);
    int status = command_end(options, &diag, EXIT_GOOD);
    pipeline_close(&importing.from);
    arena_close(arena);
    return status;
}
