/* The standards a file can claim. */
#ifndef MAQUETTE_PREFLIGHT_STANDARD_H
#define MAQUETTE_PREFLIGHT_STANDARD_H

#include "base/str.h"
#include "layout/outputs.h"

/* A sum of Standards. */
typedef unsigned StandardSet;

enum { STANDARD_COUNT = 4 };

/* "pdf/ua-1" … of the standard with this number, from 0. */
const char *standard_name(int number);
/* Reads names between commas; false at the first unknown one, which is left in *unknown. */
bool standards_read(Str names, StandardSet *standards, Str *unknown);
/* Names between commas. */
void standards_write(StandardSet standards, StrBuilder *out);

#endif
