/* Goals for the number of pages, over the whole edition.
 *
 * The page breaker knows one part of a section at a time. Where the edition's pages miss a goal,
 * paragraphs are offered a line shorter (or longer) wherever they look well so, and each part is
 * broken once more into every number of pages that may help; a small dynamic programme over the
 * parts then chooses the cheapest combination that meets the goals, if it is not too dear. Flexed
 * paragraphs are never too dear: the cheapest and fewest that do are taken. No hard rule is broken
 * for a goal. What cannot be reached is reported, with what would be needed and the paragraphs that
 * could help. */
#ifndef MAQUETTE_PAGE_GOALS_H
#define MAQUETTE_PAGE_GOALS_H

#include "page/flow.h"

/* A part whose number of pages may change. */
typedef struct GoalPart {
    const FlowPart *part;
    const PagePlans *plans; /* as it is broken now */
    PageWanted wanted;      /* chosen: how it is to be broken */
    int64_t lacking; /* rows of a column that do not fit the pages wanted fewer of this part alone,
                        whatever is flexed; 0: not known */
} GoalPart;

/* Blank pages that `fill: blank` asks for behind so many pages. */
size_t goals_blank_pages(const PageGoals *goals, size_t pages);
/* pages: without blank ones. */
bool goals_are_met(const PageGoals *goals, size_t pages);

/* How many pages fewer (< 0) or more bring the edition to the nearest number that meets its goals;
 * 0 if there is none near. */
int goals_change(const PageGoals *goals, size_t pages);

/* Chooses the pages of the parts so that the edition meets its goals; false, with none wanted,
 * where that cannot be. */
bool goals_choose(const PageGoals *goals, size_t pages, GoalPart *parts, size_t count);

/* Reports the goals that so many pages miss, and what could be done. */
void goals_report(const PageGoals *goals, size_t pages, const GoalPart *parts, size_t count,
                  Diag *diag);

#endif
