/// One option of a command: its names, what help says, and what it sets.
struct OptionDeclaration<Arguments: Sendable>: Sendable {
    /// A path to what an option sets.
    typealias Target<Value> = WritableKeyPath<Arguments, Value> & Sendable

    /// The name behind `--`.
    var long: String
    /// The letter behind `-`.
    var short: Character?
    /// What help says.
    var help: String
    /// The values there are, where they can be listed.
    var choices: [String] = []
    /// What the option takes and does.
    var action: Action

    enum Action: Sendable {
        /// Takes no value.
        case flag(@Sendable (inout Arguments) -> Void)
        /// Takes no value, and `--no-NAME` says the contrary.
        case toggle(@Sendable (inout Arguments, Bool) -> Void)
        /// Takes a value, for which help writes `placeholder`.
        case value(placeholder: String, @Sendable (inout Arguments, String) throws(ValueError) -> Void)
    }

    /// An option without a value, which sets `value`.
    static func flag<Value: Sendable>(
        _ long: String, short: Character? = nil, _ target: Target<Value>, to value: Value, help: String
    ) -> Self {
        Self(long: long, short: short, help: help, action: .flag { $0[keyPath: target] = value })
    }

    /// An option that can be said in the negative too; not said, it stays `nil`.
    static func toggle(_ long: String, _ target: Target<Bool?>, help: String) -> Self {
        Self(long: long, help: help, action: .toggle { $0[keyPath: target] = $1 })
    }

    /// An option with a value that has a default.
    static func value<Value>(
        _ long: String, short: Character? = nil, _ target: Target<Value>, _ type: ValueType<Value>, help: String
    ) -> Self {
        Self(
            long: long, short: short, help: help, choices: type.choices,
            action: .value(placeholder: type.placeholder) { (arguments, text) throws(ValueError) in
                arguments[keyPath: target] = try type.parse(text)
            })
    }

    /// An option with a value; not said, it stays `nil`.
    static func value<Value>(
        _ long: String, short: Character? = nil, _ target: Target<Value?>, _ type: ValueType<Value>, help: String
    ) -> Self {
        Self(
            long: long, short: short, help: help, choices: type.choices,
            action: .value(placeholder: type.placeholder) { (arguments, text) throws(ValueError) in
                arguments[keyPath: target] = try type.parse(text)
            })
    }

    /// An option whose values are gathered: said several times, or separated by commas, or both.
    static func list<Value>(
        _ long: String, short: Character? = nil, _ target: Target<[Value]>, _ type: ValueType<Value>, help: String
    ) -> Self {
        Self(
            long: long, short: short, help: help, choices: type.choices,
            action: .value(placeholder: "\(type.placeholder),…") { (arguments, text) throws(ValueError) in
                for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                    arguments[keyPath: target].append(try type.parse(part.trimmingSpaces))
                }
            })
    }

    /// An option whose value is taken whole and added to a list, each time that it is said.
    static func repeated<Value: Sendable>(
        _ long: String, short: Character? = nil, _ target: Target<[Value]>, placeholder: String, help: String,
        _ make: @escaping @Sendable (String) -> Value
    ) -> Self {
        Self(
            long: long, short: short, help: help,
            action: .value(placeholder: placeholder) { (arguments, text) throws(ValueError) in
                arguments[keyPath: target].append(make(text))
            })
    }
}

extension Substring {
    /// The text without spaces at its edges.
    fileprivate var trimmingSpaces: String {
        let body = drop(while: { $0 == " " })
        return String(body.prefix(body.count - body.reversed().prefix(while: { $0 == " " }).count))
    }
}
