/* What the checks found.
 *
 * checks.def names the checks, findings.def every way in which one can fail, with the standards for
 * which it counts. A finding is recorded only if one of the standards asked for has it. */
#ifndef MAQUETTE_PREFLIGHT_REPORT_H
#define MAQUETTE_PREFLIGHT_REPORT_H

#include "base/diag.h"
#include "preflight/standard.h"

typedef enum CheckCode {
#define CHECK(code, identifier, english, french) CHECK_##code,
#include "preflight/checks.def"
#undef CHECK
    CHECK_COUNT
} CheckCode;

typedef enum FindingCode {
#define FINDING(code, check, level, standards, english, french) FINDING_##code,
#include "preflight/findings.def"
#undef FINDING
    FINDING_COUNT
} FindingCode;

/* FAILED: the standard is not met. DOUBTFUL: advice beyond the standard's letter, or what only a
 * person can decide; the claim stands. */
typedef enum FindingLevel { FINDING_DOUBTFUL, FINDING_FAILED } FindingLevel;

typedef struct Finding {
    FindingCode code;
    int32_t page;   /* from 1; 0: of no page */
    int32_t object; /* 0: of none */
    Str arguments[2];
} Finding;

/* Findings of one check that are kept; those that follow are counted. */
enum { FINDINGS_KEPT_PER_CHECK = 1000 };

typedef struct CheckResult {
    size_t seen; /* things looked at */
    size_t failed, doubtful;
    size_t kept;
} CheckResult;

typedef struct PreflightReport {
    Arena *arena;
    StandardSet claimed; /* by the file itself */
    StandardSet asked;   /* what the checks are for */
    StandardSet broken;  /* of those asked, the ones not met */
    Str version;         /* of PDF */
    size_t page_count;
    CheckResult checks[CHECK_COUNT];
    VEC(Finding) findings;
} PreflightReport;

/* Up to two arguments of a finding: FACTS(name). */
typedef struct FindingFacts {
    Str text[2];
} FindingFacts;
#define FACTS(...) ((FindingFacts){.text = {__VA_ARGS__}})
#define NO_FACTS   ((FindingFacts){.text = {{0}}})

void report_add(PreflightReport *report, FindingCode code, int32_t page, int32_t object,
                FindingFacts facts);
/* Notes that a check looked at so many more things. */
void report_see(PreflightReport *report, CheckCode check, size_t count);
/* True if a standard asked for has findings of this check. */
bool report_wants(const PreflightReport *report, CheckCode check);
/* True if one of the standards is asked for. */
bool report_asks(const PreflightReport *report, StandardSet standards);

/* The check a finding belongs to, its identifier ("U7"), and what it is about. */
CheckCode finding_check(FindingCode code);
FindingLevel finding_level(FindingCode code);
const char *check_identifier(CheckCode check);
const char *check_title(CheckCode check, DiagLanguage language);
/* "note-without-id" */
Str finding_name(Arena *arena, FindingCode code);
/* The sentence, with its facts. */
Str finding_text(Arena *arena, const Finding *finding, DiagLanguage language);

/* One line a check, `U7 ok (214)` or `T8 failed: page 3, object 42: a Note has no /ID`, up to five
 * findings each, then the counts and a line for each standard. */
void report_write(const PreflightReport *report, Str shown, DiagLanguage language, StrBuilder *out);
/* The same as one JSON object, with every finding kept. */
void report_write_json(const PreflightReport *report, Str shown, DiagLanguage language,
                       StrBuilder *out);

#endif
