/// The word that a client has to know.
struct BearerToken: Sendable {
    private let token: [UInt8]

    init(_ token: String) {
        self.token = Array(token.utf8)
    }

    /// Whether an `Authorization` field has the token. How long it takes does not depend on where a wrong one differs.
    func isIn(_ field: String?) -> Bool {
        guard let field else { return false }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        let given = Array(parts[1].utf8)
        var difference = UInt(bitPattern: given.count ^ token.count)
        for (index, byte) in given.enumerated() {
            difference |= UInt(byte ^ (token.isEmpty ? 0 : token[index % token.count]))
        }
        return difference == 0 && !token.isEmpty
    }
}
