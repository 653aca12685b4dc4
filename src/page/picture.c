/* Pictures; see picture.h.
 *
 * Sizes stand in a PNG's IHDR chunk (PNG specification, 11.2.2) and in a JPEG's frame header (ITU
 * T.81, B.2.2). The pixels are left to the output. */
#include "page/picture.h"

#include "base/file.h"

#define PNG_SIGNATURE STR("\x89PNG\r\n\x1a\n")
#define ADOBE_MARK    STR("Adobe")         /* with four channels: inverted samples */
#define EXIF_MARK     ((Str){"Exif\0", 6}) /* with two zero bytes */
#define SIDE_MOST     65500                /* pixels; libjpeg's limit */
/* What screens of 150 lines an inch, as offset printing has, show: twice their number. */
#define FINE_PPI 300

static uint32_t big_endian(Str bytes, size_t at, size_t length) {
    uint32_t value = 0;
    for (size_t i = 0; i < length; i++) value = value << 8 | (unsigned char)bytes.bytes[at + i];
    return value;
}

static bool measure_png(Str bytes, Picture *picture) {
    if (bytes.length < 26 || !str_equal(str_slice(bytes, 12, 16), STR("IHDR"))) return false;
    picture->width = big_endian(bytes, 16, 4);
    picture->height = big_endian(bytes, 20, 4);
    unsigned char colour = (unsigned char)bytes.bytes[25];
    picture->channels = colour == 0 || colour == 4 ? 1 : 3;
    return true;
}

