/* Conversions through lcms2, and those that need no profile; see picture_convert.h. */
#include "output/picture_convert.h"

#include <lcms2.h>
#include <string.h>

enum { FULL = UINT8_MAX, INK_SUM_MOST = 4 * UINT8_MAX, SHARE_OF_NOISE = 1000 };

static cmsHPROFILE profile_open(Str profile) {
    if (profile.length == 0) return cmsCreate_sRGBProfile();
    return cmsOpenProfileFromMem(profile.bytes, (cmsUInt32Number)profile.length);
}

static cmsHTRANSFORM transform_make(Str source, Str press) {
    cmsHPROFILE from = profile_open(source);
    cmsHPROFILE to = cmsOpenProfileFromMem(press.bytes, (cmsUInt32Number)press.length);
    cmsHTRANSFORM transform =
        from == NULL || to == NULL
            ? NULL
            : cmsCreateTransform(from, TYPE_RGB_8, to, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC,
                                 cmsFLAGS_BLACKPOINTCOMPENSATION);
    if (from != NULL) cmsCloseProfile(from);
    if (to != NULL) cmsCloseProfile(to);
    return transform;
}

bool picture_to_inks(const Pixels *rgb, Str source, Str press, Arena *arena, Pixels *inks) {
    cmsHTRANSFORM transform = transform_make(source, press);
    if (transform == NULL) return false;
    *inks = (Pixels){.width = rgb->width, .height = rgb->height, .channels = 4};
    inks->bytes = ARENA_ARRAY(arena, uint8_t, inks->width * inks->height * 4);
    for (size_t row = 0; row < rgb->height; row++) {
        cmsDoTransform(transform, rgb->bytes + row * rgb->width * 3,
                       inks->bytes + row * inks->width * 4, (cmsUInt32Number)rgb->width);
    }
    cmsDeleteTransform(transform);
    return true;
}

Pixels picture_from_inks(const Pixels *inks, Arena *arena) {
    Pixels rgb = {.width = inks->width, .height = inks->height, .channels = 3};
    rgb.bytes = ARENA_ARRAY(arena, uint8_t, rgb.width * rgb.height * 3);
    for (size_t i = 0; i < rgb.width * rgb.height; i++) {
        const uint8_t *from = inks->bytes + 4 * i;
        for (size_t k = 0; k < 3; k++) {
            int ink = from[k] + from[3];
            rgb.bytes[3 * i + k] = (uint8_t)(ink > FULL ? 0 : FULL - ink);
        }
    }
    return rgb;
}

Pixels picture_flatten(const Pixels *pixels, Arena *arena) {
    size_t colours = pixels->channels - 1;
    Pixels flat = {.width = pixels->width, .height = pixels->height, .channels = colours};
    flat.bytes = ARENA_ARRAY(arena, uint8_t, flat.width * flat.height * colours);
    for (size_t i = 0; i < flat.width * flat.height; i++) {
        const uint8_t *from = pixels->bytes + i * pixels->channels;
        int alpha = from[colours];
        for (size_t k = 0; k < colours; k++) {
            int light = from[k] * alpha + FULL * (FULL - alpha);
            flat.bytes[i * colours + k] = (uint8_t)((light + FULL / 2) / FULL);
        }
    }
    return flat;
}

int picture_most_ink(const Pixels *inks) {
    size_t counts[INK_SUM_MOST + 1] = {0}, pixels = inks->width * inks->height;
    for (size_t i = 0; i < pixels; i++) {
        const uint8_t *ink = inks->bytes + 4 * i;
        counts[ink[0] + ink[1] + ink[2] + ink[3]]++;
    }
    size_t above = 0;
    int sum = INK_SUM_MOST;
    for (; sum > 0; sum--) {
        above += counts[sum];
        if (above > pixels / SHARE_OF_NOISE) break;
    }
    return (sum * 100 + FULL / 2) / FULL;
}
