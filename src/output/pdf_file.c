/* Objects of a PDF file through libharu's object layer (hpdf_objects.h).
 *
 * libharu numbers, compresses and writes the objects; what stands in them is ours. A dictionary's
 * entries are handed over as text by its write_fn: libharu's own entries take 140 bytes each, are
 * searched one by one, hold numbers as 32-bit floats and strings up to 64 kB. libharu owns every
 * object from the moment it is numbered and frees all of them with the document, also after an
 * error. Its error handler may be called deep inside it: the error is recorded, nothing is unwound.
 */
#include "output/pdf_file.h"

#include <zlib.h>

/* Half the time of zlib's default for the same size, on the text of pages and on fonts. */
#define DEFLATE_LEVEL 5

enum { IDENTIFIER_BYTES = 16, OBJECT_NUMBER = 0x00FFFFFF };

#define MOST_BYTES ((size_t)INT32_MAX)

static void HPDF_STDCALL failure_record(HPDF_STATUS error, HPDF_STATUS detail, void *context) {
    PdfFile *file = context;
    (void)detail;
    if (file->failure == HPDF_OK) file->failure = error;
}

/* Most of the library's functions only return their error. */
static bool succeeded(PdfFile *file, HPDF_STATUS status) {
    if (status != HPDF_OK && file->failure == HPDF_OK) file->failure = status;
    return file->failure == HPDF_OK;
}

static HPDF_STATUS entries_write(HPDF_Dict object, HPDF_Stream stream) {
    const Str *entries = object->attr;
    HPDF_STATUS status =
        HPDF_Stream_Write(stream, (const HPDF_BYTE *)entries->bytes, (HPDF_UINT)entries->length);
    return status == HPDF_OK ? HPDF_Stream_WriteChar(stream, '\n') : status;
}

/* Drops what libharu put into its own page tree: its boxes and counts are made from libharu's
 * pages. */
static void page_tree_clear(HPDF_Dict tree) {
    HPDF_Dict_RemoveElement(tree, "Kids");
    HPDF_Dict_RemoveElement(tree, "Count");
    tree->before_write_fn = NULL;
}

static HPDF_PDFVer library_version(int version) {
    return version == 14 ? HPDF_VER_14 : version == 16 ? HPDF_VER_16 : HPDF_VER_17;
}

void pdf_file_open(PdfFile *file, int version, Arena *arena) {
    *file = (PdfFile){.arena = arena};
    sha256_init(&file->digest);
    file->library = HPDF_New(failure_record, file);
    if (file->library == NULL) {
        if (file->failure == HPDF_OK) file->failure = HPDF_FAILD_TO_ALLOC_MEM;
        return;
    }
    file->library->pdf_version = library_version(version);
    page_tree_clear(file->library->root_pages);
    HPDF_Dict_RemoveElement(file->library->info, "Producer"); /* its own name */
}

void pdf_file_close(PdfFile *file) {
    if (file->library != NULL) HPDF_Free(file->library);
    file->library = NULL;
}

PdfObject pdf_object_new(PdfFile *file) {
    if (file->failure != HPDF_OK) return NULL;
    HPDF_Dict object = HPDF_Dict_New(file->library->mmgr);
    if (object == NULL) {
        succeeded(file, HPDF_FAILD_TO_ALLOC_MEM);
        return NULL;
    }
    /* Numbering frees the object where it fails. */
    return succeeded(file, HPDF_Xref_Add(file->library->xref, object)) ? object : NULL;
}

bool pdf_file_has_room(PdfFile *file, size_t bytes) {
    if (file->failure != HPDF_OK) return false;
    return bytes <= MOST_BYTES - file->bytes || succeeded(file, HPDF_STRING_OUT_OF_RANGE);
}

void pdf_object_fill(PdfFile *file, PdfObject object, Str entries) {
    if (!pdf_file_has_room(file, entries.length)) return;
    file->bytes += entries.length;
    Str *kept = ARENA_NEW(file->arena, Str);
    *kept = entries;
    sha256_update(&file->digest, entries.length, (const uint8_t *)entries.bytes);
    object->attr = kept;
    object->write_fn = entries_write;
}

PdfObject pdf_stream_number(PdfFile *file) {
    if (file->failure != HPDF_OK) return NULL;
    HPDF_Dict object = HPDF_DictStream_New(file->library->mmgr, file->library->xref);
    if (object == NULL) succeeded(file, HPDF_FAILD_TO_ALLOC_MEM);
    return object;
}

