/* Telling progress; see progress.h. */
#include "base/progress.h"

void progress_tell(const Progress *progress, size_t done, size_t total) {
    if (progress->tell != NULL) progress->tell(progress->context, done, total);
}
