import CTrialNER
import TrialNER

// What each function does, `trialner.h` says.

@_cdecl("trialner_pipeline_make")
public func makePipeline(
    _ description: UnsafePointer<CChar>?, _ folder: UnsafePointer<CChar>?, _ opening: UnsafePointer<CChar>?,
    _ pipeline: UnsafeMutablePointer<OpaquePointer?>?, _ message: Message
) -> trialner_status {
    reporting(message) {
        guard let description else { throw InterfaceError.nullArgument("description") }
        guard let pipeline else { throw InterfaceError.nullArgument("pipeline") }
        let handle = try PipelineHandle.make(
            String(cString: description), folder: folder.map { String(cString: $0) }, opening: RecognizerOptions.opening(opening))
        pipeline.pointee = Handle.retained(handle)
    }
}

@_cdecl("trialner_pipeline_load")
public func loadPipeline(
    _ path: UnsafePointer<CChar>?, _ opening: UnsafePointer<CChar>?, _ pipeline: UnsafeMutablePointer<OpaquePointer?>?, _ message: Message
) -> trialner_status {
    reporting(message) {
        guard let path else { throw InterfaceError.nullArgument("path") }
        guard let pipeline else { throw InterfaceError.nullArgument("pipeline") }
        let model = try PipelineModel.load(from: String(cString: path), opening: RecognizerOptions.opening(opening))
        pipeline.pointee = Handle.retained(PipelineHandle(model))
    }
}

@_cdecl("trialner_pipeline_free")
public func freePipeline(_ pipeline: OpaquePointer?) { Handle.release(PipelineHandle.self, pipeline) }

@_cdecl("trialner_pipeline_description")
public func describePipeline(_ pipeline: OpaquePointer?) -> UnsafePointer<CChar>? {
    Handle.object(PipelineHandle.self, pipeline)?.description.pointer
}

@_cdecl("trialner_pipeline_columns")
public func columnsOfPipeline(_ pipeline: OpaquePointer?) -> UnsafePointer<CChar>? {
    Handle.object(PipelineHandle.self, pipeline)?.columns.pointer
}

@_cdecl("trialner_pipeline_transform")
public func transformTable(
    _ pipeline: OpaquePointer?, _ table: UnsafePointer<UInt8>?, _ byteCount: Int,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
    _ resultByteCount: UnsafeMutablePointer<Int>?, _ message: Message
) -> trialner_status {
    reporting(message) {
        guard let handle = Handle.object(PipelineHandle.self, pipeline) else { throw InterfaceError.nullArgument("pipeline") }
        guard let table else { throw InterfaceError.nullArgument("table") }
        guard let result, let resultByteCount else { throw InterfaceError.nullArgument("result") }
        let bytes = try handle.transform(UnsafeBufferPointer(start: table, count: byteCount))
        let copy = allocate(UInt8.self, count: bytes.count)
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { copy.update(from: base, count: bytes.count) } }
        result.pointee = copy
        resultByteCount.pointee = bytes.count
    }
}
