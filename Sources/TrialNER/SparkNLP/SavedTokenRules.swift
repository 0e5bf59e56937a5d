/// The patterns of a fitted tokenizer, which Spark NLP saves in `fields/rules` as the Java object that applies them.
enum SavedTokenRules {
    private static let factoryClass = "com.johnsnowlabs.nlp.util.regex.RuleFactory"
    private static let ruleClass = "com.johnsnowlabs.nlp.util.regex.RegexRule"
    /// The ids of the strategies by which the first match of a pattern counts; the third asks for a match of the whole.
    private static let firstMatchStrategies: Set<Int64> = [0, 1]

    /// The parameters of a ``Tokenizer`` that make the same rules.
    ///
    /// - Throws: ``SavedFileError``.
    static func parameters(of stage: SavedStage) throws(SavedFileError) -> [StageDescription.Parameter] {
        let records = try stage.field("rules")
        do throws(SavedContentProblem) {
            return try parameters(of: try patterns(of: records))
        } catch {
            throw error.at(stage.path + "/fields/rules")
        }
    }

    /// The patterns in their order, of which the first that matches counts.
    private static func patterns(of records: [JavaObjects]) throws(SavedContentProblem) -> [String] {
        guard records.count == 1, let objects = records.first, let factories = objects.elements(objects.root), factories.count == 1,
            let factory = factories.first, objects.className(factory) == factoryClass,
            let strategy = objects.field("matchStrategy", of: factory).flatMap({ objects.field("i", of: $0) }),
            let id = objects.integer(strategy), let rules = objects.field("rules", of: factory).flatMap({ objects.written($0) })
        else { throw .unsupported("it does not hold the rules of a tokenizer as Spark NLP 5 saves them") }
        guard firstMatchStrategies.contains(id) else { throw .unsupported("its rules ask for whole matches, which no tokenizer does") }
        var patterns: [String] = []
        for rule in rules {
            let name = objects.className(rule)
            // Scala ends a list with an object of its own.
            if let name, name.hasPrefix("scala.collection."), name.hasSuffix("SerializeEnd$") { continue }
            guard name == ruleClass, let compiled = objects.field("regex", of: rule).flatMap({ objects.field("pattern", of: $0) }),
                let text = objects.field("pattern", of: compiled).flatMap({ objects.string($0) })
            else { throw .unsupported("one of its rules is no pattern") }
            guard objects.field("flags", of: compiled).flatMap({ objects.integer($0) }) == 0 else {
                throw .unsupported("the pattern \(text) has flags, which no tokenizer of Spark NLP sets")
            }
            patterns.append(text)
        }
        return patterns
    }

    private static func parameters(of patterns: [String]) throws(SavedContentProblem) -> [StageDescription.Parameter] {
        if let characters = contextCharacters(of: patterns) {
            let isDefault = characters == TokenRules.defaultContextChars
            return isDefault ? [] : [.init(name: "contextChars", value: .strings(characters))]
        }
        // What the three parts were is not told; any that make the same whole will do.
        let (start, end) = (#"\A"#, #"\z"#)
        var infixes: [String] = []
        for pattern in patterns {
            let infix = pattern.dropFirst(start.count).dropLast(end.count)
            guard pattern.hasPrefix(start), pattern.hasSuffix(end), infix.contains("("), infix.contains(")") else {
                throw .unsupported(#"the pattern \#(pattern) is none of a tokenizer, which begins with \A, ends with \z and has groups"#)
            }
            infixes.append(String(infix))
        }
        return [
            .init(name: "prefixPattern", value: .string(start)), .init(name: "infixPatterns", value: .strings(infixes)),
            .init(name: "suffixPattern", value: .string(end)),
        ]
    }

    /// The context characters, if these are the patterns that a tokenizer makes of such characters alone.
    private static func contextCharacters(of patterns: [String]) -> [String]? {
        if patterns.isEmpty { return [] }
        let (start, end) = (#"\A([\Q"#, #"\E]*)"#)
        guard patterns.count == 1, patterns[0].hasPrefix(start) else { return nil }
        let rest = patterns[0].dropFirst(start.count)
        guard let length = rest.indices.first(where: { rest[$0...].hasPrefix(end) }) else { return nil }
        var rules = TokenRules()
        rules.contextChars = rest[..<length].unicodeScalars.map { String($0) }
        return TokenRule.patterns(for: rules) == patterns ? rules.contextChars : nil
    }
}
