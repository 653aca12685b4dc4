/* `maquette preview`; see command_preview.h. One page after the other: a page's arena is given back
 * before the next is painted. */
#include "app/command_preview.h"

#include "base/file.h"
#include "output/page_png.h"
#include "output/page_svg.h"

/* The baselines of a page, none where it has only fixed frames. */
typedef struct PageGrid {
    Unit first, leading;
    int rows;
} PageGrid;

static PageGrid page_grid(const Pipeline *pipeline, const Options *options, size_t index) {
    const PageAccount *account = pipeline->book.pages[index].account;
    if (!options->grid || account == NULL) return (PageGrid){0};
    return (PageGrid){account->first_baseline, account->leading, account->rows};
}

static void report_absent(const DisplayPage *page, Diag *diag) {
    for (size_t i = 0; i < page->item_count; i++) {
        if (page->items[i].kind != ITEM_IMAGE) continue;
        const DisplayImage *area = page->items[i].as.image;
        if (area->image != NULL && !svg_shows_picture(area->image)) {
            diag_report(diag, MESSAGE_PREVIEW_WITHOUT_CMYK, area->source, ARGS(area->image->path));
        }
    }
}

static void add_svg(const Pipeline *pipeline, const Options *options, size_t index,
                    const DisplayPage *page, StrBuilder *out) {
    Arena *scratch = arena_open();
    StrBuilder title = {.arena = scratch};
    builder_add(&title, pipeline->document->edition.title);
    builder_add_c(&title, ", ");
    builder_add_int(&title, (int64_t)index + 1);
    PageGrid grid = page_grid(pipeline, options, index);
    SvgOptions svg = {.title = builder_text(&title),
                      .language = pipeline->document->edition.language,
                      .frames = options->frames,
                      .pictures = true,
                      .grid_first = grid.first,
                      .grid_leading = grid.leading,
                      .grid_rows = grid.rows};
    SvgGlyphs glyphs = {.known = {.arena = out->arena}};
    Arena *own = arena_open(); /* released while the title is in use */
    page_svg_write(page, &svg, &glyphs, own, out);
    arena_close(own);
    arena_close(scratch);
}

/* FILE.png, or FILE-07.png for one page of many. */
static Str page_path(Arena *arena, const Options *options, size_t index, size_t count) {
    if (options->page > 0) return options->output;
    size_t digits = 1;
    for (size_t rest = count; rest >= 10; rest /= 10) digits++;
    Str ending = str_slice(options->output, options->output.length - 4, options->output.length);
    StrBuilder path = {.arena = arena};
    builder_add(&path, str_slice(options->output, 0, options->output.length - ending.length));
    builder_add_format(&path, "-%0*zu", (int)digits, index + 1);
    builder_add(&path, ending);
    return builder_text(&path);
}

static bool write_page(Pipeline *pipeline, const Options *options, Raster *raster, size_t index,
                       StrBuilder *out) {
    Arena *arena = arena_open();
    DisplayPage page = display_page(&pipeline->list, index, arena);
    StrBuilder file = {.arena = arena_open()}; /* grows in place when nothing else takes room */
    bool drawn = true;
    if (raster == NULL) {
        add_svg(pipeline, options, index, &page, &file);
        report_absent(&page, pipeline->diag);
    } else {
        PageGrid grid = page_grid(pipeline, options, index);
        PngOptions png = {options->frames, grid.first, grid.leading, grid.rows};
        drawn = page_png_write(&page, &png, raster, pipeline->diag, &file);
    }
    Str path = page_path(arena, options, index, pipeline->list.page_count);
    bool written = drawn && file_write(arena, path, builder_text(&file), pipeline->diag);
    if (written) {
        builder_add(out, path);
        builder_add_byte(out, '\n');
    }
    arena_close(file.arena);
    arena_close(arena);
    return written;
}

bool command_preview(Pipeline *pipeline, const Options *options, StrBuilder *out) {
    size_t first, end;
    if (!options_pages(options, pipeline->list.page_count, &first, &end, pipeline->diag))
        return false;
    if (!pipeline_paint(pipeline)) return false;
    bool png = str_ends_with(options->output, STR(".png"));
    Raster *raster = png ? raster_open(pipeline->arena, options->dpi) : NULL;
    bool good = true;
    for (size_t i = first; good && i < end; i++)
        good = write_page(pipeline, options, raster, i, out);
    if (raster != NULL) raster_close(raster);
    return good;
}
