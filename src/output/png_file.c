/* A PNG file (PNG specification, 2nd edition, ISO 15948): chunks round one zlib stream.
 *
 * In: rows of RGB. Out: the same bytes for the same rows, wherever zlib is the same. libpng's
 * writer would need setjmp, and its simplified one the whole picture at once and no resolution;
 * a file of one colour type is four kinds of chunks. */
#include "output/png_file.h"

#include <string.h>
#include <zlib.h>

enum {
    CHUNK_BYTES = 1 << 16,
    DEPTH = 8,
    COLOUR_RGB = 2,
    UNIT_METRE = 1,
    FILTER_UP = 2,
    LEVEL = 3, /* the last of the quick ones */
    MEMORY = 9,
    WINDOW_BITS = 15,
};

struct PngFile {
    StrBuilder *out;
    size_t row_bytes;
    uint8_t *before;   /* the row before; of the first: zeros */
    uint8_t *filtered; /* the filter's number and the row */
    uint8_t *packed;   /* of the chunk under way */
    z_stream stream;
};

static void add_number(StrBuilder *out, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) builder_add_byte(out, (char)(value >> shift));
}

/* A chunk: length, type, data, and the check sum of the latter two (5.3). */
static void add_chunk(StrBuilder *out, const char *type, Str data) {
    add_number(out, (uint32_t)data.length);
    builder_add_c(out, type);
    builder_add(out, data);
    uLong sum = crc32(0, (const Bytef *)type, 4);
    if (data.length > 0) sum = crc32(sum, (const Bytef *)data.bytes, (uInt)data.length);
    add_number(out, (uint32_t)sum);
}

static void add_head(PngFile *file, Arena *arena, uint32_t width, uint32_t height, int dpi) {
    builder_add(file->out, STR("\x89PNG\r\n\x1a\n"));
    StrBuilder head = {.arena = arena}, size = {.arena = arena};
    add_number(&head, width);
    add_number(&head, height);
    const char kind[] = {DEPTH, COLOUR_RGB, 0, 0, 0};
    builder_add(&head, (Str){kind, sizeof kind});
    add_chunk(file->out, "IHDR", builder_text(&head));
    uint32_t per_metre = ((uint32_t)dpi * 10000 + 127) / 254;
    add_number(&size, per_metre);
    add_number(&size, per_metre);
    builder_add_byte(&size, UNIT_METRE);
    add_chunk(file->out, "pHYs", builder_text(&size));
}

PngFile *png_file_begin(Arena *arena, StrBuilder *out, uint32_t width, uint32_t height, int dpi) {
    PngFile *file = ARENA_NEW(arena, PngFile);
    file->out = out;
    file->row_bytes = (size_t)width * 3;
    file->before = ARENA_ARRAY(arena, uint8_t, file->row_bytes);
    file->filtered = ARENA_ARRAY(arena, uint8_t, file->row_bytes + 1);
    file->packed = ARENA_ARRAY(arena, uint8_t, CHUNK_BYTES);
    file->filtered[0] = FILTER_UP;
    if (deflateInit2(&file->stream, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        arena_exhausted();
    file->stream.next_out = file->packed;
    file->stream.avail_out = CHUNK_BYTES;
    add_head(file, arena, width, height, dpi);
    return file;
}

static void end_chunk(PngFile *file) {
    size_t length = CHUNK_BYTES - file->stream.avail_out;
    if (length > 0) add_chunk(file->out, "IDAT", (Str){(const char *)file->packed, length});
    file->stream.next_out = file->packed;
    file->stream.avail_out = CHUNK_BYTES;
}

/* Each row as its differences from the one above (9.2): most of a page is white below white. */
void png_file_add_row(PngFile *file, const uint8_t *rgb) {
    for (size_t i = 0; i < file->row_bytes; i++)
        file->filtered[i + 1] = (uint8_t)(rgb[i] - file->before[i]);
    memcpy(file->before, rgb, file->row_bytes);
    file->stream.next_in = file->filtered;
    file->stream.avail_in = (uInt)(file->row_bytes + 1);
    while (file->stream.avail_in > 0) {
        deflate(&file->stream, Z_NO_FLUSH);
        if (file->stream.avail_out == 0) end_chunk(file);
    }
}

void png_file_end(PngFile *file) {
    while (deflate(&file->stream, Z_FINISH) != Z_STREAM_END) end_chunk(file);
    end_chunk(file);
    deflateEnd(&file->stream);
    add_chunk(file->out, "IEND", STR(""));
}
