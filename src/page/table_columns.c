/* Widths of a table's columns; see table_columns.h.
 *
 * A column's least width is that of its longest word, its most that of its longest text (the
 * min-content and max-content of CSS Sizing 3, section 5). No column gets less than its least, so
 * that no word ever stands on another. Where the least of all do not fit, one after the other: the
 * table stands across the columns of the page; words are hyphenated; all of it is set smaller, down
 * to `least-size`; words are cut anywhere. Even then a table of very many columns may stick out.
 * From the third step on it is said. */
#include "page/table_columns.h"

#include "page/table_number.h"

/* Insets of a cell where the layout says nothing, of the text's size. */
#define INSET_PERCENT 45
#define PERMYRIAD     10000
/* What a smaller table is set smaller still, of its size: glyphs do not shrink quite evenly. */
#define SCALE_SPARE 25

static const Block *body_cell(const Block *row, size_t column) {
    return column < row->child_count ? row->children[column] : NULL;
}

static size_t count_columns(const Block *table) {
    size_t most = 0;
    for (size_t r = 0; r < table->child_count; r++) {
        if (table->children[r]->child_count > most) most = table->children[r]->child_count;
    }
    return most;
}

static bool is_headed(const Block *table) {
    const Block *head = table->children[0];
    for (size_t c = 0; c < head->child_count; c++) {
        if (head->children[c]->text.bytes.length > 0) return true;
    }
    return false;
}

/* ---- styles ---- */

static CellAlign column_align(const Block *table, size_t column) {
    const Block *cell = body_cell(table->children[0], column);
    return cell == NULL ? CELL_LEFT : cell->align;
}

static TextStyle *cell_style(const Table *table, const TextStyle *from, CellAlign align) {
    TextStyle *own = ARENA_NEW(table->stacker->setter->arena, TextStyle);
    *own = *from;
    own->align = align == CELL_RIGHT    ? ALIGN_RIGHT
                 : align == CELL_CENTRE ? ALIGN_CENTRE
                                        : ALIGN_LEFT;
    own->hang = false;
    own->hyphenate = own->hyphenate || table->hyphenated;
    own->size = unit_scale(own->size, table->scale, PERMYRIAD);
    own->leading = unit_scale(own->leading, table->scale, PERMYRIAD);
    own->tracking = unit_scale(own->tracking, table->scale, PERMYRIAD);
    return own;
}

static StyleFigures tabular_figures(StyleFigures figures) {
    static const StyleFigures tabular[] = {
        [STYLE_FIGURES_FONT] = STYLE_FIGURES_TABULAR,
        [STYLE_FIGURES_OLDSTYLE] = STYLE_FIGURES_TABULAR_OLDSTYLE,
        [STYLE_FIGURES_LINING] = STYLE_FIGURES_TABULAR_LINING,
        [STYLE_FIGURES_TABULAR] = STYLE_FIGURES_TABULAR,
        [STYLE_FIGURES_TABULAR_OLDSTYLE] = STYLE_FIGURES_TABULAR_OLDSTYLE,
        [STYLE_FIGURES_TABULAR_LINING] = STYLE_FIGURES_TABULAR_LINING,
    };
    return tabular[figures];
}

static void make_styles(const Table *table, size_t number) {
    TableColumn *column = &table->columns[number];
    const TextStyle *text =
        table->style->text != NULL ? table->style->text : table->stacker->styles.table;
    CellAlign align = column_align(table->block, number);
    TextStyle *body = cell_style(table, text, align);
    TextStyle *head =
        cell_style(table, table->style->head != NULL ? table->style->head : text, align);
    if (table->style->head == NULL) head->weight = head->strong_weight;
    if (align == CELL_RIGHT) body->figures = tabular_figures(body->figures);
    column->body = body;
    column->head = head;
}

/* ---- cells ---- */

static bool is_head(const Table *table, const Block *row) {
    return table->headed && row == table->block->children[0];
}

static Paragraph set_cell(const Table *table, Setter *setter, const Block *cell,
                          const TextStyle *style, Unit width, CellWords words) {
    LineRoom room = {0, width};
    ParagraphRequest request = {.text = &cell->text,
                                .style = style,
                                .rooms = &room,
                                .room_count = 1,
                                .objects = table->stacker->objects,
                                .no_hyphen = words == WORDS_WHOLE || words == WORDS_LETTERS,
                                .anywhere = words >= WORDS_ANYWHERE,
                                .keeps_words = true,
                                .where = cell->where};
    return paragraph_set(setter, &request);
}

