/* `maquette check --lines`; see command_lines.h.
 *
 * In: the pages. Out: how loose and how tight each paragraph's lines are, so that a designer can
 * weigh a measure or a slack by numbers and an author knows which sentence to change. Word spaces
 * are those that stretch, in ems of their own size; a line counts by their mean. Letters are what
 * tracking and scaling made of their width. Ragged lines and last ones are left out. */
#include "app/command_lines.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/map.h"

#define EM           1000 /* all spaces are in thousandths of an em */
#define LOOSE        500  /* a line is loose beyond so much */
#define LETTER_PARTS 1000 /* widths of letters are compared in so many parts */
#define SHOWN_MOST   28   /* characters of a line's start that are shown */

/* A justified line. */
typedef struct LineSpaces {
    int64_t space;   /* mean of its word spaces */
    int64_t letters; /* what their width gained or lost */
    size_t page;     /* from 1 */
    Str frame, start;
} LineSpaces;

/* What is known of a row of lines: a paragraph, or the edition. */
typedef struct Tally {
    Span where;
    size_t lines, justified, loose, hyphens, run, longest_run;
    size_t spaces;    /* number of word spaces, */
    int64_t together; /* and all of them */
    LineSpaces loosest, tightest;
    int64_t letters_least, letters_most;
} Tally;

typedef struct Counting {
    Arena *arena;
    Map paragraphs; /* place -> Tally */
    Tally whole;
    VEC(Tally *) sorted;
} Counting;

/* ---- measuring ---- */

/* The pieces without the space that the line's end replaces. */
static size_t seen_pieces(const DisplayLine *line) {
    size_t count = line->piece_count;
    while (count > 0 && line->pieces[count - 1].kind == PIECE_SPACE) count--;
    return count;
}

static bool ends_in_hyphen(const DisplayLine *line) {
    size_t count = seen_pieces(line);
    Str copied = count > 0 ? line->pieces[count - 1].copied : STR("");
    return str_equal(copied, STR("\u00AD")) || str_equal(copied, STR("\u2010"));
}

/* The first words of the line, as typed. */
static Str line_start(Arena *arena, const DisplayLine *line) {
    StrBuilder start = {.arena = arena};
    size_t characters = 0;
    for (size_t i = 0; i < seen_pieces(line) && characters < SHOWN_MOST; i++) {
        const Piece *piece = &line->pieces[i];
        size_t at = 0;
        while (at < piece->text.length && characters < SHOWN_MOST) {
            uint32_t character = utf8_next(piece->text, &at);
            builder_add_char(&start, character < 0x20 ? ' ' : character);
            characters++;
        }
    }
    return str_trim(builder_text(&start));
}

/* False where a line has no space to measure. */
static bool line_measure(const DisplayLine *line, Tally *tally, LineSpaces *measured) {
    int64_t spaces = 0, letters = 0, natural = 0, together = 0;
    for (size_t i = 0; i < seen_pieces(line); i++) {
        const Piece *piece = &line->pieces[i];
        if (piece->invisible || piece->size <= 0) continue;
        if (piece->kind == PIECE_GLYPHS) {
            letters += piece->width;
            natural += piece->run->width;
        } else if (!piece->fixed) {
            together += round_ratio(piece->width, EM, piece->size);
            spaces++;
        }
    }
    if (spaces == 0) return false;
    tally->spaces += (size_t)spaces;
    tally->together += together;
    measured->space = round_ratio(together, 1, spaces);
    measured->letters = natural > 0 ? round_ratio(letters - natural, LETTER_PARTS, natural) : 0;
    return true;
}

static void tally_justified(Tally *tally, const LineSpaces *line) {
    bool first = tally->justified++ == 0;
    tally->loose += line->space > LOOSE;
    if (first || line->space > tally->loosest.space) tally->loosest = *line;
    if (first || line->space < tally->tightest.space) tally->tightest = *line;
    if (first || line->letters < tally->letters_least) tally->letters_least = line->letters;
    if (first || line->letters > tally->letters_most) tally->letters_most = line->letters;
}

static void tally_line(Counting *counting, Tally *tally, const DisplayPage *page,
                       const DisplayLine *line) {
    tally->lines++;
    tally->run = ends_in_hyphen(line) ? tally->run + 1 : 0;
    tally->hyphens += tally->run > 0;
    if (tally->run > tally->longest_run) tally->longest_run = tally->run;
    LineSpaces measured = {.page = page->number};
    if (!line->justified || !line_measure(line, tally, &measured)) return;
    if (line->frame < page->frame_count)
        measured.frame = str_copy(counting->arena, page->frames[line->frame].name);
    measured.start = line_start(counting->arena, line);
    tally_justified(tally, &measured);
}

