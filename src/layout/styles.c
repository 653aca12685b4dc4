/* The text styles of a layout.
 *
 * In: `text:`. Out: for each name a style in which everything is decided. What a style does not
 * say, the style it is `like:` says; what none says has the default of style_default. Em lengths
 * are those of the style that uses them, so the size is read first. The first style of the section
 * is the default of all boxes and templates. */
#include "layout/reader.h"

#define TRACKING_UNSEEN 50 /* a part of the size: less is no letterspacing */
#define LINES_MOST      50 /* keep-next, widow, orphan: more is surely a slip */

static const char *const STYLE_KEYS[] = {
    "like",      "font",       "weight", "italic",       "size",        "leading",    "align",
    "hyphenate", "figures",    "caps",   "tracking",     "hang",        "slack",      "word-space",
    "colour",    "strong",     "links",  "space-before", "space-after", "indent",     "span",
    "keep-next", "widow",      "orphan", "bullets",      "item-space",  "rule-above", "rule-below",
    "centuries", "dot-height", NULL};
static const char *const SLACK_KEYS[] = {"tracking", "scaling", NULL};
static const char *const WORD_SPACE_KEYS[] = {"least", "best", "most", NULL};
static const char *const STRONG_KEYS[] = {"weight", "colour", NULL};
static const char *const LINK_KEYS[] = {"colour", NULL};
static const char *const INDENT_KEYS[] = {"first", "left", "right", NULL};
static const char *const BULLET_KEYS[] = {"sign", "colour", "indent", NULL};

/* In the order of the enums. */
static const char *const ALIGN_WORDS[] = {"left",   "right",   "centre", "justify",
                                          "inside", "outside", NULL};
static const char *const FIGURE_WORDS[] = {
    "font", "oldstyle", "lining", "tabular", "tabular-oldstyle", "tabular-lining", NULL};
static const char *const CAPS_WORDS[] = {"none", "upper", "small", NULL};
static const char *const CENTURY_WORDS[] = {"capitals", "small", NULL};
static const char *const DOT_HEIGHT_WORDS[] = {"x", "font", "caps", NULL};
static const char *const HANG_WORDS[] = {"none", "optical", NULL};
static const char *const SPAN_WORDS[] = {"column", "columns", NULL};

static const LengthRange SIZE_RANGE = {POINTS(1), POINTS(400), "1pt", "400pt"};
static const LengthRange LEADING_RANGE = {POINTS(1), POINTS(800), "1pt", "800pt"};

static TextStyle style_default(const LayoutReader *reader) {
    return (TextStyle){.weight = 400,
                       .size = POINTS(10),
                       .leading = reader->layout->leading,
                       .on_grid = true,
                       .colour = reader->black,
                       .strong_weight = 700,
                       .widow = 2,
                       .orphan = 2};
}

static void font_read(LayoutReader *reader, const Entry *entry, TextStyle *style) {
    const YamlNode *font = entry_value(entry, "font");
    if (!font && !entry_value(entry, "like")) {
        diag_report(reader->diag, MESSAGE_STYLE_WITHOUT_FONT, entry->where, ARGS(entry->name));
    } else {
        value_family(reader, font, &style->family, &style->family_where);
    }
    value_weight(reader, entry_value(entry, "weight"), &style->weight);
    if (style->strong_weight < style->weight) style->strong_weight = style->weight;
    yaml_bool(entry_value(entry, "italic"), &style->italic, reader->diag);
    value_length(reader, entry_value(entry, "size"), (LengthContext){0}, SIZE_RANGE, &style->size);
}

static void leading_read(LayoutReader *reader, const YamlNode *node, LengthContext context,
                         TextStyle *style) {
    if (value_is_word(node, "grid")) return;
    if (value_length(reader, node, context, LEADING_RANGE, &style->leading)) style->on_grid = false;
}

static void slack_read(LayoutReader *reader, const YamlNode *node, TextStyle *style) {
    if (!value_mapping(reader, node, SLACK_KEYS)) return;
    value_percent(reader, yaml_find(node, "tracking"), 0, 1000, &style->slack_tracking);
    value_percent(reader, yaml_find(node, "scaling"), 0, 1000, &style->slack_scaling);
}

static void word_space_read(LayoutReader *reader, const YamlNode *node, TextStyle *style) {
    if (!value_mapping(reader, node, WORD_SPACE_KEYS)) return;
    int32_t least = 0, best = 0, most = 0;
    bool given = value_percent(reader, yaml_find(node, "least"), 500, 20000, &least);
    given &= value_percent(reader, yaml_find(node, "best"), 500, 20000, &best);
    given &= value_percent(reader, yaml_find(node, "most"), 500, 20000, &most);
    if (!given || least > best || best > most) {
        diag_report(reader->diag, MESSAGE_WORD_SPACE_ORDER, node->where, NO_ARGS);
        return;
    }
    style->space_least = least;
    style->space_best = best;
    style->space_most = most;
}

/* A4.9 of the French rules, and any typographer's: capitals may be set apart, small letters not. */
static void tracking_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                          TextStyle *style) {
    const YamlNode *node = entry_value(entry, "tracking");
    value_length(reader, node, context, RANGE_TRACKING, &style->tracking);
    if (style->caps == STYLE_CAPS_NONE && style->tracking > style->size / TRACKING_UNSEEN)
        diag_report(reader->diag, MESSAGE_TRACKING_LOWER_CASE, node->where, ARGS(style->name));
}

