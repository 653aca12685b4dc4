/* Reading the command line; see options.h. */
#include "app/options.h"

#include <stdio.h>
#include <stdlib.h>

#include "output/page_png.h"

typedef struct OptionName {
    const char *name;
    const char *values[5]; /* the words it takes; none: any text */
    bool takes_value;
} OptionName;

static const OptionName known_options[] = {
    {"-o", {NULL}, true},
    {"--accept", {NULL}, false},
    {"--check", {NULL}, true},
    {"--creep", {NULL}, true},
    {"--diagnostics", {"text", "json", NULL}, true},
    {"--dpi", {NULL}, true},
    {"--format", {"text", "json", "junit", "sarif", NULL}, true},
    {"--frames", {NULL}, false},
    {"--grid", {NULL}, false},
    {"--help", {NULL}, false},
    {"--html", {NULL}, true},
    {"--imposition", {"single", "saddle", "spreads", NULL}, true},
    {"--intent", {NULL}, true},
    {"--level", {"pages", "blocks", "lines", "glyphs", NULL}, true},
    {"--lines", {NULL}, false},
    {"--messages", {"en", "fr", NULL}, true},
    {"--no-preflight", {NULL}, false},
    {"--output", {"screen", "print", "text", "html", NULL}, true},
    {"--page", {NULL}, true},
    {"--project", {NULL}, true},
    {"--standard", {NULL}, true},
    {"--tolerance", {NULL}, true},
    {"--version", {NULL}, false},
};
#define OPTION_COUNT (sizeof known_options / sizeof known_options[0])

enum { DPI_DEFAULT = 144 };
#define CREEP_MOST POINTS(5) /* and as many millimetres: cardboard */

static const char *const command_names[] = {"build",    "check", "snapshot", "explain",
                                            "readings", "diff",  "preview",  "preflight"};
#define COMMAND_COUNT (sizeof command_names / sizeof command_names[0])

static const char english_help[] =
    "maquette turns an edition (a folder of Markdown) and a layout (YAML) into a brochure.\n"
    "\n"
    "  maquette build EDITION... [-o FILE] [--output screen|print]   write the PDF\n"
    "  maquette check EDITION... [--lines]                           say what is wrong, write "
    "nothing\n"
    "  maquette snapshot EDITION [-o FILE | --check FILE]            write the layout as text, or "
    "compare it\n"
    "  maquette diff OLD NEW [--format text|json|junit|sarif]        why two layouts differ, "
    "snapshots "
    "or editions\n"
    "  maquette explain EDITION [--page N] [--html FILE]             what each page cost, and what "
    "else it might be\n"
    "  maquette preview EDITION [--page N] -o FILE.png|FILE.svg      pictures of the pages\n"
    "  maquette preflight FILE.pdf... [--standard NAMES]             whether a PDF may claim what "
    "it "
    "claims\n"
    "  maquette readings EDITION                                     how inclusive forms are read "
    "aloud\n"
    "\n"
    "  -o FILE                     where to write; build: EDITION.pdf, snapshot: standard output\n"
    "  --output screen|print       for reading on screen (default), or for the press: CMYK, bleed, "
    "no links\n"
    "  --output text|html          what a screen reader should say, as text; the same as one web "
    "page\n"
    "  --intent FILE               print: the printer's ICC profile, instead of the layout's\n"
    "  --imposition saddle|spreads print: pages side by side, to be folded and stitched, or as "
    "they "
    "lie open\n"
    "  --creep 0.1mm               saddle: the thickness of a sheet, by which inner pages move to "
    "the fold\n"
    "  --lines                     check: how loose the lines of each paragraph are\n"
    "  --level pages|blocks|lines|glyphs   snapshot: how much is told (default: lines)\n"
    "  --check FILE [--accept]     snapshot: compare with FILE; renew it where it differs\n"
    "  --tolerance 0.5pt           diff: smaller moves are none\n"
    "  --page N                    explain, preview: only this page\n"
    "  --dpi 144                   preview: pixels an inch of a PNG, 10 to 1200\n"
    "  --grid, --frames            preview: with baselines; with columns, boxes and notes\n"
    "  --html FILE                 explain, diff: into a file, with pictures of the pages\n"
    "  --standard NAMES            print: pdf/x-1a or pdf/x-4, instead of the layout's; preflight: "
    "of pdf/ua-1, pdf/a-2a, pdf/x-1a, pdf/x-4, with commas between\n"
    "  --no-preflight              build: write the file even if it breaks the standard it claims\n"
    "  --project DIR               the folder that holds layouts/ and fonts/; else the nearest "
    "above the edition\n"
    "  --diagnostics text|json     messages for people (default) or for tools\n"
    "  --messages en|fr            their language; else that of the locale\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 good; 1 a mistake in the edition or layout, or a changed snapshot; 2 usage or "
    "the machine;\n3 diff: what must hold on every page no longer does.\n";

