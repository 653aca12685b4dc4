/* What a file about to be written claims, and whether it may; see preflight.h. */
#include "preflight/preflight.h"

/* The first failure, as a line of the report has it. */
static Str first_failure(const PreflightReport *report, DiagLanguage language) {
    StrBuilder out = {.arena = report->arena};
    for (size_t i = 0; i < report->findings.count; i++) {
        const Finding *finding = &report->findings.items[i];
        if (finding_level(finding->code) != FINDING_FAILED) continue;
        builder_add_format(&out, "%s", check_identifier(finding_check(finding->code)));
        builder_add_c(&out, language == DIAG_FRENCH ? "\u00A0: " : ": ");
        if (finding->page > 0) builder_add_format(&out, "page %d, ", finding->page);
        builder_add(&out, finding_text(report->arena, finding, language));
        break;
    }
    return builder_text(&out);
}

bool preflight_claims_hold(Str bytes, Str path, Arena *arena, Diag *diag) {
    PreflightReport report;
    if (!preflight_may_claim(bytes)) return true;
    if (!preflight(bytes, path, /*asked*/ 0, arena, &report, diag)) return false;
    if (report.broken == 0) return true;
    StrBuilder standards = {.arena = arena};
    standards_write(report.broken, &standards);
    diag_report(diag, MESSAGE_PREFLIGHT_FAILED, (Span){0},
                ARGS(path, builder_text(&standards), first_failure(&report, diag->language)));
    return false;
}
