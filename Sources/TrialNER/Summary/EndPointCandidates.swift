/// The end points that a unit can have, with what speaks for and against each.
///
/// A candidate is one end point for all values (any of the sentence, the nearest before it, the next behind it, or none), or a list of
/// end points that the values go through in order.
struct EndPointCandidates {
    /// An end point for each place of the unit; `nil` for none.
    struct Candidate {
        let endPoints: [Int?]
        var features: LinkFeatures
    }

    private let context: LinkContext
    private let unit: ResultUnit
    private let state: LinkState
    /// The end points of the sentence.
    private let own: [Int]
    private let sentence: Int

    init(_ context: LinkContext, _ unit: ResultUnit, _ state: LinkState) {
        self.context = context
        self.unit = unit
        self.state = state
        sentence = context.sentence(of: unit.first)
        own = context.endPoints[sentence: sentence]
    }

    /// The candidates.
    func candidates() -> [Candidate] {
        let earlier = context.endPoints.before(sentence: sentence)
        let later = context.endPoints.behind(sentence: sentence)
        let single = own + earlier.suffix(own.isEmpty ? 6 : 3) + later.prefix(1)
        var candidates = single.map { Candidate(endPoints: Array(repeating: $0, count: unit.count), features: features(of: $0)) }
        candidates.append(Candidate(endPoints: Array(repeating: nil, count: unit.count), features: featuresOfNone()))
        guard unit.count > 1 else { return candidates }
        let pool = own.isEmpty ? Array(earlier.suffix(8)) : own
        for list in context.endPoints.lists(with: pool) where list.count > 1 { candidates += spread(list) }
        candidates += spreadOfSentenceBefore(known: candidates)
        return candidates
    }

    // MARK: Lists of end points

    private func spread(_ list: [Int]) -> [Candidate] {
        let (length, count) = (list.count, unit.count)
        guard count % length == 0 else { return [] }
        let base = featuresOfSpread(list)
        func candidate(_ fit: String, _ place: (Int) -> Int) -> Candidate {
            var features = base
            features.add("spread.\(fit)")
            return Candidate(endPoints: (0..<count).map { list[place($0)] }, features: features)
        }
        if count == length { return [candidate("one", { $0 })] }
        return [candidate("inTurn", { $0 / (count / length) }), candidate("again", { $0 % length })]
    }

    /// `A improved x (1), y (2) and z (3); B, respectively, 4, 5 and 6`: the end points of the results before, in their order.
    private func spreadOfSentenceBefore(known: [Candidate]) -> [Candidate] {
        let list = state.endPointsOfSentence.count == unit.count ? state.endPointsOfSentence : state.endPointsOfSentenceBefore
        guard list.count == unit.count, !known.contains(where: { $0.endPoints == list.map(Optional.some) }) else { return [] }
        var features = LinkFeatures()
        features.add("spread")
        features.add("spread.ofResultsBefore")
        features.add("spread.ofResultsBefore.\(own.isEmpty ? "only" : "butOwn")")
        features.add("spread.ofResultsBefore.contrast", if: unit.isContrast)
        features.add("spread.ofResultsBefore.three", if: unit.count > 2)
        let words =
            context.text.words(before: context.token(of: unit.first), within: 8)
            + context.text.words(behind: context.token(of: unit.last), within: 30)
        features.add("spread.respectively", if: words.contains("respectively"))
        return [Candidate(endPoints: list.map(Optional.some), features: features)]
    }

    private func featuresOfSpread(_ list: [Int]) -> LinkFeatures {
        var features = LinkFeatures()
        guard let first = list.first, let last = list.last else { return features }
        let isBefore = first < unit.first
        let side = context.sentence(of: first) != sentence ? "elsewhere" : isBefore ? "before" : "behind"
        let isFar = own.contains { last < $0 && $0 < unit.first || unit.first < $0 && $0 < first }
        features.add("spread")
        features.add("spread.\(side)\(isFar ? ".far" : "")")
        features.add("spread.\(unit.connection.rawValue).\(LinkFeatures.upTo(3, unit.count))")
        let behind = context.text.words(behind: context.token(of: unit.last), within: 30)
        features.add("spread.respectively", if: behind.contains("respectively"))
        features.add("spread.chain", if: unit.chainCount == list.count)
        let words = Set(isBefore ? context.words(between: last, unit.first) : context.words(between: unit.last, first))
        features.add("spread.stop", if: !words.isDisjoint(with: LinkWords.stops))
        features.add("spread.clause", if: !words.isDisjoint(with: LinkWords.clause))
        features.add("spread.asBefore", if: state.endPoints == list.map(Optional.some))
        return features
    }

