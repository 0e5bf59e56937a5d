#ifndef TRIALNER_H
#define TRIALNER_H

// TrialNER for C and whatever calls C. The shared library (`libtrialner`) needs nothing of Swift on the machine.
//
// - Every function may be called from any thread, and one handle from several threads at once; a handle is closed once, when nobody uses it.
// - Functions that can fail give a `trialner_status`. Where it is not `TRIALNER_OK`, nothing was made, and `*message` (where `message` is
//   not null) is one line that says what is wrong and what to do, to be freed with `trialner_free`.
// - Texts are UTF-8. Those of a known length may hold zero bytes.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What this header declares. A library of the same number has all of it; a later one of the same number only adds.
#define TRIALNER_INTERFACE_VERSION 1

typedef enum {
    TRIALNER_OK = 0,
    // An argument is null or not of the form that this header says.
    TRIALNER_WRONG_ARGUMENT = 1,
    // The model is not there, or its files do not fit together.
    TRIALNER_MODEL = 2,
    // ONNX Runtime is not there, cannot be used, or failed at a model.
    TRIALNER_RUNTIME = 3,
    // A pipeline names a stage or a parameter that there is not, or one has a value that cannot be used.
    TRIALNER_PIPELINE = 4,
    // The bytes of a table are broken, or a column is missing or holds something else.
    TRIALNER_TABLE = 5,
    // Anything else.
    TRIALNER_FAILED = 6,
} trialner_status;

// The number of the interface that the library was built with.
uint32_t trialner_interface_version(void);

// The version of TrialNER, such as "0.1.0"; lives as long as the library.
const char *trialner_version(void);

// Frees a message or a result; null is fine.
void trialner_free(void *memory);

// MARK: Entities of texts

// A model that is open, and how it reads.
typedef struct trialner_recognizer trialner_recognizer;

// Opens a model. A model that is named, or none, is looked for in `Models` beside the library, and ONNX Runtime beside the library too, before the
// places where the command `trialner` looks.
//
// `options` is a JSON object; null or "{}" for the defaults. Its members, all optional:
//   "model"              a folder, or the name of a model that is installed
//   "runtime"            ONNX Runtime's library, in place of the one that is found
//   "precision"          "fp32" or "int8"
//   "threads"            how many threads compute one window together (default 1)
//   "jobs"               how many windows are computed side by side (default: one a core, or 1 where "threads" is given)
//   "batchSize"          the most windows that run together
//   "maxSentenceLength"  the most word pieces that are read at once
//   "caseSensitive"      whether case and accents are kept
//   "sentences"          whether each sentence is read by itself
//   "viterbi"            whether tags are the best valid sequence (default), else the best of each token
//   "labels"             the labels that are wanted, in a list
//   "threshold"          the least confidence of an entity, from 0 to 1
//   "compatibility"      "none" or "spark-nlp"
trialner_status trialner_recognizer_open(const char *options, trialner_recognizer **recognizer, char **message);

// Closes a model; null is fine.
void trialner_recognizer_close(trialner_recognizer *recognizer);

// What is open, as a JSON object: "model", "version", "path", "precision", "labels" (the types of entities, in the order of their numbers),
// "maximumLength". Lives as long as the recognizer.
const char *trialner_recognizer_description(const trialner_recognizer *recognizer);

// A text that is given: `count` bytes of UTF-8.
typedef struct {
    const char *bytes;
    size_t count;
} trialner_text;

// An entity. Offsets count from the start of its text, `end` is the first behind it.
typedef struct {
    // In Unicode scalars, as Python counts.
    int64_t begin;
    int64_t end;
    // In bytes of UTF-8.
    int64_t utf8_begin;
    int64_t utf8_end;
    // The number of its label in the "labels" of the description.
    int32_t label;
    // From 0 to 1.
    float confidence;
} trialner_entity;

// What was found in a list of texts.
typedef struct {
    // How many texts.
    size_t count;
    // `count + 1` numbers: the entities of text i are those from first_entity[i] up to, without it, first_entity[i + 1].
    const size_t *first_entity;
    // All entities, text by text, each text's in the order of the text.
    const trialner_entity *entities;
    // `count` lines: null where the text was read, else why it was not.
    const char *const *errors;
} trialner_documents;

// Reads texts together. A text that cannot be read does not keep the others from it: it has its line in `errors`.
trialner_status trialner_recognizer_annotate(
    const trialner_recognizer *recognizer, const trialner_text *texts, size_t count, trialner_documents **documents, char **message);

// Frees what was found; null is fine.
void trialner_documents_free(trialner_documents *documents);

// MARK: Stages and pipelines of annotators

// Stages that are ready: one, or those of a pipeline.
typedef struct trialner_pipeline trialner_pipeline;

// Makes stages of their names and parameters.
//
// `description` has the form of `pipeline.json`: {"compatibility": "spark-nlp", "stages": [{"class": "Tokenizer", "inputCols": ["document"],
// "outputCol": "token", "splitChars": ["-"]}]}. Relative paths in it start in `folder` (null: the current folder).
// `opening` says how a model is opened, as a JSON object (null for the defaults): "model", "runtime", "precision", "threads", "batchSize"
// as of `trialner_recognizer_open`, each in place of what the description says.
trialner_status trialner_pipeline_make(
    const char *description, const char *folder, const char *opening, trialner_pipeline **pipeline, char **message);

// Reads a saved pipeline: a `pipeline.json`, a folder that has one, or a folder that Spark NLP saved.
trialner_status trialner_pipeline_load(const char *path, const char *opening, trialner_pipeline **pipeline, char **message);

// Frees stages; null is fine.
void trialner_pipeline_free(trialner_pipeline *pipeline);

// The stages in the form of `pipeline.json`, with the absolute path of a model. Lives as long as the pipeline.
const char *trialner_pipeline_description(const trialner_pipeline *pipeline);

// As a JSON object: "inputCols" (what a table must have), "outputCols" (what `trialner_pipeline_transform` gives), and, where a stage has a
// model, "labels" (its tags in the order of their ids). Lives as long as the pipeline.
const char *trialner_pipeline_columns(const trialner_pipeline *pipeline);

// Applies the stages to the rows of a table and gives the columns that they add.
//
// A table is bytes (integers of 32 bits, the lowest byte first):
//   table      = "TNT1" columnCount string… rowCount row…
//   row        = origin cell…              a cell for each column; the origin is the number, from 0, of the row of the table given that a row
//                                          came from (a stage may give several for one, or none); in a table given, the row's own number
//   cell       = 0                         nothing, where the table has a null
//              | 1 string                  a text
//              | 2 count string…           texts
//              | 3 count (string string)…  pairs
//              | 4 count annotation…       annotations; each of these kinds is one byte
//   annotation = name begin end string count (name string)…      type, first and last UTF-16 unit, result, metadata
//   string     = byteCount bytes           UTF-8
//   name       = number                    of a name that stood in this table before, from 0; or the next number, and then a string
//
// A row that cannot be read has in each column of annotations one without text (begin 0, end -1) whose metadata has the reason as "exception", and
// keeps no other row from being read; whatever stage reads such an annotation passes it on.
trialner_status trialner_pipeline_transform(
    const trialner_pipeline *pipeline, const uint8_t *table, size_t byte_count, uint8_t **result, size_t *result_byte_count, char **message);

#ifdef __cplusplus
}
#endif

#endif
