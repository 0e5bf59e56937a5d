/// Values that stand in one list, as `4.0 and 3.6 months` or `45/271 (17%) and 36/270 (13%)`: they are linked together.
struct ResultUnit {
    /// What joins the values.
    enum Connection: String {
        case alone = ""
        case versus = "vs"
        /// From one to the other, as before and after.
        case to
        case and
        case other
    }

    /// The places of the list: each holds a value, or a count with its percentage.
    let slots: [[Int]]
    /// Whether they are differences or ratios.
    let isContrast: Bool
    let connection: Connection
    /// The place of this unit among units of the same form that follow each other with nothing but p-values between, from 0.
    var chainPosition = 0
    /// How many units that chain has.
    var chainCount = 1

    /// All values.
    var values: [Int] { slots.flatMap { $0 } }
    /// How many places the list has.
    var count: Int { slots.count }
    /// The first value.
    let first: Int
    /// The last value.
    let last: Int

    init(slots: [[Int]], isContrast: Bool, connection: Connection) {
        self.slots = slots
        self.isContrast = isContrast
        self.connection = connection
        first = slots.first?.first ?? 0
        last = slots.last?.last ?? first
    }
}
