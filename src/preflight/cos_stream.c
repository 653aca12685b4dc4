/* Streams of a file; see cos_file.h.
 *
 * What Flate alone packs is unpacked here, against a budget: a kilobyte can hold a megabyte. Other
 * filters are left to qpdf, for streams that are short. */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "preflight/cos_plain.h"

/* Of all streams together, of one, and of one that qpdf unpacks, whose size shows too late. */
enum { MOST_BYTES = 512 << 20, MOST_STREAM_BYTES = 64 << 20, MOST_FOREIGN_BYTES = 1 << 20 };

/* Bytes more: false where the budget does not allow them. */
static bool spend(CosFile *file, size_t *stream_bytes, size_t more) {
    *stream_bytes += more;
    file->exhausted |= *stream_bytes > MOST_STREAM_BYTES || more > MOST_BYTES - file->stream_bytes;
    if (file->exhausted) return false;
    file->stream_bytes += more;
    return true;
}

const Cos *cos_filter(CosFile *file, const Cos *stream, size_t index) {
    const Cos *filter = cos_find(file, stream, "Filter");
    if (filter->kind == COS_ARRAY) return cos_item(file, filter, index);
    return index == 0 ? filter : &cos_null;
}

/* The bytes as qpdf hands them out, unpacked or not; copied into the arena. */
static bool fetch_data(CosFile *file, const Cos *stream, bool unpack, Arena *arena, Str *data) {
    qpdf_data library = cos_file_library(file);
    if (library == NULL) return false;
    unsigned char *bytes = NULL;
    size_t length = 0, spent = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    qpdf_oh handle = qpdf_get_object_by_id(library, stream->object, stream->generation);
    QPDF_ERROR_CODE status = qpdf_oh_get_stream_data(
        library, handle, unpack ? qpdf_dl_generalized : qpdf_dl_none, &filtered, &bytes, &length);
    bool good = (status & (QPDF_ERRORS)) == 0 && (filtered || !unpack);
    good = good && spend(file, &spent, length);
    if (good) *data = str_copy(arena, (Str){(const char *)bytes, length});
    free(bytes);
    qpdf_oh_release(library, handle);
    return good;
}

/* Unpacks as long as the budget lasts; false if the data are damaged or too long. */
static bool inflate_data(CosFile *file, Str packed, Arena *arena, Str *data) {
    enum { CHUNK_BYTES = 1 << 14 };
    StrBuilder out = {.arena = arena};
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.bytes,
                       .avail_in = (uInt)packed.length};
    if (inflateInit(&stream) != Z_OK) return false;
    char chunk[CHUNK_BYTES];
    size_t spent = 0;
    int status = Z_OK;
    while (status == Z_OK) {
        stream.next_out = (Bytef *)chunk;
        stream.avail_out = CHUNK_BYTES;
        status = inflate(&stream, Z_NO_FLUSH);
        size_t length = CHUNK_BYTES - stream.avail_out;
        if (!spend(file, &spent, length)) break;
        builder_add(&out, (Str){chunk, length});
    }
    inflateEnd(&stream);
    *data = builder_text(&out);
    return status == Z_STREAM_END;
}

bool cos_stream(CosFile *file, const Cos *stream, Arena *arena, Str *data) {
    *data = STR("");
    if (!stream->stream || stream->object == 0) return false;
    const Cos *filter = cos_filter(file, stream, 0);
    bool plain = filter->kind == COS_NULL;
    bool second = cos_filter(file, stream, 1)->kind != COS_NULL;
    bool predicted = cos_find(file, stream, "DecodeParms")->kind != COS_NULL;
    bool flate = cos_is_name(filter, "FlateDecode") && !second && !predicted;
    Str raw;
    if (file->plain != NULL)
        raw = plain_stream(file, stream->object);
    else if (!fetch_data(file, stream, /*unpack*/ false, arena, &raw))
        return false;
    if (flate && raw.length <= INT32_MAX) return inflate_data(file, raw, arena, data);
    *data = raw;
    if (plain) return true;
    bool harmless =
        raw.length <= MOST_FOREIGN_BYTES && cos_filter(file, stream, 2)->kind == COS_NULL;
    return harmless && fetch_data(file, stream, /*unpack*/ true, arena, data);
}