static const char french_help[] =
    "maquette fait d’une édition (un dossier de Markdown) et d’une maquette (YAML) une brochure.\n"
    "\n"
    "  maquette build ÉDITION... [-o FICHIER] [--output screen|print]   écrit le PDF\n"
    "  maquette check ÉDITION... [--lines]                              dit ce qui ne va pas, "
    "n’écrit rien\n"
    "  maquette snapshot ÉDITION [-o FICHIER | --check FICHIER]         écrit la mise en page en "
    "texte, ou la compare\n"
    "  maquette diff AVANT APRÈS [--format text|json|junit|sarif]       pourquoi deux mises en "
    "page "
    "diffèrent (relevés ou éditions)\n"
    "  maquette explain ÉDITION [--page N] [--html FICHIER]             ce que coûte chaque page, "
    "et ce qu’elle aurait pu être\n"
    "  maquette preview ÉDITION [--page N] -o FICHIER.png|FICHIER.svg   des images des pages\n"
    "  maquette preflight FICHIER.pdf... [--standard NOMS]              si un PDF respecte la "
    "norme "
    "dont il se réclame\n"
    "  maquette readings ÉDITION                                        comment se lisent les "
    "formes inclusives\n"
    "\n"
    "  -o FICHIER                  où écrire ; build : ÉDITION.pdf, snapshot : la sortie standard\n"
    "  --output screen|print       pour l’écran (par défaut) ou pour l’imprimeur : CMJN, fond "
    "perdu, sans liens\n"
    "  --output text|html          ce qu’un lecteur d’écran doit dire, en texte ; la même chose en "
    "une page web\n"
    "  --intent FICHIER            print : le profil ICC de l’imprimeur, à la place de celui de la "
    "maquette\n"
    "  --imposition saddle|spreads print : pages côte à côte, à plier et piquer, ou comme on les "
    "lit\n"
    "  --creep 0.1mm               saddle : l’épaisseur d’une feuille, dont les pages intérieures "
    "se rapprochent du pli\n"
    "  --lines                     check : si les lignes de chaque paragraphe sont lâches\n"
    "  --level pages|blocks|lines|glyphs   snapshot : le détail (par défaut : lines)\n"
    "  --check FICHIER [--accept]  snapshot : comparer avec FICHIER ; le renouveler s’il diffère\n"
    "  --tolerance 0.5pt           diff : négliger les déplacements plus petits\n"
    "  --page N                    explain, preview : cette page seulement\n"
    "  --dpi 144                   preview : pixels par pouce d’un PNG, de 10 à 1200\n"
    "  --grid, --frames            preview : avec la grille ; avec colonnes, encadrés et notes\n"
    "  --html FICHIER              explain, diff : dans un fichier, avec des images des pages\n"
    "  --standard NOMS             print : pdf/x-1a ou pdf/x-4, à la place de celle de la maquette "
    "; "
    "preflight : parmi pdf/ua-1, pdf/a-2a, pdf/x-1a, pdf/x-4, séparés par des virgules\n"
    "  --no-preflight              build : écrire le fichier même s’il enfreint la norme dont il "
    "se "
    "réclame\n"
    "  --project DOSSIER           le dossier qui contient layouts/ et fonts/ ; sinon le plus "
    "proche au-dessus\n"
    "  --diagnostics text|json     messages pour les personnes (par défaut) ou pour les outils\n"
    "  --messages en|fr            leur langue ; sinon celle du système\n"
    "  --help, --version\n"
    "\n"
    "Code de sortie : 0 bon ; 1 une faute dans l’édition ou la maquette, ou une mise en page "
    "changée ; 2 l’usage ou la\n"
    "machine ; 3 diff : ce qui doit valoir sur chaque page ne vaut plus.\n";

