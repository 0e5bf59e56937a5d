/// Gives the decimal digits of a fraction B / S one by one, and says when they are enough to tell it from its neighbours.
protocol DigitRatio {
    /// The next digit.
    mutating func next() -> UInt8
    /// Whether the digits so far, cut off, are near enough.
    var isLow: Bool { get }
    /// Whether the digits so far, with the last rounded up, are near enough.
    var isHigh: Bool { get }
    /// Whether what is left is less than (-1), exactly (0) or more than (1) half of the last place.
    var comparedToHalf: Int { get }
}

/// A ratio of numbers of a machine; products wrap around, and what Java makes of that is kept.
struct SmallRatio<I: FixedWidthInteger & SignedInteger>: DigitRatio {
    private var b: I
    private let s: I
    private var m: I
    private let tens: I
    private(set) var isLow = false
    private(set) var isHigh = false
    private var isFirst = true

    init(b: I, s: I, m: I) {
        self.b = b
        self.s = s
        self.m = m
        tens = s &* 10
    }

    mutating func next() -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: b / s)
        b = 10 &* (b % s)
        m = m &* 10
        let hasOverflown = m <= 0 && !isFirst
        isLow = hasOverflown || b < m
        isHigh = hasOverflown || b &+ m > tens
        isFirst = false
        return digit
    }

    var comparedToHalf: Int { ((b &<< 1) &- tens).signum() == 0 ? 0 : (b &<< 1) &- tens > 0 ? 1 : -1 }
}

/// A ratio of numbers of any size.
struct BigRatio: DigitRatio {
    private var b: BigNatural
    private let s: BigNatural
    private var m: BigNatural
    private let tens: BigNatural

    init(b: BigNatural, s: BigNatural, m: BigNatural) {
        self.b = b
        self.s = s
        self.m = m
        tens = s.multiplied(by: 10)
    }

    mutating func next() -> UInt8 {
        var digit: UInt8 = 0
        while !(b < s) {
            b.subtract(s)
            digit += 1
        }
        b = b.multiplied(by: 10)
        m = m.multiplied(by: 10)
        return digit
    }

    var isLow: Bool { b < m }
    var isHigh: Bool { !(b.adding(m) < tens) }
    var comparedToHalf: Int {
        let twice = b.adding(b)
        return twice < tens ? -1 : tens < twice ? 1 : 0
    }
}

/// A natural number of any size, with the little arithmetic that digits need.
struct BigNatural {
    /// From the least to the most significant, which is not zero.
    private var words: [UInt32]

    /// value × 5^power5 × 2^power2
    init(_ value: UInt64, power5: Int, power2: Int) {
        words = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]
        for _ in 0..<power5 { self = multiplied(by: 5) }
        for _ in 0..<power2 / 16 { self = multiplied(by: 1 << 16) }
        self = multiplied(by: 1 << UInt32(power2 % 16))
    }

    func multiplied(by factor: UInt32) -> BigNatural {
        var product = self
        var carry: UInt64 = 0
        for index in words.indices {
            carry += UInt64(words[index]) * UInt64(factor)
            product.words[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        product.words.append(UInt32(carry))
        product.trim()
        return product
    }

    func adding(_ other: BigNatural) -> BigNatural {
        var sum = self
        var carry: UInt64 = 0
        for index in 0...max(words.count, other.words.count) {
            carry += index < words.count ? UInt64(words[index]) : 0
            carry += index < other.words.count ? UInt64(other.words[index]) : 0
            if index < sum.words.count {
                sum.words[index] = UInt32(truncatingIfNeeded: carry)
            } else {
                sum.words.append(UInt32(truncatingIfNeeded: carry))
            }
            carry >>= 32
        }
        sum.trim()
        return sum
    }

    /// Takes away a number that is not greater.
    mutating func subtract(_ other: BigNatural) {
        var borrow: Int64 = 0
        for index in words.indices {
            borrow += Int64(words[index]) - (index < other.words.count ? Int64(other.words[index]) : 0)
            words[index] = UInt32(truncatingIfNeeded: borrow)
            borrow >>= 32
        }
        trim()
    }

    static func < (left: BigNatural, right: BigNatural) -> Bool {
        if left.words.count != right.words.count { return left.words.count < right.words.count }
        for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
            return left.words[index] < right.words[index]
        }
        return false
    }

    private mutating func trim() {
        while words.last == 0 { words.removeLast() }
    }
}
