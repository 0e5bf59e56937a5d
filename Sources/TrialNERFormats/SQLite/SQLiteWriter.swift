import TrialNER

/// Writes documents and their entities into a database of SQLite, run by run.
///
/// Tables: `runs` (command, model, when, how far), `documents` (the texts), `entities` (a row a concept, offsets in Unicode scalars), `failures`
/// (what could not be read or done), and `entity_text`, a full-text index (FTS5) over the words of the concepts. What stands between two
/// ``checkpoint(items:failures:)`` is there as a whole or not at all, with the place in the input, so that a run that was killed can be gone on with.
public final class SQLiteWriter {
    /// How far a run that was begun before has come.
    public struct Position: Sendable, Hashable {
        /// How many documents and failures of the input are done.
        public var items: Int
        /// How many documents were written.
        public var documents: Int
        /// How many failures were written.
        public var failures: Int
    }

    private let database: SQLiteDatabase
    private let run: Int
    private let insertDocument: SQLiteDatabase.Statement
    private let insertEntity: SQLiteDatabase.Statement
    private let insertFailure: SQLiteDatabase.Statement
    private let updateRun: SQLiteDatabase.Statement
    private var isInTransaction = false
    private var position: Position

    /// The layout of the tables, told by `PRAGMA user_version`.
    private static let version = 1
    /// What the file's header names as its application: "TNER".
    private static let application = 0x544E_4552

    private static let tables = """
        CREATE TABLE runs (
          run INTEGER PRIMARY KEY, command TEXT NOT NULL, fingerprint TEXT NOT NULL, model TEXT, model_version TEXT,
          begun TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), ended TEXT,
          items INTEGER NOT NULL DEFAULT 0, documents INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE documents (
          document INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, id TEXT NOT NULL, text TEXT NOT NULL);
        CREATE TABLE entities (
          entity INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
          label TEXT NOT NULL, text TEXT NOT NULL, confidence REAL);
        CREATE TABLE failures (
          run INTEGER NOT NULL REFERENCES runs, input TEXT, line INTEGER, id TEXT, reason TEXT NOT NULL);
        CREATE INDEX documents_by_id ON documents (id);
        CREATE INDEX documents_by_run ON documents (run);
        CREATE INDEX entities_by_document ON entities (document, begin);
        CREATE INDEX entities_by_label ON entities (label, text);
        CREATE VIRTUAL TABLE entity_text USING fts5 (text, content = 'entities', content_rowid = 'entity');
        CREATE TRIGGER entities_added AFTER INSERT ON entities BEGIN
          INSERT INTO entity_text (rowid, text) VALUES (new.entity, new.text);
        END;
        CREATE TRIGGER entities_removed AFTER DELETE ON entities BEGIN
          INSERT INTO entity_text (entity_text, rowid, text) VALUES ('delete', old.entity, old.text);
        END;
        PRAGMA application_id = \(application);
        PRAGMA user_version = \(version);
        """

