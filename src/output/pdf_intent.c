/* Output intents: the printing condition of a print file, sRGB of a file to be kept (A3).
 *
 * Profiles are read by lcms2, which bounds every read by the length given. What it writes of sRGB
 * holds the hour; its date is set to a fixed one, so that the bytes are always the same. */
#include "output/pdf_intent.h"

#include <lcms2.h>
#include <string.h>

#include "output/pdf_string.h"

/* The header of a profile (ICC.1:2010, 7.2): places of fields. */
enum { HEADER_BYTES = 128, VERSION_AT = 8, DATE_AT = 24, DATE_BYTES = 12, NEWEST_VERSION = 4 };

/* Printing in four inks, registered by the ICC (registry.color.org/cmyk-registry), as it is named
 * there. The names are those of one full public transcription of that page, which a second confirms
 * in part; the page itself could not be compared. What has more than four inks or is not on the
 * page is left out. */
static const char *const CONDITIONS[] = {
    "FOGRA27", "FOGRA28", "FOGRA29", "FOGRA30", "FOGRA31", "FOGRA32", "FOGRA33", "FOGRA34",
    "FOGRA35", "FOGRA36", "FOGRA37", "FOGRA38", "FOGRA39", "FOGRA40", "FOGRA41", "FOGRA42",
    "FOGRA43", "FOGRA44", "FOGRA45", "FOGRA46", "FOGRA47", "FOGRA48", "FOGRA49", "FOGRA50",
    "FOGRA51", "FOGRA52", "FOGRA53", "FOGRA54",
    /* United States: SWOP, SNAP, GRACoL; then the reference conditions of all processes. */
    "CGATS TR 001", "CGATS TR 002", "CGATS TR 003", "CGATS TR 005", "CGATS TR 006",
    "CGATS21-2-CRPC1", "CGATS21-2-CRPC2", "CGATS21-2-CRPC3", "CGATS21-2-CRPC4", "CGATS21-2-CRPC5",
    "CGATS21-2-CRPC6", "CGATS21-2-CRPC7",
    /* Japan Color; newspapers; Eurostandard; Asia Pacific. */
    "JC200103", "JC200104", "JCN2002", "JCW2003", "JCS2011", "IFRA26", "EUROSB104", "EUROSB204",
    "APTEC_CTV_3", "APTEC_CTV_4", "APTEC_CTV_5", "APTEC_CTV_6", "APTEC_CTV_7",
    "APTEC Coated CardBoard", "APTEC CCNB"};
enum { CONDITION_COUNT = sizeof CONDITIONS / sizeof CONDITIONS[0] };

bool pdf_condition_is_registered(Str name, Str *nearest) {
    Str known[CONDITION_COUNT];
    for (size_t i = 0; i < CONDITION_COUNT; i++) {
        known[i] = str_from_c(CONDITIONS[i]);
        if (str_equal(name, known[i])) return true;
    }
    if (nearest != NULL) *nearest = str_nearest(name, known, CONDITION_COUNT);
    return false;
}

/* ---- the printer's profile ---- */

static Str profile_description(cmsHPROFILE profile, Arena *arena) {
    cmsUInt32Number size = cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", NULL, 0);
    if (size == 0) return STR("");
    char *text = ARENA_ARRAY(arena, char, size);
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text, size);
    text[size - 1] = '\0';
    return str_from_c(text);
}

static bool profile_is_for_press(cmsHPROFILE profile, Str bytes) {
    return cmsGetDeviceClass(profile) == cmsSigOutputClass &&
           cmsGetColorSpace(profile) == cmsSigCmykData &&
           (unsigned char)bytes.bytes[VERSION_AT] <= NEWEST_VERSION;
}

bool pdf_profile_check(Arena *arena, Str bytes, Str shown, Span where, Str *description,
                       Diag *diag) {
    cmsHPROFILE profile = bytes.length < HEADER_BYTES || bytes.length > UINT32_MAX
                              ? NULL
                              : cmsOpenProfileFromMem(bytes.bytes, (cmsUInt32Number)bytes.length);
    if (profile == NULL) {
        diag_report(diag, MESSAGE_PROFILE_UNREADABLE, where, ARGS(shown));
        return false;
    }
    bool good = profile_is_for_press(profile, bytes);
    if (good) *description = profile_description(profile, arena);
    if (!good) diag_report(diag, MESSAGE_PROFILE_NOT_FOR_PRESS, where, ARGS(shown));
    cmsCloseProfile(profile);
    return good;
}

