#!/usr/bin/env python3
"""Writes Tests/TrialNERTests/Fixtures/saved: pipelines and models as Spark NLP 5.5 saves them, around the model of the fixture `tiny`.

Needs nothing but Python; run it from the checkout. The result does not change from run to run. What Spark writes is written here byte by
byte: sequence files of Java objects, zip archives, metadata in JSON, and Hadoop's checksums beside every file.

pipeline    a PipelineModel: DocumentAssembler, SentenceDetector, TokenizerModel, BertForTokenClassification, NerConverter, Finisher; the
            vocabulary in three parts, one of them empty, the model deflated
patterns    the TokenizerModel alone, with two infix patterns
characters  the TokenizerModel alone, with context characters of its own
block, record, gzip    the BertForTokenClassification alone: the sequence files compressed in blocks (zlib), by record (zlib), by record
            (gzip); the model stored
own         a PipelineModel of TrialNER's own annotators for Spark, whose model is a folder in the layout of Hugging Face
"""
import gzip
import io
import json
import pathlib
import shutil
import struct
import zipfile
import zlib

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Tests/TrialNERTests/Fixtures"
FOLDER = FIXTURES / "saved"
TINY = FIXTURES / "models/tiny"
CHECKSUM_STRETCH = 512
GROUP = 10  # Spark serialises ten objects together
CONTEXT = ".,;:!?*-()\"'"


class JavaStream:
    """Writes one object as java.io.ObjectOutputStream does; a class or a string that was written is referred to by its handle."""

    def __init__(self):
        self.out = io.BytesIO()
        self.handles = {}
        self.count = 0
        self.out.write(b"\xac\xed\x00\x05")

    def bytes(self):
        return self.out.getvalue()

    def handle(self, key):
        self.handles[key] = 0x7E0000 + self.count
        self.count += 1

    def refer(self, key):
        if key not in self.handles:
            return False
        self.out.write(b"\x71" + struct.pack(">i", self.handles[key]))
        return True

    def utf(self, text):
        """Java's own UTF-8: NUL in two bytes, a character beyond U+FFFF as two surrogates of three bytes."""
        data = text.encode("utf-16-be", "surrogatepass")
        out = b""
        for unit in struct.unpack(f">{len(data) // 2}H", data):
            out += (bytes([unit]) if 0 < unit < 0x80 else bytes([0xC0 | unit >> 6, 0x80 | unit & 63]) if unit < 0x800
                    else bytes([0xE0 | unit >> 12, 0x80 | unit >> 6 & 63, 0x80 | unit & 63]))
        self.out.write(struct.pack(">H", len(out)) + out)

    def string(self, text):
        if not self.refer(("string", text)):
            self.out.write(b"\x74")
            self.handle(("string", text))
            self.utf(text)

    def description(self, cls):
        """cls: (name, flags, [(type, name)], parent or None); the type of an object is written as the text of its class."""
        if cls is None:
            self.out.write(b"\x70")
            return
        name, flags, fields, parent = cls
        if self.refer(("class", name)):
            return
        self.out.write(b"\x72")
        self.utf(name)
        self.out.write(struct.pack(">Q", zlib.crc32(name.encode())))
        self.handle(("class", name))
        self.out.write(struct.pack(">BH", flags, len(fields)))
        for kind, field in fields:
            self.out.write(kind[:1].encode())
            self.utf(field)
            if kind[0] in "L[":
                self.string(kind)
        self.out.write(b"\x78")
        self.description(parent)

    def object(self, cls, body, key=None):
        if key is not None and self.refer(key):
            return
        self.out.write(b"\x73")
        self.description(cls)
        self.handle(key if key is not None else ("object", self.count))
        body()

    def array(self, name, items):
        self.out.write(b"\x75")
        self.description((name, 2, [], None))
        self.handle(("object", self.count))
        self.out.write(struct.pack(">i", len(items)))
        for item in items:
            item()

    def integer(self, number):
        cls = ("java.lang.Integer", 2, [("I", "value")], ("java.lang.Number", 2, [], None))
        self.object(cls, lambda: self.out.write(struct.pack(">i", number)), ("integer", number))

    def pair(self, name, number):
        cls = ("scala.Tuple2", 2, [("Ljava/lang/Object;", "_1"), ("Ljava/lang/Object;", "_2")], None)
        self.object(cls, lambda: (self.string(name), self.integer(number)))


