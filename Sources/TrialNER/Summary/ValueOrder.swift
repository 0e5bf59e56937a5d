/// Checks a pair of values against a comparative: of `longer in A than in B (12 vs 15 days)`, 15 is A's.
struct ValueOrder {
    private let scene: ArmScene

    init(_ scene: ArmScene) { self.scene = scene }

    /// Whether arms in the order of two values fit the comparative in front; `nil` where nothing can be said: there is none, or a value
    /// has a sign, so that greater and smaller may be meant of its size.
    func agrees(with arms: [Int]) -> Bool? {
        let (context, unit) = (scene.context, scene.unit)
        guard unit.count == 2, !unit.isContrast, let first = unit.slots[0].last, let second = unit.slots[1].last,
            let a = number(first), let b = number(second), a != b, let comparative
        else { return nil }
        guard let place = arms.firstIndex(where: { context.areSame($0, comparative.arm) }) else { return nil }
        return ((a > b) == (place == 0)) == comparative.isGreater
    }

    /// The comparative and the arm that it is said of: the nearest in front of the unit, else the next behind.
    private var comparative: (isGreater: Bool, arm: Int)? { comparativeBefore ?? comparativeBehind }

    /// `was 142 versus 74 hours and significantly lower in the surgical group`.
    private var comparativeBehind: (isGreater: Bool, arm: Int)? {
        let context = scene.context
        let end = context.token(of: scene.unit.last)
        for index in (end + 1)..<min(context.text.tokens.count, end + 40) {
            let token = context.text.tokens[index]
            guard token.sentence == scene.sentence, token.word != ";" else { return nil }
            if let mention = token.mention, context.isResult(mention), !isOfPair(mention) { return nil }
            let isGreater = LinkWords.greater.contains(token.word)
            guard isGreater || LinkWords.smaller.contains(token.word) else { continue }
            // `fewer in A (1 vs 2)`: it is of the values behind it.
            guard let arm = scene.own.first(where: { context.token(of: $0) > index && !scene.isComparedWith($0) }),
                !context.mentions(between: scene.unit.last, arm).contains(where: { context.token(of: $0) > index && context.isResult($0) }),
                !scene.hasValueBehind(arm)
            else { return nil }
            return (isGreater, arm)
        }
        return nil
    }

    private var comparativeBefore: (isGreater: Bool, arm: Int)? {
        let (context, unit) = (scene.context, scene.unit)
        let start = context.token(of: unit.first)
        for index in stride(from: start - 1, through: 0, by: -1) {
            let token = context.text.tokens[index]
            guard token.sentence == scene.sentence else { return nil }
            if let mention = token.mention, context.isResult(mention), !isOfPair(mention) { return nil }
            let isGreater = LinkWords.greater.contains(token.word)
            guard isGreater || LinkWords.smaller.contains(token.word) else { continue }
            // `fell more` and `reduced more` are of the change, not of the values.
            if LinkWords.falling.contains(context.text.word(at: index - 1)) { return nil }
            let arms = scene.own.filter { context.token(of: $0) < start && !scene.isComparedWith($0) }
            guard let arm = arms.first(where: { context.token(of: $0) > index }) ?? arms.last else { return nil }
            return (isGreater, arm)
        }
        return nil
    }

    private func isOfPair(_ mention: Int) -> Bool {
        scene.context.unit(with: mention).map { $0.count > 1 } ?? false
    }

    /// The number of a value; `nil` for one with a sign.
    private func number(_ mention: Int) -> Double? {
        let text = scene.context.text
        let bytes = text.text.utf8[text.mentions[mention].span]
        guard !text.hasSign(mention), let start = bytes.firstIndex(where: Self.isDigit) else { return nil }
        var digits: [UInt8] = []
        for index in start..<bytes.endIndex {
            if Self.isDigit(bytes[index]) {
                digits.append(bytes[index])
            } else if bytes[index] == 0x2E || bytes[index] == 0x2C, !digits.contains(0x2E), index + 1 < bytes.endIndex,
                Self.isDigit(bytes[index + 1])
            {
                digits.append(0x2E)
            } else {
                break
            }
        }
        return Double(String(decoding: digits, as: UTF8.self))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
