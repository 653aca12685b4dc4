/* Output intents and the colours painted (A3, A4, A6, X-3, X-6). */
#include "preflight/checking.h"

typedef struct Intent {
    const Cos *dictionary, *profile; /* cos_null: none embedded */
    ProfileHeader header;
    bool sound;
} Intent;

enum { MOST_INTENTS = 16 };

/* The output intents of a kind; gives how many there are, of which so many are filled in. */
static size_t find_intents(Checking *checking, const char *kind, Intent intents[MOST_INTENTS]) {
    CosFile *file = &checking->file;
    const Cos *list = cos_find(file, file->root, "OutputIntents");
    size_t count = 0;
    for (size_t i = 0; list->kind == COS_ARRAY && i < list->count; i++) {
        const Cos *dictionary = cos_item(file, list, i);
        if (!cos_is_name(cos_find(file, dictionary, "S"), kind)) continue;
        if (count < MOST_INTENTS) {
            Intent *intent = &intents[count];
            *intent = (Intent){.dictionary = dictionary};
            intent->profile = cos_find(file, dictionary, "DestOutputProfile");
            intent->sound =
                intent->profile->stream && profile_read(file, intent->profile, &intent->header);
        }
        count++;
    }
    return count;
}

static bool is_one_of(Str value, const char *first, const char *second, const char *third) {
    return str_equal(value, str_from_c(first)) || str_equal(value, str_from_c(second)) ||
           str_equal(value, str_from_c(third));
}

static void check_profile(Checking *checking, const Intent *intent, FindingCode code,
                          bool monitor) {
    enum { VERSION_END = 5 };
    bool class_allowed = str_equal(intent->header.device_class, STR("prtr")) ||
                         (monitor && str_equal(intent->header.device_class, STR("mntr")));
    bool sound = intent->sound && class_allowed && intent->header.version < VERSION_END &&
                 is_one_of(intent->header.space, "RGB ", "CMYK", "GRAY");
    if (!sound) report_add(checking->report, code, 0, intent->profile->object, NO_FACTS);
}

/* ---- A3, A4 ---- */

static void check_archive_intents(Checking *checking) {
    CosFile *file = &checking->file;
    const Cos *list = cos_find(file, file->root, "OutputIntents");
    int32_t shared = 0;
    for (size_t i = 0; list->kind == COS_ARRAY && i < list->count; i++) {
        const Cos *intent = cos_item(file, list, i);
        report_see(checking->report, CHECK_A4, 1);
        int32_t profile = cos_number(cos_entry(intent, "DestOutputProfile"));
        bool given = cos_entry(intent, "DestOutputProfile")->kind != COS_NULL;
        if (given && shared != 0 && profile != shared)
            report_add(checking->report, FINDING_INTENTS_DIFFER, 0, intent->object, NO_FACTS);
        if (given) shared = profile;
        bool outside = cos_entry(intent, "DestOutputProfileRef")->kind != COS_NULL;
        if (outside && cos_is_name(cos_find(file, intent, "S"), "GTS_PDFX"))
            report_add(checking->report, FINDING_INTENT_OUTSIDE, 0, intent->object, NO_FACTS);
    }
    Intent intents[MOST_INTENTS];
    size_t count = find_intents(checking, "GTS_PDFA1", intents);
    for (size_t i = 0; i < count && i < MOST_INTENTS; i++) {
        report_see(checking->report, CHECK_A3, 1);
        check_profile(checking, &intents[i], FINDING_INTENT_PROFILE, /*monitor*/ true);
    }
}

/* ---- X-3 ---- */

static void check_print_intents(Checking *checking) {
    CosFile *file = &checking->file;
    PreflightReport *report = checking->report;
    Intent intents[MOST_INTENTS];
    size_t count = find_intents(checking, "GTS_PDFX", intents);
    report_see(report, CHECK_X_3, count);
    if (count != 1) {
        report_add(report, FINDING_PRINT_INTENT_COUNT, 0, 0, NO_FACTS);
        return;
    }
    const Cos *intent = intents[0].dictionary;
    const Cos *condition = cos_find(file, intent, "OutputConditionIdentifier");
    if (condition->kind != COS_STRING || condition->text.length == 0)
        report_add(report, FINDING_PRINT_CONDITION, 0, intent->object, NO_FACTS);
    const Cos *registry = cos_find(file, intent, "RegistryName");
    bool registered = str_equal(registry->text, STR("http://www.color.org"));
    bool described = cos_find(file, intent, "Info")->text.length > 0;
    if (intents[0].profile->kind == COS_NULL) {
        report_add(report, FINDING_X4_PROFILE, 0, intent->object, NO_FACTS);
        if (!registered) report_add(report, FINDING_X1A_PROFILE, 0, intent->object, NO_FACTS);
    } else {
        check_profile(checking, &intents[0], FINDING_PRINT_PROFILE, /*monitor*/ false);
        if (!registered && !described)
            report_add(report, FINDING_PRINT_CONDITION_INFO, 0, intent->object, NO_FACTS);
    }
}

void check_intents(Checking *checking) {
    check_archive_intents(checking);
    check_print_intents(checking);
}

/* ---- what is painted ---- */

