import TrialNER

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The members of a JSON object that a caller gives as an argument, each read by its type; what is left over is refused.
struct JSONArgument {
    private let name: String
    private var members: [String: ParameterValue]

    /// - Parameters:
    ///   - name: What the argument is called in messages.
    ///   - json: The object; `nil` for one without members.
    init(_ name: String, _ json: UnsafePointer<CChar>?) throws(InterfaceError) {
        self.name = name
        guard let json else {
            members = [:]
            return
        }
        do {
            let decoded = try JSONDecoder().decode([String: ParameterValue?].self, from: Data(String(cString: json).utf8))
            members = decoded.compactMapValues { $0 }
        } catch {
            throw .options(argument: name, reason: "it must be a JSON object of texts, numbers, true, false and lists of texts")
        }
    }

    mutating func bool(_ key: String) throws(InterfaceError) -> Bool? {
        switch members.removeValue(forKey: key) {
        case nil: nil
        case .bool(let value): value
        default: throw wrong(key, "true or false")
        }
    }

    mutating func string(_ key: String) throws(InterfaceError) -> String? {
        switch members.removeValue(forKey: key) {
        case nil: nil
        case .string(let value): value
        default: throw wrong(key, "a text")
        }
    }

    mutating func strings(_ key: String) throws(InterfaceError) -> [String]? {
        switch members.removeValue(forKey: key) {
        case nil: nil
        case .strings(let value): value
        default: throw wrong(key, "a list of texts")
        }
    }

    /// A whole number from `least` to `most`.
    mutating func int(_ key: String, least: Int, most: Int = .max) throws(InterfaceError) -> Int? {
        switch members.removeValue(forKey: key) {
        case nil: nil
        case .int(let value) where value >= least && value <= most: value
        default: throw wrong(key, "a whole number from \(least)" + (most == .max ? "" : " to \(most)"))
        }
    }

    /// A number from 0 to 1.
    mutating func share(_ key: String) throws(InterfaceError) -> Float? {
        switch members.removeValue(forKey: key) {
        case nil: nil
        case .int(let value) where value == 0 || value == 1: Float(value)
        case .number(let value) where value >= 0 && value <= 1: Float(value)
        default: throw wrong(key, "a number from 0 to 1")
        }
    }

    /// A text that is one of some.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, _ type: Choice.Type) throws(InterfaceError)
        -> Choice?
    {
        guard let text = try string(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw wrong(key, Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or "))
        }
        return choice
    }

    /// Refuses members that nobody asked for.
    func end() throws(InterfaceError) {
        guard let unknown = members.keys.min() else { return }
        throw .options(argument: name, reason: "it has no member \"\(unknown)\"")
    }

    private func wrong(_ key: String, _ expected: String) -> InterfaceError {
        .options(argument: name, reason: "\"\(key)\" must be \(expected)")
    }
}
