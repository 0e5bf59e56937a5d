/// Numbers as text with four decimals, without the locale and the size of a formatter.
public enum DecimalText {
    /// Ten thousandths: what is kept of a number.
    private static let scale: Float = 10_000

    /// At most four decimals and at least one (`0.98`, `1.0`); `null` for infinities and NaN, which JSON does not have.
    public static func short(_ value: Float) -> String {
        guard let (sign, whole, decimals) = parts(value) else { return "null" }
        var digits = padded(decimals)
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    /// Exactly four decimals (`0.9800`); `n/a` for infinities and NaN.
    public static func fixed(_ value: Float) -> String {
        guard let (sign, whole, decimals) = parts(value) else { return "n/a" }
        return "\(sign)\(whole).\(padded(decimals))"
    }

    private static func parts(_ value: Float) -> (sign: String, whole: Int, decimals: Int)? {
        guard value.isFinite, abs(value) < 1e9 else { return nil }
        // In double precision the product is exact, so that what is halfway is decided by the value itself.
        let scaled = Int((Double(abs(value)) * Double(scale)).rounded())
        return (value < 0 && scaled > 0 ? "-" : "", scaled / Int(scale), scaled % Int(scale))
    }

    private static func padded(_ decimals: Int) -> String {
        let digits = String(decimals)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
