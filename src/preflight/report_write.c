/* The report for people and for programs; see report.h. */
#include "base/json.h"
#include "preflight/report.h"

enum { FINDINGS_SHOWN = 5 };

typedef struct Words {
    const char *failed, *doubtful, *page, *object, *claims, *claims_nothing, *colon;
    const char *met, *broken;
} Words;

static const Words english_words = {"failed",  "doubtful", "page ",
                                    "object ", "claims ",  "claims no standard",
                                    ":",       "met",      "not met"};
static const Words french_words = {"échec",   "douteux",   "page ",
                                   "objet ",  "se dit ",   "ne se réclame d’aucune norme",
                                   "\u00A0:", "respectée", "non respectée"};

static const Words *words_of(DiagLanguage language) {
    return language == DIAG_FRENCH ? &french_words : &english_words;
}

/* ---- text ---- */

static void write_finding(const PreflightReport *report, const Finding *finding,
                          DiagLanguage language, StrBuilder *out) {
    const Words *words = words_of(language);
    bool failed = finding_level(finding->code) == FINDING_FAILED;
    builder_add_format(out, "%s %s%s ", check_identifier(finding_check(finding->code)),
                       failed ? words->failed : words->doubtful, words->colon);
    if (finding->page > 0) builder_add_format(out, "%s%d", words->page, finding->page);
    if (finding->page > 0 && finding->object > 0) builder_add_c(out, ", ");
    if (finding->object > 0) builder_add_format(out, "%s%d", words->object, finding->object);
    if (finding->page > 0 || finding->object > 0) builder_add_format(out, "%s ", words->colon);
    builder_add(out, finding_text(report->arena, finding, language));
    builder_add_byte(out, '\n');
}

static void write_check(const PreflightReport *report, CheckCode check, DiagLanguage language,
                        StrBuilder *out) {
    const CheckResult *result = &report->checks[check];
    const Words *words = words_of(language);
    size_t found = result->failed + result->doubtful, shown = 0;
    if (found == 0) {
        builder_add_format(out, "%s ok (%zu)\n", check_identifier(check), result->seen);
        return;
    }
    for (int level = FINDING_FAILED; level >= FINDING_DOUBTFUL; level--) {
        for (size_t i = 0; i < report->findings.count && shown < FINDINGS_SHOWN; i++) {
            const Finding *finding = &report->findings.items[i];
            if (finding_check(finding->code) != check || (int)finding_level(finding->code) != level)
                continue;
            write_finding(report, finding, language, out);
            shown++;
        }
    }
    if (found == shown) return;
    builder_add_format(out, "%s %s%s ", check_identifier(check),
                       result->failed > 0 ? words->failed : words->doubtful, words->colon);
    builder_add_format(out, language == DIAG_FRENCH ? "et %zu de plus\n" : "and %zu more\n",
                       found - shown);
}

/* How many checks there are, and how many of them are ok, failed, only doubtful. */
static void count_checks(const PreflightReport *report, size_t counts[4]) {
    for (int check = 0; check < CHECK_COUNT; check++) {
        const CheckResult *result = &report->checks[check];
        if (!report_wants(report, (CheckCode)check)) continue;
        counts[0]++;
        counts[result->failed > 0 ? 2 : result->doubtful > 0 ? 3 : 1]++;
    }
}

static void write_claims(const PreflightReport *report, Str shown, DiagLanguage language,
                         StrBuilder *out) {
    const Words *words = words_of(language);
    builder_add(out, shown);
    builder_add_format(out, "%s PDF ", words->colon);
    builder_add(out, report->version);
    builder_add_format(out, ", %zu page%s, ", report->page_count,
                       report->page_count == 1 ? "" : "s");
    builder_add_c(out, report->claimed == 0 ? words->claims_nothing : words->claims);
    standards_write(report->claimed, out);
    builder_add_byte(out, '\n');
}

