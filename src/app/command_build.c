/* Writing an edition's files; see command_build.h. */
#include "app/command_build.h"

#include <stdio.h>

#include "app/pdf_settings.h"
#include "base/file.h"
#include "output/html.h"
#include "output/pdf.h"
#include "preflight/preflight.h"

/* Two PDF of an edition have names that tell them apart. */
static Str file_name(Arena *arena, const Options *options, Str edition, OutputForm form) {
    static const char *const endings[] = {".pdf", ".pdf", ".txt", ".html"};
    StrBuilder name = {.arena = arena};
    builder_add(&name, edition);
    if (options->pseudo == PSEUDO_LONG) builder_add_c(&name, "-long");
    if (options->pseudo == PSEUDO_RIGHT_TO_LEFT) builder_add_c(&name, "-rtl");
    if (options_make(options, OUTPUT_SCREEN) && options_make(options, OUTPUT_PRINT)) {
        if (form == OUTPUT_SCREEN) builder_add_c(&name, "-screen");
        if (form == OUTPUT_PRINT) builder_add_c(&name, "-print");
    }
    builder_add_c(&name, endings[form]);
    return builder_text(&name);
}

static Str file_path(const Pipeline *pipeline, const Options *options, OutputForm form) {
    bool folder = options->all || options_count_forms(options) > 1;
    if (options->output.length > 0 && !folder) return options->output;
    Str name = file_name(pipeline->arena, options, path_name(pipeline->project.edition), form);
    return path_join(pipeline->arena, options->output, name);
}

static bool make_pdf(Pipeline *pipeline, const Options *options, PdfKind kind, Str *bytes) {
    PdfOptions pdf;
    return pdf_settings_read(pipeline, options, kind, &pdf) &&
           pdf_make(&pipeline->list, &pdf, pipeline->arena, bytes, pipeline->diag);
}

/* What is read rather than looked at. The pages are made for the numbers that references give. */
static bool make_spoken(Pipeline *pipeline, OutputForm form, Str *bytes) {
    const Document *document = pipeline->document;
    SpokenEdition spoken = {.document = document,
                            .root = structure_build(pipeline->arena, document),
                            .language = document->language,
                            .book = &pipeline->book,
                            .pictures = &pipeline->pictures,
                            .languages = &pipeline->setter.languages};
    StrBuilder out = {.arena = pipeline->arena};
    if (form == OUTPUT_HTML) {
        html_write(&spoken, pipeline->arena, &out, pipeline->diag);
    } else {
        speech_write(&spoken, pipeline->arena, &out);
    }
    *bytes = builder_text(&out);
    return true;
}

static bool make_form(Pipeline *pipeline, const Options *options, OutputForm form, Str *bytes) {
    switch (form) {
    case OUTPUT_SCREEN: return make_pdf(pipeline, options, PDF_SCREEN, bytes);
    case OUTPUT_PRINT: return make_pdf(pipeline, options, PDF_PRINT, bytes);
    case OUTPUT_TEXT:
    case OUTPUT_HTML: break;
    }
    return make_spoken(pipeline, form, bytes);
}

/* True if all files are made and may say what they say of themselves. */
static bool make_files(Pipeline *pipeline, const Options *options, BuildResult *result) {
    bool good = true;
    for (int form = 0; form < OUTPUT_FORMS; form++) {
        if (!options_make(options, (OutputForm)form)) continue;
        BuildFile *file = &result->files[result->file_count++];
        file->path = file_path(pipeline, options, (OutputForm)form);
        good = make_form(pipeline, options, (OutputForm)form, &file->data) && good;
    }
    catalogue_verify(pipeline->setter.catalogue, pipeline->diag); /* all are open now */
    if (!good || diag_worst(pipeline->diag) == DIAG_ERROR) return false;
    for (int i = 0; i < result->file_count && !options->no_preflight; i++) {
        const BuildFile *file = &result->files[i];
        good =
            preflight_claims_hold(file->data, file->path, pipeline->arena, pipeline->diag) && good;
    }
    return good;
}

BuildResult build_write(Pipeline *pipeline, const Options *options) {
    BuildResult result = {.pages = pipeline->list.page_count};
    result.written = make_files(pipeline, options, &result);
    bool folder = options_count_forms(options) > 1 && options->output.length > 0;
    if (result.written && folder)
        result.written = folder_make(pipeline->arena, options->output, pipeline->diag);
    for (int i = 0; i < result.file_count && result.written; i++) {
        const BuildFile *file = &result.files[i];
        result.written = file_write(pipeline->arena, file->path, file->data, pipeline->diag);
        result.bytes += file->data.length;
    }
    return result;
}

void build_print(const BuildResult *result, int64_t milliseconds, DiagLanguage language) {
    bool french = language == DIAG_FRENCH;
    for (int i = 0; i < result->file_count; i++) {
        const BuildFile *file = &result->files[i];
        printf(
            french ? "%.*s : %zu page%s, %zu Ko, %lld ms\n" : "%.*s: %zu page%s, %zu KB, %lld ms\n",
            (int)file->path.length, file->path.bytes, result->pages, result->pages == 1 ? "" : "s",
            (file->data.length + 999) / 1000, (long long)milliseconds);
    }
}
