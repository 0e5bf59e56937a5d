/// The names that Java gives to properties of characters in `\p{…}`.
enum JavaProperty {
    /// What a property means, as the content of a PCRE2 class; `nil` if it is not supported (blocks are not).
    static func classContent(_ name: String) -> String? {
        if let ascii = posix[name] { return ascii }
        if let known = named[name] { return known }
        if name.hasPrefix("Is") { return named[name] ?? category(String(name.dropFirst(2))) }
        if let equals = name.firstIndex(of: "=") {
            let value = String(name[name.index(after: equals)...])
            return keys.contains(name[..<equals].lowercased()) ? category(value) : nil
        }
        return name.hasPrefix("In") || name.hasPrefix("java") ? nil : category(name)
    }

    private static let keys: Set<String> = ["sc", "script", "gc", "general_category"]

    private static func category(_ name: String) -> String? {
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || Unicode.Scalar($0).properties.isAlphabetic }) else {
            return nil
        }
        return "\\p{\(name == "LC" ? "L&" : name)}"
    }

    /// Java's POSIX classes: ASCII only.
    private static let posix = [
        "Lower": "a-z", "Upper": "A-Z", "ASCII": #"\x00-\x7F"#, "Alpha": "a-zA-Z", "Digit": "0-9", "Alnum": "a-zA-Z0-9",
        "Punct": #"!-\/:-@\[-`{-~"#, "Graph": "!-~", "Print": #"\x20-~"#, "Blank": #"\x20\t"#, "Cntrl": #"\x00-\x1F\x7F"#,
        "XDigit": "0-9a-fA-F", "Space": #"\x20\t\n\x0B\f\r"#,
    ]

    private static let named = [
        "IsLetter": #"\p{L}"#, "IsDigit": #"\p{Nd}"#, "IsTitlecase": #"\p{Lt}"#, "IsPunctuation": #"\p{P}"#, "IsControl": #"\p{Cc}"#,
        "IsAssigned": #"\P{Cn}"#, "LD": #"\p{L}\p{Nd}"#, "L1": #"\x00-\x{FF}"#, "all": #"\x{0}-\x{10FFFF}"#,
        "javaLetter": #"\p{L}"#, "javaDigit": #"\p{Nd}"#, "javaLetterOrDigit": #"\p{L}\p{Nd}"#, "javaAlphabetic": #"\p{Alphabetic}"#,
        "javaLowerCase": #"\p{Lowercase}"#, "javaUpperCase": #"\p{Uppercase}"#, "javaTitleCase": #"\p{Lt}"#,
        "javaSpaceChar": #"\p{Z}"#,
        "javaWhitespace": #"\x{9}-\x{D}\x{1C}-\x{20}\x{1680}\x{2000}-\x{2006}\x{2008}-\x{200A}"#
            + #"\x{2028}\x{2029}\x{205F}\x{3000}"#,
    ]
}
