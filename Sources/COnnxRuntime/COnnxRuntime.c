#define _GNU_SOURCE
#include "COnnxRuntime.h"

#include <dlfcn.h>
#include <string.h>

// ONNX Runtime's API is one table of function pointers. Entries are never moved or removed: a new release adds its own at
// the end. So the few that are needed are named by their position, counted in the public header
// (include/onnxruntime/core/session/onnxruntime_c_api.h, struct OrtApi; the positions are those of release 1.8 and later).
enum {
    kGetErrorMessage = 2,
    kCreateEnv = 3,
    kCreateSession = 7,
    kCreateSessionFromArray = 8,
    kRun = 9,
    kCreateSessionOptions = 10,
    kDisableMemPattern = 17,
    kDisableCpuMemArena = 19,
    kSetSessionGraphOptimizationLevel = 23,
    kSetIntraOpNumThreads = 24,
    kSetInterOpNumThreads = 25,
    kSessionGetInputCount = 30,
    kSessionGetOutputCount = 31,
    kSessionGetInputTypeInfo = 33,
    kSessionGetOutputTypeInfo = 34,
    kSessionGetInputName = 36,
    kSessionGetOutputName = 37,
    kCreateRunOptions = 39,
    kRunOptionsSetTerminate = 46,
    kCreateTensorWithDataAsOrtValue = 49,
    kGetTensorMutableData = 51,
    kCastTypeInfoToTensorInfo = 55,
    kGetOnnxTypeFromTypeInfo = 56,
    kGetTensorElementType = 60,
    kGetDimensionsCount = 61,
    kGetDimensions = 62,
    kGetTensorTypeAndShape = 65,
    kCreateCpuMemoryInfo = 69,
    kAllocatorFree = 76,
    kGetAllocatorWithDefaultOptions = 78,
    kReleaseEnv = 92,
    kReleaseStatus = 93,
    kReleaseMemoryInfo = 94,
    kReleaseSession = 95,
    kReleaseValue = 96,
    kReleaseRunOptions = 97,
    kReleaseTypeInfo = 98,
    kReleaseTensorTypeAndShapeInfo = 99,
    kReleaseSessionOptions = 100,
    kAddSessionConfigEntry = 130,
    kEntryCount = 131
};

typedef void (*Entry)(void);

struct CORTApi {
    Entry entries[kEntryCount];
};

typedef struct {
    const CORTApi *(*get_api)(uint32_t version);
    const char *(*get_version_string)(void);
} ApiBase;

typedef const ApiBase *(*GetApiBase)(void);

// Calls the entry at a position of the table with the result type and the parameter types given.
#define ENTRY(result, position, ...) ((result(*)(__VA_ARGS__))api->entries[position])
#define STATUS(position, ...) ENTRY(CORTStatus *, position, __VA_ARGS__)

void *cort_open(const char *path, char *reason, size_t reason_size) {
    // RTLD_LOCAL: another copy of ONNX Runtime may live in the same process (Python's own, for one).
    void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    void *symbol = library ? dlsym(library, "OrtGetApiBase") : NULL;
    if (symbol) { return symbol; }
    const char *text = dlerror();
    strncpy(reason, text ? text : "unknown error", reason_size - 1);
    reason[reason_size - 1] = '\0';
    if (library) { dlclose(library); }
    return NULL;
}

const char *cort_version(const void *get_api_base) {
    const ApiBase *base = ((GetApiBase)get_api_base)();
    return base ? base->get_version_string() : NULL;
}

const CORTApi *cort_api(const void *get_api_base) {
    const ApiBase *base = ((GetApiBase)get_api_base)();
    return base ? base->get_api(CORT_API_VERSION) : NULL;
}

const char *cort_file_of(const void *address) {
    Dl_info info;
    if (!address || !dladdr(address, &info) || !info.dli_fname) { return ""; }
    return info.dli_fname;
}

const char *cort_file_of_this_code(void) { return cort_file_of((const void *)&cort_file_of_this_code); }

const char *cort_status_message(const CORTApi *api, const CORTStatus *status) {
    const char *text = ENTRY(const char *, kGetErrorMessage, const CORTStatus *)(status);
    return text ? text : "";
}

void cort_release_status(const CORTApi *api, CORTStatus *status) { ENTRY(void, kReleaseStatus, CORTStatus *)(status); }

CORTStatus *cort_create_env(const CORTApi *api, int log_level, const char *log_id, CORTEnv **out) {
    return STATUS(kCreateEnv, int, const char *, CORTEnv **)(log_level, log_id, out);
}