/* What a cell is when it has `room`: nothing of the trial is kept or reported. */
typedef struct CellTrial {
    Unit widest;       /* line */
    Unit before, tail; /* of a number */
} CellTrial;

static CellTrial try_cell(const Table *table, const TableColumn *column, const Block *cell,
                          const TextStyle *style, Unit room, CellWords words) {
    Arena *scratch = table->scratch;
    ArenaMark mark = arena_mark(scratch);
    Diag unheard = {.arena = scratch};
    Setter quiet = *table->stacker->setter;
    quiet.arena = scratch;
    quiet.diag = &unheard;
    quiet.paragraphs = NULL;
    CellTrial trial = {0};
    Paragraph set = set_cell(table, &quiet, cell, style, room, words);
    size_t whole;
    for (size_t i = 0; i < set.line_count; i++) {
        if (set.lines[i].natural > trial.widest) trial.widest = set.lines[i].natural;
    }
    if (column->numbers && set.line_count == 1 &&
        number_find(cell->text.bytes, column->point, &whole)) {
        trial.tail = line_width_behind(&set.lines[0], whole);
        trial.before = set.lines[0].natural - trial.tail;
    }
    arena_release(scratch, mark);
    return trial;
}

/* The widest line of a column's cells in that room. */
static Unit widest_line(const Table *table, size_t number, Unit room, CellWords words) {
    const TableColumn *column = &table->columns[number];
    Unit most = 0;
    for (size_t r = 0; r < table->block->child_count; r++) {
        const Block *row = table->block->children[r];
        const Block *cell = body_cell(row, number);
        if (cell == NULL || cell->text.bytes.length == 0) continue;
        const TextStyle *style = is_head(table, row) ? column->head : column->body;
        CellTrial trial = try_cell(table, column, cell, style, room, words);
        if (trial.widest > most) most = trial.widest;
    }
    return most;
}

static void find_numbers(const Table *table, size_t number) {
    TableColumn *column = &table->columns[number];
    NumberColumn found = {0};
    if (column->body->align != ALIGN_RIGHT) return;
    for (size_t r = 1; r < table->block->child_count; r++) {
        const Block *cell = body_cell(table->block->children[r], number);
        if (cell != NULL) number_column_add(&found, cell->text.bytes);
    }
    column->numbers = number_column_ends(&found, &column->point);
}

/* The widest text of a column, and of its numbers the widest parts: together they may be wider. */
static void measure_most(const Table *table, size_t number) {
    TableColumn *column = &table->columns[number];
    find_numbers(table, number);
    column->most = column->body->size;
    for (size_t r = 0; r < table->block->child_count; r++) {
        const Block *row = table->block->children[r];
        const Block *cell = body_cell(row, number);
        if (cell == NULL || cell->text.bytes.length == 0) continue;
        bool head = is_head(table, row);
        CellTrial trial = try_cell(table, column, cell, head ? column->head : column->body,
                                   UNIT_MAX / 2, WORDS_WHOLE);
        if (trial.widest > column->most) column->most = trial.widest;
        if (head) continue;
        if (trial.before > column->left_most) column->left_most = trial.before;
        if (trial.tail > column->tail_most) column->tail_most = trial.tail;
    }
    Unit both = unit_from((int64_t)column->left_most + column->tail_most);
    if (both > column->most) column->most = both;
}

static void measure_least(const Table *table, CellWords words) {
    for (size_t c = 0; c < table->column_count; c++) {
        TableColumn *column = &table->columns[c];
        Unit least = widest_line(table, c, 1, words);
        column->least = least < column->most ? least : column->most;
    }
}

/* ---- sharing out ---- */

static int64_t sum_least(const Table *table) {
    int64_t sum = 0;
    for (size_t c = 0; c < table->column_count; c++) sum += table->columns[c].least;
    return sum;
}

static int64_t sum_most(const Table *table) {
    int64_t sum = 0;
    for (size_t c = 0; c < table->column_count; c++) sum += table->columns[c].most;
    return sum;
}

/* What a measure leaves for texts between the insets. */
static int64_t room_in(const Table *table, int64_t measure) {
    return measure - 2 * (int64_t)table->edge -
           2 * (int64_t)table->inset * ((int64_t)table->column_count - 1);
}

