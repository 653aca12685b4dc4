/* Colour spaces and profiles; see colour.h. */
#include "preflight/colour.h"

#include <math.h>

enum { DEEPEST_SPACE = 6, PROFILE_HEADER_BYTES = 128 };

const Space space_gray = {.family = SPACE_GRAY, .components = 1, .definition = &cos_null};
const Space space_rgb = {.family = SPACE_RGB, .components = 3, .definition = &cos_null};
const Space space_cmyk = {.family = SPACE_CMYK, .components = 4, .definition = &cos_null};
static const Space space_pattern = {.family = SPACE_PATTERN, .definition = &cos_null};
static const Space space_unknown = {.family = SPACE_UNKNOWN, .definition = &cos_null};

static const Space *read_space(CosFile *file, const Cos *resources, const Cos *value, int depth);

/* ---- spaces ---- */

static const Space *device_or_default(CosFile *file, const Cos *resources, const Space *device,
                                      const char *key, int depth) {
    const Cos *instead = cos_find(file, cos_find(file, resources, "ColorSpace"), key);
    if (instead->kind == COS_NULL || depth > 0) return device;
    return read_space(file, resources, instead, depth + 1);
}

static const Space *named_space(CosFile *file, const Cos *resources, const Cos *name, int depth) {
    if (cos_is_name(name, "DeviceGray") || cos_is_name(name, "G"))
        return device_or_default(file, resources, &space_gray, "DefaultGray", depth);
    if (cos_is_name(name, "DeviceRGB") || cos_is_name(name, "RGB"))
        return device_or_default(file, resources, &space_rgb, "DefaultRGB", depth);
    if (cos_is_name(name, "DeviceCMYK") || cos_is_name(name, "CMYK"))
        return device_or_default(file, resources, &space_cmyk, "DefaultCMYK", depth);
    if (cos_is_name(name, "Pattern")) return &space_pattern;
    const Cos *spaces = cos_find(file, resources, "ColorSpace");
    for (size_t i = 0; spaces->kind == COS_DICTIONARY && i + 1 < spaces->count; i += 2) {
        if (str_equal(spaces->items[i].text, name->text))
            return read_space(file, resources, &spaces->items[i + 1], depth + 1);
    }
    return &space_unknown;
}

static double number_at(CosFile *file, const Cos *array, size_t index, double otherwise) {
    const Cos *number = cos_item(file, array, index);
    return cos_is_number(number) ? number->real : otherwise;
}

/* An exponential function (7.10.3) from the tint to the alternate space. */
static void read_tint(CosFile *file, const Cos *function, Space *space) {
    if (cos_find(file, function, "FunctionType")->integer != 2) return;
    if (space->beneath->components > TINT_COMPONENTS) return;
    space->tint_known = true;
    space->tint_power = cos_find(file, function, "N")->real;
    for (size_t i = 0; i < TINT_COMPONENTS; i++) {
        space->tint_from[i] = number_at(file, cos_find(file, function, "C0"), i, 0);
        space->tint_to[i] = number_at(file, cos_find(file, function, "C1"), i, 1);
    }
}

static const Space *array_space(CosFile *file, const Cos *resources, const Cos *array, int depth) {
    const Cos *kind = cos_item(file, array, 0), *second = cos_item(file, array, 1);
    if (array->count == 1) return read_space(file, resources, kind, depth + 1);
    Space *space = ARENA_NEW(file->arena, Space);
    *space = (Space){.family = SPACE_UNKNOWN, .components = 1, .definition = array};
    if (cos_is_name(kind, "CalGray") || cos_is_name(kind, "CalRGB")) {
        space->family = SPACE_CALIBRATED;
        space->components = cos_is_name(kind, "CalRGB") ? 3 : 1;
    } else if (cos_is_name(kind, "Lab")) {
        space->family = SPACE_LAB;
        space->components = 3;
    } else if (cos_is_name(kind, "ICCBased")) {
        space->family = SPACE_ICC;
        space->components = (int)cos_find(file, second, "N")->integer;
    } else if (cos_is_name(kind, "Separation") || cos_is_name(kind, "DeviceN")) {
        bool one = cos_is_name(kind, "Separation");
        space->family = one ? SPACE_SEPARATION : SPACE_DEVICE_N;
        space->components = one || second->count > MOST_COMPONENTS ? 1 : (int)second->count;
        space->beneath = read_space(file, resources, cos_item(file, array, 2), depth + 1);
        if (one) read_tint(file, cos_item(file, array, 3), space);
    } else if (cos_is_name(kind, "Indexed") || cos_is_name(kind, "I")) {
        space->family = SPACE_INDEXED;
        space->beneath = read_space(file, resources, second, depth + 1);
    } else if (cos_is_name(kind, "Pattern")) {
        space->family = SPACE_PATTERN;
        space->beneath = read_space(file, resources, second, depth + 1);
    }
    return space;
}

