// A thin layer over ONNX Runtime's C API, found and loaded at run time: no header and no library of
// ONNX Runtime is needed to build. One function here calls one entry of its table of functions.
#ifndef TRIALNER_CONNXRUNTIME_H
#define TRIALNER_CONNXRUNTIME_H

#include <stddef.h>
#include <stdint.h>

#include "Process.h"

// The version of the API that is asked for: ONNX Runtime 1.14 (February 2023) and every later release answer to it.
#define CORT_API_VERSION 14

typedef struct CORTApi CORTApi;
typedef struct CORTStatus CORTStatus;
typedef struct CORTEnv CORTEnv;
typedef struct CORTSessionOptions CORTSessionOptions;
typedef struct CORTSession CORTSession;
typedef struct CORTRunOptions CORTRunOptions;
typedef struct CORTMemoryInfo CORTMemoryInfo;
typedef struct CORTAllocator CORTAllocator;
typedef struct CORTValue CORTValue;
typedef struct CORTTypeInfo CORTTypeInfo;
typedef struct CORTTensorInfo CORTTensorInfo;

// Values of ONNX Runtime's enumerations that are used here.
enum { CORT_ELEMENT_FLOAT = 1, CORT_ELEMENT_INT64 = 7 };
enum { CORT_TYPE_TENSOR = 1 };
enum { CORT_LOG_WARNING = 2, CORT_LOG_FATAL = 4 };

// Opens the library at `path` (or by name on the loader's path) and keeps it for the life of the process.
// Returns the address of its `OrtGetApiBase`, or NULL with the loader's text copied into `reason`.
void *_Nullable cort_open(const char *_Nonnull path, char *_Nonnull reason, size_t reason_size);

// The release of the library, such as "1.20.1".
const char *_Nullable cort_version(const void *_Nonnull get_api_base);

// The table of functions for CORT_API_VERSION, or NULL if the library does not know that version.
const CORTApi *_Nullable cort_api(const void *_Nonnull get_api_base);

// The file that the loader took the function at `address` from ("" if unknown): the library's own path, or this program's.
const char *_Nonnull cort_file_of(const void *_Nullable address);

// The file that holds this code: the program, or the shared library that it was linked into.
const char *_Nonnull cort_file_of_this_code(void);

// Every function below that returns a status returns NULL on success; a status is released by its receiver.
const char *_Nonnull cort_status_message(const CORTApi *_Nonnull api, const CORTStatus *_Nonnull status);
void cort_release_status(const CORTApi *_Nonnull api, CORTStatus *_Nullable status);

CORTStatus *_Nullable cort_create_env(const CORTApi *_Nonnull api, int log_level, const char *_Nonnull log_id, CORTEnv *_Nullable *_Nonnull out);
void cort_release_env(const CORTApi *_Nonnull api, CORTEnv *_Nullable env);

CORTStatus *_Nullable cort_create_session_options(const CORTApi *_Nonnull api, CORTSessionOptions *_Nullable *_Nonnull out);
void cort_release_session_options(const CORTApi *_Nonnull api, CORTSessionOptions *_Nullable options);
CORTStatus *_Nullable cort_set_graph_optimization(const CORTApi *_Nonnull api, CORTSessionOptions *_Nonnull options, int level);
CORTStatus *_Nullable cort_set_intra_op_threads(const CORTApi *_Nonnull api, CORTSessionOptions *_Nonnull options, int count);
CORTStatus *_Nullable cort_set_inter_op_threads(const CORTApi *_Nonnull api, CORTSessionOptions *_Nonnull options, int count);
CORTStatus *_Nullable cort_disable_memory_arena(const CORTApi *_Nonnull api, CORTSessionOptions *_Nonnull options);
CORTStatus *_Nullable cort_disable_memory_pattern(const CORTApi *_Nonnull api, CORTSessionOptions *_Nonnull options);
CORTStatus *_Nullable cort_add_config_entry(const CORTApi *_Nonnull api, CORTSessionOptions *_Nonnull options, const char *_Nonnull key, const char *_Nonnull value);

CORTStatus *_Nullable cort_create_session(const CORTApi *_Nonnull api, const CORTEnv *_Nonnull env, const char *_Nonnull model_path, const CORTSessionOptions *_Nonnull options, CORTSession *_Nullable *_Nonnull out);
// The model is read while the session is made, and not needed afterwards.
CORTStatus *_Nullable cort_create_session_from_memory(const CORTApi *_Nonnull api, const CORTEnv *_Nonnull env, const void *_Nullable model, size_t model_size, const CORTSessionOptions *_Nonnull options, CORTSession *_Nullable *_Nonnull out);
void cort_release_session(const CORTApi *_Nonnull api, CORTSession *_Nullable session);