def pairs_record(pairs):
    stream = JavaStream()
    stream.array("[Lscala.Tuple2;", [lambda p=pair: stream.pair(*p) for pair in pairs])
    return stream.bytes()


def rules_record(patterns):
    """A RuleFactory, cut down to what says something; the enumeration refers to itself, as Scala's does."""
    stream = JavaStream()
    enumeration = ("scala.Enumeration", 2, [("I", "nextId"), ("Lscala/collection/mutable/Map;", "vmap")], None)
    strategies = ("com.johnsnowlabs.nlp.util.io.MatchStrategy$", 2, [("Lscala/Enumeration$Value;", "MATCH_FIRST")], enumeration)
    value = ("scala.Enumeration$Val", 2, [("I", "i"), ("Ljava/lang/String;", "name")],
             ("scala.Enumeration$Value", 2, [("Lscala/Enumeration;", "$outer")], None))
    table = ("scala.collection.mutable.HashMap", 3, [], None)
    rule = ("com.johnsnowlabs.nlp.util.regex.RegexRule", 2,
            [("Ljava/lang/String;", "identifier"), ("Lscala/util/matching/Regex;", "regex")], None)
    regex = ("scala.util.matching.Regex", 2, [("Ljava/util/regex/Pattern;", "pattern")], None)
    pattern = ("java.util.regex.Pattern", 2, [("I", "flags"), ("Ljava/lang/String;", "pattern")], None)
    proxy = ("scala.collection.immutable.List$SerializationProxy", 3, [], None)
    end = ("scala.collection.immutable.ListSerializeEnd$", 2, [], None)
    factory = ("com.johnsnowlabs.nlp.util.regex.RuleFactory", 2,
               [("Ljava/lang/String;", "BREAK_INDICATOR"), ("Lscala/Enumeration$Value;", "matchStrategy"),
                ("Lscala/collection/Seq;", "rules")], None)

    def write_table():
        stream.out.write(b"\x77\x0d" + struct.pack(">iiiB", 750, 1, 4, 0))
        stream.integer(1)
        write_value()
        stream.out.write(b"\x78")

    def write_strategies():
        stream.out.write(struct.pack(">i", 3))
        stream.object(table, write_table)
        write_value()

    def write_value():
        def body():
            stream.object(strategies, write_strategies, "strategies")
            stream.out.write(struct.pack(">i", 1) + b"\x70")
        stream.object(value, body, "first")

    def write_rules():
        for text in patterns:
            def write_pattern(text=text):
                stream.out.write(struct.pack(">i", 0))
                stream.string(text)

            def write_rule(write_pattern=write_pattern):
                stream.string("rule")
                stream.object(regex, lambda: stream.object(pattern, write_pattern))
            stream.object(rule, write_rule)
        stream.object(end, lambda: None)
        stream.out.write(b"\x78")

    def write_factory():
        stream.string("\uf050")
        write_value()
        stream.object(proxy, write_rules)
    stream.array("[Lcom.johnsnowlabs.nlp.util.regex.RuleFactory;", [lambda: stream.object(factory, write_factory)])
    return stream.bytes()


def variable_length(number):
    if number < 128:
        return bytes([number])
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return bytes([256 - 112 - len(data)]) + data


def hadoop_text(text):
    return variable_length(len(text.encode())) + text.encode()


