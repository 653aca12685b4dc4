/* `pages:` of a layout or an edition: how many pages there should be. What is read here is wanted
 * by src/page/goals.c. */
#include "layout/layout.h"

#define PAGES_MOST 100000

static const char *const PAGES_KEYS[] = {"multiple-of", "least", "most", "fill", NULL};
static const char *const FILL_WORDS[] = {"none", "blank", NULL};

static void count_read(const YamlNode *node, const char *key, int *count, Diag *diag) {
    int64_t read;
    if (yaml_int(yaml_find(node, key), 1, PAGES_MOST, &read, diag)) *count = (int)read;
}

/* True if some number of pages meets all goals. */
static bool goals_can_be_met(const PageGoals *goals) {
    int step = goals->multiple_of > 0 ? goals->multiple_of : 1;
    int64_t first = (((int64_t)goals->least + step - 1) / step) * step;
    if (first == 0) first = step;
    return goals->most == 0 || first <= goals->most;
}

void page_goals_read(const YamlNode *node, PageGoals *goals, Diag *diag) {
    if (node == NULL || !yaml_is_mapping(node, diag)) return;
    yaml_check_keys(node, PAGES_KEYS, diag);
    PageGoals read = *goals;
    count_read(node, "multiple-of", &read.multiple_of, diag);
    count_read(node, "least", &read.least, diag);
    count_read(node, "most", &read.most, diag);
    int fill;
    if (yaml_word(yaml_find(node, "fill"), FILL_WORDS, &fill, diag)) read.fill_blank = fill == 1;
    read.where = node->where;
    if (goals_can_be_met(&read)) {
        *goals = read;
    } else {
        diag_report(diag, MESSAGE_PAGE_GOALS_CONFLICT, node->where, NO_ARGS);
    }
}