    // MARK: One end point

    private func featuresOfNone() -> LinkFeatures {
        var features = LinkFeatures()
        features.add("one")
        features.add("one.\(unit.connection.rawValue)")
        features.add("none")
        features.add("none.sentenceHasNone", if: own.isEmpty)
        let behind = context.text.words(behind: context.token(of: unit.last), within: 8)
        features.add("none.disposition", if: own.isEmpty && !LinkWords.disposition.isDisjoint(with: behind))
        features.add("none.asBefore", if: state.previous != nil && state.endPoint == nil)
        return features
    }

    private func features(of endPoint: Int) -> LinkFeatures {
        var features = LinkFeatures()
        features.add("one")
        features.add("one.\(unit.connection.rawValue)")
        features.add("adverseEvent", if: context.kind(of: endPoint) == .adverseEvent)
        features.add("mostCommon", if: isMostCommon(endPoint))
        if context.sentence(of: endPoint) != sentence {
            addElsewhere(endPoint, to: &features)
        } else if endPoint < unit.first {
            addBefore(endPoint, to: &features)
        } else {
            addBehind(endPoint, to: &features)
        }
        addPrevious(endPoint, to: &features)
        return features
    }

    private func addElsewhere(_ endPoint: Int, to features: inout LinkFeatures) {
        features.add("sentenceHasOwn", if: !own.isEmpty)
        guard context.sentence(of: endPoint) < sentence else { return features.add("later") }
        features.add("earlier")
        features.add("earlier.by\(LinkFeatures.upTo(3, sentence - context.sentence(of: endPoint)))")
        let nearer = context.endPoints.before(sentence: sentence).reversed().prefix { $0 > endPoint } + own.filter { $0 < unit.first }
        features.add("earlier.rank\(LinkFeatures.upTo(3, nearer.count))")
    }

    private func addBefore(_ endPoint: Int, to features: inout LinkFeatures) {
        let between = context.mentions(between: endPoint, unit.first)
        let words = context.words(between: endPoint, unit.first)
        let values = between.filter(context.isResult)
        let nearer = between.filter { context.kind(of: $0).isEndPoint && !isMostCommon($0) }
        let open = nearer.filter { !context.isInOtherBracket($0, than: unit.first) }
        let isInBracket = context.isInOtherBracket(unit.first, than: endPoint)
        features.add("before")
        features.add("before.rank\(LinkFeatures.upTo(3, nearer.count))")
        features.add("before.openRank\(LinkFeatures.upTo(3, open.count))")
        features.add("before.values\(LinkFeatures.upTo(3, values.count))")
        features.add("before.closed", if: context.isInOtherBracket(endPoint, than: unit.first))
        features.add("before.stop", if: !LinkWords.stops.isDisjoint(with: words))
        features.add("before.clause", if: !LinkWords.clause.isDisjoint(with: words))
        features.add("before.bracket", if: isInBracket && open.isEmpty)
        let isNext = nearer.isEmpty && values.isEmpty
        features.add("before.adjacent", if: isNext && words.count <= 3)
        let opener = context.text.word(at: context.token(of: endPoint) + 1)
        features.add("before.opensBracket", if: isNext && isInBracket && (opener == "(" || opener == "["))
        let list = context.endPoints.members(with: endPoint)
        let position = context.endPoints.position(of: endPoint)
        features.add("one.listFits", if: unit.count > 1 && list.count == unit.count)
        if unit.chainCount > 1, list.count == unit.chainCount {
            features.add(unit.chainPosition == position ? "chain.fits" : "chain.differs")
        }
        if list.count > 1, unit.chainCount == 1 {
            features.add("list.\(position == list.count - 1 ? "last" : position == 0 ? "first" : "middle")")
        }
        guard nearer.isEmpty, let (turn, isLong) = context.turn(of: unit, among: own, isMerging: true) else { return }
        features.add("turn.before", if: turn == .before)
        features.add("turn.notBefore", if: turn == .behind)
        features.add("turn.notBefore.long", if: turn == .behind && isLong)
    }

