/* In: an edition and a language. Out: a folder with the edition's texts, to be translated; see
 * command_new.h. */
#include "app/command_new.h"

#include <stdio.h>

#include "app/commands.h"
#include "app/pipeline.h"
#include "app/shown_files.h"
#include "base/file.h"
#include "text/language_files.h"
#include "translation/beginning.h"
#include "translation/ledger.h"

typedef struct NewEdition {
    Arena *arena;
    Diag *diag;
    const Options *options;
    Str language;
    Pipeline source;
    Str folder;      /* as the user would name it */
    Project project; /* of the new folder, once it is there */
    TextUnits units; /* of the source */
} NewEdition;

/* Letters, then parts of letters and figures: pt, pt-BR, zh-Hant (the shape of BCP 47). */
static bool is_tag(Str tag) {
    size_t part = 0;
    bool first = true;
    for (size_t i = 0; i <= tag.length; i++) {
        char c = i < tag.length ? tag.bytes[i] : '-';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool figure = c >= '0' && c <= '9';
        if (c == '-') {
            if (part < (first ? 2u : 1u) || part > 8) return false;
            part = 0;
            first = false;
        } else if (!letter && !(figure && !first)) {
            return false;
        } else {
            part++;
        }
    }
    return true;
}

static bool folder_is_free(NewEdition *edition) {
    if (file_exists(edition->folder)) return false;
    if (!folder_exists(edition->folder)) return true;
    Str *names;
    size_t count;
    return folder_list(edition->arena, edition->folder, &names, &count, edition->diag) &&
           count == 0;
}

/* Beside the source, under the language's tag, unless the user says where. */
static Str folder_name(const NewEdition *edition) {
    const Options *options = edition->options;
    if (options->output.length > 0) return options->output;
    Str from = options->from;
    while (from.length > 1 && str_ends_with(from, STR("/"))) from.length--;
    bool bare = str_find(from, STR("/"), 0) == SIZE_MAX;
    bool dots = str_equal(path_name(from), STR(".")) || str_equal(path_name(from), STR(".."));
    if (bare || dots) from = edition->source.project.edition;
    return bare && !dots ? edition->language
                         : path_join(edition->arena, path_folder(from), edition->language);
}

/* The way from one absolute folder to another. */
static Str way_between(Arena *arena, Str from, Str to) {
    size_t common = 0;
    for (size_t i = 0; i <= from.length && i <= to.length; i++) {
        char a = i < from.length ? from.bytes[i] : '/', b = i < to.length ? to.bytes[i] : '/';
        if (a != b) break;
        if (a == '/') common = i;
    }
    StrBuilder way = {.arena = arena};
    for (size_t i = common; i < from.length; i++)
        if (from.bytes[i] == '/') builder_add_c(&way, way.length > 0 ? "/.." : "..");
    builder_add(&way, str_slice(to, common, to.length));
    return builder_text(&way);
}

static bool write_file(const NewEdition *edition, Str name, Str text) {
    return file_write(edition->arena, path_join(edition->arena, edition->folder, name), text,
                      edition->diag);
}

/* ---- the texts ---- */

static bool write_texts(NewEdition *edition) {
    Arena *arena = edition->arena;
    const Document *document = edition->source.document;
    Str way = way_between(arena, edition->project.edition, edition->source.project.edition);
    EditionSources *made = beginning_make(arena, &edition->units, edition->language, way);
    if (!write_file(edition, STR("edition.yaml"), made->edition->text)) return false;
    for (size_t i = 0; i < made->section_count; i++) {
        Str name = path_name(document->sections[i].source->path);
        if (!write_file(edition, name, made->sections[i]->text)) return false;
    }
    StrBuilder ledger = {.arena = arena};
    beginning_ledger(&edition->units, &ledger);
    return write_file(edition, STR(LEDGER_NAME), builder_text(&ledger));
}

/* ---- what comes next ---- */

