/// The words that the linker looks for, all in lower case.
enum LinkWords {
    /// Words of an arm's name that do not tell it from another.
    static let generic: Set<String> = [
        "group", "groups", "arm", "arms", "treatment", "therapy", "the", "treated", "alone", "of", "oral", "sublingual", "intravenous",
        "inhaled", "topical", "subcutaneous",
    ]
    /// Names of several arms at once.
    static let severalArms: Set<String> = ["groups", "arms", "subgroups", "treatments", "regimens"]
    /// Words that name an arm that others are compared with.
    static let control: Set<String> = ["placebo", "control", "controls", "usual", "standard", "untreated", "sham", "no", "without"]

    /// What may stand between two arms of one list.
    static let betweenArms: Set<String> = [
        ",", "and", "or", "vs", "versus", ".", "to", "compared", "with", "than", "/", "in", "for", "the", "group", "groups", "arm", "arms",
        "alone", "only", "both", "those", "that", "of", "treated", "on", "from", "receiving", "under", "patients", "participants",
        "subjects", "either", "by", "compare", "comparison", "also", "-", "–",
    ]
    /// What may stand between two end points of one list.
    static let betweenEndPoints: Set<String> = [
        ",", "and", "or", "the", "in", "of", "both", "/", "as", "well", "mean", "median", "rate", "rates", "incidence", "cumulative", "&",
    ]
    /// What may stand beside a count or a p-value between two concepts of one list.
    static let aroundCounts: Set<String> = ["(", ")", "[", "]", "n", "=", ";", ":"]
    /// What may stand between two values of one list, beside units.
    static let betweenValues: Set<String> = [
        "from", ",", "and", "or", "vs", "versus", ".", "to", "compared", "with", "than", "/", "(", ")", "[", "]", "=", ":", "ci", "-", "–",
        "&", "n", "significant", "increased", "decreased", "by",
    ]
    /// Units and nouns that may follow a value without being in its span.
    static let units: Set<String> = [
        "mmhg", "mmol", "mg", "ml", "kg", "l", "g", "dl", "min", "minutes", "hours", "days", "weeks", "months", "years", "points", "cm",
        "mm", "s", "h", "d", "%", "patients", "cases", "subjects", "participants", "individuals", "women", "men", "children",
    ]

    /// Between two values: the second is what the first is compared with.
    static let versus: Set<String> = ["vs", "versus", "compared", "than"]
    /// In front of an arm: others are compared with it.
    static let comparing: Set<String> = ["than", "versus", "vs", "compared", "comparison", "relative", "against"]
    /// Not between a word of comparison and the arm.
    static let neverBeforeComparedArm: Set<String> = ["baseline", "and", "or", "but", "while", "whereas", "before"]
    /// In front of an arm: it is given with another.
    static let joining: Set<String> = ["added", "combination", "combined", "plus", "addition", "followed"]
    /// In front of an arm behind its value.
    static let beforeArm: Set<String> = [
        "with", "in", "for", "of", "on", "under", "among", "receiving", "to", "by", "after", "at", "the", "group",
    ]

    /// Words that begin a clause with its own end point.
    static let clause: Set<String> = ["while", "whereas", "but", "although", "however", "then", "thus", "though"]
    /// Signs that part statements.
    static let stops: Set<String> = [";", "."]

    /// In front of a value: it is a difference or ratio.
    static let contrast: Set<String> = [
        "difference", "differences", "ratio", "ratios", "rr", "arr", "rrr", "prr", "irr", "aor", "md", "smd", "smds", "wmd", "rd", "nnt",
        "nnts",
    ]
    /// The same, of several values.
    static let contrasts: Set<String> = ["differences", "ratios", "hrs", "ors", "smds", "nnts", "mds", "rrs"]
    /// Behind a value that is a difference: `3.3 mmHg lower in … than`.
    static let comparative: Set<String> = [
        "lower", "higher", "greater", "fewer", "less", "more", "larger", "smaller", "shorter", "longer", "better", "worse", "improvement",
        "reduction",
    ]
    /// The greater value belongs to what this is said of.
    static let greater: Set<String> = ["higher", "greater", "longer", "more", "larger", "superior"]
    /// The smaller value belongs to what this is said of.
    static let smaller: Set<String> = ["lower", "shorter", "less", "fewer", "smaller", "lesser"]
    /// The values of what this is said of go down.
    static let falling: Set<String> = ["fell", "decreased", "reduced", "dropped", "declined", "lowered", "improved"]
    /// Words of change or difference.
    static let change: Set<String> = greater.union(smaller).union([
        "increased", "increase", "increases", "elevated", "reduced", "reduction", "reductions", "decreased", "decrease", "decreases",
        "lowered", "lowering", "improvement", "improvements", "improved", "effect", "benefit", "exceed", "faster", "slower", "better",
        "worse",
    ])

    /// Behind a value that is of no end point of the trial: `87.5% completed the study`.
    static let disposition: Set<String> = [
        "completed", "followed", "lost", "enrolled", "entered", "randomised", "randomized", "provided", "withdrew", "dropped",
        "participated", "returned", "discontinued", "responded", "died",
    ]
    /// Near a count of people who take part.
    static let enrolment: Set<String> = [
        "randomized", "randomised", "randomly", "enrolled", "enroled", "recruited", "assigned", "allocated", "included", "participated",
        "analysed", "analyzed", "eligible", "screened", "completed", "received", "evaluated", "evaluable", "studied", "underwent",
        "divided", "total", "sample", "available", "treated", "participate", "invited", "assessed",
    ]
    /// Near a count of people with an outcome.
    static let event: Set<String> = [
        "had", "experienced", "reported", "developed", "died", "achieved", "observed", "occurred", "discontinued", "withdrew", "responded",
        "showed", "responders", "cases", "events", "event", "incidence", "suffered",
    ]
    /// Behind a number: it tells who was studied.
    static let trait: Set<String> = [
        "women", "men", "female", "females", "male", "males", "white", "caucasian", "black", "boys", "girls",
    ]
    /// The statement is of everybody.
    static let everybody: Set<String> = ["both", "overall", "all", "total", "entire", "whole", "each", "either"]
    /// The result is of a factor, not of an arm.
    static let association: Set<String> = ["associated", "association", "correlated", "predicted", "predictor", "prognostic"]
}