/* Deflated here and at once: libharu would keep a thousand pages as they are until the file is
 * saved. Empty if zlib fails. */
static Str deflate_data(Arena *arena, Str data) {
    uLongf length = compressBound((uLong)data.length);
    char *bytes = ARENA_ARRAY(arena, char, length);
    int status = compress2((Bytef *)bytes, &length, (const Bytef *)data.bytes, (uLong)data.length,
                           DEFLATE_LEVEL);
    return (Str){bytes, status == Z_OK ? (size_t)length : 0};
}

static Str deflate_entries(Arena *arena, Str entries) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, entries);
    builder_add(&out, STR("/Filter[/FlateDecode]"));
    return builder_text(&out);
}

void pdf_stream_fill(PdfFile *file, PdfObject stream, Str entries, Str data, PdfFilter filter) {
    if (!pdf_file_has_room(file, data.length)) return;
    file->bytes += data.length;
    Arena *scratch = arena_open();
    if (filter == PDF_FLATE) {
        data = deflate_data(scratch, data);
        entries = deflate_entries(file->arena, entries); /* read when the file is saved */
    }
    if (filter == PDF_DCT) stream->filter = HPDF_STREAM_FILTER_DCT_DECODE;
    sha256_update(&file->digest, data.length, (const uint8_t *)data.bytes);
    pdf_object_fill(file, stream, entries);
    succeeded(file, HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)data.bytes,
                                      (HPDF_UINT)data.length));
    arena_close(scratch);
}

PdfObject pdf_stream_new(PdfFile *file, Str entries, Str data, PdfFilter filter) {
    PdfObject stream = pdf_stream_number(file);
    pdf_stream_fill(file, stream, entries, data, filter);
    return file->failure == HPDF_OK ? stream : NULL;
}

void pdf_file_digest(const PdfFile *file, uint8_t *digest, size_t bytes) {
    struct sha256_ctx so_far = file->digest;
    sha256_digest(&so_far, bytes, digest);
}

PdfObject pdf_catalogue(const PdfFile *file) {
    return file->failure == HPDF_OK ? file->library->catalog : NULL;
}

PdfObject pdf_page_tree(const PdfFile *file) {
    return file->failure == HPDF_OK ? file->library->root_pages : NULL;
}

PdfObject pdf_information(const PdfFile *file) {
    return file->failure == HPDF_OK ? file->library->info : NULL;
}

void pdf_add_reference(StrBuilder *out, PdfObject object) {
    builder_add_int(out, object == NULL ? 0 : object->header.obj_id & OBJECT_NUMBER);
    builder_add(out, STR(" 0 R"));
}

/* Writes the trailer's /ID, a digest of all that stands before it in the file; twice the same, as
 * for a file that was never changed (14.4). */
static HPDF_STATUS identifier_write(HPDF_Dict trailer, HPDF_Stream stream) {
    (void)trailer;
    struct sha256_ctx digest;
    sha256_init(&digest);
    HPDF_UINT count = HPDF_MemStream_GetBufCount(stream);
    for (HPDF_UINT i = 0; i < count; i++) {
        HPDF_UINT length = 0;
        const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(stream, i, &length);
        if (bytes != NULL) sha256_update(&digest, length, bytes);
    }
    uint8_t identifier[IDENTIFIER_BYTES];
    sha256_digest(&digest, sizeof identifier, identifier);
    HPDF_STATUS status = HPDF_Stream_WriteStr(stream, "/ID[");
    for (int i = 0; i < 2 && status == HPDF_OK; i++) {
        status = HPDF_Stream_WriteChar(stream, '<');
        if (status == HPDF_OK) {
            status = HPDF_Stream_WriteBinary(stream, identifier, sizeof identifier, NULL);
        }
        if (status == HPDF_OK) status = HPDF_Stream_WriteChar(stream, '>');
    }
    return status == HPDF_OK ? HPDF_Stream_WriteStr(stream, "]\n") : status;
}

bool pdf_file_save(PdfFile *file, Str *bytes) {
    if (file->failure != HPDF_OK) return false;
    file->library->trailer->write_fn = identifier_write;
    if (!succeeded(file, HPDF_SaveToStream(file->library))) return false;
    HPDF_UINT32 size = HPDF_GetStreamSize(file->library);
    char *copy = ARENA_ARRAY(file->arena, char, size);
    HPDF_STATUS status = HPDF_ReadFromStream(file->library, (HPDF_BYTE *)copy, &size);
    if (status != HPDF_STREAM_EOF && !succeeded(file, status)) return false;
    *bytes = (Str){copy, size};
    return true;
}
