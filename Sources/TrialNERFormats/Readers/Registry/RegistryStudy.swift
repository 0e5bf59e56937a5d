import TrialNER

/// The texts of a study record of ClinicalTrials.gov, each with its path in the record as API v2 has it.
struct RegistryStudy {
    /// The registry's number, as `NCT01234567`.
    let id: String
    private let root: RegistryNode

    init?(_ root: RegistryNode) {
        guard let id = root.descendant("nctid")?.text, !id.isEmpty else { return nil }
        self.id = String(decoding: id, as: UTF8.self)
        self.root = root
    }

    /// The documents, in the order of the record; parts without text give none.
    func documents() -> [InputDocument] {
        var documents: [InputDocument] = []
        func add(_ path: String, _ text: [UInt8]) {
            if let text = DocumentText(validating: text), !text.isBlank {
                documents.append(InputDocument(id: .string("\(id)/\(path)"), text: text))
            }
        }
        let protocolNode = root.descendant("protocolsection") ?? root
        let briefTitle = protocolNode.descendant("brieftitle")?.text ?? []
        let officialTitle = protocolNode.descendant("officialtitle")?.text ?? []
        add("protocolSection/identificationModule/briefTitle", briefTitle)
        if officialTitle != briefTitle { add("protocolSection/identificationModule/officialTitle", officialTitle) }
        add("protocolSection/descriptionModule/briefSummary", protocolNode.descendant("briefsummary")?.text ?? [])
        add("protocolSection/descriptionModule/detailedDescription", protocolNode.descendant("detaileddescription")?.text ?? [])
        for (index, arm) in protocolNode.descendants("armgroups", "armgroup").enumerated() {
            add("protocolSection/armsInterventionsModule/armGroups[\(index)]", Self.labelled(arm.part("label"), arm.part("description")))
        }
        for (index, intervention) in protocolNode.descendants("interventions", "intervention").enumerated() {
            let text = Self.labelled(Self.named(intervention), intervention.part("description"))
            add("protocolSection/armsInterventionsModule/interventions[\(index)]", text)
        }
        for kind in ["primary", "secondary", "other"] {
            let outcomes = protocolNode.descendants("\(kind)outcomes", "\(kind)outcome")
            for (index, outcome) in outcomes.enumerated() {
                let text = Self.measure(outcome.part("measure"), outcome.part("timeframe"), outcome.part("description"))
                add("protocolSection/outcomesModule/\(kind)Outcomes[\(index)]", text)
            }
        }
        let eligibility = protocolNode.descendant("eligibilitymodule", "eligibility")
        add("protocolSection/eligibilityModule/eligibilityCriteria", eligibility?.part("criteria") ?? [])
        let population = eligibility?.child("studypopulation", "studypop")?.text ?? []
        add("protocolSection/eligibilityModule/studyPopulation", population)

        guard let results = root.descendant("resultssection", "clinicalresults") else { return documents }
        addFlow(of: results, add)
        for (index, outcome) in results.descendants("outcomemeasures", "outcomemeasure", "outcome").enumerated() {
            addResult(outcome, path: "resultsSection/outcomeMeasuresModule/outcomeMeasures[\(index)]", add)
        }
        return documents
    }

    private func addFlow(of results: RegistryNode, _ add: (String, [UInt8]) -> Void) {
        guard let flow = results.descendant("participantflowmodule", "participantflow") else { return }
        let path = "resultsSection/participantFlowModule"
        add("\(path)/recruitmentDetails", flow.part("recruitmentdetails"))
        add("\(path)/preAssignmentDetails", flow.part("preassignmentdetails"))
        for (index, group) in flow.descendants("groups", "group", "flowgroup").enumerated() {
            add("\(path)/groups[\(index)]", Self.labelled(group.part("title"), group.part("description")))
        }
    }

    /// A measured outcome: its title, time and description, whom it was measured in, its groups; and its analyses, each a sentence.
    private func addResult(_ outcome: RegistryNode, path: String, _ add: (String, [UInt8]) -> Void) {
        let title = outcome.part("title")
        add(path, Self.measure(title, outcome.part("timeframe"), Self.directDescription(of: outcome)))
        let population = outcome.child("populationdescription", "outcomemeasurepopulationdescription", "population")?.text ?? []
        add("\(path)/populationDescription", population)
        for (index, group) in outcome.descendants("groups", "outcomegroup", "group").enumerated() {
            add("\(path)/groups[\(index)]", Self.labelled(group.part("title"), group.part("description")))
        }
        for (index, analysis) in outcome.descendants("analyses", "outcomeanalysis", "analysis").enumerated() {
            add("\(path)/analyses[\(index)]", Self.sentence(title, analysis))
        }
    }

    /// `Title: Hazard Ratio (HR) 0.54 (95% CI 0.40 to 0.72), p <0.001.`, as far as the record has it.
    private static func sentence(_ title: [UInt8], _ analysis: RegistryNode) -> [UInt8] {
        func words(_ suffix: String) -> String { String(decoding: analysis.part(suffix), as: UTF8.self) }
        var parts: [String] = []
        let value = words("paramvalue")
        if !value.isEmpty {
            var estimate = words("paramtype").isEmpty ? value : "\(words("paramtype")) \(value)"
            let (lower, upper) = (words("cilowerlimit"), words("ciupperlimit"))
            let level = words("cipctvalue").isEmpty ? words("cipercent") : words("cipctvalue")
            if !lower.isEmpty, !upper.isEmpty { estimate += " (\(level.isEmpty ? "" : "\(level)% ")CI \(lower) to \(upper))" }
            parts.append(estimate)
        }
        let p = words("pvalue")
        if let first = p.first { parts.append("<>=≤≥".contains(first) ? "p \(p)" : "p = \(p)") }
        var text = parts.isEmpty ? [] : title + Array(": \(parts.joined(separator: ", ")).".utf8)
        for comment in ["groupdescription", "groupsdesc", "statisticalcomment", "estimatecomment", "estimatedesc", "methoddesc"] {
            let words = analysis.part(comment)
            if words.isEmpty { continue }
            if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
            text += words
        }
        return text
    }

    private static func measure(_ title: [UInt8], _ timeFrame: [UInt8], _ description: [UInt8]) -> [UInt8] {
        var text = title
        if !timeFrame.isEmpty { text += Array(" [Time Frame: ".utf8) + timeFrame + Array("]".utf8) }
        return description.isEmpty ? text : text + Array((text.isEmpty ? "" : " ").utf8) + description
    }

    private static func labelled(_ label: [UInt8], _ description: [UInt8]) -> [UInt8] {
        if label.isEmpty || description.isEmpty { return label + description }
        return label + Array(": ".utf8) + description
    }

    /// The name of an intervention, and not that of another it is also known by.
    private static func named(_ intervention: RegistryNode) -> [UInt8] {
        intervention.child("name", "interventionname")?.text ?? []
    }

    /// The description itself, and not that of the population.
    private static func directDescription(of outcome: RegistryNode) -> [UInt8] {
        outcome.child("description", "outcomemeasuredescription")?.text ?? []
    }
}
