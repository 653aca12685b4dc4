/* What the designer wrote: the sheet, grid, colours, styles, boxes and templates of a layout.
 *
 * Plain data, resolved at reading: names are pointers, lengths are Units, `like:` is copied out.
 * Lives in the arena it was read into. */
#ifndef MAQUETTE_LAYOUT_LAYOUT_H
#define MAQUETTE_LAYOUT_LAYOUT_H

#include "base/map.h"
#include "data/yaml.h"
#include "layout/outputs.h"

/* A swatch. Both device forms are always filled: the missing one is computed from the other. */
typedef struct Colour {
    Str name;
    Span where;
    int32_t cmyk[4]; /* 1/10000 */
    uint8_t rgb[3];
    Str spot;     /* ink name, empty if none; a tint inherits it */
    int32_t tint; /* 1/10000 of the spot ink */
} Colour;

typedef enum Align {
    ALIGN_LEFT,
    ALIGN_RIGHT,
    ALIGN_CENTRE,
    ALIGN_JUSTIFY,
    ALIGN_INSIDE,
    ALIGN_OUTSIDE
} Align;
typedef enum StyleFigures {
    STYLE_FIGURES_FONT,
    STYLE_FIGURES_OLDSTYLE,
    STYLE_FIGURES_LINING,
    STYLE_FIGURES_TABULAR, /* the font's kind, all of one width */
    STYLE_FIGURES_TABULAR_OLDSTYLE,
    STYLE_FIGURES_TABULAR_LINING
} StyleFigures;
/* The height of an inclusive form's dot: for the letters beside it, as the font has it, for
 * capitals everywhere. */
typedef enum StyleDotHeight {
    STYLE_DOT_HEIGHT_X,
    STYLE_DOT_HEIGHT_FONT,
    STYLE_DOT_HEIGHT_CAPS
} StyleDotHeight;
typedef enum StyleCaps { STYLE_CAPS_NONE, STYLE_CAPS_UPPER, STYLE_CAPS_SMALL } StyleCaps;

/* A thin line drawn along one side. Thickness 0: none. */
typedef struct Rule {
    Unit thickness;
    Unit length; /* 0: the whole side */
    Unit gap;    /* between the line and what it belongs to */
    const Colour *colour;
} Rule;

/* What letters of a script are set in, where a style has a certain family. */
typedef struct ScriptFont {
    Str script;   /* ISO 15924: "Arab" */
    Str replaced; /* the style's family */
    Str family;
    Span family_where;
    int32_t size; /* 1/10000 of the style's */
    int weight;   /* 0: the style's */
} ScriptFont;
#define SCRIPT_SIZE_SAME 10000
typedef struct ScriptFonts {
    ScriptFont *items;
    size_t count;
} ScriptFonts;

typedef struct TextStyle {
    Str name;
    Span where;
    Str family;
    Span family_where;
    const ScriptFonts *scripts; /* the layout's; NULL: none */
    int weight;                 /* 100..1000 */
    bool italic;
    Unit size;
    Unit leading; /* distance of baselines; equals the grid's where `leading: grid` */
    bool on_grid; /* `leading: grid` */
    Align align;
    bool hyphenate;
    StyleFigures figures;
    StyleCaps caps;
    bool small_centuries; /* `centuries: small`: the numeral of XXe siècle in small capitals */
    StyleDotHeight dot_height;
    Unit tracking;          /* letterspacing, added after every glyph */
    bool hang;              /* `hang: optical` */
    int32_t slack_tracking; /* 1/10000 em, plus or minus, for justification */
    int32_t slack_scaling;  /* 1/10000, plus or minus */
    /* Word space in 1/10000 em; 0 means the font's space and TeX's usual stretch and shrink of it.
     */
    int32_t space_least, space_best, space_most;
    const Colour *colour;
    int strong_weight;                                         /* of **strong** */
    const Colour *strong_colour;                               /* NULL: as the text */
    const Colour *link_colour;                                 /* NULL: as the text */
    Span colour_where, strong_where, link_where, bullet_where; /* what sets these colours */
    Unit space_before, space_after;
    Unit indent_first; /* of each paragraph but the first after a heading, list or box */
    Unit indent_left, indent_right; /* of every line */
    bool span_columns;              /* `span: columns` */
    int32_t keep_next;              /* lines of the next paragraph to stay with */
    int32_t widow, orphan;          /* least lines at a column's head and foot; default 2 */
    Str bullet;                     /* of a list's text style: "•", "–"; empty: none */
    const Colour *bullet_colour;    /* NULL: as the text */
    Unit bullet_indent;             /* from the text's left edge to the item's text */
    Unit item_space;                /* between items */
    Rule rule_above, rule_below;
} TextStyle;