    private func addBehind(_ endPoint: Int, to features: inout LinkFeatures) {
        let between = context.mentions(between: unit.last, endPoint)
        let words = context.words(between: unit.last, endPoint)
        let values = between.filter(context.isResult)
        let nearer = between.filter { context.kind(of: $0).isEndPoint && !isMostCommon($0) }
        let leavesBracket = context.isInOtherBracket(unit.last, than: endPoint)
        let crossesClause = !LinkWords.clause.isDisjoint(with: words)
        features.add("behind")
        features.add("behind.rank\(LinkFeatures.upTo(2, nearer.count))")
        features.add("behind.values\(LinkFeatures.upTo(2, values.count))")
        features.add("behind.outOfBracket", if: leavesBracket)
        features.add("behind.inBracket", if: context.isInOtherBracket(endPoint, than: unit.last))
        features.add("behind.clause", if: crossesClause)
        features.add("behind.stop", if: !LinkWords.stops.isDisjoint(with: words))
        if own.allSatisfy({ $0 > unit.first }) {
            features.add("behind.noneBefore")
        } else {
            features.add("behind.noneBeforeInClause", if: !crossesClause && !clauseHasEndPoint)
        }
        if values.isEmpty, nearer.isEmpty {
            features.add("behind.adjacent", if: words.isEmpty)
            features.add("behind.\(words.count <= 3 ? "short" : words.count <= 6 ? "middling" : "long")")
            features.add("behind.preposition", if: Self.beforeEndPoint.contains(context.text.word(at: context.token(of: endPoint) - 1)))
            features.add("behind.verb", if: !Self.verbs.isDisjoint(with: words))
            features.add("behind.startsPhrase", if: words.first.map(Self.afterValue.contains) ?? false)
            features.add("behind.next.outOfBracket", if: leavesBracket)
        }
        let list = context.endPoints.members(with: endPoint)
        if unit.chainCount > 1, list.count == unit.chainCount {
            features.add(unit.chainPosition == context.endPoints.position(of: endPoint) ? "chain.fits" : "chain.differs")
        }
        guard nearer.isEmpty, let (turn, _) = context.turn(of: unit, among: own, isMerging: true) else { return }
        features.add("turn.behind", if: turn == .behind)
        features.add("turn.notBehind", if: turn == .before)
    }

    private func addPrevious(_ endPoint: Int, to features: inout LinkFeatures) {
        guard let previous = state.previous else { return }
        guard context.sentence(of: previous) == sentence else {
            return features.add("previous.sameOfSentenceBefore", if: state.endPoint == endPoint && own.isEmpty)
        }
        let hasOther = context.mentions(between: previous, unit.first)
            .contains { context.kind(of: $0).isEndPoint && !context.isInOtherBracket($0, than: unit.first) }
        features.add(
            "previous.\(state.endPoint == endPoint ? "same" : "other")\(unit.isContrast ? ".contrast" : "")\(hasOther ? ".named" : "")")
    }

    private static let beforeEndPoint: Set<String> = ["in", "of", "for", "had", "experienced", "achieved", "developed", "reported"]
    private static let verbs: Set<String> = [
        "achieved", "had", "experienced", "developed", "reported", "entered", "showed", "reached", "died",
    ]
    private static let afterValue: Set<String> = [
        "of", "in", "had", "patients", "improvement", "reduction", "increase", "decrease", "lower", "higher", "achieved", "participants",
        "subjects", "greater", "women",
    ]

    /// `nausea was the most common adverse event (12%)`: the value is of what stands before.
    private func isMostCommon(_ endPoint: Int) -> Bool {
        context.text.words(before: context.token(of: endPoint), within: 4).contains("most")
            && context.endPoints[sentence: context.sentence(of: endPoint)].contains { $0 < endPoint }
    }

    /// Whether an end point stands between the start of the clause and the unit.
    private var clauseHasEndPoint: Bool {
        let start = context.token(of: unit.first)
        for index in stride(from: start - 1, through: 0, by: -1) {
            let token = context.text.tokens[index]
            if token.sentence != sentence { return false }
            if let mention = token.mention {
                if context.kind(of: mention).isEndPoint, !context.isInOtherBracket(mention, than: unit.first) { return true }
            } else if LinkWords.clause.contains(token.word) || token.word == "." {
                return false
            } else if token.word == ";", token.brackets == context.text.tokens[start].brackets {
                return false
            }
        }
        return false
    }
}
