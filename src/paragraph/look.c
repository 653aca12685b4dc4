/* From a text style and the marks of a run to a font and a colour. */
#include "paragraph/paragraph.h"

static FeatureSet features_of(const TextStyle *style) {
    static const Figures figures[] = {
        [STYLE_FIGURES_FONT] = FIGURES_FONT,
        [STYLE_FIGURES_OLDSTYLE] = FIGURES_OLDSTYLE,
        [STYLE_FIGURES_LINING] = FIGURES_LINING,
        [STYLE_FIGURES_TABULAR] = FIGURES_FONT,
        [STYLE_FIGURES_TABULAR_OLDSTYLE] = FIGURES_OLDSTYLE,
        [STYLE_FIGURES_TABULAR_LINING] = FIGURES_LINING,
    };
    static const Caps caps[] = {
        [STYLE_CAPS_NONE] = CAPS_NONE,
        [STYLE_CAPS_UPPER] = CAPS_UPPER,
        [STYLE_CAPS_SMALL] = CAPS_SMALL,
    };
    static const DotHeight heights[] = {
        [STYLE_DOT_HEIGHT_X] = DOT_HEIGHT_X,
        [STYLE_DOT_HEIGHT_FONT] = DOT_HEIGHT_FONT,
        [STYLE_DOT_HEIGHT_CAPS] = DOT_HEIGHT_CAPS,
    };
    FeatureSet features = {
        .figures = figures[style->figures],
        .caps = caps[style->caps],
        .dot_height = heights[style->dot_height],
        .tabular = style->figures >= STYLE_FIGURES_TABULAR,
    };
    if (features.caps == CAPS_UPPER) features.figures = FIGURES_LINING; /* A2.9 */
    return features;
}

Look look_make(const Setter *setter, const TextStyle *style, const InlineRun *run) {
    const Language *language =
        language_find(&setter->languages, run != NULL ? run->language : STR(""));
    bool right_to_left = language != NULL && language_is_right_to_left(language);
    return look_scripted(setter, style, run, right_to_left ? language_script(language) : STR(""),
                         right_to_left);
}

Look look_scripted(const Setter *setter, const TextStyle *style, const InlineRun *run, Str script,
                   bool right_to_left) {
    const ScriptFont *other = script.length > 0 ? style_find_script(style, script) : NULL;
    uint32_t marks = run != NULL ? run->marks : 0;
    int weight = other != NULL && other->weight > 0 ? other->weight : style->weight;
    bool italic = style->italic;
    Look look = {.colour = style->colour};
    if ((marks & MARK_STRONG) != 0) {
        if (style->strong_weight > weight) weight = style->strong_weight;
        if (style->strong_colour != NULL) look.colour = style->strong_colour;
    }
    if ((marks & MARK_EMPHASIS) != 0) italic = !italic; /* A3.8: roman within italic */
    look.print_colour = look.colour; /* nothing to click, nothing to show it by */
    if (run != NULL && run->link_number > 0 && style->link_colour != NULL) {
        look.colour = style->link_colour;
    }
    look.font = (Font){
        .face = catalogue_find_face(
            setter->catalogue, other != NULL ? other->family : style->family, weight, italic,
            other != NULL ? other->family_where : style->family_where, setter->diag),
        .size =
            other != NULL ? unit_scale(style->size, other->size, SCRIPT_SIZE_SAME) : style->size,
        .features = features_of(style),
        .language = run != NULL && run->language.length > 0 ? run->language
                                                            : language_tag(setter->languages.main),
        .tracking = style->tracking,
        .right_to_left = right_to_left,
    };
    look.font.features.fraction =
        run != NULL && str_equal(run->class_name, STR("fraction")); /* A2.8 */
    look.font.features.superior =
        (marks & MARK_SUPERSCRIPT) != 0 || (run != NULL && run->kind == INLINE_NOTE_CALL);
    return look;
}

Look look_lettered(Look look, LetteringKind kind) {
    FeatureSet *features = &look.font.features;
    switch (kind) {
    case LETTERING_SUPERIOR:
        features->superior = true;
        if (features->caps == CAPS_SMALL) features->caps = CAPS_NONE;
        break;
    case LETTERING_SMALL_CAPITALS:
        if (features->caps != CAPS_UPPER) features->caps = CAPS_ALL_SMALL;
        break;
    }
    return look;
}
