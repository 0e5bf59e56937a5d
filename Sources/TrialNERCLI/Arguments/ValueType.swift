/// Why a value was refused, as the rest of a sentence: "must be a whole number from 1".
struct ValueError: Error, Sendable, Hashable {
    var expectation: String
}

/// How the text of a value becomes a value, and what help calls it.
struct ValueType<Value>: Sendable {
    /// What stands for the value in help, as `FILE`.
    var placeholder: String
    /// The value of a text.
    var parse: @Sendable (String) throws(ValueError) -> Value
    /// The values there are, where they can be listed.
    var choices: [String] = []

    init(placeholder: String, choices: [String] = [], parse: @escaping @Sendable (String) throws(ValueError) -> Value) {
        self.placeholder = placeholder
        self.choices = choices
        self.parse = parse
    }
}

extension ValueType where Value == String {
    /// Any text but an empty one.
    static func text(_ placeholder: String) -> Self {
        Self(placeholder: placeholder) { (text) throws(ValueError) in
            guard !text.isEmpty else { throw ValueError(expectation: "must be \(placeholder)") }
            return text
        }
    }
}

extension ValueType where Value == Int {
    /// A whole number.
    static func count(from minimum: Int, _ placeholder: String = "N") -> Self {
        Self(placeholder: placeholder) { (text) throws(ValueError) in
            guard let value = Int(text), value >= minimum else {
                throw ValueError(expectation: "must be a whole number from \(minimum)")
            }
            return value
        }
    }
}

extension ValueType where Value == Float {
    /// A number from 0 to 1.
    static var probability: Self {
        Self(placeholder: "P") { (text) throws(ValueError) in
            guard let value = Float(text), (0...1).contains(value) else { throw ValueError(expectation: "must be a number from 0 to 1") }
            return value
        }
    }
}

extension ValueType where Value: RawRepresentable<String> & CaseIterable & Sendable {
    /// One of the names of an enumeration.
    static func choice(_ placeholder: String) -> Self {
        let choices = Array(Value.allCases)
        return Self(placeholder: placeholder, choices: choices.map(\.rawValue)) { (text) throws(ValueError) in
            if let value = choices.first(where: { $0.rawValue == text }) { return value }
            let names = choices.map(\.rawValue)
            let nearest = Spelling.nearest(to: text, among: names).map { " (did you mean \($0)?)" } ?? ""
            throw ValueError(expectation: "must be one of \(names.joined(separator: ", "))\(nearest)")
        }
    }
}
