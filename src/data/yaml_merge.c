/* Merging YAML; see yaml_merge.h. */
#include "data/yaml_merge.h"

#include "base/map.h"

YamlNode *yaml_laid_over(Arena *arena, const YamlNode *upper, const YamlNode *lower) {
    YamlNode *merged = ARENA_NEW(arena, YamlNode);
    *merged = *upper;
    if (upper->kind != YAML_MAPPING || lower->kind != YAML_MAPPING) return merged;
    Map places = {.arena = arena};
    merged->pairs = ARENA_ARRAY(arena, YamlPair, upper->count + lower->count);
    for (size_t i = 0; i < lower->count; i++) {
        merged->pairs[i] = lower->pairs[i];
        map_put(&places, lower->pairs[i].key, &merged->pairs[i]);
    }
    merged->count = lower->count;
    for (size_t i = 0; i < upper->count; i++) {
        YamlPair *known = map_find(&places, upper->pairs[i].key);
        YamlPair *pair = known != NULL ? known : &merged->pairs[merged->count++];
        YamlNode *under = known != NULL ? known->value : NULL;
        *pair = upper->pairs[i];
        if (under != NULL) pair->value = yaml_laid_over(arena, pair->value, under);
    }
    return merged;
}

YamlNode *yaml_without(Arena *arena, const YamlNode *mapping, Str key) {
    YamlNode *rest = ARENA_NEW(arena, YamlNode);
    *rest = *mapping;
    rest->pairs = ARENA_ARRAY(arena, YamlPair, mapping->count);
    rest->count = 0;
    for (size_t i = 0; i < mapping->count; i++) {
        if (!str_equal(mapping->pairs[i].key, key)) rest->pairs[rest->count++] = mapping->pairs[i];
    }
    return rest;
}
