/* Memory in regions: what is taken together is given back together.
 *
 * An arena is a chain of blocks; taking memory moves a mark, releasing moves it back. Nothing is
 * freed singly. All memory is handed out zeroed and aligned for any type. When the machine has no
 * memory left, one line is printed and the program ends: that happens in this room only. */
#ifndef MAQUETTE_BASE_ARENA_H
#define MAQUETTE_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;
typedef struct ArenaBlock ArenaBlock;

/* A place in an arena to which it can be released. */
typedef struct ArenaMark {
    ArenaBlock *block;
    size_t used; /* bytes of that block */
} ArenaMark;

/* Opens an empty arena; close it with arena_close. Never NULL. */
Arena *arena_open(void);

/* Gives back everything taken from the arena, and the arena. NULL is allowed. */
void arena_close(Arena *arena);

/* Takes count * size zeroed bytes; the product is checked. A count of zero gives a valid pointer.
 */
void *arena_take(Arena *arena, size_t size, size_t count);

/* Grows an array of old_count elements to new_count, in place if it is the arena's newest piece.
 * The old elements are kept, the new ones are zero. */
void *arena_grow(Arena *arena, void *old, size_t size, size_t old_count, size_t new_count);

/* Everything taken after arena_mark is given back by arena_release. */
ArenaMark arena_mark(const Arena *arena);
void arena_release(Arena *arena, ArenaMark mark);

/* Bytes that the arena holds, taken or kept to be taken: what a budget of memory is held against.
 */
size_t arena_bytes(const Arena *arena);

/* Ends the program with one line: the only answer to a lack of memory. */
_Noreturn void arena_exhausted(void);

#define ARENA_NEW(arena, Type)          ((Type *)arena_take((arena), sizeof(Type), 1))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_take((arena), sizeof(Type), (count)))

#endif