// The inputs (or outputs) of a model. A name belongs to the caller, who gives it back with cort_free; a type is
// released with cort_release_type_info, and the tensor description inside it lives as long as the type.
CORTStatus *_Nullable cort_input_count(const CORTApi *_Nonnull api, const CORTSession *_Nonnull session, size_t *_Nonnull out);
CORTStatus *_Nullable cort_output_count(const CORTApi *_Nonnull api, const CORTSession *_Nonnull session, size_t *_Nonnull out);
CORTStatus *_Nullable cort_input_name(const CORTApi *_Nonnull api, const CORTSession *_Nonnull session, size_t index, CORTAllocator *_Nonnull allocator, char *_Nullable *_Nonnull out);
CORTStatus *_Nullable cort_output_name(const CORTApi *_Nonnull api, const CORTSession *_Nonnull session, size_t index, CORTAllocator *_Nonnull allocator, char *_Nullable *_Nonnull out);
CORTStatus *_Nullable cort_input_type(const CORTApi *_Nonnull api, const CORTSession *_Nonnull session, size_t index, CORTTypeInfo *_Nullable *_Nonnull out);
CORTStatus *_Nullable cort_output_type(const CORTApi *_Nonnull api, const CORTSession *_Nonnull session, size_t index, CORTTypeInfo *_Nullable *_Nonnull out);
CORTStatus *_Nullable cort_type_kind(const CORTApi *_Nonnull api, const CORTTypeInfo *_Nonnull type, int *_Nonnull out);
CORTStatus *_Nullable cort_tensor_info_of_type(const CORTApi *_Nonnull api, const CORTTypeInfo *_Nonnull type, const CORTTensorInfo *_Nullable *_Nonnull out);
void cort_release_type_info(const CORTApi *_Nonnull api, CORTTypeInfo *_Nullable type);
CORTStatus *_Nullable cort_element_type(const CORTApi *_Nonnull api, const CORTTensorInfo *_Nonnull info, int *_Nonnull out);
CORTStatus *_Nullable cort_dimension_count(const CORTApi *_Nonnull api, const CORTTensorInfo *_Nonnull info, size_t *_Nonnull out);
CORTStatus *_Nullable cort_dimensions(const CORTApi *_Nonnull api, const CORTTensorInfo *_Nonnull info, int64_t *_Nonnull out, size_t count);

// The default allocator belongs to the library and is not released.
CORTStatus *_Nullable cort_default_allocator(const CORTApi *_Nonnull api, CORTAllocator *_Nullable *_Nonnull out);
CORTStatus *_Nullable cort_free(const CORTApi *_Nonnull api, CORTAllocator *_Nonnull allocator, void *_Nullable memory);

CORTStatus *_Nullable cort_create_cpu_memory_info(const CORTApi *_Nonnull api, CORTMemoryInfo *_Nullable *_Nonnull out);
void cort_release_memory_info(const CORTApi *_Nonnull api, CORTMemoryInfo *_Nullable info);

// A tensor over memory of the caller, which is neither copied nor freed.
CORTStatus *_Nullable cort_create_tensor(const CORTApi *_Nonnull api, const CORTMemoryInfo *_Nonnull info, const void *_Nonnull data, size_t byte_count, const int64_t *_Nonnull shape, size_t shape_count, int element_type, CORTValue *_Nullable *_Nonnull out);
CORTStatus *_Nullable cort_tensor_data(const CORTApi *_Nonnull api, CORTValue *_Nonnull value, void *_Nullable *_Nonnull out);
CORTStatus *_Nullable cort_tensor_info(const CORTApi *_Nonnull api, const CORTValue *_Nonnull value, CORTTensorInfo *_Nullable *_Nonnull out);
void cort_release_tensor_info(const CORTApi *_Nonnull api, CORTTensorInfo *_Nullable info);
void cort_release_value(const CORTApi *_Nonnull api, CORTValue *_Nullable value);

CORTStatus *_Nullable cort_create_run_options(const CORTApi *_Nonnull api, CORTRunOptions *_Nullable *_Nonnull out);
void cort_release_run_options(const CORTApi *_Nonnull api, CORTRunOptions *_Nullable options);
// Ends, as soon as it can, every run that was started with these options. May be called from any thread.
CORTStatus *_Nullable cort_set_terminate(const CORTApi *_Nonnull api, CORTRunOptions *_Nonnull options);

CORTStatus *_Nullable cort_run(const CORTApi *_Nonnull api, CORTSession *_Nonnull session, const CORTRunOptions *_Nullable options, const char *_Nullable const *_Nonnull input_names, const CORTValue *_Nullable const *_Nonnull inputs, size_t input_count, const char *_Nullable const *_Nonnull output_names, size_t output_count, CORTValue *_Nullable *_Nonnull outputs);

#endif
