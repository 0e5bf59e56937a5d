import CLibXML2

/// Reads XML from a source by libxml2's reader, a node at a time.
///
/// Nothing is loaded besides the source: no document type, no external entity, nothing from a network. Entities that a document declares are
/// not expanded.
final class XMLStream {
    /// A node of the document.
    enum Node {
        /// An element begins; where it is empty, no end follows.
        case start(name: String, attributes: [String: String], isEmpty: Bool)
        case end
        case text([UInt8])
        /// `&name;` where no entity of that name is known.
        case entity(String)
    }

    /// What libxml2 calls back for.
    private final class Feed {
        let source: any ByteSource
        var block: [UInt8] = []
        var problem: InputProblem?
        var bytesRead = 0
        var message: String?

        init(_ source: any ByteSource) {
            self.source = source
        }

        func read(into target: UnsafeMutableRawPointer, count: Int) -> Int32 {
            block.removeAll(keepingCapacity: true)
            do throws(InputProblem) {
                let given = try source.read(into: &block, count: count)
                block.withUnsafeBytes { bytes in
                    if let start = bytes.baseAddress { target.copyMemory(from: start, byteCount: given) }
                }
                bytesRead += given
                return Int32(given)
            } catch {
                problem = error
                return -1
            }
        }
    }

    private let feed: Feed
    private let reader: xmlTextReaderPtr

    /// Makes a reader of a source.
    ///
    /// - Throws: ``InputProblem/system(_:)`` where there is no memory for it.
    init(_ source: any ByteSource) throws(InputProblem) {
        feed = Feed(source)
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue)
        let opened = xmlReaderForIO(
            { context, target, count in
                guard let context, let target else { return -1 }
                return Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue().read(into: target, count: Int(count))
            },
            { _ in 0 }, Unmanaged.passUnretained(feed).toOpaque(), nil, nil, options)
        guard let opened else { throw .system("libxml2 cannot begin to read") }
        reader = opened
        // Without a handler libxml2 writes to standard error.
        xmlTextReaderSetStructuredErrorHandler(
            opened,
            { context, error in
                guard let context, let error = error?.pointee, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
                let feed = Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue()
                guard feed.message == nil, let text = error.message else { return }
                feed.message = "\(trimmed(String(cString: text))) in line \(error.line)"
            }, Unmanaged.passUnretained(feed).toOpaque())
    }

    deinit {
        xmlFreeTextReader(reader)
    }

    /// How many bytes were read so far.
    var bytesRead: Int { feed.bytesRead }

    /// Whether what comes next can be read without waiting for whoever writes.
    var isReady: Bool { feed.source.isReady }

    /// The line of the node that was given last, from 1.
    var line: Int { max(1, xmlGetLineNo(xmlTextReaderCurrentNode(reader))) }

    /// The next node; `nil` at the end.
    ///
    /// - Throws: What the source throws, or ``InputProblem/format(_:)`` where this is no XML.
    func next() throws(InputProblem) -> Node? {
        while true {
            let result = xmlTextReaderRead(reader)
            if let problem = feed.problem { throw problem }
            if result == 0 { return nil }
            guard result == 1 else { throw .format("is no well-formed XML: \(feed.message ?? "libxml2 says no more")") }
            switch UInt32(xmlTextReaderNodeType(reader)) {
            case XML_READER_TYPE_ELEMENT.rawValue:
                let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
                return .start(name: Self.text(xmlTextReaderConstLocalName(reader)), attributes: attributes(), isEmpty: isEmpty)
            case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue,
                XML_READER_TYPE_WHITESPACE.rawValue:
                guard let value = xmlTextReaderConstValue(reader) else { continue }
                return .text(Array(UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value)))))
            case XML_READER_TYPE_ENTITY_REFERENCE.rawValue: return .entity(Self.text(xmlTextReaderConstLocalName(reader)))
            default: continue
            }
        }
    }

    private func attributes() -> [String: String] {
        guard xmlTextReaderHasAttributes(reader) == 1 else { return [:] }
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            attributes[Self.text(xmlTextReaderConstLocalName(reader))] = Self.text(xmlTextReaderConstValue(reader))
        }
        xmlTextReaderMoveToElement(reader)
        return attributes
    }

    private static func text(_ pointer: UnsafePointer<xmlChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}

/// A message of libxml2 without the line end behind it.
private func trimmed(_ message: String) -> String {
    String(message.prefix { $0 != "\n" })
}
