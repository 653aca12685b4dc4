/* Writing an edition's file; see command_build.h. */
#include "app/command_build.h"

#include <stdio.h>

#include "app/pdf_settings.h"
#include "base/file.h"
#include "output/html.h"
#include "output/pdf.h"
#include "preflight/preflight.h"

Str build_path(Arena *arena, const Options *options, const Project *project) {
    if (options->output.length > 0 && !options->all) return options->output;
    StrBuilder name = {.arena = arena};
    static const char *const endings[] = {".pdf", ".pdf", ".txt", ".html"};
    builder_add(&name, path_name(project->edition));
    if (options->pseudo == PSEUDO_LONG) builder_add_c(&name, "-long");
    if (options->pseudo == PSEUDO_RIGHT_TO_LEFT) builder_add_c(&name, "-rtl");
    builder_add_c(&name, endings[options->form]);
    return path_join(arena, options->output, builder_text(&name));
}

static bool make_pdf(Pipeline *pipeline, const Options *options, Str *bytes) {
    PdfOptions pdf;
    return pdf_settings_read(pipeline, options, &pdf) &&
           pdf_make(&pipeline->list, &pdf, pipeline->arena, bytes, pipeline->diag);
}

/* What is read rather than looked at. The pages are made for the numbers that references give. */
static bool make_spoken(Pipeline *pipeline, const Options *options, Str *bytes) {
    const Document *document = pipeline->document;
    SpokenEdition spoken = {.document = document,
                            .root = structure_build(pipeline->arena, document),
                            .language = document->language,
                            .book = &pipeline->book,
                            .pictures = &pipeline->pictures,
                            .languages = &pipeline->setter.languages};
    StrBuilder out = {.arena = pipeline->arena};
    if (options->form == OUTPUT_HTML) {
        html_write(&spoken, pipeline->arena, &out, pipeline->diag);
    } else {
        speech_write(&spoken, pipeline->arena, &out);
    }
    *bytes = builder_text(&out);
    return true;
}

BuildResult build_write(Pipeline *pipeline, const Options *options) {
    BuildResult result = {.pages = pipeline->list.page_count};
    Str bytes;
    bool spoken = options->form == OUTPUT_TEXT || options->form == OUTPUT_HTML;
    if (!(spoken ? make_spoken : make_pdf)(pipeline, options, &bytes)) return result;
    catalogue_verify(pipeline->setter.catalogue, pipeline->diag); /* all are open now */
    if (diag_worst(pipeline->diag) == DIAG_ERROR) return result;
    Str path = build_path(pipeline->arena, options, &pipeline->project);
    result.bytes = bytes.length;
    result.written = (options->no_preflight ||
                      preflight_claims_hold(bytes, path, pipeline->arena, pipeline->diag)) &&
                     file_write(pipeline->arena, path, bytes, pipeline->diag);
    return result;
}

void build_print(Str path, const BuildResult *result, int64_t milliseconds, DiagLanguage language) {
    bool french = language == DIAG_FRENCH;
    printf(french ? "%.*s : %zu page%s, %zu Ko, %lld ms\n" : "%.*s: %zu page%s, %zu KB, %lld ms\n",
           (int)path.length, path.bytes, result->pages, result->pages == 1 ? "" : "s",
           (result->bytes + 999) / 1000, (long long)milliseconds);
}
