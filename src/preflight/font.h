/* Fonts as the text operators use them: codes, widths, characters; and their embedded programmes.
 */
#ifndef MAQUETTE_PREFLIGHT_FONT_H
#define MAQUETTE_PREFLIGHT_FONT_H

#include "preflight/cos_file.h"

enum { CODE_ROWS = 256, CODES_PER_ROW = 256 };

/* What a font says of one code. */
typedef struct CodeEntry {
    Str unicode;  /* UTF-8; empty: not mapped */
    bool mapped;  /* by ToUnicode */
    bool sized;   /* by W or Widths */
    double width; /* thousandths of the size */
} CodeEntry;

/* A code that is shown, and where first. */
typedef struct UsedCode {
    uint32_t code;
    int32_t page;
    bool visible;    /* shown at least once in a rendering mode other than 3 */
    bool has_actual; /* never shown without an ActualText around it */
} UsedCode;

typedef struct Font {
    const Cos *dictionary;
    const Cos *descendant; /* of a composite font, else cos_null */
    const Cos *descriptor;
    const Cos *program;      /* the stream; cos_null: not embedded */
    const char *program_key; /* FontFile, FontFile2, FontFile3; NULL: none */
    int32_t object;
    Str name; /* BaseFont */
    bool composite, type3, to_unicode;
    bool readable; /* its codes can be told apart: simple, or Identity-H */
    bool to_unicode_damaged;
    bool bold;
    double default_width;
    CodeEntry *rows[CODE_ROWS];
    VEC(UsedCode) used;
    uint32_t *used_index[CODE_ROWS]; /* code -> number in used + 1 */
} Font;

/* Reads a font dictionary; never NULL. */
Font *font_read(CosFile *file, const Cos *dictionary);

/* The code at *at of a shown string, and moves *at behind it. */
uint32_t font_next_code(const Font *font, Str codes, size_t *at);
/* Its entry; NULL where the font says nothing about it. */
const CodeEntry *font_entry(const Font *font, uint32_t code);
double font_width(const Font *font, uint32_t code);
/* The characters of a shown string; codes without any give U+FFFD. */
Str font_text(const Font *font, Arena *arena, Str codes);
/* Notes that codes were shown. */
void font_use(Font *font, Arena *arena, Str codes, int32_t page, bool visible, bool has_actual);

/* The entry of a code, made where it is missing. */
CodeEntry *font_make_entry(Font *font, Arena *arena, uint32_t code);
/* Reads a ToUnicode CMap (9.10.3) into the font; false if something in it cannot be read. */
bool cmap_read(CosFile *file, Font *font, Str data);

#endif
