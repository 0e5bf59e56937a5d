import TrialNERFormats

extension TrialService {
    /// The answer of `GET /v1/models`.
    var modelsAnswer: [UInt8] {
        var json = JSONWriter()
        let model = recognizer.model
        json.object { json in
            json.key("models")
            json.array { json in
                json.object { json in
                    json.key("name")
                    json.string(model.name)
                    json.key("version")
                    if let version = model.version { json.string(version) } else { json.null() }
                    json.key("labels")
                    json.array { json in
                        for label in model.labels { json.string(label) }
                    }
                    json.key("colors")
                    json.object { json in
                        for (index, label) in model.labels.enumerated() {
                            json.key(label)
                            json.string(HTMLPage.color(index))
                        }
                    }
                }
            }
        }
        json.endLine()
        return json.bytes
    }

    /// The answer of `GET /metrics`.
    var metricsText: String {
        var text = MetricsText()
        requests.write(to: &text)
        text.metric("trialner_requests_in_hand", "gauge", "Requests whose texts are read or wait to be read.")
        text.sample("trialner_requests_in_hand", admission.current)
        let load = recognizer.queue.load
        text.metric("trialner_texts_waiting", "gauge", "Texts with windows that wait or run.")
        text.sample("trialner_texts_waiting", load.texts)
        text.metric("trialner_word_pieces_waiting", "gauge", "Word pieces that wait for the model.")
        text.sample("trialner_word_pieces_waiting", load.pieces)
        text.metric("trialner_model_runs", "gauge", "Batches that run now.")
        text.sample("trialner_model_runs", load.runs)
        text.metric("trialner_connections", "gauge", "Open connections.")
        text.sample("trialner_connections", connectionCount)
        text.metric("trialner_log_lines_dropped_total", "counter", "Lines of the access log that nobody read in time.")
        text.sample("trialner_log_lines_dropped_total", log?.dropped ?? 0)
        batches.write(to: &text)
        text.metric("trialner_model_info", "gauge", "The model at work.")
        text.sample("trialner_model_info", 1, [("name", recognizer.model.name), ("version", recognizer.model.version ?? "")])
        process.write(to: &text)
        return text.text
    }
}
