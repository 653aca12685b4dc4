/* Set-up of a group of tests that read Markdown: the reader's extensions are registered once. */
#ifndef MAQUETTE_TESTS_READER_GROUP_H
#define MAQUETTE_TESTS_READER_GROUP_H

#include "document/reader.h"

static inline int open_reader(void **state) {
    (void)state;
    document_reader_open();
    return 0;
}

static inline int close_reader(void **state) {
    (void)state;
    document_reader_close();
    return 0;
}

#endif
