/* Files in the plain form, as maquette and many others write them: one cross-reference table, every
 * object where the table says, nothing packed into object streams, no lock (ISO 32000-1, 7.5).
 *
 * Such a file is read where it lies, without a copy and without qpdf. Whatever is not exactly as it
 * should be makes the file "not plain": qpdf then reads it from the start, repairs and tells. */
#ifndef MAQUETTE_PREFLIGHT_COS_PLAIN_H
#define MAQUETTE_PREFLIGHT_COS_PLAIN_H

#include "preflight/cos_file.h"

/* Reads table and trailer into file->plain and file->trailer; false if the file is not plain. */
bool plain_open(CosFile *file);

/* An object, read once; cos_null for one that the table does not have. A fault sets
 * file->plain_failed. */
const Cos *plain_object(CosFile *file, int32_t number, int32_t generation);

/* True the first time that an object of the table is asked for by this. */
bool plain_meet(CosFile *file, int32_t number, int32_t generation);

/* The packed bytes of a stream that plain_object has read: a slice of the file. */
Str plain_stream(const CosFile *file, int32_t number);

#endif
