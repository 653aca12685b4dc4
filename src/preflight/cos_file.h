/* A finished PDF file: objects, pages, streams.
 *
 * A file in the plain form (cos_plain.h) is read where it lies. In every other one qpdf finds and
 * parses the objects and repairs what it can, telling of it. Either way objects become trees
 * (cos.h), each read once. References may run in circles: whoever follows them keeps count. Budgets
 * bound what a hostile file can cost: a file that exceeds one is refused, not half read. */
#ifndef MAQUETTE_PREFLIGHT_COS_FILE_H
#define MAQUETTE_PREFLIGHT_COS_FILE_H

#include "base/diag.h"
#include "preflight/cos.h"

/* left, bottom, right, top in points */
typedef struct Rectangle {
    double left, bottom, right, top;
} Rectangle;

typedef struct ReadPage {
    const Cos *dictionary;
    const Cos *resources; /* its own or inherited */
    const Cos *media_box, *crop_box;
    bool boxes_inherited;
} ReadPage;

typedef struct CosFile {
    Arena *arena;
    Str bytes;
    CosStack stack;
    struct PlainTable *plain; /* of a file in the plain form, else NULL */
    bool plain_failed;        /* while it was read: it is not that plain */
    void *library;            /* qpdf's; NULL as long as it was not needed */
    Map objects;              /* by qpdf: number, generation -> const Cos * */
    VEC(const Cos *) all;     /* every object that the trailer leads to, each once */
    VEC(ReadPage) pages;
    const Cos *trailer, *root, *information;
    size_t text_bytes;          /* of objects read so far */
    size_t stream_bytes;        /* unpacked so far */
    size_t steps;               /* see cos_work */
    bool encrypted, accessible; /* accessible: text may be extracted by assistive software */
    bool pages_damaged;         /* the page tree has a circle, or what is no page */
    bool exhausted;             /* a budget was used up */
    Str warning;                /* the first of qpdf's; empty: none */
    size_t warning_count;
} CosFile;

/* Opens the file and reads all its objects and pages. The bytes must outlive it. False after a
 * report about shown, where there is nothing to check; close it in any case. */
bool cos_file_open(CosFile *file, Arena *arena, Str bytes, Str shown, Diag *diag);
void cos_file_close(CosFile *file);
/* qpdf's handle on the file, opened at need; NULL if qpdf cannot read it. */
void *cos_file_library(CosFile *file);
/* Takes over what qpdf has told so far of faults. */
void cos_file_note_warnings(CosFile *file);

/* Counts steps of which a hostile file could make any number, such as the kids of one array that
 * stands in a thousand places. False, and the file is exhausted, once there were too many or the
 * arena has grown too large. */
bool cos_work(CosFile *file, size_t steps);

/* What a value means: itself, or the object that it refers to. Never NULL. */
const Cos *cos_resolve(CosFile *file, const Cos *value);
/* The resolved value of a key, of a dictionary that may itself be a reference. Never NULL. */
const Cos *cos_find(CosFile *file, const Cos *dictionary, const char *key);
/* The resolved item of an array; cos_null behind its end. */
const Cos *cos_item(CosFile *file, const Cos *array, size_t index);
/* The object of a number that was met already; NULL: none. */
const Cos *cos_object(CosFile *file, int32_t number);
/* The number of the object that a value is or refers to; 0 for a direct value. */
int32_t cos_number(const Cos *value);

/* Unpacks a stream into an arena, as a rule one that is closed soon: streams are most of a file.
 * False if it cannot be unpacked, is too large, or is none. */
bool cos_stream(CosFile *file, const Cos *stream, Arena *arena, Str *data);
/* The filters of a stream; calls of index from 0 until it gives cos_null. */
const Cos *cos_filter(CosFile *file, const Cos *stream, size_t index);

/* Four numbers, put in order; false if the array is none such. */
bool cos_rectangle(CosFile *file, const Cos *array, Rectangle *rectangle);

#endif
