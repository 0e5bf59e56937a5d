/// A `Float` as Java's `Float.toString` writes it, to the letter: `0.9993`, `1.0E-5`, `1.11430454E-4`.
///
/// Spark NLP stores every probability as such a text. Up to Java 18, on which Spark 3 runs, the digits are not always the
/// fewest that read back as the number, so the algorithm is followed step by step. Source: `jdk.internal.math.FloatingDecimal` of
/// JDK 17 (`BinaryToASCIIBuffer.dtoa` and `getChars`).
public enum JavaFloatFormat {
    /// The text of a number.
    public static func string(_ value: Float) -> String {
        if value.isNaN { return "NaN" }
        let sign = value.sign == .minus ? "-" : ""
        if value.isInfinite { return sign + "Infinity" }
        if value == 0 { return sign + "0.0" }
        return sign + Decimal(value.magnitude).text
    }

    /// Digits and an exponent: the number is 0.DIGITS × 10^exponent.
    fileprivate struct Decimal {
        fileprivate var digits: [UInt8] = []
        fileprivate var exponent = 0

        fileprivate var text: String {
            var text: [UInt8] = []
            func append(_ digits: some Sequence<UInt8>) { text += digits.map { $0 + UInt8(ascii: "0") } }
            switch exponent {
            case 1..<8:
                append(digits.prefix(exponent))
                append(repeatElement(0, count: max(0, exponent - digits.count)))
                text.append(UInt8(ascii: "."))
                append(digits.count > exponent ? digits[exponent...] : [0])
            case -2...0:
                text += "0.".utf8
                append(repeatElement(0, count: -exponent))
                append(digits)
            default:
                append(digits.prefix(1))
                text.append(UInt8(ascii: "."))
                append(digits.count > 1 ? digits[1...] : [0])
                text += "E\(exponent - 1)".utf8
            }
            return String(decoding: text, as: UTF8.self)
        }
    }
}

extension JavaFloatFormat.Decimal {
    /// Java's names are kept short here as there: a number is (B / S) × 10^exponent, and M is half of its last place, scaled as B.
    fileprivate init(_ value: Float) {
        // The significand as of a `Double`, so with 52 bits behind the point.
        let isSubnormal = value.isSubnormal
        let binaryExponent = Int(value.exponent)
        let significantBits = isSubnormal ? value.bitPattern.bitWidth - value.bitPattern.leadingZeroBitCount : 24
        let fraction = UInt64(Double(value).significandBitPattern) | 1 << 52
        let tailZeros = fraction.trailingZeroBitCount
        let fractionBits = 53 - tailZeros
        let tinyBits = max(0, fractionBits - binaryExponent - 1)

        if tinyBits == 0, binaryExponent <= 62 {
            let insignificant =
                binaryExponent > significantBits ? Int(Double(binaryExponent - significantBits - 1) * 0.30103) : 0
            let whole = binaryExponent >= 52 ? fraction << UInt64(binaryExponent - 52) : fraction >> UInt64(52 - binaryExponent)
            self.init(whole: whole, insignificantDigits: insignificant)
            return
        }

        self.init()
        let estimate = Self.estimatedExponent(fraction, binaryExponent)
        let b5 = max(0, -estimate)
        let s5 = max(0, estimate)
        var b2 = b5 + tinyBits + binaryExponent
        var s2 = s5 + tinyBits
        var m2 = b2 - significantBits
        b2 -= fractionBits - 1
        let common = min(b2, s2)
        b2 -= common
        s2 -= common
        m2 -= common
        // Below a power of two the next number is half as far away.
        if fractionBits == 1 { m2 -= 1 }
        if m2 < 0 {
            b2 -= m2
            s2 -= m2
            m2 = 0
        }
        let bits = fraction >> UInt64(tailZeros)
        let widthOfB = fractionBits + b2 + Self.bitsOfPower5(b5)
        let widthOf10S = s2 + 1 + Self.bitsOfPower5(s5 + 1)
        if widthOfB < 32, widthOf10S < 32 {
            generate(
                SmallRatio<Int32>(
                    b: (Int32(truncatingIfNeeded: bits) &* Self.power5(b5)) << Int32(b2), s: Self.power5(s5) << Int32(s2),
                    m: Self.power5(b5) << Int32(m2)), estimate: estimate)
        } else if widthOfB < 64, widthOf10S < 64 {
            generate(
                SmallRatio<Int64>(
                    b: (Int64(bits) &* Self.power5(b5)) << Int64(b2), s: Self.power5(s5) << Int64(s2),
                    m: Self.power5(b5) << Int64(m2)), estimate: estimate)
        } else {
            generate(
                BigRatio(
                    b: BigNatural(bits, power5: b5, power2: b2), s: BigNatural(1, power5: s5, power2: s2),
                    m: BigNatural(1, power5: b5, power2: m2)), estimate: estimate)
        }
    }

    private init(whole: UInt64, insignificantDigits: Int) {
        self.init()
        var value = whole
        var zeros = insignificantDigits
        if insignificantDigits > 0 {
            let power = (0..<insignificantDigits).reduce(UInt64(1)) { power, _ in power * 10 }
            value = whole / power + (whole % power >= power / 2 ? 1 : 0)
        }
        while value % 10 == 0 {
            value /= 10
            zeros += 1
        }
        digits = String(value).utf8.map { $0 - UInt8(ascii: "0") }
        exponent = digits.count + zeros
    }

    private mutating func generate(_ ratio: some DigitRatio, estimate: Int) {
        var ratio = ratio
        var exponent = estimate
        let first = ratio.next()
        if first == 0, !ratio.isHigh { exponent -= 1 } else { digits.append(first) }
        // In the form with an `E` there is always a second digit.
        var isOpen = exponent < -3 || exponent >= 8 || !(ratio.isLow || ratio.isHigh)
        while isOpen {
            digits.append(ratio.next())
            isOpen = !(ratio.isLow || ratio.isHigh)
        }
        self.exponent = exponent + 1
        if ratio.isHigh {
            let rest = ratio.isLow ? ratio.comparedToHalf : 1
            if rest > 0 || (rest == 0 && digits[digits.count - 1] % 2 == 1) { roundUp() }
        }
    }

    private mutating func roundUp() {
        var index = digits.count - 1
        while digits[index] == 9, index > 0 {
            digits[index] = 0
            index -= 1
        }
        if digits[index] == 9 {
            digits[index] = 1
            exponent += 1
        } else {
            digits[index] += 1
        }
    }

    private static func estimatedExponent(_ fraction: UInt64, _ binaryExponent: Int) -> Int {
        let scaled = Double(bitPattern: 1023 << 52 | fraction & (1 << 52 - 1))
        return Int(
            ((scaled - 1.5) * 0.289529654 + 0.176091259 + Double(binaryExponent) * 0.301029995663981).rounded(.down))
    }

    private static func bitsOfPower5(_ exponent: Int) -> Int {
        exponent < 27 ? (exponent == 0 ? 0 : 64 - UInt64(power5(exponent) as Int64).leadingZeroBitCount) : exponent * 3
    }

    private static func power5<I: FixedWidthInteger>(_ exponent: Int) -> I {
        (0..<exponent).reduce(1) { power, _ in power &* 5 }
    }
}
