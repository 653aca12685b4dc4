/* From a text with its forms to tokens; see forms_tokens.h.
 *
 * One walk: the marks of quotation are counted on the way, runs and forms go along. */
#include "document/forms_tokens.h"

#include "base/vec.h"
#include "text/character.h"
#include "text/form_spelling.h"
#include "text/reading_form.h"

typedef struct TokenWalk {
    Arena *arena;
    const Language *language;
    const Block *block;
    Str text;
    size_t at;
    size_t run, group, form; /* numbers of what comes next */
    bool quoted;             /* the whole text is */
    size_t depth;            /* of quotation */
    uint32_t before;         /* traits of the next token, by what stands before it */
    VEC(FormToken) tokens;
} TokenWalk;

static bool has_role(const TokenWalk *walk, uint32_t character, int roles) {
    return language_sign(walk->language, character)->roles & (uint32_t)roles;
}

static bool is_core(uint32_t character) {
    return character_is_letter(character) || character_is_mark(character) ||
           character_is_digit(character);
}

/* Counts the marks of quotation; one that both opens and closes does so in turn. */
static void quotes_follow(TokenWalk *walk, uint32_t character) {
    Str quotes = walk->language->inclusive.agreement->quotes;
    for (size_t at = 0; at < quotes.length;) {
        uint32_t opening = utf8_next(quotes, &at), closing = utf8_next(quotes, &at);
        if (character != opening && character != closing) continue;
        if (opening == closing) {
            walk->depth = walk->depth > 0 ? walk->depth - 1 : 1;
        } else if (character == opening) {
            walk->depth++;
        } else if (walk->depth > 0) {
            walk->depth--;
        }
        return;
    }
}

/* What stands between words: its traits for the next token. */
static void gap_pass(TokenWalk *walk) {
    uint32_t character = utf8_next(walk->text, &walk->at);
    quotes_follow(walk, character);
    bool space = character_is_space(character) && character != '\n';
    bool alone = space && (walk->before & FORM_TOKEN_GLUED) != 0;
    if (character_is_format(character)) return;
    walk->before &= ~(uint32_t)FORM_TOKEN_GLUED;
    if (!alone) walk->before &= ~(uint32_t)FORM_TOKEN_JOINED;
    if (has_role(walk, character, SIGN_SENTENCE_END) || character == '\n')
        walk->before |= FORM_TOKEN_SENTENCE;
    if (character == '(' || character == '[') walk->before |= FORM_TOKEN_BRACKET;
    if (has_role(walk, character, SIGN_SLASH)) walk->before |= FORM_TOKEN_SLASH;
}

/* The traits of the run that holds a byte. */
static uint32_t run_traits(TokenWalk *walk, size_t at) {
    const Text *text = &walk->block->text;
    while (walk->run < text->run_count && text->runs[walk->run].end <= at) walk->run++;
    if (walk->run == text->run_count) return 0;
    const InlineRun *run = &text->runs[walk->run];
    uint32_t traits = 0;
    bool code = (run->marks & MARK_CODE) != 0;
    bool other =
        run->language.length > 0 && !str_equal(run->language, language_tag(walk->language));
    if (code || other) traits |= FORM_TOKEN_FOREIGN;
    if ((run->marks & MARK_EMPHASIS) != 0 || run->link_number > 0) traits |= FORM_TOKEN_QUOTED;
    return traits;
}

static void token_push(TokenWalk *walk, size_t start, size_t end, FormToken token) {
    token.start = (uint32_t)start;
    token.end = (uint32_t)end;
    token.traits = walk->before | run_traits(walk, start);
    if (walk->quoted || walk->depth > 0) token.traits |= FORM_TOKEN_QUOTED;
    Str typed = str_slice(walk->text, start, end);
    size_t capitals = 0, at = 0;
    if (character_is_upper(utf8_next(typed, &at))) token.traits |= FORM_TOKEN_CAPITAL, capitals++;
    while (at < typed.length && capitals == 1)
        capitals += character_is_upper(utf8_next(typed, &at)) ? 1 : 0;
    if (capitals > 1) token.traits |= FORM_TOKEN_ACRONYM;
    if (!token.form && typed.length <= FORM_LONGEST)
        token.lower = form_lower(walk->language, walk->arena, typed);
    VEC_PUSH(walk->arena, &walk->tokens, token);
    walk->before = FORM_TOKEN_JOINED | FORM_TOKEN_GLUED;
    walk->at = end;
}

/* The next form of the text, or NULL. */
static const FormWord *next_form(TokenWalk *walk, const FormReading **group) {
    const Text *text = &walk->block->text;
    for (; walk->group < text->reading_count; walk->group++, walk->form = 0) {
        *group = &text->readings[walk->group];
        for (; walk->form < (*group)->form_count; walk->form++) {
            const FormWord *form = &(*group)->forms[walk->form];
            if (form->start >= walk->at && form->end > form->start) return form;
        }
    }
    return NULL;
}

static bool is_elision(const TokenWalk *walk, Str typed) {
    const WordList *elisions = &walk->language->inclusive.readings->elisions;
    Str lower = form_lower(walk->language, walk->arena, typed);
    for (size_t i = 0; i < elisions->count; i++) {
        if (str_equal(lower, elisions->items[i])) return true;
    }
    return false;
}

/* The end of the plain word that begins here: hyphens and apostrophes between letters belong to it.
 */
static size_t word_end(const TokenWalk *walk, size_t limit) {
    enum { ELISION_LONGEST = 12 }; /* bytes */
    size_t at = walk->at;
    while (at < limit) {
        size_t next = at;
        uint32_t character = utf8_next(walk->text, &next);
        if (!is_core(character) && !character_is_format(character)) {
            size_t after = next;
            bool inside = has_role(walk, character, SIGN_APOSTROPHE | SIGN_HARD_HYPHEN);
            if (!inside || next >= limit || !is_core(utf8_next(walk->text, &after))) break;
            Str start = str_slice(walk->text, walk->at, next);
            bool apostrophe = has_role(walk, character, SIGN_APOSTROPHE);
            if (apostrophe && start.length <= ELISION_LONGEST && is_elision(walk, start))
                return next;
        }
        at = next;
    }
    return at;
}

FormTokens form_tokens_read(Arena *arena, const Language *language, const Block *block,
                            bool quoted) {
    TokenWalk walk = {.arena = arena, .language = language, .block = block};
    walk.text = block->text.bytes;
    walk.quoted = quoted;
    walk.before = FORM_TOKEN_SENTENCE;
    const FormReading *group = NULL;
    while (walk.at < walk.text.length) {
        const FormWord *form = next_form(&walk, &group);
        if (form && form->start == walk.at) {
            token_push(&walk, form->start, form->end, (FormToken){.form = form, .group = group});
            continue;
        }
        size_t limit = form ? form->start : walk.text.length, after = walk.at;
        if (is_core(utf8_next(walk.text, &after))) {
            token_push(&walk, walk.at, word_end(&walk, limit), (FormToken){0});
        } else {
            gap_pass(&walk);
        }
    }
    return (FormTokens){block, walk.tokens.items, walk.tokens.count};
}