void cort_release_env(const CORTApi *api, CORTEnv *env) { ENTRY(void, kReleaseEnv, CORTEnv *)(env); }

CORTStatus *cort_create_session_options(const CORTApi *api, CORTSessionOptions **out) {
    return STATUS(kCreateSessionOptions, CORTSessionOptions **)(out);
}

void cort_release_session_options(const CORTApi *api, CORTSessionOptions *options) {
    ENTRY(void, kReleaseSessionOptions, CORTSessionOptions *)(options);
}

CORTStatus *cort_set_graph_optimization(const CORTApi *api, CORTSessionOptions *options, int level) {
    return STATUS(kSetSessionGraphOptimizationLevel, CORTSessionOptions *, int)(options, level);
}

CORTStatus *cort_set_intra_op_threads(const CORTApi *api, CORTSessionOptions *options, int count) {
    return STATUS(kSetIntraOpNumThreads, CORTSessionOptions *, int)(options, count);
}

CORTStatus *cort_set_inter_op_threads(const CORTApi *api, CORTSessionOptions *options, int count) {
    return STATUS(kSetInterOpNumThreads, CORTSessionOptions *, int)(options, count);
}

CORTStatus *cort_disable_memory_arena(const CORTApi *api, CORTSessionOptions *options) {
    return STATUS(kDisableCpuMemArena, CORTSessionOptions *)(options);
}

CORTStatus *cort_disable_memory_pattern(const CORTApi *api, CORTSessionOptions *options) {
    return STATUS(kDisableMemPattern, CORTSessionOptions *)(options);
}

CORTStatus *cort_add_config_entry(const CORTApi *api, CORTSessionOptions *options, const char *key, const char *value) {
    return STATUS(kAddSessionConfigEntry, CORTSessionOptions *, const char *, const char *)(options, key, value);
}

CORTStatus *cort_create_session(const CORTApi *api, const CORTEnv *env, const char *model_path, const CORTSessionOptions *options,
                                CORTSession **out) {
    return STATUS(kCreateSession, const CORTEnv *, const char *, const CORTSessionOptions *, CORTSession **)(env, model_path, options,
                                                                                                             out);
}

CORTStatus *cort_create_session_from_memory(const CORTApi *api, const CORTEnv *env, const void *model, size_t model_size,
                                            const CORTSessionOptions *options, CORTSession **out) {
    return STATUS(kCreateSessionFromArray, const CORTEnv *, const void *, size_t, const CORTSessionOptions *,
                  CORTSession **)(env, model, model_size, options, out);
}

void cort_release_session(const CORTApi *api, CORTSession *session) { ENTRY(void, kReleaseSession, CORTSession *)(session); }

CORTStatus *cort_input_count(const CORTApi *api, const CORTSession *session, size_t *out) {
    return STATUS(kSessionGetInputCount, const CORTSession *, size_t *)(session, out);
}

CORTStatus *cort_output_count(const CORTApi *api, const CORTSession *session, size_t *out) {
    return STATUS(kSessionGetOutputCount, const CORTSession *, size_t *)(session, out);
}

CORTStatus *cort_input_name(const CORTApi *api, const CORTSession *session, size_t index, CORTAllocator *allocator, char **out) {
    return STATUS(kSessionGetInputName, const CORTSession *, size_t, CORTAllocator *, char **)(session, index, allocator, out);
}

CORTStatus *cort_output_name(const CORTApi *api, const CORTSession *session, size_t index, CORTAllocator *allocator, char **out) {
    return STATUS(kSessionGetOutputName, const CORTSession *, size_t, CORTAllocator *, char **)(session, index, allocator, out);
}

CORTStatus *cort_input_type(const CORTApi *api, const CORTSession *session, size_t index, CORTTypeInfo **out) {
    return STATUS(kSessionGetInputTypeInfo, const CORTSession *, size_t, CORTTypeInfo **)(session, index, out);
}

CORTStatus *cort_output_type(const CORTApi *api, const CORTSession *session, size_t index, CORTTypeInfo **out) {
    return STATUS(kSessionGetOutputTypeInfo, const CORTSession *, size_t, CORTTypeInfo **)(session, index, out);
}

CORTStatus *cort_type_kind(const CORTApi *api, const CORTTypeInfo *type, int *out) {
    return STATUS(kGetOnnxTypeFromTypeInfo, const CORTTypeInfo *, int *)(type, out);
}

