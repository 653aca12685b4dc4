/* Findings and what is known of them; see report.h. */
#include "preflight/report.h"

#include <ctype.h>

#define UA       STANDARD_UA_1
#define A2A      STANDARD_A_2A
#define TAGGED   (STANDARD_UA_1 | STANDARD_A_2A)
#define X4       STANDARD_X_4
#define X1A      STANDARD_X_1A
#define PRINT    (STANDARD_X_4 | STANDARD_X_1A)
#define EVERY    (TAGGED | PRINT)
#define FAILED   FINDING_FAILED
#define DOUBTFUL FINDING_DOUBTFUL

typedef struct CheckKind {
    const char *identifier, *english, *french;
} CheckKind;

typedef struct FindingKind {
    CheckCode check;
    FindingLevel level;
    StandardSet standards;
    const char *name, *english, *french;
} FindingKind;

static const CheckKind checks[CHECK_COUNT] = {
#define CHECK(code, identifier, english, french) {identifier, english, french},
#include "preflight/checks.def"
#undef CHECK
};

static const FindingKind kinds[FINDING_COUNT] = {
#define FINDING(code, check, level, standards, english, french) \
    {CHECK_##check, level, standards, #code, english, french},
#include "preflight/findings.def"
#undef FINDING
};

/* A fact is shown in a line: a text of a megabyte is cut. */
static Str short_fact(Arena *arena, Str text) {
    enum { LONGEST_FACT = 200 };
    size_t end = text.length;
    if (end <= LONGEST_FACT) return str_copy(arena, text);
    for (end = LONGEST_FACT; end > 0 && ((unsigned char)text.bytes[end] & 0xC0) == 0x80;) end--;
    StrBuilder out = {.arena = arena};
    builder_add(&out, str_slice(text, 0, end));
    builder_add_c(&out, "…");
    return builder_text(&out);
}

void report_add(PreflightReport *report, FindingCode code, int32_t page, int32_t object,
                FindingFacts facts) {
    const FindingKind *kind = &kinds[code];
    if ((kind->standards & report->asked) == 0) return;
    CheckResult *result = &report->checks[kind->check];
    if (kind->level == FINDING_FAILED) {
        result->failed++;
        report->broken |= kind->standards & report->asked;
    } else {
        result->doubtful++;
    }
    if (result->kept >= FINDINGS_KEPT_PER_CHECK) return;
    result->kept++;
    Finding finding = {.code = code, .page = page, .object = object};
    for (size_t i = 0; i < 2; i++) finding.arguments[i] = short_fact(report->arena, facts.text[i]);
    VEC_PUSH(report->arena, &report->findings, finding);
}

void report_see(PreflightReport *report, CheckCode check, size_t count) {
    report->checks[check].seen += count;
}

bool report_wants(const PreflightReport *report, CheckCode check) {
    for (size_t i = 0; i < FINDING_COUNT; i++) {
        if (kinds[i].check == check && (kinds[i].standards & report->asked) != 0) return true;
    }
    return false;
}

bool report_asks(const PreflightReport *report, StandardSet standards) {
    return (report->asked & standards) != 0;
}

CheckCode finding_check(FindingCode code) {
    return kinds[code].check;
}

FindingLevel finding_level(FindingCode code) {
    return kinds[code].level;
}

const char *check_identifier(CheckCode check) {
    return checks[check].identifier;
}

const char *check_title(CheckCode check, DiagLanguage language) {
    return language == DIAG_FRENCH ? checks[check].french : checks[check].english;
}

Str finding_name(Arena *arena, FindingCode code) {
    StrBuilder out = {.arena = arena};
    for (const char *at = kinds[code].name; *at != '\0'; at++)
        builder_add_byte(&out, *at == '_' ? '-' : (char)tolower((unsigned char)*at));
    return builder_text(&out);
}

/* What a file says may hold anything: control characters would reach a terminal. */
static void add_argument(StrBuilder *out, Str text) {
    enum { MOST_CHARACTERS = 80, DELETE = 0x7F, LAST_CONTROL = 0x9F };
    size_t count = 0;
    for (size_t at = 0; at < text.length && count < MOST_CHARACTERS; count++) {
        uint32_t codepoint = utf8_next(text, &at);
        bool control = codepoint < ' ' || (codepoint >= DELETE && codepoint <= LAST_CONTROL);
        builder_add_char(out, control ? 0xFFFD : codepoint);
    }
    if (count == MOST_CHARACTERS) builder_add_c(out, "…");
}

Str finding_text(Arena *arena, const Finding *finding, DiagLanguage language) {
    const FindingKind *kind = &kinds[finding->code];
    StrBuilder out = {.arena = arena};
    for (const char *at = language == DIAG_FRENCH ? kind->french : kind->english; *at != '\0';
         at++) {
        bool argument = at[0] == '{' && (at[1] == '0' || at[1] == '1') && at[2] == '}';
        if (argument) {
            add_argument(&out, finding->arguments[at[1] - '0']);
            at += 2;
        } else {
            builder_add_byte(&out, *at);
        }
    }
    return builder_text(&out);
}
