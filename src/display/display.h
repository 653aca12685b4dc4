/* Pages as data: what every output reads, and all that it reads.
 *
 * Lengths are Units from the top left corner of the trim box, x to the right and y DOWN. Items are
 * in painting order, which is reading order for the text. Nothing here is decided any more. */
#ifndef MAQUETTE_DISPLAY_DISPLAY_H
#define MAQUETTE_DISPLAY_DISPLAY_H

#include "document/document.h"
#include "font/shape.h"
#include "layout/layout.h"
#include "paragraph/piece.h"

/* What a piece of a page is to a reader. */
typedef enum Role {
    ROLE_ARTIFACT, /* backgrounds, rules, folios, running heads */
    ROLE_TITLE,
    ROLE_HEADING, /* level tells which */
    ROLE_PARAGRAPH,
    ROLE_LIST_ITEM,
    ROLE_LABEL,
    ROLE_NOTE,
    ROLE_CAPTION,
    ROLE_FIGURE,
    ROLE_CELL,
    ROLE_CODE,
} Role;

/* One line of text. */
typedef struct DisplayLine {
    Unit x, baseline; /* left end of the measure, from whichever side it is read */
    Unit width;       /* of the measure */
    Unit natural;     /* what the line would be without stretch */
    int32_t stretch;  /* 1/10000 of the stretch (>0) or shrink (<0) that the spaces allow */
    bool justified;   /* the line was stretched or shrunk to the measure */
    Piece *pieces;
    size_t piece_count;
    Role role;
    int level;      /* of a heading */
    Span source;    /* of the block it comes from */
    uint32_t block; /* lines of one block share a number > 0; counted in reading order */
    uint32_t frame; /* index into the page's frames */
    bool ends_block;
    const Block *origin; /* the block itself; NULL: the layout's own text */
    const TextStyle *style;
    const Note *note; /* of a label: the note it numbers */
    bool leads_back;  /* such a label is a link to the note's first call */
    bool running;     /* a running head or folio */
} DisplayLine;

typedef struct DisplayRect {
    Unit x, y, width, height, radius;
    const Colour *fill, *stroke; /* either may be NULL */
    Unit stroke_width;
    const Block *origin; /* of a chart's bar: the table of its data; else NULL */
} DisplayRect;

typedef struct PathPoint {
    PathVerb verb;
    Unit x[3], y[3]; /* one point for move and line, three for a cubic curve */
} PathPoint;

typedef struct DisplayPath {
    PathPoint *points;
    size_t point_count;
    const Colour *fill, *stroke; /* either may be NULL */
    Unit stroke_width;
    bool even_odd; /* else what winds around is filled */
} DisplayPath;

typedef enum ImageKind { IMAGE_PNG, IMAGE_JPEG } ImageKind;

typedef struct Image {
    Str path;  /* as shown in messages */
    Str bytes; /* the file */
    ImageKind kind;
    uint32_t width, height; /* pixels */
    int channels;           /* 1, 3 or 4 (CMYK JPEG); for PNG after dropping alpha */
    bool inverted_cmyk;     /* Adobe JPEG */
} Image;

typedef struct DisplayImage {
    Unit x, y, width, height;
    const Image *image;
    Str alternative; /* said to those who do not see it */
    Span source;     /* where the author shows it */
    const Block *origin;
} DisplayImage;

/* A place that can be clicked. */
typedef struct DisplayLink {
    Unit x, y, width, height;
    uint64_t number; /* links broken over lines share it; no two links of a book have one number */
    Str address;     /* of an outside link, or empty */
    uint32_t page;   /* of an inside link: page index from 0 */
    Unit target_y;   /* of an inside link: from the top of that page's trim box */
    Str contents;    /* said of it: the note's number, the link's text */
    bool note;       /* a note call: it leads to the note's text */
    bool back;       /* a note's own number: it leads back to the note's first call */
    const DisplayLine *line; /* that it stands in */
    const InlineRun *run;    /* what the author wrote; NULL for a note's number */
} DisplayLink;

typedef enum ItemKind { ITEM_LINE, ITEM_RECT, ITEM_PATH, ITEM_IMAGE } ItemKind;

typedef struct DisplayItem {
    ItemKind kind;
    Role role;
    union {
        DisplayLine *line;
        DisplayRect *rect;
        DisplayPath *path;
        DisplayImage *image;
    } as;
} DisplayItem;

/* An area that lines stand in: a column, a box, a note area, a fixed frame. */
typedef struct DisplayFrame {
    Str name; /* "column 1", "encadre afd", "notes 1" */
    Unit x, y, width, height;
} DisplayFrame;

typedef struct DisplayPage {
    Unit width, height, bleed;
    uint32_t number; /* folio, from 1 */
    Str template_name;
    DisplayItem *items;
    size_t item_count;
    DisplayFrame *frames;
    size_t frame_count;
    DisplayLink *links;
    size_t link_count;
} DisplayPage;

/* An entry of the reader's outline. */
typedef struct Bookmark {
    Str title;
    int level;     /* 1 is outermost; never jumps down by more than one */
    uint32_t page; /* index from 0 */
    Unit y;        /* of its top, from the top of the trim box */
} Bookmark;

typedef struct DisplayList {
    /* All of a page but items, frames and links, if these are painted when asked for. */
    DisplayPage *pages;
    size_t page_count;
    /* Paints a page's items, frames and links; NULL: they are in pages. */
    DisplayPage (*paint)(void *painter, size_t page, Arena *arena);
    void *painter;
    Bookmark *bookmarks;
    size_t bookmark_count;
    const Document *document;
    const Layout *layout;
    const struct Setter *setter; /* sets words beside the pages; NULL: nothing was set */
    bool right_to_left;          /* the book is bound on the right */
} DisplayList;

/* A page with all that is on it. What it holds lives in the arena; use one page after the other,
 * and a book of a thousand pages needs the room of one. */
DisplayPage display_page(const DisplayList *list, size_t page, Arena *arena);

#endif