static bool asks_for_span(const Table *table) {
    const Attributes *attributes = &table->block->attributes;
    Str span = attribute_find(attributes, STR("span"));
    if (span.length > 0) return str_equal(span, STR("columns"));
    return table->style->spans || attribute_has_class(attributes, STR("wide"));
}

/* ---- where the least is too much ---- */

static bool fits(const Table *table, int64_t measure) {
    int64_t room = room_in(table, measure);
    return sum_most(table) <= room || sum_least(table) <= room;
}

static void report_fit(const Table *table, MessageCode code, int64_t points) {
    Setter *setter = table->stacker->setter;
    StrBuilder text = {.arena = setter->arena};
    unit_write_tenths(&text, unit_from(points), diag_decimal_point(setter->diag));
    diag_report(setter->diag, code, table->block->where, ARGS(builder_text(&text)));
}

static void choose_insets(Table *table) {
    const TableStyle *style = table->style;
    bool painted = style->stripe != NULL || style->head_background != NULL;
    table->inset = style->inset_given
                       ? unit_scale(style->inset_side, table->scale, PERMYRIAD)
                       : unit_scale(table->columns[0].body->size, INSET_PERCENT, 100);
    table->edge = painted ? table->inset : 0;
}

/* Makes the styles anew as the table now says, and measures with them. */
static void restyle(Table *table) {
    for (size_t c = 0; c < table->column_count; c++) {
        make_styles(table, c);
        measure_most(table, c);
    }
    choose_insets(table);
}

/* Sets all of it smaller, by no more than the style allows. */
static bool scale_to_fit(Table *table, int64_t measure) {
    int64_t needed = sum_least(table) + measure - room_in(table, measure);
    int64_t wanted = round_ratio(measure, PERMYRIAD, needed) - SCALE_SPARE;
    int32_t least = table->style->least_size;
    if (wanted < least) wanted = least;
    table->scale = (int32_t)wanted;
    restyle(table);
    measure_least(table, WORDS_HYPHENATED);
    return fits(table, measure);
}

/* Gives up the room between columns, but for a quarter; gives what still sticks out. */
static int64_t thin_insets(Table *table, int64_t measure) {
    int64_t out = sum_least(table) - room_in(table, measure);
    if (out <= 0 || table->column_count < 2) return out;
    int64_t sides = 2 * ((int64_t)table->column_count - 1);
    int64_t inset = table->inset - (out + sides - 1) / sides;
    if (inset < table->inset / 4) inset = table->inset / 4;
    table->inset = unit_from(inset);
    return sum_least(table) - room_in(table, measure);
}

static void make_fit(Table *table, int64_t measure) {
    measure_least(table, WORDS_HYPHENATED);
    if (fits(table, measure)) return;
    table->hyphenated = true; /* where the style says no, too */
    restyle(table);
    measure_least(table, WORDS_HYPHENATED);
    if (fits(table, measure)) return;
    int64_t missing = sum_least(table) - room_in(table, measure);
    if (scale_to_fit(table, measure)) {
        report_fit(table, MESSAGE_TABLE_SMALLER, missing);
        return;
    }
    table->words = WORDS_ANYWHERE;
    measure_least(table, WORDS_LETTERS);
    int64_t out = thin_insets(table, measure);
    report_fit(table, out > 0 ? MESSAGE_TABLE_STICKS_OUT : MESSAGE_TABLE_OVERFULL,
               out > 0 ? out : missing);
}

/* The measure the table takes. Its columns' least widths are known afterwards unless the most fit.
 */
static int64_t choose_measure(Table *table) {
    Stacker *s = table->stacker;
    int64_t narrow = (int64_t)s->width - s->left;
    bool wider = s->span_width > s->width;
    table->left = s->left;
    table->span = wider && asks_for_span(table);
    if (!table->span && sum_most(table) <= room_in(table, narrow)) return narrow;
    if (!table->span || sum_most(table) > room_in(table, s->span_width)) {
        measure_least(table, WORDS_WHOLE);
        table->span = table->span || (wider && sum_least(table) > room_in(table, narrow));
    }
    if (table->span) table->left = 0;
    int64_t measure = table->span ? s->span_width : narrow;
    if (!fits(table, measure)) make_fit(table, measure);
    return measure;
}

/* Gives [asked] its share of given, in whole Units, so that nothing is lost. */
typedef struct Sharing {
    int64_t given, whole; /* what is shared out, for what is asked by all */
    int64_t asked, done;  /* by those that have had theirs */
} Sharing;