typedef enum Place { PLACE_HERE, PLACE_TOP, PLACE_BOTTOM, PLACE_PAGE, PLACE_MARGIN } Place;
/* The side of its column that a box stands on while text runs round it. */
typedef enum Wrap { WRAP_NONE, WRAP_LEFT, WRAP_RIGHT } Wrap;
/* Where the notes called in a box or template stand. */
typedef enum NotePlace { NOTES_COLUMN, NOTES_PAGE, NOTES_INSIDE } NotePlace;

/* How a chart inside a box style is drawn. */
typedef struct ChartStyle {
    const Colour *bar, *bar_other; /* the first bar, the others */
    const Colour *axis;
    const TextStyle *label, *value;
    Unit bar_height, bar_gap;
    Unit label_width; /* 0: the widest label */
} ChartStyle;

typedef struct BoxStyle {
    Str name;
    Span where;
    bool span_columns;        /* all of them */
    int span;                 /* else so many; more than one only at the top or bottom */
    const Colour *background; /* NULL: none */
    Unit inset_top, inset_right, inset_bottom, inset_left;
    Unit radius;
    Rule rule_top, rule_bottom, rule_left;
    const TextStyle *title, *text, *list, *note,
        *caption; /* title of `###` inside; never NULL: they fall back to text */
    Place place;
    NotePlace notes;
    bool breaks; /* may continue in the next column or page */
    int columns; /* columns of its text, 1 or more */
    Unit gutter;
    Unit space_before, space_after; /* outside the frame, in the flow */
    Unit width;                     /* of the frame; 0: all that there is, or width_share of it */
    int32_t width_share;            /* 1/10000; 0: not given */
    Unit gap;                       /* to the text beside it */
    Wrap wrap;                      /* of a box in its place that is narrower than its column */
    const ChartStyle *chart;        /* NULL: not a chart */
} BoxStyle;

/* How a table is drawn. Its cells' insets keep rules and grounds off the text. */
typedef struct TableStyle {
    Str name;
    Span where;
    const TextStyle *text, *head; /* NULL: that of tables where it stands; the same in bold */
    const TextStyle *caption;     /* NULL: that of captions where it stands */
    bool caption_below;
    Rule rule_top, rule_head, rule_row, rule_bottom; /* above all, below the head, between rows */
    const Colour *head_background, *stripe; /* NULL: none; the stripe is every second row's */
    Unit inset_vertical, inset_side;        /* of a cell */
    bool inset_given;                       /* else the side's follows the text */
    int32_t least_size; /* 1/10000: that its texts may be set smaller where words do not fit */
    bool content_width; /* no wider than its texts ask for; else as wide as the measure */
    bool spans;         /* across the columns, even where it would fit one */
    Unit space_before, space_after; /* negative: those of the text style, or a line of it */
} TableStyle;

typedef enum DrawKind { DRAW_RECT, DRAW_CIRCLE, DRAW_LINE, DRAW_POLYGON } DrawKind;

/* A drawn figure of a template, in points from the trim box's top left corner (y downwards); may
 * reach into the bleed. */
typedef struct Draw {
    DrawKind kind;
    Unit x, y, width, height; /* circle: its bounding box; line: from (x,y) by (width,height) */
    Unit radius;
    Unit *points;         /* polygon: x, y, x, y ... */
    size_t point_count;   /* of the numbers in points: two for each corner */
    const Colour *fill;   /* NULL: none */
    const Colour *stroke; /* NULL: none */
    Unit stroke_width;
    int repeat_x, repeat_y; /* at least 1 */
    Unit step_x, step_y;
    /* Each repetition, along x or y, makes the figure this much wider and higher about its centre;
     * what has no width or height left is not drawn. Polygons do not grow. */
    Unit grow_x, grow_y;
} Draw;

typedef enum VerticalAlign { VERTICAL_TOP, VERTICAL_CENTRE, VERTICAL_BOTTOM } VerticalAlign;

/* A fixed area of a template with a text of its own, or with the section's blocks. */
typedef struct Frame {
    Str name;
    Span where;
    Unit x, y, width, height;
    const TextStyle *style;
    Str text; /* with {title}, {subtitle}, {publisher}, {date}, {folio}, any key of edition.yaml;
                 '\n' breaks */
    Span text_where;
    bool body; /* `content: body`: the section's blocks */
    VerticalAlign vertical;
} Frame;

/* A running head or foot. */
typedef struct PageLine {
    Str text; /* {folio}, {title}, {section} (the section's `#`), {subsection} (the last `##`) */
    Span text_where;
    const TextStyle *style;
    Align align;
    Unit baseline; /* from the sheet's top */
    Rule rule;     /* above it */
} PageLine;

typedef struct Opening {
    int drop_cap_lines;        /* 0: none */
    const TextStyle *drop_cap; /* its font, weight and colour; its size follows from the lines */
    Unit drop_cap_gap;
    bool drop_cap_contour; /* lines follow the letter's outline, not its box */
} Opening;

