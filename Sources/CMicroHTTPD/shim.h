// What Swift cannot call itself: variadic functions, macros that are no plain constants, and enumerations that releases of the library
// declare differently.
#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/// Leaves a path as it was sent: decoded, a `%00` in it would hide what follows.
static size_t cmhd_keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

/// Starts a server with its own threads on a socket that listens already; NULL if it cannot.
static inline struct MHD_Daemon *cmhd_start(
    int socket, unsigned int threads, unsigned int connections, unsigned int idle_seconds, size_t connection_memory, void *context,
    MHD_AccessHandlerCallback handler, MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback connection) {
    return MHD_start_daemon(
        MHD_USE_AUTO_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME, 0, NULL, NULL, handler, context,
        MHD_OPTION_LISTEN_SOCKET, socket,
        MHD_OPTION_THREAD_POOL_SIZE, threads,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, cmhd_keep_escapes, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_NOTIFY_CONNECTION, connection, context,
        MHD_OPTION_END);
}

/// The socket of a connection.
static inline int cmhd_descriptor(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

/// What was set for the socket of a connection when it was accepted.
static inline void *cmhd_socket_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/// A response of bytes that are copied.
static inline struct MHD_Response *cmhd_response_of_bytes(const void *bytes, size_t count) {
    return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

/// A response of a length that is not known beforehand, asked for in pieces.
static inline struct MHD_Response *cmhd_response_of_stream(
    size_t piece, void *context, MHD_ContentReaderCallback read, MHD_ContentReaderFreeCallback release) {
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, piece, read, context, release);
}

/// What a content reader gives in place of a count at the end of a stream, and where the rest will not come.
static const ssize_t cmhd_end_of_stream = -1;
static const ssize_t cmhd_end_with_error = -2;

/// What handlers give: whether the connection goes on.
static inline enum MHD_Result cmhd_result(bool goes_on) { return goes_on ? MHD_YES : MHD_NO; }

/// Calls the iterator for each field of the header of the request at hand.
static inline void cmhd_headers(struct MHD_Connection *connection, MHD_KeyValueIterator iterator, void *context) {
    MHD_get_connection_values(connection, MHD_HEADER_KIND, iterator, context);
}

/// Whether a connection was just accepted, not closed.
static inline bool cmhd_is_start(enum MHD_ConnectionNotificationCode code) { return code == MHD_CONNECTION_NOTIFY_STARTED; }

/// Whether a request ended with its whole answer sent.
static inline bool cmhd_is_complete(enum MHD_RequestTerminationCode code) { return code == MHD_REQUEST_TERMINATED_COMPLETED_OK; }
