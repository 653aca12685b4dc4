/* What the checks share: the file as it was read, and the report. One function a subject. */
#ifndef MAQUETTE_PREFLIGHT_CHECKING_H
#define MAQUETTE_PREFLIGHT_CHECKING_H

#include "preflight/content.h"
#include "preflight/report.h"
#include "preflight/structure.h"
#include "preflight/xmp.h"

typedef struct Checking {
    Arena *arena;
    CosFile file;
    Content content;
    Structure structure;
    Xmp xmp; /* empty where the file has none */
    Str xmp_packet;
    PreflightReport *report;
} Checking;

/* U1, U2, U3, U6, U9, A2 in part. */
void check_document(Checking *checking);
/* U10 */
void check_outline(Checking *checking);
/* Every dictionary of the file for what it may not hold: A2, A6, X-4, X-7, X-8, X-9, X-10. */
void check_inventory(Checking *checking);
/* U4, U5, A1, X-1, X-2, X-11 */
void check_metadata(Checking *checking);
/* The properties that PDF/A does not know are described in the packet: U5, A1. */
void check_extensions(Checking *checking);
/* A3, A4, X-3 */
void check_intents(Checking *checking);
/* A3, A6, X-6: what is painted against what the intents allow. */
void check_colours(Checking *checking);
/* U15 */
void check_contrast(Checking *checking);
/* A7, X-5 */
void check_page_boxes(Checking *checking);
void check_attachments(Checking *checking);
/* A5, X-8 */
void check_annotations(Checking *checking);
/* F1 to F10, X-9 in part */
void check_fonts(Checking *checking);
/* U7, U8 */
void check_tree(Checking *checking);
/* U11, U12, U13 */
void check_tagging(Checking *checking);
/* T1 to T5, T7, T8, T10, T13 to T15 */
void check_elements(Checking *checking);
/* T6, T12 */
void check_lists(Checking *checking);
/* T9 */
void check_links(Checking *checking);
/* T11 */
void check_tables(Checking *checking);
/* X1 to X7 of speech */
void check_speech(Checking *checking);
/* Y1 to Y4, U16 */
void check_lines(Checking *checking);
void check_order(Checking *checking);

/* True for a name of this list, which ends with NULL. */
bool name_is_any(const Cos *name, const char *const *names);
/* BCP 47 as far as its form goes. */
bool language_is_sound(Str language);

#endif