/* SOF0 to SOF15, but for DHT, JPG and DAC. */
static bool is_frame_marker(uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* A number of 2 or 4 bytes in a TIFF (TIFF 6.0, 2); 0 outside of it. */
static uint32_t tiff_number(Str tiff, size_t at, size_t length) {
    bool little = str_starts_with(tiff, STR("II"));
    uint32_t value = 0;
    if (at > tiff.length || length > tiff.length - at) return 0;
    for (size_t i = 0; i < length; i++)
        value = value << 8 | (unsigned char)tiff.bytes[at + (little ? length - 1 - i : i)];
    return value;
}

/* True if the camera's notes (Exif 2.3, 4.6.4) have an orientation other than upright. */
static bool is_turned(Str segment) {
    enum { ORIENTATION = 0x112, ENTRY = 12 };
    if (!str_starts_with(segment, EXIF_MARK)) return false;
    Str tiff = str_slice(segment, EXIF_MARK.length, segment.length);
    size_t table = tiff_number(tiff, 4, 4), count = tiff_number(tiff, table, 2);
    for (size_t i = 0; i < count; i++) {
        size_t entry = table + 2 + ENTRY * i;
        if (tiff_number(tiff, entry, 2) == ORIENTATION) return tiff_number(tiff, entry + 8, 2) > 1;
    }
    return false;
}

static bool measure_jpeg(Str bytes, Picture *picture) {
    bool adobe = false;
    for (size_t at = 2; at + 4 <= bytes.length;) {
        if ((unsigned char)bytes.bytes[at] != 0xFF) return false;
        uint32_t marker = (unsigned char)bytes.bytes[at + 1];
        if (marker == 0xFF) {
            at++;
            continue;
        }
        size_t length = big_endian(bytes, at + 2, 2);
        if (length < 2 || at + 2 + length > bytes.length) return false;
        if (marker == 0xEE && str_starts_with(str_slice(bytes, at + 4, at + 9), ADOBE_MARK))
            adobe = true;
        if (marker == 0xE1) picture->turned |= is_turned(str_slice(bytes, at + 4, at + 2 + length));
        if (is_frame_marker(marker)) {
            if (length < 8) return false;
            picture->height = big_endian(bytes, at + 5, 2);
            picture->width = big_endian(bytes, at + 7, 2);
            picture->channels = (unsigned char)bytes.bytes[at + 9];
            picture->inverted = adobe && picture->channels == 4;
            bool whole = str_find(bytes, STR("\xFF\xD9"), at) != SIZE_MAX; /* else it was cut off */
            return whole &&
                   (picture->channels == 1 || picture->channels == 3 || picture->channels == 4);
        }
        at += 2 + length;
    }
    return false;
}

bool picture_measure(Str bytes, Picture *picture) {
    picture->bytes = bytes;
    bool known = false;
    if (str_starts_with(bytes, PNG_SIGNATURE)) {
        known = measure_png(bytes, picture);
    } else if (str_starts_with(bytes, STR("\xFF\xD8"))) {
        picture->jpeg = true;
        known = measure_jpeg(bytes, picture);
    }
    return known && picture->width > 0 && picture->height > 0 && picture->width <= SIDE_MOST &&
           picture->height <= SIDE_MOST;
}

static void read_picture(Arena *arena, const Document *document, Str file, Span where,
                         Map *pictures, Diag *diag) {
    if (file.length == 0 || map_find(pictures, file) != NULL || !path_stays_inside(file))
        return; /* a path that leads outside was reported with the document */
    Str bytes, path = edition_file(arena, &document->edition, file);
    if (!file_exists(path)) {
        diag_report(diag, MESSAGE_IMAGE_MISSING, where, ARGS(file));
        return;
    }
    if (!file_read(arena, path, &bytes, diag, where)) return;
    Picture *picture = ARENA_NEW(arena, Picture);
    picture->shown = file;
    if (picture_measure(bytes, picture)) {
        map_put(pictures, file, picture);
        if (picture->turned) diag_report(diag, MESSAGE_IMAGE_TURNED, where, ARGS(file));
    } else {
        diag_report(diag, MESSAGE_IMAGE_UNKNOWN, where, ARGS(file));
    }
}

static void read_blocks(Arena *arena, const Document *document, Block *const *blocks, size_t count,
                        Map *pictures, Diag *diag) {
    for (size_t i = 0; i < count; i++) {
        const Block *block = blocks[i];
        if (block->kind == BLOCK_IMAGE) {
            read_picture(arena, document, block->target, block->where, pictures, diag);
        }
        for (size_t r = 0; r < block->text.run_count; r++) {
            if (block->text.runs[r].kind != INLINE_IMAGE) continue;
            diag_report(diag, MESSAGE_IMAGE_INLINE, block->text.runs[r].where, NO_ARGS);
        }
        read_blocks(arena, document, block->children, block->child_count, pictures, diag);
    }
}

Map pictures_read(Arena *arena, const Document *document, Diag *diag) {
    Map pictures = {.arena = arena};
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        read_blocks(arena, document, section->blocks, section->block_count, &pictures, diag);
        for (size_t n = 0; n < section->note_count; n++) {
            read_blocks(arena, document, section->notes[n]->blocks, section->notes[n]->block_count,
                        &pictures, diag);
        }
    }
    return pictures;
}

/* ---- resolution ---- */

int32_t picture_ppi(const Picture *picture, Unit width) {
    return (int32_t)round_ratio((int64_t)picture->width * 72, UNIT_PER_POINT, width);
}

static Str number_text(Arena *arena, int64_t number) {
    StrBuilder text = {.arena = arena};
    builder_add_int(&text, number);
    return builder_text(&text);
}

/* Whole millimetres, at least one: 127 of them are 360 points. */
static int64_t millimetres(int64_t width) {
    int64_t whole = round_ratio(width, 127, (int64_t)360 * UNIT_PER_POINT);
    return whole > 0 ? whole : 1;
}

void picture_check(Arena *arena, const Picture *picture, Unit width, int32_t least, Span where,
                   Diag *diag) {
    int32_t ppi = picture_ppi(picture, width);
    if (ppi >= least) return;
    int64_t fine_width = round_ratio((int64_t)picture->width * 72, UNIT_PER_POINT, FINE_PPI);
    int64_t fine_pixels = round_ratio(width, FINE_PPI, (int64_t)72 * UNIT_PER_POINT);
    diag_report(diag, MESSAGE_PICTURE_COARSE, where,
                ARGS(number_text(arena, ppi), number_text(arena, millimetres(width)),
                     number_text(arena, millimetres(fine_width)), number_text(arena, fine_pixels)));
}
