import TrialNER

/// Writes the bytes of a table (their form is in `trialner.h`).
struct TableWriter {
    private(set) var bytes: [UInt8] = []
    private var numbers: [String: UInt32] = [:]

    /// Writes some columns of the rows.
    ///
    /// - Parameter origins: The row of the table given that each row came from.
    init(columns: [String], rows: [DataFrame.Row], origins: [Int]) {
        bytes += TableReader.mark
        append(UInt32(columns.count))
        for column in columns { append(column) }
        append(UInt32(rows.count))
        for (row, origin) in zip(rows, origins) {
            append(UInt32(origin))
            for column in columns { append(row[column] ?? .null) }
        }
    }

    private mutating func append(_ cell: DataFrame.Value) {
        switch cell {
        case .null: bytes.append(TableCell.null)
        case .string(let text):
            bytes.append(TableCell.text)
            append(text)
        case .strings(let texts):
            bytes.append(TableCell.texts)
            append(UInt32(texts.count))
            for text in texts { append(text) }
        case .pairs(let pairs):
            bytes.append(TableCell.pairs)
            append(UInt32(pairs.count))
            for pair in pairs {
                append(pair.key)
                append(pair.value)
            }
        case .annotations(let annotations):
            bytes.append(TableCell.annotations)
            append(UInt32(annotations.count))
            for annotation in annotations { append(annotation) }
        }
    }

    private mutating func append(_ annotation: Annotation) {
        append(name: annotation.annotatorType)
        append(UInt32(bitPattern: Int32(clamping: annotation.begin)))
        append(UInt32(bitPattern: Int32(clamping: annotation.end)))
        append(annotation.result)
        append(UInt32(annotation.metadata.count))
        for (key, value) in annotation.metadata {
            append(name: key)
            append(value)
        }
    }

    private mutating func append(name: String) {
        if let number = numbers[name] { return append(number) }
        let number = UInt32(numbers.count)
        numbers[name] = number
        append(number)
        append(name)
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            append(UInt32(utf8.count))
            bytes += utf8
        }
    }

    private mutating func append(_ number: UInt32) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
}
