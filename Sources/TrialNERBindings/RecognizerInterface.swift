import CTrialNER
import TrialNER

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// What each function does, `trialner.h` says.

/// Where a function puts its message.
public typealias Message = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

@_cdecl("trialner_recognizer_open")
public func openRecognizer(
    _ options: UnsafePointer<CChar>?, _ recognizer: UnsafeMutablePointer<OpaquePointer?>?, _ message: Message
) -> trialner_status {
    reporting(message) {
        guard let recognizer else { throw InterfaceError.nullArgument("recognizer") }
        recognizer.pointee = Handle.retained(try RecognizerHandle(RecognizerOptions(options)))
    }
}

@_cdecl("trialner_recognizer_close")
public func closeRecognizer(_ recognizer: OpaquePointer?) { Handle.release(RecognizerHandle.self, recognizer) }

@_cdecl("trialner_recognizer_description")
public func describeRecognizer(_ recognizer: OpaquePointer?) -> UnsafePointer<CChar>? {
    Handle.object(RecognizerHandle.self, recognizer)?.description.pointer
}

@_cdecl("trialner_recognizer_annotate")
public func annotate(
    _ recognizer: OpaquePointer?, _ texts: UnsafePointer<trialner_text>?, _ count: Int,
    _ documents: UnsafeMutablePointer<UnsafeMutablePointer<trialner_documents>?>?, _ message: Message
) -> trialner_status {
    reporting(message) {
        guard let handle = Handle.object(RecognizerHandle.self, recognizer) else { throw InterfaceError.nullArgument("recognizer") }
        guard let documents else { throw InterfaceError.nullArgument("documents") }
        let list = UnsafeBufferPointer(start: texts, count: texts == nil ? 0 : count)
        guard count == list.count else { throw InterfaceError.nullArgument("texts") }
        let given = try list.map { text throws(InterfaceError) in
            guard text.bytes != nil || text.count == 0 else { throw .nullArgument("texts[…].bytes") }
            return UnsafeRawBufferPointer(start: text.bytes, count: text.count).assumingMemoryBound(to: UInt8.self)
        }
        documents.pointee = Documents.made(of: handle.outcomes(of: given), by: handle)
    }
}

@_cdecl("trialner_documents_free")
public func freeDocuments(_ documents: UnsafeMutablePointer<trialner_documents>?) { Documents.free(documents) }

/// The memory of a `trialner_documents`.
private enum Documents {
    static func made(of outcomes: [RecognizerHandle.Outcome], by handle: RecognizerHandle) -> UnsafeMutablePointer<trialner_documents> {
        let first = allocate(Int.self, count: outcomes.count + 1)
        let errors = allocate(UnsafePointer<CChar>?.self, count: outcomes.count)
        var all: [trialner_entity] = []
        for (index, outcome) in outcomes.enumerated() {
            first[index] = all.count
            switch outcome {
            case .read(let document):
                all += handle.entities(of: document)
                errors[index] = nil
            case .failed(let reason): errors[index] = UnsafePointer(CString.copy(of: reason))
            }
        }
        first[outcomes.count] = all.count
        let entities = allocate(trialner_entity.self, count: all.count)
        for (index, entity) in all.enumerated() { entities[index] = entity }
        let documents = allocate(trialner_documents.self, count: 1)
        documents.pointee = trialner_documents(count: outcomes.count, first_entity: first, entities: entities, errors: errors)
        return documents
    }

    static func free(_ documents: UnsafeMutablePointer<trialner_documents>?) {
        guard let documents else { return }
        let content = documents.pointee
        for index in 0..<content.count { freeMemory(UnsafeMutableRawPointer(mutating: content.errors[index])) }
        freeMemory(UnsafeMutableRawPointer(mutating: content.errors))
        freeMemory(UnsafeMutableRawPointer(mutating: content.first_entity))
        freeMemory(UnsafeMutableRawPointer(mutating: content.entities))
        freeMemory(documents)
    }
}
