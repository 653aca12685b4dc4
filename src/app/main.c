/* maquette: from the command line to a command. */
#include <stdio.h>

#include "app/commands.h"
#include "app/options.h"
#include "base/file.h"
#include "document/reader.h"

int main(int argument_count, char **arguments) {
    Arena *arena = arena_open();
    Options options;
    int status = EXIT_MACHINE;
    if (options_read(arena, argument_count, arguments, &options)) {
        status = EXIT_GOOD;
        if (options.command == COMMAND_HELP) {
            stream_write(stdout, options_help(options.language));
        } else if (options.command == COMMAND_VERSION) {
            puts("maquette " MAQUETTE_VERSION);
        } else {
            document_reader_open();
            status = command_run(&options);
            document_reader_close();
        }
    }
    arena_close(arena);
    if (fflush(stdout) != 0 || ferror(stdout)) { /* a full disk, a closed pipe */
        perror("maquette");
        status = EXIT_MACHINE;
    }
    return status;
}