Str options_help(DiagLanguage language) {
    return str_from_c(language == DIAG_FRENCH ? french_help : english_help);
}

/* The language of messages by the locale's variables, in POSIX order. */
static DiagLanguage locale_language(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        Str value = str_from_c(getenv(variables[i]));
        if (value.length == 0) continue;
        return str_starts_with(value, STR("fr")) ? DIAG_FRENCH : DIAG_ENGLISH;
    }
    return DIAG_ENGLISH;
}

/* One line about a mistake of usage; the nearest known word where there is one. */
static bool refuse(const Options *options, const char *english, const char *french, Str word,
                   Str nearest) {
    bool in_french = options->language == DIAG_FRENCH;
    fprintf(stderr, "maquette: ");
    fprintf(stderr, "%s", in_french ? french : english);
    if (word.length > 0)
        fprintf(stderr, in_french ? " « %.*s »" : " '%.*s'", (int)word.length, word.bytes);
    if (nearest.length > 0) {
        fprintf(stderr, in_french ? " ; vouliez-vous dire « %.*s » ?" : "; did you mean '%.*s'?",
                (int)nearest.length, nearest.bytes);
    }
    fprintf(stderr, in_french ? " (voir --help)\n" : " (see --help)\n");
    return false;
}

static bool unknown_option(const Options *options, Str name) {
    Str names[OPTION_COUNT];
    for (size_t i = 0; i < OPTION_COUNT; i++) names[i] = str_from_c(known_options[i].name);
    return refuse(options, "unknown option", "option inconnue", name,
                  str_nearest(name, names, OPTION_COUNT));
}

/* The index of a value among those an option takes; -1 if it is none of them. */
static int value_index(const OptionName *option, Str value) {
    for (int i = 0; option->values[i] != NULL; i++) {
        if (str_equal(value, str_from_c(option->values[i]))) return i;
    }
    return -1;
}

static bool set_page(Options *options, Str value) {
    int64_t page;
    if (!str_to_int(value, &page) || page < 1 || page > INT32_MAX)
        return refuse(options, "a page is a number from 1 on, not",
                      "une page est un nombre à partir de 1, et non", value, STR(""));
    options->page = (size_t)page;
    return true;
}

static bool set_dpi(Options *options, Str value) {
    int64_t dpi;
    if (!str_to_int(value, &dpi) || dpi < PNG_DPI_LEAST || dpi > PNG_DPI_MOST)
        return refuse(options, "a resolution is a number from 10 to 1200, not",
                      "une résolution est un nombre de 10 à 1200, et non", value, STR(""));
    options->dpi = (int)dpi;
    options->dpi_given = true;
    return true;
}

static bool set_tolerance(Options *options, Str value) {
    Str number = value;
    if (str_ends_with(value, STR("pt"))) number = str_trim(str_slice(value, 0, value.length - 2));
    if (!unit_read(number, &options->tolerance) || options->tolerance < 0)
        return refuse(options, "a tolerance is a length in points such as 0.5pt, not",
                      "une tolérance est une longueur en points comme 0.5pt, et non", value,
                      STR(""));
    return true;
}

/* Paper is measured in millimetres: "0.1mm"; "0.3pt" does as well. */
static bool set_creep(Options *options, Str value) {
    bool metric = str_ends_with(value, STR("mm")), points = str_ends_with(value, STR("pt"));
    Unit number = 0;
    bool good = (metric || points) &&
                unit_read(str_trim(str_slice(value, 0, value.length - 2)), &number) &&
                number >= 0 && number <= CREEP_MOST;
    if (!good)
        return refuse(options, "a creep is the thickness of a sheet such as 0.1mm, not",
                      "une chasse est l’épaisseur d’une feuille comme 0.1mm, et non", value,
                      STR(""));
    options->creep = metric ? unit_scale(number, 360, 127) : number; /* 72 / 25.4 */
    return true;
}