void report_write(const PreflightReport *report, Str shown, DiagLanguage language,
                  StrBuilder *out) {
    const Words *words = words_of(language);
    write_claims(report, shown, language, out);
    if (report->asked == 0) return;
    size_t counts[4] = {0};
    for (int check = 0; check < CHECK_COUNT; check++) {
        if (report_wants(report, (CheckCode)check))
            write_check(report, (CheckCode)check, language, out);
    }
    count_checks(report, counts);
    builder_add_format(out,
                       language == DIAG_FRENCH
                           ? "%zu contrôles\u00A0: %zu bons, %zu en échec, %zu douteux\n"
                           : "%zu checks: %zu ok, %zu failed, %zu doubtful\n",
                       counts[0], counts[1], counts[2], counts[3]);
    for (int i = 0; i < STANDARD_COUNT; i++) {
        if ((report->asked & 1U << i) == 0) continue;
        bool broken = (report->broken & 1U << i) != 0;
        builder_add_format(out, "%s%s %s\n", standard_name(i), words->colon,
                           broken ? words->broken : words->met);
    }
}

/* ---- JSON ---- */

static void write_standards(StandardSet standards, StrBuilder *out) {
    bool first = true;
    builder_add_byte(out, '[');
    for (int i = 0; i < STANDARD_COUNT; i++) {
        if ((standards & 1U << i) == 0) continue;
        builder_add_format(out, "%s\"%s\"", first ? "" : ", ", standard_name(i));
        first = false;
    }
    builder_add_byte(out, ']');
}

static void write_finding_json(const PreflightReport *report, const Finding *finding,
                               DiagLanguage language, StrBuilder *out) {
    builder_add_c(out, "{");
    json_add_pair(out, "level",
                  finding_level(finding->code) == FINDING_FAILED ? STR("failed") : STR("doubtful"));
    builder_add_c(out, ", ");
    json_add_pair(out, "code", finding_name(report->arena, finding->code));
    if (finding->page > 0) builder_add_format(out, ", \"page\": %d", finding->page);
    if (finding->object > 0) builder_add_format(out, ", \"object\": %d", finding->object);
    builder_add_c(out, ", ");
    json_add_pair(out, "message", finding_text(report->arena, finding, language));
    builder_add_c(out, "}");
}

static void write_check_json(const PreflightReport *report, CheckCode check, DiagLanguage language,
                             StrBuilder *out) {
    const CheckResult *result = &report->checks[check];
    bool first = true;
    builder_add_c(out, "    {");
    json_add_pair(out, "id", str_from_c(check_identifier(check)));
    builder_add_c(out, ", ");
    json_add_pair(out, "about", str_from_c(check_title(check, language)));
    builder_add_format(out, ", \"seen\": %zu, \"failed\": %zu, \"doubtful\": %zu, \"findings\": [",
                       result->seen, result->failed, result->doubtful);
    for (size_t i = 0; i < report->findings.count; i++) {
        const Finding *finding = &report->findings.items[i];
        if (finding_check(finding->code) != check) continue;
        if (!first) builder_add_c(out, ", ");
        write_finding_json(report, finding, language, out);
        first = false;
    }
    builder_add_c(out, "]}");
}

void report_write_json(const PreflightReport *report, Str shown, DiagLanguage language,
                       StrBuilder *out) {
    builder_add_c(out, "{\n  ");
    json_add_pair(out, "file", shown);
    builder_add_c(out, ",\n  ");
    json_add_pair(out, "version", report->version);
    builder_add_format(out, ",\n  \"pages\": %zu,\n  \"claimed\": ", report->page_count);
    write_standards(report->claimed, out);
    builder_add_c(out, ",\n  \"asked\": ");
    write_standards(report->asked, out);
    builder_add_c(out, ",\n  \"met\": ");
    write_standards(report->asked & ~report->broken, out);
    builder_add_c(out, ",\n  \"checks\": [\n");
    bool first = true;
    for (int check = 0; check < CHECK_COUNT; check++) {
        if (!report_wants(report, (CheckCode)check)) continue;
        if (!first) builder_add_c(out, ",\n");
        write_check_json(report, (CheckCode)check, language, out);
        first = false;
    }
    builder_add_c(out, first ? "  ]\n}\n" : "\n  ]\n}\n");
}
