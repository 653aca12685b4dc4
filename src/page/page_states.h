/* The states of the search over page starts, and the order in which they are left. Used by the page
 * search. */
#ifndef MAQUETTE_PAGE_PAGE_STATES_H
#define MAQUETTE_PAGE_PAGE_STATES_H

#include "base/map.h"
#include "page/page_fill.h"

#define NO_STATE UINT32_MAX

/* A page start, and the cheapest way to it that is known. */
typedef struct State {
    PageStart start;
    int64_t progress; /* how much is set before it: page_beam.h */
    int64_t cost;
    uint32_t previous; /* state that the page before begins at */
    uint32_t pages;    /* up to here */
    uint32_t alike;    /* another state that is found at the same place, or NO_STATE */
    uint32_t beside;   /* another state at the same unit and note, or NO_STATE */
    bool left;         /* its pages are offered: what it costs is settled */
    bool revived;      /* it goes on in any case */
} State;

typedef struct States {
    Arena *arena;
    const Flow *flow;
    bool counts;   /* states behind other numbers of pages are others */
    bool compares; /* states at the same unit and note are found (states_beside) */
    VEC(State) items;
    VEC(uint32_t) open; /* not yet left: a heap by what is set */
    uint32_t *heads; /* the states by the sum of their numbers: those of near places lie near each
                        other; head_count of them, each NO_STATE or the first one */
    size_t head_count;
    Map beside; /* unit and note -> the last state made there */
} States;

States states_make(Arena *arena, const Flow *flow, bool counts, bool compares);

/* The number of the state of a page start behind so many pages, new or known. A new one has no cost
 * yet and is open. Numbers stay, pointers to states hold until the next call. */
uint32_t states_find(States *states, const PageStart *start, uint32_t pages, int64_t progress);

/* The number of a known state; NO_STATE for none. */
uint32_t states_known(const States *states, const PageStart *start, uint32_t pages);

/* The open state that is left next: each page sets more, so its cost is final when all before it
 * are left. False if none is open. */
bool states_next(const States *states, uint32_t *number);
/* Takes it from the open ones. */
uint32_t states_leave(States *states);
/* Opens a state once more. */
void states_open(States *states, uint32_t number);

/* The last state made at a unit and note, which leads to the others; NO_STATE for none. */
uint32_t states_beside(const States *states, const PageStart *start);

#endif
