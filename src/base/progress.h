/* How far a long piece of work is, told to whoever wants to show it. */
#ifndef MAQUETTE_BASE_PROGRESS_H
#define MAQUETTE_BASE_PROGRESS_H

#include <stddef.h>

typedef struct Progress {
    void (*tell)(void *context, size_t done, size_t total); /* NULL: nobody listens */
    void *context;
} Progress;

/* Says that `done` parts of `total` are done; of a NULL listener, nothing. */
void progress_tell(const Progress *progress, size_t done, size_t total);

#endif
