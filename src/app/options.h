/* The command line. */
#ifndef MAQUETTE_APP_OPTIONS_H
#define MAQUETTE_APP_OPTIONS_H

#include "app/pseudo_edition.h"
#include "base/unit.h"
#include "layout/outputs.h"
#include "output/pdf.h"
#include "output/snapshot.h"
#include "preflight/standard.h"

typedef enum Command {
    COMMAND_BUILD,
    COMMAND_CHECK,
    COMMAND_SNAPSHOT,
    COMMAND_EXPLAIN,
    COMMAND_READINGS,
    COMMAND_DIFF,
    COMMAND_PREVIEW,
    COMMAND_PREFLIGHT,
    COMMAND_PO,
    COMMAND_NEW,
    COMMAND_STATUS,
    COMMAND_HELP,
    COMMAND_VERSION
} Command;

/* How diff reports. */
typedef enum ReportFormat { REPORT_TEXT, REPORT_JSON, REPORT_JUNIT, REPORT_SARIF } ReportFormat;

/* What build makes. */
typedef enum OutputForm { OUTPUT_SCREEN, OUTPUT_PRINT, OUTPUT_TEXT, OUTPUT_HTML } OutputForm;

enum { OUTPUT_FORMS = 4 };

typedef struct Options {
    Command command;
    VEC(Str)
    editions;    /* of diff: two, each may be a snapshot; of preflight: PDF files; of po: export
                    or import, then an edition or a PO file; of new: the language; of status:
                    folders of editions, or of folders of editions */
    bool all;    /* build --all: every edition of the project */
    Str from;    /* new and po import --from: the edition to translate, or that was translated */
    Str output;  /* -o; empty: the command's default; of build --all, and of several
                    outputs, a folder */
    Str check;   /* snapshot --check; empty: none */
    bool accept; /* snapshot --accept: renew that file; check --accept: the ledger */
    bool level_given;
    SnapshotLevel level;      /* --level */
    ReportFormat report;      /* diff --format, preflight --format */
    Unit tolerance;           /* diff --tolerance: moves up to this are none */
    Str project;              /* --project; empty: searched above the edition */
    PseudoEdition pseudo;     /* --pseudo */
    unsigned forms;           /* build --output: a sum of 1 << OutputForm */
    StandardSet standards;    /* --standard: of build those of its output, of preflight any; 0: the
    layout's,    or those that the file claims */
    PdfSpeech speech;         /* build --speech */
    bool no_preflight;        /* build --no-preflight: written unchecked */
    PdfImposition imposition; /* --imposition */
    Unit creep;               /* --creep */
    Str intent;               /* --intent: an ICC profile; empty: the layout's */
    bool lines;               /* check --lines */
    bool room;                /* check --room */
    Str html;                 /* explain or diff --html; empty: none */
    size_t page;              /* explain or preview --page; 0: all */
    int dpi;                  /* preview --dpi */
    bool dpi_given;
    bool grid, frames; /* preview --grid, --frames */
    DiagFormat format;
    DiagLanguage language;
} Options;

/* Reads the arguments. False after a line on standard error that says what is wrong and what is
 * near it. */
bool options_read(Arena *arena, int argument_count, char **arguments, Options *options);

/* The pages [first, end) that --page asks for, of so many; false after a report if there is none of
 * that number. */
bool options_pages(const Options *options, size_t count, size_t *first, size_t *end, Diag *diag);

/* True if build makes this; and how many it makes. */
bool options_make(const Options *options, OutputForm form);
int options_count_forms(const Options *options);

/* What --help prints. */
Str options_help(DiagLanguage language);

#endif
