/* One paragraph: from the author's text and a style to lines of placed glyphs.
 *
 * The stages, each a file: build.c makes words and break items, breaker.c decides, lines.c places.
 */
#ifndef MAQUETTE_PARAGRAPH_PARAGRAPH_H
#define MAQUETTE_PARAGRAPH_PARAGRAPH_H

#include "base/progress.h"
#include "paragraph/breaker.h"
#include "paragraph/piece.h"
#include "text/analyse.h"

/* What all paragraphs of a run share; all of it is lent. */
typedef struct Setter {
    Arena *arena; /* lines live here: the document's; while a page is painted, the page's */
    Analyser *analyser;
    Shaper *shaper;
    Catalogue *catalogue;
    LanguageSet languages;
    Map *paragraphs; /* what was set already: pages are set in rounds; may be NULL */
    Map *builds;     /* what justified ones were set from, until their pages are broken: they may be
                        flexed; in an arena that is given back then; may be NULL */
    Diag *diag;
    Progress progress; /* of setting the pages */
} Setter;

/* What an inline object (a note call, a page reference) shows. */
typedef struct ObjectTexts {
    Str (*text)(const void *context, const InlineRun *object);
    const void *context;
} ObjectTexts;

typedef struct ParagraphRequest {
    const Text *text;
    uint32_t from; /* byte at which setting begins: what comes before stands in a drop cap */
    const TextStyle *style;
    const LineRoom *rooms; /* at least one; the last one serves all further lines */
    size_t room_count;
    ObjectTexts objects;
    Str hidden;        /* the text before `from`: copied before the first word, not painted */
    bool verbatim;     /* code: spaces and lines as typed */
    bool anywhere;     /* a word that does not fit is cut between any two characters; code is too */
    bool keeps_words;  /* what does not fit sticks out; nothing is cut that may not be */
    bool no_hyphen;    /* headings and the like, whatever the style says */
    bool balanced;     /* lines of like length, the last one too: headings */
    int32_t looseness; /* wanted lines more or fewer than the optimum has */
    Span where;
} ParagraphRequest;

/* The font and colour of a stretch of text in a style. */
typedef struct Look {
    Font font;
    const Colour *colour;
    const Colour *print_colour; /* on paper, where a link is nothing */
} Look;

/* What all lines of a paragraph share. */
typedef struct LineSource {
    const Text *text;
    const TextStyle *style;
    const Look *looks; /* the style's plain one, then one for each run of the text */
    const Shaper *shaper;
    uint8_t level; /* 1 for a text that is read from the right; of its parts see LinePart */
    bool turned;   /* all in one direction that is not the edition's */
} LineSource;

/* Places count from where lines begin: the left, or in an edition from the right the right edge. */
typedef struct SetLine {
    const LineSource *source;
    Unit indent;     /* from the start of the measure to the line's room */
    Unit width;      /* of the room */
    Unit natural;    /* of the text before justification */
    Unit end;        /* from the start of the measure to the far side of the last glyph */
    int32_t stretch; /* 1/10000, see LineBreak.ratio */
    bool justified;  /* stretched or shrunk to its room */
    Unit overfull;   /* by how much the text sticks out; 0 if it fits */
    Unit start;      /* from the start of the measure to the first part */
    Unit tracking;   /* of every glyph: the line's share of the letters' slack */
    int32_t scaling; /* 1/10000 */
    LinePart *parts;
    size_t part_count;
    uint32_t from, to; /* bytes of the text */
    bool hyphen;       /* ends with a hyphen, inserted or typed */
    bool parts_form;   /* inserted in an inclusive form */
    Note **notes;      /* called in this line, in order */
    size_t note_count;
} SetLine;

typedef struct Paragraph {
    const Text *text;
    const TextStyle *style;
    SetLine *lines; /* at least one, unless the text is empty */
    size_t line_count;
} Paragraph;

/* From which side a text is read. */
typedef enum TextSide {
    TEXT_SIDE_NONE, /* no letters: from either */
    TEXT_SIDE_EDITION,
    TEXT_SIDE_OTHER, /* all of it in languages from the other side than the edition */
} TextSide;
TextSide text_side(const Setter *setter, const Text *text);

/* Sets a paragraph, or lends the one already set for the same text, style and rooms if it shows no
 * page reference. Lines that stick out are reported (LINE_OVERFULL) at their place; where one would
 * stick out by more than the size of its letters, or code at all, which might stand on other text,
 * the paragraph is set again with `anywhere` (LINE_CUT). Never fails. */
Paragraph paragraph_set(Setter *setter, const ParagraphRequest *request);

/* A paragraph that has one line fewer or more than it is best set in. */
typedef struct FlexedParagraph {
    Paragraph paragraph;
    int64_t demerits; /* beyond the best one's, see breaker.h */
} FlexedParagraph;

/* Sets it so, as far as its lines stay good (FLEX_BADNESS_MOST): 0, 1 or 2 of them, the shorter
 * first. lines: what paragraph_set gave. */
size_t paragraph_flex(Setter *setter, const ParagraphRequest *request, size_t lines,
                      FlexedParagraph found[2]);

/* Sets a short text that the engine adds (a bullet, a folio) as one line, left-aligned,
 * unhyphenated; of a text with forced breaks the first line, of an empty one a line of no parts. */
SetLine label_set(Setter *setter, Str text, const TextStyle *style, Span where);
/* The same in a language, whose direction it has; empty: the edition's. */
SetLine label_set_in(Setter *setter, Str text, Str language, const TextStyle *style, Span where);

/* The run of the text that a part of a line is from; NULL for the plain look. */
const InlineRun *part_origin(const LineSource *source, const LinePart *part);

/* A line's parts as pieces, in the given arena; x counts from the start of the measure to the
 * piece's near side: where that is the right edge, the painter turns it. */
Piece *line_pieces(const SetLine *line, Arena *arena, size_t *count);

/* The edition is read from the right. */
bool setter_turns(const Setter *setter);

/* run NULL: the style's plain text. Font and direction are those of the run's language, else of the
 * edition's. A style whose font cannot be had is reported once by the
 * catalogue; then the face is NULL and the text is left out. */
Look look_make(const Setter *setter, const TextStyle *style, const InlineRun *run);
/* The same for letters of a script in a direction; empty: the style's own font. */
Look look_scripted(const Setter *setter, const TextStyle *style, const InlineRun *run, Str script,
                   bool right_to_left);
/* The same for letters that are drawn otherwise: raised, or in small capitals. */
Look look_lettered(Look look, LetteringKind kind);

#endif
