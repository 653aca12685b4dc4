/* Reading the command line; see options.h. */
#include "app/options.h"

#include <stdlib.h>

#include "app/usage.h"
#include "output/page_png.h"

typedef struct OptionName {
    const char *name;
    const char *values[5]; /* the words it takes; none: any text */
    bool takes_value;
} OptionName;

static const OptionName known_options[] = {
    {"-o", {NULL}, true},
    {"--accept", {NULL}, false},
    {"--all", {NULL}, false},
    {"--check", {NULL}, true},
    {"--creep", {NULL}, true},
    {"--diagnostics", {"text", "json", NULL}, true},
    {"--dpi", {NULL}, true},
    {"--format", {"text", "json", "junit", "sarif", NULL}, true},
    {"--frames", {NULL}, false},
    {"--from", {NULL}, true},
    {"--grid", {NULL}, false},
    {"--help", {NULL}, false},
    {"--html", {NULL}, true},
    {"--imposition", {"single", "saddle", "spreads", NULL}, true},
    {"--intent", {NULL}, true},
    {"--level", {"pages", "blocks", "lines", "glyphs", NULL}, true},
    {"--lines", {NULL}, false},
    {"--messages", {"en", "fr", NULL}, true},
    {"--no-preflight", {NULL}, false},
    {"--output", {NULL}, true},
    {"--page", {NULL}, true},
    {"--project", {NULL}, true},
    {"--pseudo", {"long", "rtl", NULL}, true},
    {"--room", {NULL}, false},
    {"--speech", {"expansion", "actualtext", NULL}, true},
    {"--standard", {NULL}, true},
    {"--tolerance", {NULL}, true},
    {"--version", {NULL}, false},
};
#define OPTION_COUNT (sizeof known_options / sizeof known_options[0])

enum { DPI_DEFAULT = 144 };
#define CREEP_MOST POINTS(5) /* and as many millimetres: cardboard */

static const char *const command_names[] = {"build",    "check", "snapshot", "explain",
                                            "readings", "diff",  "preview",  "preflight",
                                            "po",       "new",   "status"};
#define COMMAND_COUNT (sizeof command_names / sizeof command_names[0])

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