CORTStatus *cort_tensor_info_of_type(const CORTApi *api, const CORTTypeInfo *type, const CORTTensorInfo **out) {
    return STATUS(kCastTypeInfoToTensorInfo, const CORTTypeInfo *, const CORTTensorInfo **)(type, out);
}

void cort_release_type_info(const CORTApi *api, CORTTypeInfo *type) { ENTRY(void, kReleaseTypeInfo, CORTTypeInfo *)(type); }

CORTStatus *cort_element_type(const CORTApi *api, const CORTTensorInfo *info, int *out) {
    return STATUS(kGetTensorElementType, const CORTTensorInfo *, int *)(info, out);
}

CORTStatus *cort_dimension_count(const CORTApi *api, const CORTTensorInfo *info, size_t *out) {
    return STATUS(kGetDimensionsCount, const CORTTensorInfo *, size_t *)(info, out);
}

CORTStatus *cort_dimensions(const CORTApi *api, const CORTTensorInfo *info, int64_t *out, size_t count) {
    return STATUS(kGetDimensions, const CORTTensorInfo *, int64_t *, size_t)(info, out, count);
}

CORTStatus *cort_default_allocator(const CORTApi *api, CORTAllocator **out) {
    return STATUS(kGetAllocatorWithDefaultOptions, CORTAllocator **)(out);
}

CORTStatus *cort_free(const CORTApi *api, CORTAllocator *allocator, void *memory) {
    return STATUS(kAllocatorFree, CORTAllocator *, void *)(allocator, memory);
}

CORTStatus *cort_create_cpu_memory_info(const CORTApi *api, CORTMemoryInfo **out) {
    // OrtDeviceAllocator = 0 and OrtMemTypeDefault = 0: plain memory that the caller owns.
    return STATUS(kCreateCpuMemoryInfo, int, int, CORTMemoryInfo **)(0, 0, out);
}

void cort_release_memory_info(const CORTApi *api, CORTMemoryInfo *info) { ENTRY(void, kReleaseMemoryInfo, CORTMemoryInfo *)(info); }

CORTStatus *cort_create_tensor(const CORTApi *api, const CORTMemoryInfo *info, const void *data, size_t byte_count, const int64_t *shape,
                               size_t shape_count, int element_type, CORTValue **out) {
    // The table takes a pointer to mutable memory for inputs and outputs alike; an input is only read.
    return STATUS(kCreateTensorWithDataAsOrtValue, const CORTMemoryInfo *, void *, size_t, const int64_t *, size_t, int,
                  CORTValue **)(info, (void *)(uintptr_t)data, byte_count, shape, shape_count, element_type, out);
}

CORTStatus *cort_tensor_data(const CORTApi *api, CORTValue *value, void **out) {
    return STATUS(kGetTensorMutableData, CORTValue *, void **)(value, out);
}

CORTStatus *cort_tensor_info(const CORTApi *api, const CORTValue *value, CORTTensorInfo **out) {
    return STATUS(kGetTensorTypeAndShape, const CORTValue *, CORTTensorInfo **)(value, out);
}

void cort_release_tensor_info(const CORTApi *api, CORTTensorInfo *info) {
    ENTRY(void, kReleaseTensorTypeAndShapeInfo, CORTTensorInfo *)(info);
}

void cort_release_value(const CORTApi *api, CORTValue *value) { ENTRY(void, kReleaseValue, CORTValue *)(value); }

CORTStatus *cort_create_run_options(const CORTApi *api, CORTRunOptions **out) { return STATUS(kCreateRunOptions, CORTRunOptions **)(out); }

void cort_release_run_options(const CORTApi *api, CORTRunOptions *options) { ENTRY(void, kReleaseRunOptions, CORTRunOptions *)(options); }

CORTStatus *cort_set_terminate(const CORTApi *api, CORTRunOptions *options) {
    return STATUS(kRunOptionsSetTerminate, CORTRunOptions *)(options);
}

CORTStatus *cort_run(const CORTApi *api, CORTSession *session, const CORTRunOptions *options, const char *const *input_names,
                     const CORTValue *const *inputs, size_t input_count, const char *const *output_names, size_t output_count,
                     CORTValue **outputs) {
    return STATUS(kRun, CORTSession *, const CORTRunOptions *, const char *const *, const CORTValue *const *, size_t, const char *const *,
                  size_t, CORTValue **)(session, options, input_names, inputs, input_count, output_names, output_count, outputs);
}
