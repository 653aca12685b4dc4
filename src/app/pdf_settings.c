/* From `outputs:` to the options of a PDF; see pdf_settings.h. */
#include "app/pdf_settings.h"

#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "output/pdf_intent.h"

/* Of the year 9999, the last one that a date in a PDF can name (ISO 32000-1, 7.9.4). */
#define LAST_SECOND INT64_C(253402300799)

/* ---- date ---- */

/* The date of SOURCE_DATE_EPOCH, in seconds since 1970; -1 if it is not set. False after a report.
 */
static bool source_date_read(int64_t *seconds, Diag *diag) {
    Str value = str_from_c(getenv("SOURCE_DATE_EPOCH"));
    *seconds = -1;
    if (value.length == 0) return true;
    if (str_to_int(value, seconds) && *seconds >= 0 && *seconds <= LAST_SECOND) return true;
    diag_report(diag, MESSAGE_SOURCE_DATE_MALFORMED, (Span){0}, ARGS(value));
    return false;
}

bool pdf_date_read(const Edition *edition, PdfOptions *settings, Diag *diag) {
    int64_t epoch;
    if (!source_date_read(&epoch, diag)) return false;
    time_t seconds = (time_t)epoch;
    struct tm date;
    if (edition->issued_year > 0) {
        settings->year = edition->issued_year;
        settings->month = edition->issued_month;
        settings->day = edition->issued_day;
    } else if (epoch >= 0 && gmtime_r(&seconds, &date) != NULL) {
        settings->year = date.tm_year + 1900;
        settings->month = date.tm_mon + 1;
        settings->day = date.tm_mday;
        settings->hour = date.tm_hour;
        settings->minute = date.tm_min;
        settings->second = date.tm_sec;
    }
    return true;
}

/* PDF/X files are dated. */
static bool date_check(const Pipeline *pipeline, const PdfOptions *settings) {
    if (settings->year > 0) return true;
    diag_report(pipeline->diag, MESSAGE_DATE_MISSING, pipeline->document->edition.root->where,
                NO_ARGS);
    return false;
}

/* ---- printing condition ---- */

static bool profile_read(const Pipeline *pipeline, const Options *options, PdfIntent *intent) {
    const PrintOutput *print = &pipeline->layout->print;
    bool by_hand = options->intent.length > 0;
    Str shown = by_hand ? options->intent : print->intent_file;
    Span where = by_hand ? (Span){0} : print->intent_where;
    if (shown.length == 0) return true;
    if (!by_hand && !path_stays_inside(shown)) {
        diag_report(pipeline->diag, MESSAGE_PROFILE_OUTSIDE, where, ARGS(shown));
        return false;
    }
    Str path = by_hand ? shown : path_join(pipeline->arena, pipeline->project.root, shown);
    if (!by_hand && !file_exists(path)) {
        diag_report(pipeline->diag, MESSAGE_PROFILE_ABSENT, where, ARGS(shown));
        return false;
    }
    return file_read(pipeline->arena, path, &intent->profile, pipeline->diag, where) &&
           pdf_profile_check(pipeline->arena, intent->profile, shown, where, &intent->description,
                             pipeline->diag);
}

static unsigned print_standard(const Pipeline *pipeline, const Options *options,
                               const PdfIntent *intent) {
    StandardSet asked = options->standards & (StandardSet)(STANDARD_X_1A | STANDARD_X_4);
    if (asked != 0) return asked;
    if (pipeline->layout->print.standard != 0) return pipeline->layout->print.standard;
    bool only_named = intent->condition.length > 0 && intent->profile.length == 0;
    return only_named ? STANDARD_X_1A : STANDARD_X_4;
}

static bool print_read(const Pipeline *pipeline, const Options *options, PdfOptions *settings) {
    const PrintOutput *print = &pipeline->layout->print;
    settings->intent.condition = print->intent_condition;
    settings->marks = print->marks;
    settings->name = path_name(pipeline->project.edition);
    settings->resolution = print->resolution;
    settings->ink_limit = print->ink_limit;
    settings->imposition = options->imposition;
    settings->creep = options->creep;
    if (!profile_read(pipeline, options, &settings->intent)) return false;
    settings->standards = print_standard(pipeline, options, &settings->intent);
    bool intent = pdf_intent_check(settings, print->intent_where, pipeline->diag);
    return date_check(pipeline, settings) && intent;
}

bool pdf_settings_read(const Pipeline *pipeline, const Options *options, PdfKind kind,
                       PdfOptions *settings) {
    StandardSet asked = options->standards & (StandardSet)(STANDARD_UA_1 | STANDARD_A_2A);
    *settings = (PdfOptions){.kind = kind,
                             .standards = asked != 0 ? asked : pipeline->layout->screen.standards,
                             .speech = options->speech};
    if (!pdf_date_read(&pipeline->document->edition, settings, pipeline->diag)) return false;
    return kind == PDF_PRINT ? print_read(pipeline, options, settings) : true;
}