static const char ENGLISH[] =
    "%.*s: %zu texts to translate\n"
    "\n"
    "What to do next:\n"
    "1. Translate the values in edition.yaml; the line above each keeps the original.\n"
    "2. Translate the .md files, from the first to the last: the text of the original stands in\n"
    "   <!-- … -->, and once more below it, where yours is to take its place. Keep {…}, [^…], "
    "lines\n"
    "   that begin with ::: and addresses as they are.\n"
    "3. maquette check %.*s   says what is missing, too long or doubtful, and where\n"
    "4. maquette build %.*s   makes the brochure, at any time\n"
    "5. maquette check %.*s --accept   when all is well: later changes of the original are told\n";

static const char FRENCH[] =
    "%.*s : %zu textes à traduire\n"
    "\n"
    "La suite :\n"
    "1. Traduisez les valeurs d’edition.yaml ; la ligne au-dessus de chacune garde l’original.\n"
    "2. Traduisez les fichiers .md, du premier au dernier : le texte d’origine est dans <!-- … "
    "-->,\n"
    "   et une seconde fois au-dessous, là où le vôtre doit prendre sa place. Laissez tels quels\n"
    "   {…}, [^…], les lignes qui commencent par ::: et les adresses.\n"
    "3. maquette check %.*s   dit ce qui manque, est trop long ou douteux, et où\n"
    "4. maquette build %.*s   fait la brochure, à tout moment\n"
    "5. maquette check %.*s --accept   quand tout est bien : les changements de l’original seront "
    "dits\n";

static void print_next(const NewEdition *edition) {
    size_t count = 0;
    for (size_t i = 0; i < edition->units.count; i++) count += !edition->units.items[i].unspoken;
    int length = (int)edition->folder.length;
    const char *name = edition->folder.bytes;
    bool french = edition->options->language == DIAG_FRENCH;
    StrBuilder text = {.arena = edition->arena};
    builder_add_format(&text, french ? FRENCH : ENGLISH, length, name, count, length, name, length,
                       name, length, name);
    stream_write(stdout, builder_text(&text));
}

/* ---- the whole ---- */

static bool refuse(const NewEdition *edition, MessageCode code, Str word) {
    diag_report(edition->diag, code, (Span){0}, ARGS(word));
    return false;
}

static bool make_edition(NewEdition *edition) {
    Arena *arena = edition->arena;
    const Options *options = edition->options;
    if (!is_tag(edition->language))
        return refuse(edition, MESSAGE_LANGUAGE_TAG_MALFORMED, edition->language);
    Diag quiet = {.arena = arena, .language = options->language};
    pipeline_read(&edition->source, arena, options->from, options->project, &quiet);
    if (edition->source.document == NULL) {
        *edition->diag = quiet;
        return false;
    }
    edition->folder = folder_name(edition);
    if (!folder_is_free(edition))
        return refuse(edition, MESSAGE_TRANSLATION_FOLDER_TAKEN, edition->folder);
    edition->units = units_cut(arena, edition->source.document);
    bool made = folder_make(arena, edition->folder, edition->diag) &&
                project_find(arena, edition->folder, edition->source.project.root,
                             &edition->project, edition->diag) &&
                shown_files_copy(edition->arena, &edition->units, edition->folder, edition->diag) &&
                write_texts(edition);
    if (made && language_file(arena, edition->source.project.root, edition->language).length == 0)
        refuse(edition, MESSAGE_LANGUAGE_RULES_WANTED, edition->language);
    return made;
}

int command_new(const Options *options) {
    Arena *arena = arena_open();
    Diag diag = {.arena = arena, .language = options->language};
    NewEdition edition = {
        .arena = arena, .diag = &diag, .options = options, .language = options->editions.items[0]};
    bool made = make_edition(&edition);
    if (made) print_next(&edition);
    StrBuilder messages = {.arena = arena};
    if (diag.reports.count > 0 || options->format == DIAG_JSON)
        diag_write(&diag, options->format, &messages);
    stream_write(stderr, builder_text(&messages));
    pipeline_close(&edition.source);
    arena_close(arena);
    return made ? EXIT_GOOD : EXIT_MACHINE;
}
