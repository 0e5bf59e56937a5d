/// The abbreviations of clinical text, by what may follow them.
///
/// The lists come from reading trial abstracts, registry entries and articles; the words are keys of ``WordKey``.
enum Abbreviations {
    /// When the full stop of an abbreviation ends a sentence.
    enum Kind {
        /// Never: something always follows (`vs.`, `e.g.`).
        case neverLast
        /// Never where it begins with a capital letter: a name follows (`Ms. Smith`, but `5 ms. After`).
        case title
        /// Unless a number, a letter or a word follows that it counts (`Fig. 2`, `No. 3`, `Jan. 5`).
        case beforeNumber
        /// If a word follows that begins sentences (`et al. The`, `Merck Inc. We`).
        case beforeName
        /// If no number and no small letter follows (`5 min. After`).
        case unit
    }

    static func kind(of key: UInt64) -> Kind? { kinds[key] }

    /// Single small letters that stand for a word (`p. 12`, `c. 1900`).
    static let singleLetters = WordKey.keys("p c v s n")

    /// Words that a letter names a kind of: after `group B.` a sentence may begin.
    static let takesLetter = WordKey.keys(
        """
        group groups subgroup arm arms cohort cohorts panel table figure part vitamin hepatitis influenza protein type class stage \
        grade period phase protocol schedule regimen sequence configuration option model study experiment factor ward site \
        category form version appendix section step level condition treatment formula region center centre hemophilia \
        haemophilia strain serogroup child pugh score solution product lot product than to versus
        """)

    /// Words with which sentences begin and names do not.
    static let starters = WordKey.keys(
        """
        a about according additionally adverse after all also although among an analyses analysis and another as at based baseline \
        because before between both but by clinical compared conclusion conclusions consequently conversely data despite differences \
        due during each efficacy either eligible even every exclusion finally findings first five following for four from \
        furthermore given group groups had has he her here his hospital how however i if improvement improvements in inclusion \
        incidence interestingly intervention is it its later lastly main many mean median methods more moreover most multiple neither \
        nevertheless next no none nonetheless not notably of on once one only other others our outcome outcomes overall participants \
        patient patients primary progression randomisation randomization randomized recently regarding results safety same second \
        secondary serious seven several she significant significantly similar similarly since six so some statistical statistically \
        subjects subsequently such survival ten that the their them then there thereafter therefore these they third this those three \
        through thus to together total treatment twelve twenty two under until upon using we were what when whereas whether which \
        while who why with within without women men yet you your
        """)

    /// What comes last in addresses of the web, and ends of file names.
    static let domains = WordKey.keys("gov com org net edu info uk de eu int pdf doc xls html")

    private static let kinds: [UInt64: Kind] = {
        let lists: [(Kind, String)] = [
            (
                .neverLast,
                """
                vs cf viz approx ca resp incl excl esp spp subsp ssp var sp ie eg e.g i.e c.f a.k.a \
                dept univ ibid
                """
            ),
            (
                .beforeNumber,
                """
                no nos fig figs tab tabs ref refs eq eqs vol vols pp ch chap sec sect art ext suppl nr pt cat ver app jan feb mar apr \
                jun jul aug sep sept oct nov dec
                """
            ),
            (.title, "dr drs mr mrs ms prof st mt gen rev hon capt sgt lt col gov sen rep messrs"),
            (.beforeName, "al inc ltd co corp jr sr bros llc gmbh est assn ave blvd rd u.s u.s.a u.k u.n d.c"),
            (.unit, "min mins hr hrs wk wks mo mos yr yrs mg ml kg cm mm etc temp conc dil wt ht max"),
        ]
        var kinds: [UInt64: Kind] = [:]
        for (kind, list) in lists {
            for key in WordKey.keys(list) { kinds[key] = kind }
        }
        return kinds
    }()
}
