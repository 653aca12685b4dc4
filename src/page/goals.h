/* Goals for the number of pages, over the whole edition.
 *
 * The page breaker knows one part of a section at a time. Where the edition's pages miss a goal,
 * each part is broken again with pages made dear or cheap, which gives its best forms with fewer
 * and with more pages; a small dynamic programme over the parts then chooses the cheapest
 * combination that meets the goals, if it is not too dear. No hard rule is broken for a goal. What
 * cannot be reached is reported, with the paragraphs that could help. */
#ifndef MAQUETTE_PAGE_GOALS_H
#define MAQUETTE_PAGE_GOALS_H

#include "page/flow.h"

/* A part whose number of pages may change. */
typedef struct GoalPart {
    const FlowPart *part;
    const PagePlans *plans; /* as it is broken now */
    int64_t page_cost;      /* chosen: how it is to be broken (Flow.page_cost) */
} GoalPart;

/* Blank pages that `fill: blank` asks for behind so many pages. */
size_t goals_blank_pages(const PageGoals *goals, size_t pages);
/* pages: without blank ones. */
bool goals_are_met(const PageGoals *goals, size_t pages);

/* Chooses the page costs of the parts so that the edition meets its goals; false, with the page
 * costs as they were, where that cannot be. */
bool goals_choose(const PageGoals *goals, size_t pages, GoalPart *parts, size_t count);

/* Reports the goals that so many pages miss, and what could be done. */
void goals_report(const PageGoals *goals, size_t pages, const GoalPart *parts, size_t count,
                  Diag *diag);

#endif