static bool set_standards(Options *options, Str value) {
    Str unknown, names[STANDARD_COUNT];
    for (int i = 0; i < STANDARD_COUNT; i++) names[i] = str_from_c(standard_name(i));
    if (standards_read(value, &options->standards, &unknown)) return true;
    return refuse(options, "unknown standard", "norme inconnue", unknown,
                  str_nearest(unknown, names, STANDARD_COUNT));
}

static bool set_option(Options *options, const OptionName *option, Str value) {
    int index = value_index(option, value);
    if (option->values[0] != NULL && index < 0) {
        Str words[4];
        size_t count = 0;
        for (; option->values[count] != NULL; count++)
            words[count] = str_from_c(option->values[count]);
        return refuse(options, "unknown value", "valeur inconnue", value,
                      str_nearest(value, words, count));
    }
    Str name = str_from_c(option->name);
    if (str_equal(name, STR("-o"))) options->output = value;
    if (str_equal(name, STR("--check"))) options->check = value;
    if (str_equal(name, STR("--project"))) options->project = value;
    if (str_equal(name, STR("--html"))) options->html = value;
    if (str_equal(name, STR("--page"))) return set_page(options, value);
    if (str_equal(name, STR("--dpi"))) return set_dpi(options, value);
    if (str_equal(name, STR("--tolerance"))) return set_tolerance(options, value);
    if (str_equal(name, STR("--standard"))) return set_standards(options, value);
    if (str_equal(name, STR("--no-preflight"))) options->no_preflight = true;
    if (str_equal(name, STR("--format"))) options->report = (ReportFormat)index;
    if (str_equal(name, STR("--level"))) {
        options->level_given = true;
        options->level = (SnapshotLevel)index;
    }
    if (str_equal(name, STR("--output"))) options->form = (OutputForm)index;
    if (str_equal(name, STR("--intent"))) options->intent = value;
    if (str_equal(name, STR("--imposition"))) options->imposition = (PdfImposition)index;
    if (str_equal(name, STR("--creep"))) return set_creep(options, value);
    if (str_equal(name, STR("--diagnostics"))) options->format = index == 1 ? DIAG_JSON : DIAG_TEXT;
    if (str_equal(name, STR("--messages")))
        options->language = index == 1 ? DIAG_FRENCH : DIAG_ENGLISH;
    if (str_equal(name, STR("--lines"))) options->lines = true;
    if (str_equal(name, STR("--grid"))) options->grid = true;
    if (str_equal(name, STR("--frames"))) options->frames = true;
    if (str_equal(name, STR("--accept"))) options->accept = true;
    if (str_equal(name, STR("--help"))) options->command = COMMAND_HELP;
    if (str_equal(name, STR("--version"))) options->command = COMMAND_VERSION;
    return true;
}

static const OptionName *find_option(Str name) {
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (str_equal(name, str_from_c(known_options[i].name))) return &known_options[i];
    }
    return NULL;
}

/* Reads the option at *at, and its value: "--name value" or "--name=value". */
static bool read_option(Options *options, int count, char **arguments, int *at) {
    Str argument = str_from_c(arguments[*at]);
    size_t equals =
        str_starts_with(argument, STR("--")) ? str_find(argument, STR("="), 0) : SIZE_MAX;
    Str name = equals == SIZE_MAX ? argument : str_slice(argument, 0, equals);
    const OptionName *option = find_option(name);
    if (option == NULL) return unknown_option(options, name);
    if (!option->takes_value) {
        if (equals != SIZE_MAX)
            return refuse(options, "no value belongs to", "aucune valeur ne va avec", name,
                          STR(""));
        return set_option(options, option, STR(""));
    }
    if (equals != SIZE_MAX)
        return set_option(options, option, str_slice(argument, equals + 1, argument.length));
    if (*at + 1 >= count)
        return refuse(options, "a value is missing after", "il manque une valeur après", name,
                      STR(""));
    *at += 1;
    return set_option(options, option, str_from_c(arguments[*at]));
}

