/* Which options go with which command; see usage.h. */
#include "app/usage.h"

#include <stdio.h>

bool usage_refuse(const Options *options, const char *english, const char *french, Str word,
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

/* Options that belong to one command. */
static bool check_diff_usage(const Options *options) {
    bool diff = options->command == COMMAND_DIFF, snapshot = options->command == COMMAND_SNAPSHOT;
    if (diff && options->editions.count != 2)
        return usage_refuse(options, "name two snapshots or editions, the old one first",
                            "nommez deux relevés ou éditions, l’ancien d’abord", STR(""), STR(""));
    if (!diff && options->tolerance > 0)
        return usage_refuse(options, "--tolerance goes with diff alone",
                            "--tolerance ne va qu’avec diff", STR(""), STR(""));
    if (options->level_given && !diff && !snapshot)
        return usage_refuse(options, "--level goes with snapshot and diff",
                            "--level ne va qu’avec snapshot et diff", STR(""), STR(""));
    bool accepts = options->command == COMMAND_CHECK || options->command == COMMAND_PO ||
                   (snapshot && options->check.length > 0);
    if (options->accept && !accepts)
        return usage_refuse(options,
                            "--accept goes with check, po import and snapshot --check FILE",
                            "--accept ne va qu’avec check, po import et snapshot --check FICHIER",
                            STR(""), STR(""));
    return true;
}

static bool check_preflight_usage(const Options *options) {
    bool preflight = options->command == COMMAND_PREFLIGHT || options->command == COMMAND_STATUS;
    bool diff = options->command == COMMAND_DIFF;
    bool other = options->report == REPORT_JUNIT || options->report == REPORT_SARIF;
    if (options->no_preflight && options->command != COMMAND_BUILD)
        return usage_refuse(options, "--no-preflight goes with build alone",
                            "--no-preflight ne va qu’avec build", STR(""), STR(""));
    if ((options->report != REPORT_TEXT && !diff && !preflight) || (preflight && other))
        return usage_refuse(options,
                            "--format goes with diff, and as text or json with preflight and "
                            "status",
                            "--format ne va qu’avec diff, et pour text ou json avec preflight et "
                            "status",
                            STR(""), STR(""));
    return true;
}

/* po export EDITION -o FILE.po, po import FILE.po --from EDITION -o FOLDER. */
static bool check_po_usage(const Options *options) {
    bool po = options->command == COMMAND_PO;
    Str action = po && options->editions.count > 0 ? options->editions.items[0] : STR("");
    bool export = str_equal(action, STR("export")), import = str_equal(action, STR("import"));
    Str output = options->output, actions[] = {STR("export"), STR("import")};
    bool named = str_ends_with(output, STR(".po")) || str_ends_with(output, STR(".pot"));
    if (options->from.length > 0 && !import && options->command != COMMAND_NEW)
        return usage_refuse(options, "--from goes with new and po import",
                            "--from va avec new et po import", STR(""), STR(""));
    if (po && !export && !import)
        return usage_refuse(options, "po exports or imports, not",
                            "po fait export ou import, et non", action,
                            str_nearest(action, actions, 2));
    if (po && options->editions.count != 2)
        return usage_refuse(options, export ? "name one edition" : "name one PO file",
                            export ? "nommez une édition" : "nommez un fichier PO", STR(""),
                            STR(""));
    if (export && (!named || options->accept))
        return usage_refuse(options, "say where to write: -o FILE.pot or -o FILE.po",
                            "dites où écrire : -o FICHIER.pot ou -o FICHIER.po", output, STR(""));
    if (import && (options->from.length == 0 || output.length == 0))
        return usage_refuse(
            options, "say what was translated and where to write: --from EDITION -o FOLDER",
            "dites ce qui est traduit et où écrire : --from ÉDITION -o DOSSIER", STR(""), STR(""));
    return true;
}

static bool check_preview_usage(const Options *options) {
    bool png = str_ends_with(options->output, STR(".png"));
    bool svg = str_ends_with(options->output, STR(".svg"));
    bool preview = options->command == COMMAND_PREVIEW;
    if (preview && !png && !svg)
        return usage_refuse(options, "say where to write: -o FILE.png or -o FILE.svg",
                            "dites où écrire : -o FICHIER.png ou -o FICHIER.svg", options->output,
                            STR(""));
    if ((options->grid || options->frames) && !preview)
        return usage_refuse(options, "--grid and --frames go with preview alone",
                            "--grid et --frames ne vont qu’avec preview", STR(""), STR(""));
    if (options->dpi_given && (!preview || !png))
        return usage_refuse(options, "--dpi goes with preview -o FILE.png",
                            "--dpi ne va qu’avec preview -o FICHIER.png", STR(""), STR(""));
    return true;
}

/* A file for the screen may be PDF/UA-1, PDF/A-2a or both, one for the press keeps to one kind of
 * PDF/X. */
static bool check_standard_usage(const Options *options) {
    const StandardSet for_screen = STANDARD_UA_1 | STANDARD_A_2A,
                      for_press = STANDARD_X_1A | STANDARD_X_4;
    bool screen = options_make(options, OUTPUT_SCREEN), print = options_make(options, OUTPUT_PRINT);
    StandardSet set = options->standards;
    if (set == 0 || options->command == COMMAND_PREFLIGHT) return true;
    if (!screen && !print)
        return usage_refuse(
            options, "--standard goes with preflight and with build for screen and print",
            "--standard va avec preflight et avec build pour l’écran et l’impression", STR(""),
            STR(""));
    if (!print && (set & for_press) != 0)
        return usage_refuse(options, "a file for the screen keeps to pdf/ua-1, pdf/a-2a or both",
                            "un fichier pour l’écran suit pdf/ua-1, pdf/a-2a ou les deux", STR(""),
                            STR(""));
    if ((!screen && (set & for_screen) != 0) || (set & for_press) == for_press)
        return usage_refuse(options, "a print file keeps to pdf/x-1a or to pdf/x-4",
                            "un fichier d’impression suit pdf/x-1a ou pdf/x-4", STR(""), STR(""));
    return true;
}

static bool check_print_usage(const Options *options) {
    bool print = options_make(options, OUTPUT_PRINT);
    if ((options->intent.length > 0 || options->imposition != PDF_SINGLE) && !print)
        return usage_refuse(options, "--intent and --imposition go with build --output print",
                            "--intent et --imposition ne vont qu’avec build --output print",
                            STR(""), STR(""));
    if (options->creep > 0 && options->imposition != PDF_SADDLE)
        return usage_refuse(options, "--creep goes with --imposition saddle",
                            "--creep ne va qu’avec --imposition saddle", STR(""), STR(""));
    return true;
}

static bool check_screen_usage(const Options *options) {
    bool screen = options_make(options, OUTPUT_SCREEN);
    if (options->speech == SPEECH_EXPANSION || screen) return true;
    return usage_refuse(options, "--speech goes with build --output screen",
                        "--speech ne va qu’avec build --output screen", STR(""), STR(""));
}

/* A pseudo-edition has pages, but no author whom lists of forms would help. */
static bool check_pseudo_usage(const Options *options) {
    Command command = options->command;
    bool pages = command == COMMAND_BUILD || command == COMMAND_CHECK ||
                 command == COMMAND_SNAPSHOT || command == COMMAND_EXPLAIN ||
                 command == COMMAND_PREVIEW;
    return options->pseudo == PSEUDO_NONE || pages ||
           usage_refuse(options, "--pseudo goes with build, check, snapshot, explain and preview",
                        "--pseudo va avec build, check, snapshot, explain et preview", STR(""),
                        STR(""));
}

static bool check_new_usage(const Options *options) {
    if (options->command != COMMAND_NEW) return true;
    if (options->editions.count != 1)
        return usage_refuse(options, "name one language, as in new pt --from content/fr",
                            "nommez une langue, comme dans new pt --from content/fr", STR(""),
                            STR(""));
    if (options->from.length == 0)
        return usage_refuse(options, "say what to translate: --from EDITION",
                            "dites ce qui est à traduire : --from ÉDITION", STR(""), STR(""));
    return true;
}

bool usage_check(const Options *options, bool named) {
    if (options->command == COMMAND_HELP || options->command == COMMAND_VERSION) return true;
    if (!named)
        return usage_refuse(
            options,
            "say what to do: build, check, snapshot, diff, explain, preview, preflight, readings, "
            "new, status or po",
            "dites que faire : build, check, snapshot, diff, explain, preview, preflight, "
            "readings, new, status ou po",
            STR(""), STR(""));
    if (options->all && (options->command != COMMAND_BUILD || options->editions.count > 0))
        return usage_refuse(options, "--all goes with build, in the place of editions",
                            "--all va avec build, à la place des éditions", STR(""), STR(""));
    if (options->command == COMMAND_NEW) return check_new_usage(options);
    if (options->editions.count == 0 && !options->all && options->command != COMMAND_STATUS) {
        bool file = options->command == COMMAND_PREFLIGHT;
        return usage_refuse(options, file ? "name a PDF file" : "name the folder of an edition",
                            file ? "nommez un fichier PDF" : "nommez le dossier d’une édition",
                            STR(""), STR(""));
    }
    bool diff = options->command == COMMAND_DIFF;
    bool one = options->output.length > 0 || (options->html.length > 0 && !diff) ||
               options->command == COMMAND_SNAPSHOT;
    if (options->command == COMMAND_PO && !check_po_usage(options)) return false;
    if (one && options->editions.count > 1 && options->command != COMMAND_PO) {
        return usage_refuse(options, "one edition at a time here",
                            "une seule édition à la fois ici", STR(""), STR(""));
    }
    if (options->check.length > 0 &&
        (options->command != COMMAND_SNAPSHOT || options->output.length > 0)) {
        return usage_refuse(options, "--check goes with snapshot alone",
                            "--check ne va qu’avec snapshot", STR(""), STR(""));
    }
    if (options->lines && options->command != COMMAND_CHECK) {
        return usage_refuse(options, "--lines goes with check alone", "--lines ne va qu’avec check",
                            STR(""), STR(""));
    }
    if (options->room && options->command != COMMAND_CHECK) {
        return usage_refuse(options, "--room goes with check alone", "--room ne va qu’avec check",
                            STR(""), STR(""));
    }
    bool html = options->html.length > 0 && !diff, explain = options->command == COMMAND_EXPLAIN;
    bool page = options->page > 0 && options->command != COMMAND_PREVIEW;
    if ((html || page) && !explain) {
        return usage_refuse(options,
                            "--page goes with explain and preview, --html with explain and diff",
                            "--page ne va qu’avec explain et preview, --html avec explain et diff",
                            STR(""), STR(""));
    }
    return check_preview_usage(options) && check_diff_usage(options) &&
           check_standard_usage(options) && check_print_usage(options) &&
           check_screen_usage(options) && check_preflight_usage(options) &&
           check_po_usage(options) && check_pseudo_usage(options);
}
