import Foundation
import Testing

@testable import TrialNER

@Suite("Numbers as Java writes them")
struct JavaFloatFormatTests {
    @Test(
        "small and large numbers have an exponent, others none",
        arguments: [
            (1, "1.0"), (0.5, "0.5"), (0.001, "0.001"), (9.999e-4, "9.999E-4"), (1e-5, "1.0E-5"), (1e7, "1.0E7"), (9_999_999, "9999999.0"),
            (0, "0.0"), (-0.0, "-0.0"), (-2.5, "-2.5"), (.infinity, "Infinity"), (.nan, "NaN"),
        ] as [(Float, String)])
    func forms(value: Float, text: String) {
        #expect(JavaFloatFormat.string(value) == text)
    }

    @Test("powers of two, subnormals and random numbers are written as JDK 17 writes them")
    func fixture() throws {
        let url = SparkNLPReference.fixtures.folder.appending(path: "java-floats.txt")
        try check(String(contentsOf: url, encoding: .utf8))
    }

    private func check(_ lines: String) throws {
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: " ")
            let value = Float(bitPattern: try #require(UInt32(parts[0])))
            #expect(JavaFloatFormat.string(value) == String(parts[1]), "\(parts[0])")
        }
    }
}
