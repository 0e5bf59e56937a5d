import { zip } from "./archive.js";

/** The formats in which concepts leave the page: the same bytes as `trialner annotate --format` writes. */
export const formats = {
  jsonl: { title: "JSONL", ending: ".jsonl", type: "application/jsonl", content: jsonLines },
  csv: { title: "CSV", ending: ".csv", type: "text/csv;charset=utf-8", content: csv },
  // Of a pair of files the clipboard takes one.
  brat: { title: "The .ann file", ending: "-brat.zip", type: "application/zip", content: bratArchive, copied: bratAnnotations },
};

/** The name of a file with these documents. */
export function fileName(items, ending) {
  const name = items.length === 1 ? items[0].id.replace(/\.gz$/i, "").replace(/\.(txt|text)$/i, "").replace(/[\\/:*?"<>|\x00-\x1f]+/g, "-") : "documents";
  return (name || "text") + ending;
}

/** Turns places in UTF-16 into places in Unicode scalars. */
function scalarOffsets(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const counts = new Uint32Array(text.length + 1);
  for (let index = 0, count = 0; index < text.length; index += 1) {
    counts[index] = count;
    const unit = text.charCodeAt(index);
    if (unit < 0xdc00 || unit > 0xdfff) count += 1;
    counts[index + 1] = count;
  }
  return (offset) => counts[offset];
}

/** At most four decimals and at least one, as the command line writes a confidence. */
function decimal(value) {
  return value.toFixed(4).replace(/0{1,3}$/, "");
}

const isNumber = (value) => typeof value === "number";

/** A document a line. */
function jsonLines(documents) {
  // What has no text was shown to no model.
  const model = documents.find((document) => document.model !== null)?.model ?? { name: "", version: null };
  return documents.map(({ idJSON, text, entities }) => {
    const offset = scalarOffsets(text);
    const rows = entities.map((entity) => {
      const place = `"begin": ${offset(entity.begin)}, "end": ${offset(entity.end)}`;
      const words = `"label": ${JSON.stringify(entity.label)}, "text": ${JSON.stringify(text.slice(entity.begin, entity.end))}`;
      return `{${place}, ${words}, "confidence": ${isNumber(entity.confidence) ? decimal(entity.confidence) : "null"}}`;
    });
    const by = `{"name": ${JSON.stringify(model.name)}, "version": ${JSON.stringify(model.version ?? null)}}`;
    return `{"id": ${idJSON}, "text": ${JSON.stringify(text)}, "entities": [${rows.join(", ")}], "model": ${by}}\n`;
  }).join("");
}

/** A row a concept (RFC 4180). */
function csv(documents) {
  const rows = [["document", "begin", "end", "label", "text", "confidence"]];
  for (const { id, text, entities } of documents) {
    const offset = scalarOffsets(text);
    for (const { begin, end, label, confidence } of entities) {
      rows.push([id, offset(begin), offset(end), label, text.slice(begin, end), isNumber(confidence) ? decimal(confidence) : ""]);
    }
  }
  const field = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return rows.map((row) => row.map((value) => field(String(value))).join(",") + "\r\n").join("");
}

/** The `.ann` file of a document. */
function bratAnnotations({ text, entities }) {
  const offset = scalarOffsets(text);
  return entities.map(({ begin, end, label }, index) => {
    const parts = linesOf(text, begin, end);
    const places = parts.map(([from, to]) => `${offset(from)} ${offset(to)}`).join(";");
    return `T${index + 1}\t${bratLabel(label)} ${places}\t${parts.map(([from, to]) => text.slice(from, to)).join(" ")}\n`;
  }).join("");
}

/** The parts of a concept between what ends a line for brat (as Python's `splitlines` does), which cannot stand in an `.ann` file. */
function linesOf(text, begin, end) {
  const parts = [];
  let from = begin;
  for (const match of text.slice(begin, end).matchAll(/[\n-\r\x1c-\x1e\x85\u2028\u2029]|$/g)) {
    const to = begin + match.index;
    if (from < to) parts.push([from, to]);
    from = to + 1;
  }
  return parts.length ? parts : [[begin, end]];
}

const bratLabel = (label) => label.replace(/\s/gu, "_");

/** A pair of `.txt` and `.ann` a document, and the `annotation.conf` without which brat shows no types. */
function bratArchive(documents) {
  const taken = new Set();
  const labels = new Set();
  const files = [];
  for (const document of documents) {
    const name = freeName(bratName(document.id), taken);
    files.push([`${name}.txt`, document.text], [`${name}.ann`, bratAnnotations(document)]);
    for (const { label } of document.entities) labels.add(bratLabel(label));
  }
  const types = [...labels].sort().map((label) => label + "\n").join("");
  files.push(["annotation.conf", `[entities]\n${types}\n[relations]\n\n[events]\n\n[attributes]\n`]);
  return zip(files);
}

/** The name of the files of a document, without their endings, as `--format brat` makes it. */
function bratName(id) {
  return id.replace(/\.txt$/, "").replace(/^\/+/, "").split("/").map((part) => {
    if (part === "") return "%00";
    return part.replace(/^\./, "%2E").replace(/[\x00-\x1f\x7f]/g, (character) =>
      "%" + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"));
  }).join("/");
}

/** Two ids may differ only in case, or not at all: the second gets a number. */
function freeName(name, taken) {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name}-${number}`;
  taken.add(free.toLowerCase());
  return free;
}