def sequence_file(records, compression=None):
    mark = bytes(range(100, 116))
    codec = {"block": "DefaultCodec", "record": "DefaultCodec", "gzip": "GzipCodec"}.get(compression)
    pack = (lambda data: gzip.compress(data, mtime=0)) if compression == "gzip" else zlib.compress
    out = b"SEQ\x06" + hadoop_text("org.apache.hadoop.io.NullWritable") + hadoop_text("org.apache.hadoop.io.BytesWritable")
    out += bytes([codec is not None, compression == "block"])
    if codec:
        out += hadoop_text("org.apache.hadoop.io.compress." + codec)
    out += struct.pack(">i", 0) + mark
    values = [struct.pack(">i", len(record)) + record for record in records]
    if compression == "block":
        lengths = b"".join(variable_length(len(value)) for value in values)
        out += struct.pack(">i", -1) + mark + variable_length(len(values))
        for part in [b"\x00" * len(values), b"", lengths, b"".join(values)]:
            out += variable_length(len(pack(part))) + pack(part)
        return out
    for index, value in enumerate(values):
        if index % 3 == 2:
            out += struct.pack(">i", -1) + mark
        value = pack(value) if codec else value
        out += struct.pack(">ii", len(value), 0) + value
    return out


def write(path, data):
    """A file and its checksums, as Hadoop's local file system has them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    sums = b"".join(struct.pack(">I", zlib.crc32(data[i:i + CHECKSUM_STRETCH])) for i in range(0, len(data), CHECKSUM_STRETCH))
    (path.parent / f".{path.name}.crc").write_bytes(b"crc\x00" + struct.pack(">i", CHECKSUM_STRETCH) + sums)


def write_parts(folder, parts):
    write(folder / "_SUCCESS", b"")
    for index, part in enumerate(parts):
        write(folder / f"part-{index:05}", part)


def write_stage(folder, name, set, defaults):
    metadata = {"class": name, "timestamp": 1795644041665, "sparkVersion": "3.5.5", "uid": folder.name.split("_", 1)[1] if "_" in folder.name
                else folder.name, "paramMap": set, "defaultParamMap": defaults}
    write_parts(folder / "metadata", [json.dumps(metadata, separators=(",", ":")).encode() + b"\n"])


def write_map(folder, pairs, parts=1, compression=None):
    """A map in no order, in groups of ten; the last part is empty where there are several."""
    pairs = sorted(pairs, key=lambda pair: zlib.crc32(pair[0].encode()))
    records = [pairs_record(pairs[i:i + GROUP]) for i in range(0, len(pairs), GROUP)]
    filled = max(1, parts - 1)
    size = -(-len(records) // filled)
    write_parts(folder, [sequence_file(records[i * size:(i + 1) * size], compression) for i in range(parts)])


def write_classifier(folder, parts=1, compression=None, method=zipfile.ZIP_STORED, member="model.onnx", **set):
    set = {"inputCols": ["token", "sentence"], "outputCol": "ner", "engine": "onnx", "caseSensitive": False, **set}
    write_stage(folder, "com.johnsnowlabs.nlp.annotators.classifier.dl.BertForTokenClassification", set,
                {"batchSize": 8, "maxSentenceLength": 128, "engine": "tensorflow", "caseSensitive": True, "lazyAnnotator": False})
    pieces = (TINY / "vocab.txt").read_text().splitlines()
    write_map(folder / "fields/vocabulary", [(piece, i) for i, piece in enumerate(pieces)], parts, compression)
    labels = json.loads((TINY / "config.json").read_text())["label2id"]
    write_map(folder / "fields/labels", list(labels.items()), 1, compression)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method) as file:
        entry = zipfile.ZipInfo(member, (2025, 1, 1, 0, 0, 0))
        entry.compress_type = method
        file.writestr(entry, (TINY / "model.onnx").read_bytes())
    write(folder / "bert_classification_onnx", archive.getvalue())


def write_tokenizer(folder, patterns, **set):
    set = {"inputCols": ["sentence"], "outputCol": "token", "minLength": 0, "maxLength": 99999, "targetPattern": "\\S+",
           "caseSensitiveExceptions": True, **set}
    write_stage(folder, "com.johnsnowlabs.nlp.annotators.TokenizerModel", set,
                {"targetPattern": "\\S+", "caseSensitiveExceptions": True, "lazyAnnotator": False})
    write_parts(folder / "fields/rules", [sequence_file([rules_record(patterns)])])


def context_pattern(characters):
    context = "\\Q" + characters + "\\E"
    return f"\\A([{context}]*)([^{context}](?:.*[^{context}])*)([{context}]*)\\z"


def write_pipeline(folder):
    ids = ["DocumentAssembler_01", "SENTENCE_02", "REGEX_TOKENIZER_03", "BERT_FOR_TOKEN_CLASSIFICATION_04", "NerConverter_05", "finisher_06"]
    write_stage(folder, "org.apache.spark.ml.PipelineModel", {"stageUids": ids}, {})
    stages = [folder / "stages" / f"{index}_{id}" for index, id in enumerate(ids)]
    write_stage(stages[0], "com.johnsnowlabs.nlp.DocumentAssembler", {"inputCol": "text", "outputCol": "document", "cleanupMode": "shrink"},
                {"outputCol": "document", "cleanupMode": "disabled"})
    write_stage(stages[1], "com.johnsnowlabs.nlp.annotators.sbd.pragmatic.SentenceDetector",
                {"inputCols": ["document"], "outputCol": "sentence", "customBounds": [";"]},
                {"useAbbreviations": True, "detectLists": True, "useCustomBoundsOnly": False, "customBounds": [], "explodeSentences": False,
                 "customBoundsStrategy": "none", "minLength": 0, "lazyAnnotator": False})
    write_tokenizer(stages[2], [context_pattern(CONTEXT)], exceptions=["overall survival"])
    write_classifier(stages[3], parts=3, method=zipfile.ZIP_DEFLATED, maxSentenceLength=32)
    write_stage(stages[4], "com.johnsnowlabs.nlp.annotators.ner.NerConverter",
                {"inputCols": ["sentence", "token", "ner"], "outputCol": "ner_chunk", "whiteList": ["DATE", "Value"]},
                {"lazyAnnotator": False, "preservePosition": True, "nerHasNoSchema": False})
    write_stage(stages[5], "com.johnsnowlabs.nlp.Finisher", {"inputCols": ["ner_chunk"], "cleanAnnotations": False},
                {"cleanAnnotations": True, "includeMetadata": False, "outputAsArray": True, "parseEmbeddingsVectors": False,
                 "valueSplitSymbol": "#", "annotationSplitSymbol": "@"})


def write_own(folder):
    ids = ["DocumentAssembler_01", "REGEX_TOKENIZER_02", "BERT_FOR_TOKEN_CLASSIFICATION_03", "NerConverter_04"]
    write_stage(folder, "org.apache.spark.ml.PipelineModel", {"stageUids": ids}, {})
    stages = [folder / "stages" / f"{index}_{id}" for index, id in enumerate(ids)]
    own = {"compatibility": "none", "lazyAnnotator": False}
    write_stage(stages[0], "trialner.spark.DocumentAssembler", {"inputCol": "text", "outputCol": "document"}, {"compatibility": "none"})
    write_stage(stages[1], "trialner.spark.Tokenizer", {"inputCols": ["document"], "outputCol": "token", "exceptions": ["overall survival"]}, own)
    write_stage(stages[2], "trialner.spark.BertForTokenClassification",
                {"inputCols": ["document", "token"], "outputCol": "ner", "maxSentenceLength": 32}, own)
    for name in ["config.json", "tokenizer_config.json", "vocab.txt", "model.onnx"]:
        write(stages[2] / "model" / name, (TINY / name).read_bytes())
    write_stage(stages[3], "trialner.spark.NerConverter", {"inputCols": ["document", "token", "ner"], "outputCol": "ner_chunk"},
                {**own, "threshold": 0.0, "preservePosition": True, "nerHasNoSchema": False})


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    write_pipeline(FOLDER / "pipeline")
    write_tokenizer(FOLDER / "patterns", [r"\A([^\s\w]*)([\p{L}]+)(/)([\p{L}]+)([^\s\w]*)\z", r"\A([^\s\w]*)(\S+?)([^\s\w]*)\z"])
    write_tokenizer(FOLDER / "characters", [context_pattern("()-/")])
    write_classifier(FOLDER / "block", compression="block", member="bert_classification_onnx")
    write_classifier(FOLDER / "record", compression="record")
    write_classifier(FOLDER / "gzip", compression="gzip")
    write_own(FOLDER / "own")


if __name__ == "__main__":
    main()