static const Space *read_space(CosFile *file, const Cos *resources, const Cos *value, int depth) {
    const Cos *found = cos_resolve(file, value);
    if (depth > DEEPEST_SPACE) return &space_unknown;
    if (found->kind == COS_NAME) return named_space(file, resources, found, depth);
    if (found->kind == COS_ARRAY && found->count > 0)
        return array_space(file, resources, found, depth);
    return &space_unknown;
}

const Space *space_read(CosFile *file, const Cos *resources, const Cos *value) {
    return read_space(file, resources, value, 0);
}

bool space_uses(const Space *space, SpaceFamily family) {
    for (; space != NULL; space = space->beneath) {
        if (space->family == family) return true;
    }
    return false;
}

/* ---- sRGB ---- */

static void components_to_rgb(int components, const double *values, double rgb[3]) {
    for (int i = 0; i < 3; i++) {
        double value = components == 1 ? values[0] : values[i];
        if (components == 4) value = (1 - values[i]) * (1 - values[3]);
        rgb[i] = value < 0 ? 0 : value > 1 ? 1 : value;
    }
}

/* The number of components by which a device, calibrated or ICC colour can be told; 0: none. */
static int plain_components(const Space *space) {
    switch (space->family) {
    case SPACE_GRAY:
    case SPACE_RGB:
    case SPACE_CMYK:
    case SPACE_CALIBRATED:
    case SPACE_ICC: {
        bool known = space->components == 1 || space->components == 3 || space->components == 4;
        return known ? space->components : 0;
    }
    case SPACE_LAB:
    case SPACE_SEPARATION:
    case SPACE_DEVICE_N:
    case SPACE_INDEXED:
    case SPACE_PATTERN:
    case SPACE_UNKNOWN: break;
    }
    return 0;
}

bool paint_to_rgb(const Paint *paint, double rgb[3]) {
    const Space *space = paint->space;
    int components = plain_components(space);
    if (components > 0) {
        components_to_rgb(components, paint->values, rgb);
        return true;
    }
    if (space->family != SPACE_SEPARATION || !space->tint_known) return false;
    components = plain_components(space->beneath);
    if (components == 0) return false;
    double tint = pow(paint->values[0], space->tint_power), mixed[TINT_COMPONENTS];
    for (int i = 0; i < TINT_COMPONENTS; i++)
        mixed[i] = space->tint_from[i] + tint * (space->tint_to[i] - space->tint_from[i]);
    components_to_rgb(components, mixed, rgb);
    return true;
}

double colour_luminance(const double rgb[3]) {
    static const double weights[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double linear = rgb[i] <= 0.03928 ? rgb[i] / 12.92 : pow((rgb[i] + 0.055) / 1.055, 2.4);
        sum += weights[i] * linear;
    }
    return sum;
}

double colour_contrast(double first, double second) {
    double light = first > second ? first : second, dark = first > second ? second : first;
    return (light + 0.05) / (dark + 0.05);
}

/* ---- profiles ---- */

bool profile_read(CosFile *file, const Cos *stream, ProfileHeader *header) {
    Str data;
    Arena *unpacked = arena_open();
    bool sound = cos_stream(file, stream, unpacked, &data) && data.length >= PROFILE_HEADER_BYTES &&
                 str_equal(str_slice(data, 36, 40), STR("acsp"));
    if (sound)
        *header = (ProfileHeader){str_copy(file->arena, str_slice(data, 12, 16)),
                                  str_copy(file->arena, str_slice(data, 16, 20)),
                                  (unsigned char)data.bytes[8]};
    arena_close(unpacked);
    return sound;
}