static bool read_command(Options *options, Str name) {
    Str names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        names[i] = str_from_c(command_names[i]);
        if (str_equal(name, names[i])) {
            options->command = (Command)i;
            return true;
        }
    }
    return refuse(options, "unknown command", "commande inconnue", name,
                  str_nearest(name, names, COMMAND_COUNT));
}

/* Options that belong to one command. */
static bool check_diff_usage(const Options *options) {
    bool diff = options->command == COMMAND_DIFF, snapshot = options->command == COMMAND_SNAPSHOT;
    if (diff && options->editions.count != 2)
        return refuse(options, "name two snapshots or editions, the old one first",
                      "nommez deux relevés ou éditions, l’ancien d’abord", STR(""), STR(""));
    if (!diff && options->tolerance > 0)
        return refuse(options, "--tolerance goes with diff alone", "--tolerance ne va qu’avec diff",
                      STR(""), STR(""));
    if (options->level_given && !diff && !snapshot)
        return refuse(options, "--level goes with snapshot and diff",
                      "--level ne va qu’avec snapshot et diff", STR(""), STR(""));
    if (options->accept && (!snapshot || options->check.length == 0))
        return refuse(options, "--accept goes with snapshot --check FILE",
                      "--accept ne va qu’avec snapshot --check FICHIER", STR(""), STR(""));
    return true;
}

static bool check_preflight_usage(const Options *options) {
    bool preflight = options->command == COMMAND_PREFLIGHT;
    bool diff = options->command == COMMAND_DIFF;
    bool other = options->report == REPORT_JUNIT || options->report == REPORT_SARIF;
    if (options->no_preflight && options->command != COMMAND_BUILD)
        return refuse(options, "--no-preflight goes with build alone",
                      "--no-preflight ne va qu’avec build", STR(""), STR(""));
    if ((options->report != REPORT_TEXT && !diff && !preflight) || (preflight && other))
        return refuse(options, "--format goes with diff, and as text or json with preflight",
                      "--format ne va qu’avec diff, et pour text ou json avec preflight", STR(""),
                      STR(""));
    return true;
}

static bool check_preview_usage(const Options *options) {
    bool png = str_ends_with(options->output, STR(".png"));
    bool svg = str_ends_with(options->output, STR(".svg"));
    bool preview = options->command == COMMAND_PREVIEW;
    if (preview && !png && !svg)
        return refuse(options, "say where to write: -o FILE.png or -o FILE.svg",
                      "dites où écrire : -o FICHIER.png ou -o FICHIER.svg", options->output,
                      STR(""));
    if ((options->grid || options->frames) && !preview)
        return refuse(options, "--grid and --frames go with preview alone",
                      "--grid et --frames ne vont qu’avec preview", STR(""), STR(""));
    if (options->dpi_given && (!preview || !png))
        return refuse(options, "--dpi goes with preview -o FILE.png",
                      "--dpi ne va qu’avec preview -o FICHIER.png", STR(""), STR(""));
    return true;
}

static bool check_print_usage(const Options *options) {
    bool print = options->command == COMMAND_BUILD && options->form == OUTPUT_PRINT;
    bool asked = (options->standards != 0 && options->command != COMMAND_PREFLIGHT) ||
                 options->intent.length > 0 || options->imposition != PDF_SINGLE;
    if (asked && !print)
        return refuse(options, "--standard, --intent and --imposition go with build --output print",
                      "--standard, --intent et --imposition ne vont qu’avec build --output print",
                      STR(""), STR(""));
    if (print && options->standards != 0 && options->standards != STANDARD_X_1A &&
        options->standards != STANDARD_X_4)
        return refuse(options, "a print file keeps to pdf/x-1a or to pdf/x-4",
                      "un fichier d’impression suit pdf/x-1a ou pdf/x-4", STR(""), STR(""));
    if (options->creep > 0 && options->imposition != PDF_SADDLE)
        return refuse(options, "--creep goes with --imposition saddle",
                      "--creep ne va qu’avec --imposition saddle", STR(""), STR(""));
    return true;
}

