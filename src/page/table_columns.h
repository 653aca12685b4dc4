/* The columns of a table: what their cells ask for, and what each gets. */
#ifndef MAQUETTE_PAGE_TABLE_COLUMNS_H
#define MAQUETTE_PAGE_TABLE_COLUMNS_H

#include "page/stack.h"

typedef struct TableColumn {
    const TextStyle *body, *head; /* with the column's alignment */
    char point;                   /* decimal sign of its numbers; 0: none has decimals */
    bool numbers;                 /* set one below the other by their last whole figure */
    Unit left_most, tail_most;    /* of its numbers: widest left and right of that place */
    Unit least, most;             /* widths that its longest word and its longest text ask for */
    Unit x, width;                /* of its texts, from the left of the measure */
} TableColumn;

/* How far the words of cells may be broken. */
typedef enum CellWords {
    WORDS_WHOLE,
    WORDS_HYPHENATED, /* as their style says */
    WORDS_ANYWHERE,   /* between any two characters too */
    WORDS_LETTERS,    /* the same without hyphens: as narrow as can be */
} CellWords;

typedef struct Table {
    Stacker *stacker;
    const Block *block;
    const TableStyle *style;
    TableColumn *columns;
    size_t column_count;
    Arena *scratch; /* for trials, while it is measured */
    bool headed;    /* its first row says something */
    bool span;      /* across the columns */
    CellWords words;
    bool hyphenated;  /* whatever its style says */
    int32_t scale;    /* of its texts, 1/10000 of their size */
    Unit left, width; /* of the whole, from the left of the measure */
    Unit inset;       /* of a cell at either side */
    Unit edge;        /* the same at the table's own edges: 0 where nothing is painted there */
} Table;

/* Chooses the measure and shares it out; what does not fit it is reported (TABLE_SMALLER,
 * TABLE_OVERFULL, TABLE_STICKS_OUT). The table's columns are ready for setting. False for a
 * table without cells. */
bool table_columns_make(Table *table);

/* Sets a cell of the table. */
Paragraph table_cell_set(const Table *table, const Block *row, size_t column);
/* Where a cell's lines begin, from the left of the measure. */
Unit table_cell_x(const Table *table, const Block *row, size_t column, const Paragraph *cell);

#endif
