import Testing

@testable import TrialNER

@Suite("SHA-256")
struct SHA256Tests {
    func sum(_ text: [UInt8], step: Int) -> String {
        var sum = SHA256()
        var start = 0
        while start < text.count {
            let end = min(start + step, text.count)
            text[start..<end].withUnsafeBytes { sum.update($0) }
            start = end
        }
        return sum.hexadecimal()
    }

    @Test(
        "gives the sums of the examples of FIPS 180, however the text is cut", arguments: [1, 3, 63, 64, 65, 1000],
        [
            ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", 1,
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
            ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        ])
    func examples(step: Int, example: (String, Int, String)) {
        let text = [UInt8](String(repeating: example.0, count: example.1).utf8)
        #expect(sum(text, step: step) == example.2)
    }
}