/* PDF 1.4, and so PDF/X-1a, knows profiles of version 2 alone. */
static bool profile_is_embedded(const PdfOptions *options) {
    Str profile = options->intent.profile;
    if (profile.length < HEADER_BYTES) return false;
    return options->standards != STANDARD_X_1A || (unsigned char)profile.bytes[VERSION_AT] < 4;
}

bool pdf_intent_check(const PdfOptions *options, Span where, Diag *diag) {
    const PdfIntent *intent = &options->intent;
    Str nearest = STR("");
    bool registered = pdf_condition_is_registered(intent->condition, &nearest);
    if (profile_is_embedded(options)) return true;
    if (options->standards != STANDARD_X_4 && registered) return true;
    if (intent->profile.length > 0) {
        diag_report(diag, MESSAGE_PROFILE_TOO_NEW, where, NO_ARGS);
    } else if (options->standards == STANDARD_X_4) {
        diag_report(diag, MESSAGE_PROFILE_MISSING, where, NO_ARGS);
    } else if (intent->condition.length == 0) {
        diag_report(diag, MESSAGE_CONDITION_MISSING, where, NO_ARGS);
    } else {
        diag_report(diag, MESSAGE_CONDITION_UNKNOWN, where, ARGS(intent->condition, nearest));
    }
    return false;
}

/* ---- sRGB ---- */

/* Parametric curves, so that the profile is small; the newest version that PDF 1.7 knows. */
#define SRGB_VERSION 4.2

Str pdf_srgb_profile(Arena *arena) {
    /* 2000-01-01 00:00:00, as six big-endian numbers. */
    static const unsigned char date[DATE_BYTES] = {0x07, 0xD0, 0, 1, 0, 1};
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number size = 0;
    if (profile == NULL) return STR("");
    cmsSetProfileVersion(profile, SRGB_VERSION);
    bool saved = cmsSaveProfileToMem(profile, NULL, &size) && size >= HEADER_BYTES;
    char *bytes = ARENA_ARRAY(arena, char, size);
    saved = saved && cmsSaveProfileToMem(profile, bytes, &size);
    cmsCloseProfile(profile);
    if (!saved) return STR("");
    memcpy(bytes + DATE_AT, date, DATE_BYTES);
    return (Str){bytes, size};
}

/* ---- objects ---- */

static PdfObject profile_write(PdfFile *file, Str profile, int channels) {
    StrBuilder entries = {.arena = file->arena};
    builder_add_format(&entries, "/N %d", channels);
    return pdf_stream_new(file, builder_text(&entries), profile, PDF_FLATE);
}

static void add_text_entry(StrBuilder *out, const char *key, Str text) {
    if (text.length == 0) return;
    builder_add_c(out, key);
    pdf_add_text(out, text);
}

static void add_print_intent(StrBuilder *out, PdfFile *file, const PdfOptions *options) {
    const PdfIntent *intent = &options->intent;
    bool registered = pdf_condition_is_registered(intent->condition, NULL);
    Str name = intent->condition.length > 0 ? intent->condition : STR("Custom");
    builder_add(out, STR("<</Type/OutputIntent/S/GTS_PDFX"));
    add_text_entry(out, "/OutputConditionIdentifier", name);
    if (registered) builder_add(out, STR("/RegistryName(http://www.color.org)"));
    add_text_entry(out, "/Info",
                   intent->description.length > 0 ? intent->description : intent->condition);
    if (profile_is_embedded(options)) {
        builder_add(out, STR("/DestOutputProfile "));
        pdf_add_reference(out, profile_write(file, intent->profile, /* channels */ 4));
    }
    builder_add(out, STR(">>"));
}

static void add_screen_intent(StrBuilder *out, PdfFile *file) {
    builder_add(out, STR("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier"
                         "(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)"
                         "/Info(sRGB IEC61966-2.1)/DestOutputProfile "));
    pdf_add_reference(out, profile_write(file, pdf_srgb_profile(file->arena), /* channels */ 3));
    builder_add(out, STR(">>"));
}

void pdf_add_intents(StrBuilder *out, PdfFile *file, const PdfOptions *options) {
    bool print = (options->standards & (STANDARD_X_1A | STANDARD_X_4)) != 0;
    bool archive = (options->standards & STANDARD_A_2A) != 0;
    if (!print && !archive) return;
    builder_add(out, STR("/OutputIntents["));
    if (print) add_print_intent(out, file, options);
    if (archive) add_screen_intent(out, file);
    builder_add_byte(out, ']');
}
