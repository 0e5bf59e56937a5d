// A program in C that uses every function of trialner.h: `client MODEL_FOLDER` reads texts, one a line, from standard input, on four threads at once.
// It prints what it found; a check that fails ends it with a message.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trialner.h"

enum { MAXIMUM_TEXTS = 64, THREADS = 4 };

static void check(int holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "client: %s\n", what);
        exit(1);
    }
}

static trialner_recognizer *recognizer;
static trialner_text texts[MAXIMUM_TEXTS];
static size_t text_count;

static void *read_texts(void *place) {
    char *message = NULL;
    trialner_status status = trialner_recognizer_annotate(recognizer, texts, text_count, place, &message);
    check(status == TRIALNER_OK && message == NULL, "the texts were not read");
    return NULL;
}

static void check_same(const trialner_documents *one, const trialner_documents *other) {
    size_t entities = one->first_entity[one->count];
    check(one->count == other->count && entities == other->first_entity[other->count], "two threads found different entities");
    check(memcmp(one->entities, other->entities, entities * sizeof *one->entities) == 0, "two threads found different entities");
}

static void read_on_threads(void) {
    trialner_documents *found[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) { check(pthread_create(&threads[i], NULL, read_texts, &found[i]) == 0, "no thread"); }
    for (int i = 0; i < THREADS; i++) { pthread_join(threads[i], NULL); }
    for (int i = 1; i < THREADS; i++) { check_same(found[0], found[i]); }
    for (size_t text = 0; text < found[0]->count; text++) {
        if (found[0]->errors[text]) { printf("%zu error %s\n", text, found[0]->errors[text]); }
        for (size_t i = found[0]->first_entity[text]; i < found[0]->first_entity[text + 1]; i++) {
            const trialner_entity *entity = &found[0]->entities[i];
            printf(
                "%zu %lld %lld %.*s\n", text, (long long)entity->begin, (long long)entity->end,
                (int)(entity->utf8_end - entity->utf8_begin), texts[text].bytes + entity->utf8_begin);
        }
    }
    for (int i = 0; i < THREADS; i++) { trialner_documents_free(found[i]); }
}

static void expect(trialner_status status, trialner_status expected, char *message) {
    check(status == expected, message ? message : "a wrong call was not refused");
    check(message && strlen(message) > 0 && !strchr(message, '\n'), "a wrong call has no one line that tells why");
    printf("refused %d %s\n", status, message);
    trialner_free(message);
}

// The call is made before the message is looked at.
#define EXPECT(call, expected) \
    do { \
        trialner_status made = (call); \
        expect(made, expected, message); \
    } while (0)

static void make_wrong_calls(void) {
    char *message = NULL;
    trialner_recognizer *none = NULL;
    EXPECT(trialner_recognizer_open("{\"model\": \"/no/such/folder\"}", &none, &message), TRIALNER_MODEL);
    EXPECT(trialner_recognizer_open("{\"modle\": \"x\"}", &none, &message), TRIALNER_WRONG_ARGUMENT);
    EXPECT(trialner_recognizer_open("[]", &none, &message), TRIALNER_WRONG_ARGUMENT);
    EXPECT(trialner_recognizer_open("{\"threshold\": 2}", &none, &message), TRIALNER_WRONG_ARGUMENT);
    EXPECT(trialner_recognizer_open("{}", NULL, &message), TRIALNER_WRONG_ARGUMENT);
    trialner_documents *documents = NULL;
    EXPECT(trialner_recognizer_annotate(recognizer, NULL, 3, &documents, &message), TRIALNER_WRONG_ARGUMENT);
    trialner_pipeline *pipeline = NULL;
    EXPECT(trialner_pipeline_make("{\"stages\": [{\"class\": \"Tokeniser\"}]}", NULL, NULL, &pipeline, &message), TRIALNER_PIPELINE);
    EXPECT(trialner_pipeline_load("/no/such/file.json", NULL, &pipeline, &message), TRIALNER_PIPELINE);
    check(none == NULL && documents == NULL && pipeline == NULL, "a wrong call made something");
    check(trialner_recognizer_open("{\"threshold\": 2}", &none, NULL) == TRIALNER_WRONG_ARGUMENT, "a message was needed");
    trialner_recognizer_close(NULL);
    trialner_pipeline_free(NULL);
    trialner_documents_free(NULL);
    trialner_free(NULL);
}

static void apply_stages(void) {
    char *message = NULL;
    trialner_pipeline *pipeline = NULL;
    trialner_status status = trialner_pipeline_make(
        "{\"stages\": [{\"class\": \"DocumentAssembler\"}, {\"class\": \"Tokenizer\", \"inputCols\": [\"document\"], \"outputCol\": \"token\"}]}", NULL,
        NULL, &pipeline, &message);
    check(status == TRIALNER_OK, message);
    printf("columns %s\n", trialner_pipeline_columns(pipeline));
    // One column, `text`; two rows: a text and a null.
    static const unsigned char table[] = {'T', 'N', 'T', '1', 1, 0, 0, 0, 4, 0, 0, 0, 't', 'e', 'x', 't', 2, 0, 0, 0, 0, 0,
                                          0,   0,   1,   4,   0, 0, 0, 'p', '<', '1', '.', 1, 0, 0, 0, 0};
    uint8_t *result = NULL;
    size_t count = 0;
    status = trialner_pipeline_transform(pipeline, table, sizeof table, &result, &count, &message);
    check(status == TRIALNER_OK, message);
    check(count > 4 && memcmp(result, "TNT1", 4) == 0, "the result is no table");
    trialner_free(result);
    EXPECT(trialner_pipeline_transform(pipeline, table, sizeof table - 1, &result, &count, &message), TRIALNER_TABLE);
    trialner_pipeline_free(pipeline);
}

int main(int argc, char **argv) {
    check(argc == 2, "usage: client MODEL_FOLDER");
    check(trialner_interface_version() == TRIALNER_INTERFACE_VERSION, "the header and the library are of different versions");
    char options[4096], *message = NULL;
    snprintf(options, sizeof options, "{\"model\": \"%s\", \"jobs\": 2}", argv[1]);
    check(trialner_recognizer_open(options, &recognizer, &message) == TRIALNER_OK, message);
    printf("version %s\n%s\n", trialner_version(), trialner_recognizer_description(recognizer));
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while (text_count < MAXIMUM_TEXTS && (length = getline(&line, &capacity, stdin)) >= 0) {
        if (length > 0 && line[length - 1] == '\n') { length--; }
        texts[text_count++] = (trialner_text){.bytes = line, .count = (size_t)length};
        line = NULL;
        capacity = 0;
    }
    read_on_threads();
    make_wrong_calls();
    apply_stages();
    trialner_recognizer_close(recognizer);
    return 0;
}