static bool check_usage(const Options *options, bool named) {
    if (options->command == COMMAND_HELP || options->command == COMMAND_VERSION) return true;
    if (!named)
        return refuse(
            options,
            "say what to do: build, check, snapshot, diff, explain, preview, preflight or readings",
            "dites que faire : build, check, snapshot, diff, explain, preview, preflight ou "
            "readings",
            STR(""), STR(""));
    if (options->editions.count == 0) {
        bool file = options->command == COMMAND_PREFLIGHT;
        return refuse(options, file ? "name a PDF file" : "name the folder of an edition",
                      file ? "nommez un fichier PDF" : "nommez le dossier d’une édition", STR(""),
                      STR(""));
    }
    bool diff = options->command == COMMAND_DIFF;
    bool one = options->output.length > 0 || (options->html.length > 0 && !diff) ||
               options->command == COMMAND_SNAPSHOT;
    if (one && options->editions.count > 1) {
        return refuse(options, "one edition at a time here", "une seule édition à la fois ici",
                      STR(""), STR(""));
    }
    if (options->check.length > 0 &&
        (options->command != COMMAND_SNAPSHOT || options->output.length > 0)) {
        return refuse(options, "--check goes with snapshot alone", "--check ne va qu’avec snapshot",
                      STR(""), STR(""));
    }
    if (options->lines && options->command != COMMAND_CHECK) {
        return refuse(options, "--lines goes with check alone", "--lines ne va qu’avec check",
                      STR(""), STR(""));
    }
    bool html = options->html.length > 0 && !diff, explain = options->command == COMMAND_EXPLAIN;
    bool page = options->page > 0 && options->command != COMMAND_PREVIEW;
    if ((html || page) && !explain) {
        return refuse(options, "--page goes with explain and preview, --html with explain and diff",
                      "--page ne va qu’avec explain et preview, --html avec explain et diff",
                      STR(""), STR(""));
    }
    return check_preview_usage(options) && check_diff_usage(options) &&
           check_print_usage(options) && check_preflight_usage(options);
}

/* The language of messages counts from the first one on, wherever it is written. */
static void read_language_early(int count, char **arguments, Options *options) {
    for (int i = 1; i < count; i++) {
        Str argument = str_from_c(arguments[i]);
        Str value = STR("");
        if (str_equal(argument, STR("--messages")) && i + 1 < count)
            value = str_from_c(arguments[i + 1]);
        if (str_starts_with(argument, STR("--messages=")))
            value = str_slice(argument, 11, argument.length);
        if (str_equal(value, STR("fr"))) options->language = DIAG_FRENCH;
        if (str_equal(value, STR("en"))) options->language = DIAG_ENGLISH;
    }
}

bool options_read(Arena *arena, int argument_count, char **arguments, Options *options) {
    *options = (Options){.language = locale_language(), .dpi = DPI_DEFAULT};
    read_language_early(argument_count, arguments, options);
    bool named = false, only_editions = false;
    for (int i = 1; i < argument_count; i++) {
        Str argument = str_from_c(arguments[i]);
        if (!only_editions && str_equal(argument, STR("--"))) {
            only_editions = true;
        } else if (!only_editions && argument.length > 1 && argument.bytes[0] == '-') {
            if (!read_option(options, argument_count, arguments, &i)) return false;
        } else if (!named) {
            if (!read_command(options, argument)) return false;
            named = true;
        } else {
            VEC_PUSH(arena, &options->editions, argument);
        }
    }
    return check_usage(options, named);
}

bool options_pages(const Options *options, size_t count, size_t *first, size_t *end, Diag *diag) {
    *first = options->page > 0 ? options->page - 1 : 0;
    *end = options->page > 0 ? options->page : count;
    if (*end <= count) return true;
    Arena *scratch = arena_open();
    StrBuilder wanted = {.arena = scratch}, held = {.arena = scratch};
    builder_add_int(&wanted, (int64_t)options->page);
    builder_add_int(&held, (int64_t)count);
    diag_report(diag, MESSAGE_PAGE_ABSENT, (Span){0},
                ARGS(builder_text(&wanted), builder_text(&held)));
    arena_close(scratch);
    return false;
}
