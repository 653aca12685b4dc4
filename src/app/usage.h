/* Which options go with which command, and how a wrong use is told. */
#ifndef MAQUETTE_APP_USAGE_H
#define MAQUETTE_APP_USAGE_H

#include "app/options.h"

/* One line on standard error about a mistake of usage, in the language of the options; word is what
 * was typed and nearest the known word that it may mean, each empty if there is none. Always false.
 */
bool usage_refuse(const Options *options, const char *english, const char *french, Str word,
                  Str nearest);

/* True if the options that were read go together; named: a command was given. False after a line
 * about the first one that does not. */
bool usage_check(const Options *options, bool named);

#endif
