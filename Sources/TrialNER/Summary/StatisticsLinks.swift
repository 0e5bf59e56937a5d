/// Finds the interval, the p-value and the time point of a single result.
struct StatisticsLinks {
    private let context: LinkContext

    /// The time points of the text.
    private let allTimes: ConceptLists

    init(_ context: LinkContext) {
        self.context = context
        allTimes = ConceptLists(in: context.text, connectors: [], skipping: [], where: { $0 == .followUp })
    }

    /// The interval of a result: the bounds that follow in its sentence before another result, an end point or an arm.
    func interval(of value: Int) -> Int? {
        let sentence = context.sentence(of: value)
        for mention in context.text.mentions.indices.dropFirst(value + 1) {
            let kind = context.kind(of: mention)
            if kind == .confidenceRange, context.sentence(of: mention) == sentence { return mention }
            if context.sentence(of: mention) != sentence || context.isResult(mention) || kind.isEndPoint || kind.isArm { return nil }
        }
        return nil
    }

    // MARK: P-values

    /// The p-values that a result can have: the next three behind it, the nearest before it and, where the sentence has none, the first
    /// of the two sentences behind; and none.
    func pValues(for value: Int) -> [Int?] {
        let sentence = context.sentence(of: value)
        let own = context.text.sentences[sentence].filter { context.kind(of: $0) == .pValue }
        let behind = context.text.sentences[(sentence + 1)...].prefix(2).joined()
        let next = behind.first { context.kind(of: $0) == .pValue }
        let candidates =
            own.filter { $0 > value }.prefix(3) + own.filter { $0 < value }.suffix(1) + (own.isEmpty ? [next] : []).compactMap { $0 }
        return candidates.map(Optional.some) + [nil]
    }

    /// What speaks for and against a p-value.
    func features(ofPValue pValue: Int?, for value: Int, in unit: ResultUnit, isOnly: Bool) -> LinkFeatures {
        var features = LinkFeatures()
        guard let pValue else {
            features.add("none")
            features.add("none.\(LinkFeatures.upTo(2, unit.count))\(unit.connection.rawValue)")
            features.add("none.contrast", if: unit.isContrast)
            features.add("none.only", if: isOnly)
            return features
        }
        guard context.sentence(of: pValue) == context.sentence(of: value) else {
            features.add("laterSentence")
            return features
        }
        let mentions = context.mentions(between: value, pValue)
        let words = context.words(between: value, pValue)
        let values = mentions.filter { context.isResult($0) && !unit.values.contains($0) }
        let rank = LinkFeatures.upTo(2, mentions.filter { context.kind(of: $0) == .pValue }.count)
        let side = pValue > value ? "behind" : "before"
        features.add(side)
        features.add("\(side).rank\(rank)")
        features.add("\(side).contrast", if: unit.isContrast)
        features.add("values\(LinkFeatures.upTo(2, values.count))")
        features.add(values.allSatisfy(context.isContrast) ? "values.contrast" : "values.plain", if: !values.isEmpty)
        features.add("endPoint", if: mentions.contains { context.kind(of: $0).isEndPoint })
        let arms = mentions.filter { context.kind(of: $0).isArm }
        features.add("arms\(LinkFeatures.upTo(3, arms.count))", if: !arms.isEmpty)
        features.add("semicolon\(values.isEmpty ? "" : ".values")", if: words.contains(";"))
        features.add("clause", if: !LinkWords.clause.isDisjoint(with: words))
        features.add("leavesBracket", if: context.isInOtherBracket(value, than: pValue))
        features.add("entersBracket", if: context.isInOtherBracket(pValue, than: value))
        let brackets = context.text.tokens[context.token(of: value)].brackets
        features.add("sameBracket", if: !brackets.isEmpty && brackets == context.text.tokens[context.token(of: pValue)].brackets)
        features.add("near", if: words.count <= 4 && values.isEmpty)
        return features
    }

    // MARK: Time points

    /// The time points that a result can have: all of its sentence, the nearest two before it, and none.
    func times(for value: Int) -> [Int?] {
        let sentence = context.sentence(of: value)
        return (allTimes[sentence: sentence] + allTimes.before(sentence: sentence).suffix(2)).map(Optional.some) + [nil]
    }

    /// What speaks for and against a time point; `previous` is the result before with its own.
    func features(ofTime time: Int?, for value: Int, in unit: ResultUnit, previous: (value: Int, time: Int?)?) -> LinkFeatures {
        var features = LinkFeatures()
        let sentence = context.sentence(of: value)
        let own = context.text.sentences[sentence].filter { context.kind(of: $0) == .followUp }
        guard let time else {
            features.add("none")
            features.add("none.\(own.isEmpty ? "sentenceHasNone" : "sentenceHas")")
            if let previous { features.add("none.previous\(previous.time == nil ? "None" : "Time")") }
            return features
        }
        if context.sentence(of: time) == sentence {
            addOwn(time, for: value, in: unit, to: &features)
            features.add("head", if: time == context.text.sentences[sentence].first)
        } else {
            features.add("earlier")
            features.add("earlier.by\(LinkFeatures.upTo(3, sentence - context.sentence(of: time)))")
            let isLast = own.allSatisfy { $0 > value } && allTimes.before(sentence: sentence).last == time
            features.add("earlier.\(isLast ? "last" : "notLast")")
            features.add("earlier.sentenceHasOwn", if: !own.isEmpty)
            features.add("earlier.noResults", if: !context.text.sentences[context.sentence(of: time)].contains(where: context.isResult))
            let before = context.text.words(before: context.token(of: time), within: 3)
            features.add("earlier.atOrAfter", if: !Set(before).isDisjoint(with: ["median", "follow", "at", "after"]))
        }
        if let previous {
            let isSame = previous.time == time
            let isSentence = context.sentence(of: previous.value) == sentence
            features.add("previous.\(isSame ? "same" : "other").\(isSentence ? "sentence" : "otherSentence")")
        }
        return features
    }

    private func addOwn(_ time: Int, for value: Int, in unit: ResultUnit, to features: inout LinkFeatures) {
        let mentions = context.mentions(between: value, time)
        let words = context.words(between: value, time)
        let values = mentions.filter { context.isResult($0) && !unit.values.contains($0) }
        let side = time > value ? "behind" : "before"
        features.add("own")
        features.add(side)
        features.add("\(side).rank\(LinkFeatures.upTo(2, mentions.filter { context.kind(of: $0) == .followUp }.count))")
        features.add("\(side).values\(LinkFeatures.upTo(2, values.count))")
        features.add("\(side).endPoint", if: mentions.contains { context.kind(of: $0).isEndPoint })
        features.add("\(side).clause", if: words.contains(";") || !LinkWords.clause.isDisjoint(with: words))
        features.add("\(side).near", if: words.count <= 4 && values.isEmpty)
        let isAt = mentions.isEmpty && words.allSatisfy { ["at", "after", "on", "by", "in", "the"].contains($0) }
        features.add("\(side).at", if: isAt)
        let own = context.text.sentences[context.sentence(of: value)].filter { context.kind(of: $0) == .followUp }
        if let turn = context.turn(of: unit, among: own, isMerging: true)?.turn, mentions.allSatisfy({ context.kind(of: $0) != .followUp })
        {
            features.add("\(side).turn.\(turn.rawValue)")
        }
        if unit.count > 1, own.count == unit.count, let place = unit.slots.firstIndex(where: { $0.contains(value) }) {
            features.add(own[place] == time ? "place.fits" : "place.differs")
        }
        features.add("otherBracket", if: context.isInOtherBracket(time, than: value))
    }
}
