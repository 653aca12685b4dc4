/* What was traded on a page, for those who ask why it looks as it does. */
#ifndef MAQUETTE_PAGE_ACCOUNT_H
#define MAQUETTE_PAGE_ACCOUNT_H

#include "page/flow.h"

/* Where an evil of a page can be pointed at. */
typedef struct AccountPlace {
    Evil evil;
    Span where;          /* of the line, note or box */
    int32_t column, row; /* where it shows on the page; column -1: nowhere in particular */
} AccountPlace;

/* Where the page might have ended instead, and what that would have had of each evil. */
typedef struct AccountOther {
    Span where; /* of the line that the next page would begin with; none: the text's end */
    int64_t more;
    Toll toll; /* of this page, if it ended there */
} AccountOther;

typedef struct PageAccount {
    Toll toll;
    bool forced;              /* no way to fill it kept all hard rules */
    VEC(AccountPlace) places; /* in reading order */
    int32_t rows, columns;
    int32_t depths[PAGE_COLUMNS_MOST]; /* rows from the page's top to each column's last line; notes
                                          and boxes at the foot stand below */
    Unit first_baseline, leading;      /* of its grid */
    Span next;                         /* the line that the next page begins with; none: the end */
    const AccountOther *other;         /* NULL: it can end nowhere else */
} PageAccount;

/* The account of a page of a part, in the arena. The plan is one that plans_explain knows; without
 * a runner-up there is no other end to tell. */
PageAccount *page_account(Arena *arena, const FlowPart *part, const PageArea *area,
                          const PagePlan *plan);

#endif