/* The colour space of the file's first sound intent of a kind: "RGB ", "CMYK", "GRAY" or empty. */
static Str intent_space(Checking *checking, const char *kind) {
    Intent intents[MOST_INTENTS];
    size_t count = find_intents(checking, kind, intents);
    return count > 0 && intents[0].sound ? intents[0].header.space : STR("");
}

typedef struct ColourCheck {
    Checking *checking;
    Str archive, print;           /* spaces of the intents */
    int32_t page;                 /* under way */
    bool told[SPACE_UNKNOWN + 1]; /* of it */
} ColourCheck;

static void check_archive_colour(ColourCheck *check, const Space *space, int32_t page) {
    PreflightReport *report = check->checking->report;
    if (space_uses(space, SPACE_RGB) && !str_equal(check->archive, STR("RGB ")))
        report_add(report, FINDING_DEVICE_COLOUR, page, 0, FACTS(STR("DeviceRGB")));
    if (space_uses(space, SPACE_CMYK) && !str_equal(check->archive, STR("CMYK")))
        report_add(report, FINDING_DEVICE_COLOUR, page, 0, FACTS(STR("DeviceCMYK")));
    if (space_uses(space, SPACE_GRAY) && check->archive.length == 0)
        report_add(report, FINDING_DEVICE_COLOUR, page, 0, FACTS(STR("DeviceGray")));
}

static void check_print_colour(ColourCheck *check, const Space *space, int32_t page) {
    PreflightReport *report = check->checking->report;
    static const struct {
        SpaceFamily family;
        const char *name;
    } refused[] = {{SPACE_RGB, "DeviceRGB"},
                   {SPACE_CALIBRATED, "CalRGB/CalGray"},
                   {SPACE_LAB, "Lab"},
                   {SPACE_ICC, "ICCBased"}};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (space_uses(space, refused[i].family))
            report_add(report, FINDING_X1A_COLOUR, page, 0, FACTS(str_from_c(refused[i].name)));
    }
    if (space_uses(space, SPACE_RGB) && !str_equal(check->print, STR("RGB ")))
        report_add(report, FINDING_X4_COLOUR, page, 0, FACTS(STR("DeviceRGB")));
    if (space_uses(space, SPACE_CMYK) && !str_equal(check->print, STR("CMYK")))
        report_add(report, FINDING_X4_COLOUR, page, 0, FACTS(STR("DeviceCMYK")));
}

/* A family is told once a page. What annotations look like is printed by no press: where one may
 * lie at all is X-8. */
static void check_use(ColourCheck *check, const ColourUse *use) {
    if (use->page != check->page) {
        for (int k = 0; k <= SPACE_UNKNOWN; k++) check->told[k] = false;
    }
    check->page = use->page;
    const Space *lowest = use->space;
    while (lowest->beneath != NULL) lowest = lowest->beneath;
    bool *told = &check->told[lowest->family];
    if (*told) return;
    *told = true;
    check_archive_colour(check, use->space, use->page);
    if (!use->annotation) check_print_colour(check, use->space, use->page);
}

/* A page that blends colours needs a space to blend in (A6). */
static void check_blending_space(ColourCheck *check, int32_t page) {
    CosFile *file = &check->checking->file;
    const Cos *dictionary = file->pages.items[page - 1].dictionary;
    const Cos *group = cos_find(file, dictionary, "Group");
    bool grouped = cos_find(file, group, "CS")->kind != COS_NULL;
    if (!grouped && check->archive.length == 0)
        report_add(check->checking->report, FINDING_BLENDING_SPACE, page, dictionary->object,
                   NO_FACTS);
}

/* One name of ink means one ink: the same alternate space and tint everywhere. */
static void check_inks(Checking *checking) {
    const Content *content = &checking->content;
    Map inks = {.arena = checking->arena};
    const Map *spaces = &content->spaces_by_key;
    for (size_t i = 0; i < spaces->count; i++) {
        const Space *space = spaces->entries[i].value;
        if (space->family != SPACE_SEPARATION) continue;
        CosFile *file = &checking->file;
        Str name = cos_item(file, space->definition, 1)->text;
        const Cos *tint = cos_item(file, space->definition, 3);
        const Cos *known = map_find(&inks, name);
        report_see(checking->report, CHECK_X_6, 1);
        if (known == NULL)
            map_put(&inks, name, (void *)(uintptr_t)tint);
        else if (known != tint && known->object != tint->object)
            report_add(checking->report, FINDING_INK_DIFFERS, 0, space->definition->object,
                       FACTS(name));
    }
}

void check_colours(Checking *checking) {
    const Content *content = &checking->content;
    ColourCheck check = {.checking = checking,
                         .archive = intent_space(checking, "GTS_PDFA1"),
                         .print = intent_space(checking, "GTS_PDFX")};
    for (size_t i = 0; i < content->colours.count; i++)
        check_use(&check, &content->colours.items[i]);
    int32_t blended = 0; /* the last page that blends */
    for (size_t i = 0; i < content->mark_count; i++) {
        const Mark *mark = content_mark(content, i);
        if (mark->blends && mark->page != blended) check_blending_space(&check, mark->page);
        if (mark->blends) blended = mark->page;
    }
    report_see(checking->report, CHECK_A3, content->mark_count);
    report_see(checking->report, CHECK_X_6, content->mark_count);
    check_inks(checking);
}