static bool unknown_option(const Options *options, Str name) {
    Str names[OPTION_COUNT];
    for (size_t i = 0; i < OPTION_COUNT; i++) names[i] = str_from_c(known_options[i].name);
    return usage_refuse(options, "unknown option", "option inconnue", name,
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
        return usage_refuse(options, "a page is a number from 1 on, not",
                            "une page est un nombre à partir de 1, et non", value, STR(""));
    options->page = (size_t)page;
    return true;
}

static bool set_dpi(Options *options, Str value) {
    int64_t dpi;
    if (!str_to_int(value, &dpi) || dpi < PNG_DPI_LEAST || dpi > PNG_DPI_MOST)
        return usage_refuse(options, "a resolution is a number from 10 to 1200, not",
                            "une résolution est un nombre de 10 à 1200, et non", value, STR(""));
    options->dpi = (int)dpi;
    options->dpi_given = true;
    return true;
}

static bool set_tolerance(Options *options, Str value) {
    Str number = value;
    if (str_ends_with(value, STR("pt"))) number = str_trim(str_slice(value, 0, value.length - 2));
    if (!unit_read(number, &options->tolerance) || options->tolerance < 0)
        return usage_refuse(options, "a tolerance is a length in points such as 0.5pt, not",
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
        return usage_refuse(options, "a creep is the thickness of a sheet such as 0.1mm, not",
                            "une chasse est l’épaisseur d’une feuille comme 0.1mm, et non", value,
                            STR(""));
    options->creep = metric ? unit_scale(number, 360, 127) : number; /* 72 / 25.4 */
    return true;
}

static bool set_standards(Options *options, Str value) {
    Str unknown, names[STANDARD_COUNT];
    for (int i = 0; i < STANDARD_COUNT; i++) names[i] = str_from_c(standard_name(i));
    if (standards_read(value, &options->standards, &unknown)) return true;
    return usage_refuse(options, "unknown standard", "norme inconnue", unknown,
                        str_nearest(unknown, names, STANDARD_COUNT));
}

/* "screen", or several with commas between. */
static bool set_forms(Options *options, Str value) {
    const Str names[OUTPUT_FORMS] = {STR("screen"), STR("print"), STR("text"), STR("html")};
    options->forms = 0;
    for (size_t at = 0; at <= value.length;) {
        size_t comma = str_find(value, STR(","), at);
        Str name = str_trim(str_slice(value, at, comma));
        int form = 0;
        while (form < OUTPUT_FORMS && !str_equal(name, names[form])) form++;
        if (form == OUTPUT_FORMS)
            return usage_refuse(options, "unknown value", "valeur inconnue", name,
                                str_nearest(name, names, OUTPUT_FORMS));
        options->forms |= 1u << form;
        at = comma == SIZE_MAX ? value.length + 1 : comma + 1;
    }
    return true;
}

bool options_make(const Options *options, OutputForm form) {
    return options->command == COMMAND_BUILD && (options->forms & 1u << form) != 0;
}

int options_count_forms(const Options *options) {
    int count = 0;
    for (int form = 0; form < OUTPUT_FORMS; form++) count += (options->forms & 1u << form) != 0;
    return count;
}

static bool set_option(Options *options, const OptionName *option, Str value) {
    int index = value_index(option, value);
    if (option->values[0] != NULL && index < 0) {
        Str words[4];
        size_t count = 0;
        for (; option->values[count] != NULL; count++)
            words[count] = str_from_c(option->values[count]);
        return usage_refuse(options, "unknown value", "valeur inconnue", value,
                            str_nearest(value, words, count));
    }
    Str name = str_from_c(option->name);
    if (str_equal(name, STR("-o"))) options->output = value;
    if (str_equal(name, STR("--all"))) options->all = true;
    if (str_equal(name, STR("--check"))) options->check = value;
    if (str_equal(name, STR("--project"))) options->project = value;
    if (str_equal(name, STR("--html"))) options->html = value;
    if (str_equal(name, STR("--from"))) options->from = value;
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
    if (str_equal(name, STR("--pseudo"))) options->pseudo = (PseudoEdition)(index + 1);
    if (str_equal(name, STR("--output"))) return set_forms(options, value);
    if (str_equal(name, STR("--speech"))) options->speech = (PdfSpeech)index;
    if (str_equal(name, STR("--intent"))) options->intent = value;
    if (str_equal(name, STR("--imposition"))) options->imposition = (PdfImposition)index;
    if (str_equal(name, STR("--creep"))) return set_creep(options, value);
    if (str_equal(name, STR("--diagnostics"))) options->format = index == 1 ? DIAG_JSON : DIAG_TEXT;
    if (str_equal(name, STR("--messages")))
        options->language = index == 1 ? DIAG_FRENCH : DIAG_ENGLISH;
    if (str_equal(name, STR("--lines"))) options->lines = true;
    if (str_equal(name, STR("--room"))) options->room = true;
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
            return usage_refuse(options, "no value belongs to", "aucune valeur ne va avec", name,
                                STR(""));
        return set_option(options, option, STR(""));
    }
    if (equals != SIZE_MAX)
        return set_option(options, option, str_slice(argument, equals + 1, argument.length));
    if (*at + 1 >= count)
        return usage_refuse(options, "a value is missing after", "il manque une valeur après", name,
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
    return usage_refuse(options, "unknown command", "commande inconnue", name,
                        str_nearest(name, names, COMMAND_COUNT));
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
    *options =
        (Options){.language = locale_language(), .dpi = DPI_DEFAULT, .forms = 1u << OUTPUT_SCREEN};
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
    return usage_check(options, named);
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