static Unit take_share(Sharing *sharing, int64_t asks) {
    sharing->asked += asks;
    int64_t upto =
        sharing->whole > 0 ? round_ratio(sharing->given, sharing->asked, sharing->whole) : 0;
    Unit share = unit_from(upto - sharing->done);
    sharing->done = upto;
    return share;
}

/* Where not all get the most, those that ask for no more than an even share of what is left get
 * theirs: a narrow column is not squeezed for a wide one. Gives how many are left, and what they
 * have to share. */
static size_t serve_modest(const Table *table, int64_t *room) {
    size_t left = table->column_count;
    int64_t least = sum_least(table);
    for (bool served = true; served && left > 0;) {
        int64_t even = *room / (int64_t)left;
        served = false;
        for (size_t c = 0; c < table->column_count; c++) {
            TableColumn *column = &table->columns[c];
            bool fits = least - column->least <= *room - column->most;
            if (column->width > 0 || column->most > even || !fits) continue;
            column->width = column->most;
            *room -= column->most;
            least -= column->least;
            left--;
            served = true;
        }
    }
    return left;
}

/* Between least and most: what is over the least, by what the columns lack of their most. */
static void share_between(const Table *table, int64_t room) {
    Sharing sharing = {0};
    size_t left = serve_modest(table, &room);
    sharing.given = room;
    for (size_t c = 0; c < table->column_count && left > 0; c++) {
        const TableColumn *column = &table->columns[c];
        if (column->width > 0) continue;
        sharing.given -= column->least;
        sharing.whole += column->most - column->least;
    }
    for (size_t c = 0; c < table->column_count; c++) {
        TableColumn *column = &table->columns[c];
        if (column->width > 0) continue;
        column->width =
            unit_from((int64_t)column->least + take_share(&sharing, column->most - column->least));
    }
}

static void share_width(Table *table, int64_t room) {
    int64_t most = sum_most(table), least = most > room ? sum_least(table) : 0;
    if (least > room) room = least;
    int64_t x = (int64_t)table->left + table->edge;
    if (table->style->content_width && most < room) room = most;
    Sharing sharing = {.given = room > 0 ? room : 0, .whole = most <= room ? most : least};
    bool between = most > room && least <= room;
    if (between) share_between(table, room);
    for (size_t c = 0; c < table->column_count; c++) {
        TableColumn *column = &table->columns[c];
        if (!between)
            column->width = take_share(&sharing, most <= room ? column->most : column->least);
        if (column->width < 1) column->width = 1;
        column->x = unit_from(x);
        x += (int64_t)column->width + 2 * (int64_t)table->inset;
    }
    x += table->edge - 2 * (int64_t)table->inset;
    table->width = unit_from(x - table->left);
}

bool table_columns_make(Table *table) {
    table->column_count = count_columns(table->block);
    if (table->column_count == 0) return false;
    table->headed = is_headed(table->block);
    table->columns = ARENA_ARRAY(table->stacker->work, TableColumn, table->column_count);
    table->scratch = arena_open();
    table->scale = PERMYRIAD;
    table->words = WORDS_HYPHENATED;
    restyle(table);
    share_width(table, room_in(table, choose_measure(table)));
    arena_close(table->scratch);
    return true;
}

Paragraph table_cell_set(const Table *table, const Block *row, size_t column) {
    const TableColumn *in = &table->columns[column];
    Diag unheard = {.arena = table->stacker->work};
    Setter setter = *table->stacker->setter;
    setter.paragraphs = NULL; /* its styles are this table's own */
    if (table->words == WORDS_ANYWHERE) setter.diag = &unheard; /* it was said for all cells */
    return set_cell(table, &setter, row->children[column],
                    is_head(table, row) ? in->head : in->body, in->width, table->words);
}

Unit table_cell_x(const Table *table, const Block *row, size_t column, const Paragraph *cell) {
    const TableColumn *in = &table->columns[column];
    size_t whole;
    if (!in->numbers || is_head(table, row) || cell->line_count != 1 ||
        !number_find(cell->text->bytes, in->point, &whole))
        return in->x;
    Unit tail = line_width_behind(&cell->lines[0], whole);
    int64_t shift = setter_turns(table->stacker->setter)
                        ? (int64_t)in->left_most - cell->lines[0].natural + tail
                        : in->tail_most - tail;
    int64_t free_left = (int64_t)in->width - cell->lines[0].natural;
    if (shift > free_left) shift = free_left;
    return unit_from(in->x - (shift > 0 ? shift : 0));
}