    /// Opens a database and begins a run, or goes on with the last one of the same command if it did not end.
    ///
    /// - Parameters:
    ///   - command: What the user can read of the run.
    ///   - fingerprint: What has to be the same for a run to be gone on with.
    ///   - restarts: Whether a run that did not end is taken away and begun anew.
    public init(path: String, command: String, fingerprint: String, restarts: Bool = false) throws(OutputError) {
        database = try SQLiteDatabase(path: path)
        try Self.prepare(database, path: path)
        // One run writes at a time: whoever comes second is told at once.
        try database.run("BEGIN IMMEDIATE")
        let open = try database.rows(
            "SELECT run, items, documents, failures FROM runs WHERE fingerprint = ?1 AND ended IS NULL ORDER BY run DESC LIMIT 1",
            [.text(fingerprint)])
        func number(_ column: Int) -> Int { open.first.flatMap { $0[column] }.flatMap { Int($0) } ?? 0 }
        if open.isEmpty || restarts {
            if !open.isEmpty { try Self.remove(run: number(0), from: database) }
            let insert = try database.statement("INSERT INTO runs (command, fingerprint) VALUES (?1, ?2)")
            run = try database.run(insert, [.text(command), .text(fingerprint)])
            position = Position(items: 0, documents: 0, failures: 0)
        } else {
            run = number(0)
            position = Position(items: number(1), documents: number(2), failures: number(3))
        }
        try database.run("COMMIT")
        insertDocument = try database.statement("INSERT INTO documents (run, id, text) VALUES (?1, ?2, ?3)")
        insertEntity = try database.statement(
            "INSERT INTO entities (document, begin, \"end\", label, text, confidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        insertFailure = try database.statement("INSERT INTO failures (run, input, line, id, reason) VALUES (?1, ?2, ?3, ?4, ?5)")
        updateRun = try database.statement(
            "UPDATE runs SET items = ?2, documents = ?3, failures = ?4, model = ?5, model_version = ?6 WHERE run = ?1")
    }

    /// How far the run was when it was opened or at the last checkpoint.
    public var reached: Position { position }

    /// The model at work, which `runs` names.
    public var model: ModelIdentity?

    /// Adds a document.
    public func write(_ document: AnnotatedDocument) throws(OutputError) {
        try begin()
        let row = try database.run(insertDocument, [.integer(run), .text(document.id.description), .text(document.text.utf8)])
        var offsets = OffsetConverter(document.text, to: .unicodeScalars)
        for entity in document.entities.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
            let confidence = entity.confidence.map { SQLiteDatabase.Value.real(Double($0)) } ?? .null
            try database.run(
                insertEntity,
                [
                    .integer(row), .integer(offsets.offset(ofUTF8: entity.span.lowerBound)),
                    .integer(offsets.offset(ofUTF8: entity.span.upperBound)),
                    .text(entity.label), .text(Array(document.text.utf8[entity.span])), confidence,
                ])
        }
        position.documents += 1
    }

    /// Keeps what was added, and how far the input is done.
    public func checkpoint(items: Int, failures: [FailureRecord]) throws(OutputError) {
        try begin()
        for failure in failures {
            try database.run(
                insertFailure,
                [
                    .integer(run), failure.input.map { .text($0) } ?? .null, failure.line.map { .integer($0) } ?? .null,
                    failure.id.map { .text($0) } ?? .null, .text(failure.reason),
                ])
        }
        position.items = items
        position.failures += failures.count
        try database.run(
            updateRun,
            [
                .integer(run), .integer(items), .integer(position.documents), .integer(position.failures),
                model.map { .text($0.name) } ?? .null, model?.version.map { .text($0) } ?? .null,
            ])
        try database.run("COMMIT")
        isInTransaction = false
    }

    /// The failures of the run.
    public func failures() throws(OutputError) -> [FailureRecord] {
        try database.rows("SELECT input, line, id, reason FROM failures WHERE run = ?1 ORDER BY rowid", [.integer(run)]).map { row in
            FailureRecord(input: row[0], line: row[1].flatMap { Int($0) }, id: row[2], reason: row[3] ?? "")
        }
    }

    /// Ends the run.
    public func finish() throws(OutputError) {
        let end = try database.statement("UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE run = ?1")
        try database.run(end, [.integer(run)])
    }

    /// Takes away what a run added that failed as a whole.
    public func discard() throws(OutputError) {
        if isInTransaction { try database.run("ROLLBACK") }
        isInTransaction = false
        try Self.remove(run: run, from: database)
    }

    private func begin() throws(OutputError) {
        if !isInTransaction { try database.run("BEGIN IMMEDIATE") }
        isInTransaction = true
    }

    private static func prepare(_ database: SQLiteDatabase, path: String) throws(OutputError) {
        // Readers may look while a run writes.
        try database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON")
        let found = try database.rows(
            """
            SELECT (SELECT count(*) FROM sqlite_master), (SELECT application_id FROM pragma_application_id),
              (SELECT user_version FROM pragma_user_version)
            """)
        let numbers = found.first?.map { $0.flatMap { Int($0) } ?? 0 } ?? [0, 0, 0]
        if numbers[0] == 0 {
            try database.run("BEGIN EXCLUSIVE; \(tables) COMMIT")
        } else if numbers[1] != application || numbers[2] != version {
            throw .failed(output: path, reason: "it is a database of another program or version; write to another file")
        }
    }

    private static func remove(run: Int, from database: SQLiteDatabase) throws(OutputError) {
        for sql in [
            "DELETE FROM entities WHERE document IN (SELECT document FROM documents WHERE run = ?1)",
            "DELETE FROM documents WHERE run = ?1",
            "DELETE FROM failures WHERE run = ?1", "DELETE FROM runs WHERE run = ?1",
        ] {
            try database.run(try database.statement(sql), [.integer(run)])
        }
    }
}
