// Between the JVM and libtrialner: bytes in, bytes out. The library is opened by the path that Java gives, so nothing is linked against it.
#include <dlfcn.h>
#include <jni.h>
#include <stdlib.h>
#include <string.h>

#include "trialner.h"

static struct {
    uint32_t (*interface_version)(void);
    void (*free)(void *);
    trialner_status (*make)(const char *, const char *, const char *, trialner_pipeline **, char **);
    void (*free_pipeline)(trialner_pipeline *);
    const char *(*description)(const trialner_pipeline *);
    const char *(*columns)(const trialner_pipeline *);
    trialner_status (*transform)(const trialner_pipeline *, const uint8_t *, size_t, uint8_t **, size_t *, char **);
} core;

// Throws trialner.spark.TrialNERException; a message that is the core's is freed.
static void throw_status(JNIEnv *env, trialner_status status, char *message, int is_core) {
    jclass type = (*env)->FindClass(env, "trialner/spark/TrialNERException");
    if (!type) { return; }
    jmethodID make = (*env)->GetMethodID(env, type, "<init>", "(I[B)V");
    const char *text = message ? message : "there is no memory left";
    jsize length = (jsize)strlen(text);
    jbyteArray bytes = (*env)->NewByteArray(env, length);
    if (make && bytes) {
        (*env)->SetByteArrayRegion(env, bytes, 0, length, (const jbyte *)text);
        jobject exception = (*env)->NewObject(env, type, make, (jint)status, bytes);
        if (exception) { (*env)->Throw(env, exception); }
    }
    if (is_core && message) { core.free(message); }
}

// A copy of the bytes of an array with a zero behind them, to be freed; null for null.
static char *copy_of(JNIEnv *env, jbyteArray array, size_t *count) {
    if (!array) { return NULL; }
    jsize length = (*env)->GetArrayLength(env, array);
    char *copy = malloc((size_t)length + 1);
    if (!copy) { return NULL; }
    (*env)->GetByteArrayRegion(env, array, 0, length, (jbyte *)copy);
    copy[length] = 0;
    if (count) { *count = (size_t)length; }
    return copy;
}

static jbyteArray array_of(JNIEnv *env, const void *bytes, size_t count) {
    jbyteArray array = (*env)->NewByteArray(env, (jsize)count);
    if (array) { (*env)->SetByteArrayRegion(env, array, 0, (jsize)count, bytes); }
    return array;
}

JNIEXPORT void JNICALL Java_trialner_spark_NativeLibrary_open(JNIEnv *env, jclass type, jbyteArray path) {
    (void)type;
    char *file = copy_of(env, path, NULL);
    void *library = file ? dlopen(file, RTLD_NOW | RTLD_LOCAL) : NULL;
    free(file);
    if (!library) {
        throw_status(env, TRIALNER_FAILED, dlerror(), 0);
        return;
    }
    struct {
        const char *name;
        void **function;
    } functions[] = {
        {"trialner_interface_version", (void **)&core.interface_version},
        {"trialner_free", (void **)&core.free},
        {"trialner_pipeline_make", (void **)&core.make},
        {"trialner_pipeline_free", (void **)&core.free_pipeline},
        {"trialner_pipeline_description", (void **)&core.description},
        {"trialner_pipeline_columns", (void **)&core.columns},
        {"trialner_pipeline_transform", (void **)&core.transform},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        *functions[i].function = dlsym(library, functions[i].name);
        if (!*functions[i].function) {
            throw_status(env, TRIALNER_FAILED, dlerror(), 0);
            return;
        }
    }
    if (core.interface_version() != TRIALNER_INTERFACE_VERSION) {
        throw_status(env, TRIALNER_FAILED, "libtrialner is of another version than this jar; take both from one build", 0);
    }
}

JNIEXPORT jlong JNICALL Java_trialner_spark_NativeLibrary_make(JNIEnv *env, jclass type, jbyteArray description, jbyteArray opening) {
    (void)type;
    char *text = copy_of(env, description, NULL), *options = copy_of(env, opening, NULL), *message = NULL;
    trialner_pipeline *pipeline = NULL;
    trialner_status status = core.make(text, NULL, options, &pipeline, &message);
    free(text);
    free(options);
    if (status != TRIALNER_OK) { throw_status(env, status, message, 1); }
    return (jlong)(intptr_t)pipeline;
}

JNIEXPORT void JNICALL Java_trialner_spark_NativeLibrary_free(JNIEnv *env, jclass type, jlong pipeline) {
    (void)env;
    (void)type;
    core.free_pipeline((trialner_pipeline *)(intptr_t)pipeline);
}

JNIEXPORT jbyteArray JNICALL Java_trialner_spark_NativeLibrary_description(JNIEnv *env, jclass type, jlong pipeline) {
    (void)type;
    const char *text = core.description((const trialner_pipeline *)(intptr_t)pipeline);
    return array_of(env, text, strlen(text));
}

JNIEXPORT jbyteArray JNICALL Java_trialner_spark_NativeLibrary_columns(JNIEnv *env, jclass type, jlong pipeline) {
    (void)type;
    const char *text = core.columns((const trialner_pipeline *)(intptr_t)pipeline);
    return array_of(env, text, strlen(text));
}

JNIEXPORT jbyteArray JNICALL Java_trialner_spark_NativeLibrary_transform(
    JNIEnv *env, jclass type, jlong pipeline, jbyteArray table, jint count) {
    (void)type;
    uint8_t *bytes = malloc((size_t)count + 1), *result = NULL;
    size_t result_count = 0;
    char *message = NULL;
    if (!bytes) {
        throw_status(env, TRIALNER_FAILED, NULL, 0);
        return NULL;
    }
    (*env)->GetByteArrayRegion(env, table, 0, count, (jbyte *)bytes);
    trialner_status status =
        core.transform((const trialner_pipeline *)(intptr_t)pipeline, bytes, (size_t)count, &result, &result_count, &message);
    free(bytes);
    if (status != TRIALNER_OK) {
        throw_status(env, status, message, 1);
        return NULL;
    }
    jbyteArray answer = NULL;
    if (result_count > INT32_MAX) {
        throw_status(env, TRIALNER_FAILED, "the rows of one batch take more than 2 GB; split the longest texts", 0);
    } else {
        answer = array_of(env, result, result_count);
    }
    core.free(result);
    return answer;
}
