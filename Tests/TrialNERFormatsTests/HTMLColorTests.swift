import Testing

@testable import TrialNERFormats

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite("Colours of types")
struct HTMLColorTests {
    @Test("every colour stands out from its ground by three to one, in light and dark")
    func contrast() {
        for (light, dark) in HTMLPage.palette {
            #expect(LinearColor(light).contrast(to: LinearColor("#fbfaf8")) >= 3)
            #expect(LinearColor(dark).contrast(to: LinearColor("#16181c")) >= 3)
        }
    }

    @Test("no two colours look alike, whichever kind of cone is missing", arguments: Vision.allCases)
    func distance(vision: Vision) {
        for colors in [HTMLPage.palette.map(\.light), HTMLPage.palette.map(\.dark)] {
            let seen = colors.map { LinearColor($0).seen(with: vision).lab }
            for left in seen.indices {
                for right in seen.indices where left < right {
                    let apart = zip(seen[left], seen[right]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
                    #expect(apart >= 0.076, "\(colors[left]) and \(colors[right])")
                }
            }
        }
    }

    @Test("there is a rule for each colour, and each is there once")
    func rules() {
        #expect(HTMLPage.palette.count == HTMLPage.colorCount)
        for index in 0..<HTMLPage.colorCount { #expect(HTMLPage.colors.contains(".c\(index) {")) }
    }
}

/// How a person sees colours; the matrices are those of Machado, Oliveira and Fernandes (2009) for a kind of cone that is missing.
enum Vision: CaseIterable {
    case usual, withoutLongCones, withoutMediumCones, withoutShortCones

    var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .withoutLongCones: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .withoutMediumCones: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .withoutShortCones: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }
}

/// A colour in linear sRGB.
private struct LinearColor {
    var channels: [Double]

    init(_ hex: String) {
        let number = Int(hex.dropFirst(), radix: 16) ?? 0
        channels = [16, 8, 0].map { shift in
            let value = Double((number >> shift) & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
    }

    /// The contrast of WCAG 2.
    func contrast(to other: LinearColor) -> Double {
        let (left, right) = (luminance, other.luminance)
        return (max(left, right) + 0.05) / (min(left, right) + 0.05)
    }

    private var luminance: Double { Self.product([[0.2126, 0.7152, 0.0722]], channels)[0] }

    func seen(with vision: Vision) -> LinearColor {
        var color = self
        color.channels = Self.product(vision.matrix, channels).map { min(max($0, 0), 1) }
        return color
    }

    /// The colour in OKLab (https://bottosson.github.io/posts/oklab/), where distances are about what they look.
    var lab: [Double] {
        let cones = Self.product(
            [
                [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ], channels
        ).map { cbrt($0) }
        return Self.product(
            [
                [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ], cones)
    }

    private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).map(*).reduce(0, +) }
    }
}