/* How letters and lines are set. */
static void setting_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                         TextStyle *style) {
    int word;
    if (yaml_word(entry_value(entry, "align"), ALIGN_WORDS, &word, reader->diag))
        style->align = (Align)word;
    yaml_bool(entry_value(entry, "hyphenate"), &style->hyphenate, reader->diag);
    if (yaml_word(entry_value(entry, "figures"), FIGURE_WORDS, &word, reader->diag))
        style->figures = (StyleFigures)word;
    if (yaml_word(entry_value(entry, "caps"), CAPS_WORDS, &word, reader->diag))
        style->caps = (StyleCaps)word;
    if (yaml_word(entry_value(entry, "centuries"), CENTURY_WORDS, &word, reader->diag))
        style->small_centuries = word == 1;
    if (yaml_word(entry_value(entry, "dot-height"), DOT_HEIGHT_WORDS, &word, reader->diag))
        style->dot_height = (StyleDotHeight)word;
    if (yaml_word(entry_value(entry, "hang"), HANG_WORDS, &word, reader->diag))
        style->hang = word == 1;
    tracking_read(reader, entry, context, style);
    slack_read(reader, entry_value(entry, "slack"), style);
    word_space_read(reader, entry_value(entry, "word-space"), style);
}

static Span place_of(const YamlNode *node) {
    return node != NULL ? node->where : (Span){0};
}

static void emphasis_read(LayoutReader *reader, const Entry *entry, TextStyle *style) {
    style->colour_where = place_of(entry_value(entry, "colour"));
    value_ink(reader, entry_value(entry, "colour"), &style->colour);
    const YamlNode *strong = entry_value(entry, "strong");
    if (value_mapping(reader, strong, STRONG_KEYS)) {
        value_weight(reader, yaml_find(strong, "weight"), &style->strong_weight);
        style->strong_where = place_of(yaml_find(strong, "colour"));
        value_colour(reader, yaml_find(strong, "colour"), &style->strong_colour);
    }
    const YamlNode *links = entry_value(entry, "links");
    if (!value_mapping(reader, links, LINK_KEYS)) return;
    style->link_where = place_of(yaml_find(links, "colour"));
    value_colour(reader, yaml_find(links, "colour"), &style->link_colour);
}

static void spaces_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                        TextStyle *style) {
    value_length(reader, entry_value(entry, "space-before"), context, RANGE_ROOM,
                 &style->space_before);
    value_length(reader, entry_value(entry, "space-after"), context, RANGE_ROOM,
                 &style->space_after);
    const YamlNode *indent = entry_value(entry, "indent");
    if (!value_mapping(reader, indent, INDENT_KEYS)) return;
    value_length(reader, yaml_find(indent, "first"), context, RANGE_OFFSET, &style->indent_first);
    value_length(reader, yaml_find(indent, "left"), context, RANGE_ROOM, &style->indent_left);
    value_length(reader, yaml_find(indent, "right"), context, RANGE_ROOM, &style->indent_right);
}

static void keeps_read(LayoutReader *reader, const Entry *entry, TextStyle *style) {
    int word;
    if (yaml_word(entry_value(entry, "span"), SPAN_WORDS, &word, reader->diag))
        style->span_columns = word == 1;
    value_lines(reader, entry_value(entry, "keep-next"), LINES_MOST, &style->keep_next);
    value_lines(reader, entry_value(entry, "widow"), LINES_MOST, &style->widow);
    value_lines(reader, entry_value(entry, "orphan"), LINES_MOST, &style->orphan);
}

static void bullets_read(LayoutReader *reader, const Entry *entry, LengthContext context,
                         TextStyle *style) {
    style->bullet_indent = style->size;
    value_length(reader, entry_value(entry, "item-space"), context, RANGE_ROOM, &style->item_space);
    const YamlNode *bullets = entry_value(entry, "bullets");
    if (value_is_word(bullets, "none") || !value_mapping(reader, bullets, BULLET_KEYS)) return;
    yaml_text(yaml_find(bullets, "sign"), &style->bullet, reader->diag);
    style->bullet_where = place_of(yaml_find(bullets, "colour"));
    value_colour(reader, yaml_find(bullets, "colour"), &style->bullet_colour);
    value_length(reader, yaml_find(bullets, "indent"), context, RANGE_ROOM, &style->bullet_indent);
}

static void style_read(LayoutReader *reader, const Entry *entry, TextStyle *style) {
    *style = style_default(reader);
    style->name = entry->name;
    style->scripts = reader->layout->scripts.count > 0 ? &reader->layout->scripts : NULL;
    style->where = entry->where;
    font_read(reader, entry, style);
    LengthContext context = length_context(reader, style);
    leading_read(reader, entry_value(entry, "leading"), context, style);
    setting_read(reader, entry, context, style);
    emphasis_read(reader, entry, style);
    spaces_read(reader, entry, context, style);
    keeps_read(reader, entry, style);
    bullets_read(reader, entry, context, style);
    value_rule(reader, entry_value(entry, "rule-above"), context, &style->rule_above);
    value_rule(reader, entry_value(entry, "rule-below"), context, &style->rule_below);
}

/* A style whose family is not known takes the first that is: its text is at least seen. */
static void families_complete(TextStyle *styles, size_t count) {
    Str family = {0};
    for (size_t i = 0; i < count && family.length == 0; i++) family = styles[i].family;
    for (size_t i = 0; i < count; i++)
        if (styles[i].family.length == 0) styles[i].family = family;
}

void styles_read(LayoutReader *reader, const YamlNode *section) {
    EntryList list = entries_read(reader, section, STYLE_KEYS, MESSAGE_UNKNOWN_TEXT_STYLE);
    entries_inherit(&list);
    TextStyle *styles = ARENA_ARRAY(reader->arena, TextStyle, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        style_read(reader, &list.items[i], &styles[i]);
        map_put(&reader->layout->styles, styles[i].name, &styles[i]);
    }
    families_complete(styles, list.count);
    if (list.count == 0) styles[0] = style_default(reader);
    reader->first_style = &styles[0];
}
