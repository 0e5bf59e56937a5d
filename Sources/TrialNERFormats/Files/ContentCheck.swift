/// Tells text from what is not by the first bytes, so that a message can name what was given.
enum ContentCheck {
    /// The UTF-8 byte order mark, which says nothing and is left out.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private struct Signature {
        var bytes: [UInt8]
        var problem: InputProblem
    }

    private static let signatures = [
        Signature(bytes: [0xFF, 0xFE, 0x00, 0x00], problem: .encoding("UTF-32")),
        Signature(bytes: [0x00, 0x00, 0xFE, 0xFF], problem: .encoding("UTF-32")),
        Signature(bytes: [0xFF, 0xFE], problem: .encoding("UTF-16")),
        Signature(bytes: [0xFE, 0xFF], problem: .encoding("UTF-16")),
        Signature(bytes: [0x1F, 0x8B], problem: .binary(kind: "gzip")),
        Signature(bytes: Array("%PDF-".utf8), problem: .binary(kind: "PDF")),
        Signature(bytes: [0x50, 0x4B, 0x03, 0x04], problem: .binary(kind: "a ZIP archive (or a DOCX or XLSX file)")),
        Signature(bytes: [0xD0, 0xCF, 0x11, 0xE0], problem: .binary(kind: "an old Word or Excel file")),
    ]

    /// What the bytes (or the first of them) tell, if they tell that this is no UTF-8 text.
    static func problem(of bytes: [UInt8]) -> InputProblem? {
        if let signature = signatures.first(where: { bytes.starts(with: $0.bytes) }) { return signature.problem }
        return bytes.firstIndex(of: 0).map { .nul(byte: $0) }
    }
}
