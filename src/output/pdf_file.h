/* A PDF file as numbered objects, kept and written by libharu.
 *
 * An object is a dictionary whose entries are given as text, or a stream with such a dictionary.
 * The first failure is kept; after it every call is without effect, and saving says so. */
#ifndef MAQUETTE_OUTPUT_PDF_FILE_H
#define MAQUETTE_OUTPUT_PDF_FILE_H

#include <hpdf.h>
#include <nettle/sha2.h>

#include "base/str.h"

/* An object of the file; owned by libharu. NULL only after a failure. */
typedef HPDF_Dict PdfObject;

typedef struct PdfFile {
    Arena *arena; /* holds the entries until the file is saved */
    HPDF_Doc library;
    HPDF_STATUS failure;      /* first error of the library, or 0 */
    size_t bytes;             /* put into it so far, before compression */
    struct sha256_ctx digest; /* of the same, as it is kept */
} PdfFile;

typedef enum PdfFilter { PDF_PLAIN, PDF_FLATE, PDF_DCT } PdfFilter;

/* Opens an empty file of PDF 1.4, 1.6 or 1.7 (14, 16, 17); close it in any case. */
void pdf_file_open(PdfFile *file, int version, Arena *arena);
void pdf_file_close(PdfFile *file);

/* Whether so many bytes more fit: libharu counts in 32 bits, and a file that does not fit is a
 * failure, not written wrong. */
bool pdf_file_has_room(PdfFile *file, size_t bytes);

/* A new object, numbered now, to be filled later. */
PdfObject pdf_object_new(PdfFile *file);
/* Sets what stands between << and >>. Once for each object; entries are kept, not copied. */
void pdf_object_fill(PdfFile *file, PdfObject object, Str entries);
/* A stream, numbered now, to be filled later, once. */
PdfObject pdf_stream_number(PdfFile *file);
/* Fills it; the data are copied. Its length and filter are added to the entries. */
void pdf_stream_fill(PdfFile *file, PdfObject stream, Str entries, Str data, PdfFilter filter);
/* Both at once. */
PdfObject pdf_stream_new(PdfFile *file, Str entries, Str data, PdfFilter filter);

/* The objects every file has, to be filled: catalogue (it refers to the page tree by itself), page
 * tree (without its /Type) and document information. */
PdfObject pdf_catalogue(const PdfFile *file);
PdfObject pdf_page_tree(const PdfFile *file);
PdfObject pdf_information(const PdfFile *file);

/* A digest of what the file holds so far; at most 32 bytes. */
void pdf_file_digest(const PdfFile *file, uint8_t *digest, size_t bytes);

/* Writes "12 0 R". */
void pdf_add_reference(StrBuilder *out, PdfObject object);

/* Writes the file into memory of its arena; its identifier is a digest of its bytes. False after
 * a failure. */
bool pdf_file_save(PdfFile *file, Str *bytes);

#endif