typedef struct Template {
    Str name;
    Span where;
    int columns;
    Unit gutter;
    Unit measure; /* width of the text area; 0: all between the margins */
    const Colour *background;
    Draw *draws;
    size_t draw_count;
    Frame *frames;
    size_t frame_count;
    const TextStyle *headings[6]; /* never NULL; nor are the next ones: text is the default */
    const TextStyle *text, *list, *note, *quote, *code, *table, *caption;
    const TableStyle *tables; /* of tables that name none; never NULL */
    Opening opening;
    int section_break_level; /* headings of this level open a page unless they follow a higher one
                                directly; 0: none */
    NotePlace notes;
    Rule note_rule;
    Unit note_gap; /* least room above the notes */
    PageLine *lines;
    size_t line_count;
    bool numbered;       /* false: neither head nor folio is shown (the page is counted) */
    Unit top, bottom;    /* margins of this template; default the layout's */
    Unit first_baseline; /* from the sheet's top */
} Template;

/* Names and weights of what is wrong with a page; the larger the worse. EVIL_FORBID: never. */
#define EVIL_FORBID INT32_MAX
typedef enum Evil {
    EVIL_NOTE_FAR,   /* a note that does not begin in the column of its call */
    EVIL_SPLIT_NOTE, /* a note that begins there and goes on in the next column or page */
    EVIL_WIDOW,
    EVIL_ORPHAN,
    EVIL_HYPHEN_AT_FOOT,
    EVIL_UNEVEN,
    EVIL_SPLIT_BOX, /* a box that breaks goes on in the next column or page */
    EVIL_FLEXED,    /* a paragraph one line shorter or longer than it is best */
    EVIL_BOX_FAR,
    EVIL_BOX_EARLY, /* a box before its call */
    EVIL_SHORT_PAGE,
    EVIL_FACING, /* facing pages of unequal depth */
    EVIL_COUNT
} Evil;

/* How many pages an edition should have: goals of the page optimum. 0: no such goal. */
typedef struct PageGoals {
    int multiple_of, least, most;
    bool fill_blank; /* blank pages before the back cover make up a multiple */
    Span where;      /* of `pages:` */
} PageGoals;

/* Where the numbers of notes begin anew. */
typedef enum NoteNumbering { NUMBERING_EDITION, NUMBERING_SECTION, NUMBERING_PAGE } NoteNumbering;

typedef struct Layout {
    Str name;
    const Source *source;
    const YamlNode *root; /* all of the file */
    Unit width, height, bleed;
    bool facing;
    Unit inside, outside, top, bottom;
    Unit leading;        /* of the grid */
    Unit first_baseline; /* of the grid, from the sheet's top */
    int columns;
    Unit gutter;
    ScriptFonts scripts;           /* in the order written */
    Map colours;                   /* name -> Colour * */
    Map styles;                    /* name -> TextStyle * */
    Map boxes;                     /* name -> BoxStyle * */
    Map tables;                    /* name -> TableStyle * */
    Map templates;                 /* name -> Template * */
    const TableStyle *first_table; /* of tables that name none; never NULL */
    int32_t evils[EVIL_COUNT];
    NoteNumbering note_numbers;
    int32_t least_ppi; /* pictures with fewer pixels an inch are reported */
    PageGoals goals;
    ScreenOutput screen;
    PrintOutput print;
} Layout;

/* Reads a layout. Every unknown key, name or word is reported with the nearest known one; a mistake
 * leaves a usable default in its place. NULL only if the text is no YAML mapping. family_known:
 * asked for each font name (may be NULL: all are taken as known). script: ISO 15924, that of the
 * edition's language, for what the layout says of editions in it; may be empty. */
typedef struct FamilyCheck {
    bool (*known)(const void *context, Str family);
    Str (*nearest)(const void *context, Str family);
    const void *context;
} FamilyCheck;
Layout *layout_read(Arena *arena, const Source *source, const FamilyCheck *families, Str script,
                    Diag *diag);

/* Reads `pages:` of a layout or an edition over the goals there are: what it does not say stays. */
void page_goals_read(const YamlNode *node, PageGoals *goals, Diag *diag);
/* The name of an evil in `page-evils`. */
const char *evil_name(Evil evil);
/* What a style's letters of a script are set in; NULL: in its own font. */
const ScriptFont *style_find_script(const TextStyle *style, Str script);
const TextStyle *layout_find_style(const Layout *layout, Str name);
const BoxStyle *layout_find_box(const Layout *layout, Str name);
const TableStyle *layout_find_table(const Layout *layout, Str name);
const Template *layout_find_template(const Layout *layout, Str name);
/* Baselines of the grid on a page of a template: at least 1 in a layout that was read. */
int layout_row_count(const Layout *layout, const Template *page);
/* Width of a template's text area, and of one of its columns. */
Unit layout_measure(const Layout *layout, const Template *page);
Unit layout_column_width(const Layout *layout, const Template *page);
/* The nearest known name, for messages. */
Str layout_nearest_box(const Layout *layout, Str name);
Str layout_nearest_table(const Layout *layout, Str name);
Str layout_nearest_template(const Layout *layout, Str name);

#endif