static Tally *paragraph_of(Counting *counting, const DisplayLine *line) {
    StrBuilder key = {.arena = counting->arena};
    builder_add(&key, line->source.source->path);
    builder_add_format(&key, ":%u:%u:%d", line->source.line, line->source.column, (int)line->role);
    Tally *known = map_find(&counting->paragraphs, builder_text(&key));
    if (known != NULL) return known;
    known = ARENA_NEW(counting->arena, Tally);
    known->where = line->source;
    map_put(&counting->paragraphs, builder_text(&key), known);
    return known;
}

static void count_page(Counting *counting, const DisplayPage *page) {
    for (size_t i = 0; i < page->item_count; i++) {
        const DisplayItem *item = &page->items[i];
        if (item->kind != ITEM_LINE || item->role == ROLE_ARTIFACT || item->role == ROLE_LABEL)
            continue;
        if (item->as.line->source.source == NULL) continue;
        tally_line(counting, paragraph_of(counting, item->as.line), page, item->as.line);
    }
}

/* By file, then line and column. */
static int compare_places(const void *left, const void *right) {
    const Span *a = &(*(Tally *const *)left)->where, *b = &(*(Tally *const *)right)->where;
    int paths = str_compare(a->source->path, b->source->path);
    if (paths != 0) return paths;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* Paragraphs without a justified line say nothing here. */
static void sum_up(Counting *counting) {
    Tally *whole = &counting->whole;
    for (size_t i = 0; i < counting->paragraphs.count; i++) {
        Tally *tally = counting->paragraphs.entries[i].value;
        if (tally->justified == 0) continue;
        VEC_PUSH(counting->arena, &counting->sorted, tally);
        whole->lines += tally->lines;
        whole->loose += tally->loose;
        whole->hyphens += tally->hyphens;
        whole->spaces += tally->spaces;
        whole->together += tally->together;
        if (tally->longest_run > whole->longest_run) whole->longest_run = tally->longest_run;
        bool first = whole->justified == 0;
        whole->justified += tally->justified;
        if (first || tally->loosest.space > whole->loosest.space) whole->loosest = tally->loosest;
        if (first || tally->tightest.space < whole->tightest.space)
            whole->tightest = tally->tightest;
        if (first || tally->letters_least < whole->letters_least)
            whole->letters_least = tally->letters_least;
        if (first || tally->letters_most > whole->letters_most)
            whole->letters_most = tally->letters_most;
    }
    if (counting->sorted.count > 0)
        qsort(counting->sorted.items, counting->sorted.count, sizeof(Tally *), compare_places);
}

/* ---- writing ---- */

static int64_t mean_space(const Tally *tally) {
    return tally->spaces > 0 ? round_ratio(tally->together, 1, (int64_t)tally->spaces) : 0;
}

static int64_t permille(size_t part, size_t whole) {
    return whole > 0 ? round_ratio((int64_t)part, 1000, (int64_t)whole) : 0;
}

/* Thousandths with so many decimals: 236 as 0.24. */
static void add_decimal(StrBuilder *out, int64_t thousandths, int decimals, char point) {
    int64_t unit = decimals == 1 ? 100 : decimals == 2 ? 10 : 1;
    int64_t rounded = round_ratio(thousandths, 1, unit), whole = 1000 / unit;
    if (rounded < 0) builder_add_c(out, "\u2212");
    if (rounded < 0) rounded = -rounded;
    builder_add_format(out, "%d%c%0*d", (int)(rounded / whole), point, decimals,
                       (int)(rounded % whole));
}

static void add_words(StrBuilder *out, const Options *options, const char *english,
                      const char *french) {
    builder_add_c(out, options->language == DIAG_FRENCH ? french : english);
}

static void write_line(const LineSpaces *line, const char *english, const char *french,
                       const Options *options, StrBuilder *out) {
    char point = options->language == DIAG_FRENCH ? ',' : '.';
    add_words(out, options, english, french);
    add_decimal(out, line->space, 2, point);
    builder_add_format(out, " em, page %zu, ", line->page);
    builder_add(out, line->frame);
    builder_add_c(out, " | ");
    builder_add(out, line->start);
    builder_add_byte(out, '\n');
}

static void write_paragraph(const Tally *tally, const Options *options, StrBuilder *out) {
    char point = options->language == DIAG_FRENCH ? ',' : '.';
    builder_add(out, tally->where.source->path);
    builder_add_format(out, ":%u: ", tally->where.line);
    builder_add_format(out, "%zu ", tally->lines);
    add_words(out, options, tally->lines == 1 ? "line, " : "lines, ",
              tally->lines == 1 ? "ligne, " : "lignes, ");
    add_words(out, options, "word space ", "espace ");
    add_decimal(out, mean_space(tally), 2, point);
    add_words(out, options, " em, hyphens ", " em, césures ");
    builder_add_format(out, "%zu", tally->hyphens);
    add_words(out, options, ", letters ", ", lettres ");
    add_decimal(out, tally->letters_least * 100, 1, point);
    add_words(out, options, " to ", " à ");
    add_decimal(out, tally->letters_most * 100, 1, point);
    builder_add_c(out, options->language == DIAG_FRENCH ? "\u00A0%\n" : "%\n");
    write_line(&tally->loosest, "  loosest  ", "  la plus lâche   ", options, out);
    write_line(&tally->tightest, "  tightest ", "  la plus serrée  ", options, out);
}

static void write_whole(const Counting *counting, const Options *options, StrBuilder *out) {
    const Tally *whole = &counting->whole;
    bool french = options->language == DIAG_FRENCH;
    const char *percent = french ? "\u00A0%" : "%";
    builder_add_format(out,
                       french ? "%zu paragraphes, %zu lignes justifiées : espace moyenne "
                              : "%zu paragraphs, %zu justified lines: mean word space ",
                       counting->sorted.count, whole->justified);
    add_decimal(out, mean_space(whole), 2, french ? ',' : '.');
    add_words(out, options, " em, over 0.5 em ", " em, plus de 0,5 em ");
    add_decimal(out, permille(whole->loose, whole->justified) * 100, 1, french ? ',' : '.');
    builder_add_c(out, percent);
    add_words(out, options, ", hyphens ", ", césures ");
    add_decimal(out, permille(whole->hyphens, whole->justified) * 100, 1, french ? ',' : '.');
    builder_add_c(out, percent);
    add_words(out, options, ", at most in a row ", ", de suite au plus ");
    builder_add_format(out, "%zu\n", whole->longest_run);
}

static void json_line(const char *key, const LineSpaces *line, StrBuilder *out) {
    builder_add_format(out, ", \"%s\": {\"space\": ", key);
    add_decimal(out, line->space, 3, '.');
    builder_add_format(out, ", \"page\": %zu, ", line->page);
    json_add_pair(out, "frame", line->frame);
    builder_add_c(out, ", ");
    json_add_pair(out, "start", line->start);
    builder_add_byte(out, '}');
}

static void json_numbers(const Tally *tally, StrBuilder *out) {
    builder_add_format(out, "\"lines\": %zu, \"justified\": %zu, \"space\": ", tally->lines,
                       tally->justified);
    add_decimal(out, mean_space(tally), 3, '.');
    builder_add_format(out, ", \"loose\": %zu, \"hyphens\": %zu, \"hyphens_in_row\": %zu",
                       tally->loose, tally->hyphens, tally->longest_run);
    builder_add_format(out, ", \"letters_permille\": [%d, %d]", (int)tally->letters_least,
                       (int)tally->letters_most);
    if (tally->justified == 0) return;
    json_line("loosest", &tally->loosest, out);
    json_line("tightest", &tally->tightest, out);
}

static void write_json(const Counting *counting, StrBuilder *out) {
    builder_add_c(out, "{\"paragraphs\": [");
    for (size_t i = 0; i < counting->sorted.count; i++) {
        const Tally *tally = counting->sorted.items[i];
        builder_add_c(out, i == 0 ? "\n{\"place\": " : ",\n{\"place\": ");
        json_add_place(out, tally->where);
        builder_add_c(out, ", ");
        json_numbers(tally, out);
        builder_add_byte(out, '}');
    }
    builder_add_c(out, "\n], \"edition\": {");
    json_numbers(&counting->whole, out);
    builder_add_c(out, "}}\n");
}

void command_lines(const DisplayList *list, const Options *options, Arena *arena, StrBuilder *out) {
    Counting counting = {.arena = arena, .paragraphs = {.arena = arena}};
    Arena *scratch = arena_open();
    for (size_t i = 0; i < list->page_count; i++) {
        ArenaMark mark = arena_mark(scratch);
        DisplayPage page = display_page(list, i, scratch);
        count_page(&counting, &page);
        arena_release(scratch, mark);
    }
    arena_close(scratch);
    sum_up(&counting);
    if (options->format == DIAG_JSON) {
        write_json(&counting, out);
        return;
    }
    for (size_t i = 0; i < counting.sorted.count; i++)
        write_paragraph(counting.sorted.items[i], options, out);
    write_whole(&counting, options, out);
}
