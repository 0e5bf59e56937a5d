/** The most bytes of a file, unpacked, and the most documents that the page holds; for more there is the command line. */
const byteLimit = 32 << 20;
const documentLimit = 2000;

/** Endings of files whose texts stand in fields or markup, which the page would take for the text. */
const structured = /\.(csv|tsv|tab|json|xml|nxml|nbib|medline|ris|conll|iob2?|bio|ann)(\.gz)?$/i;

/** A document: its id (`idJSON` as JSON writes it), its text, and what became of it. */
export function newDocument(id, text, idJSON = JSON.stringify(id)) {
  // Half of a pair of surrogates is no character, and UTF-8 cannot carry it.
  return { id, idJSON, text: text.toWellFormed(), draft: null, model: null, entities: null, summary: null };
}

/** Reads files: their documents, and what could not be read in words. */
export async function readFiles(files) {
  const documents = [];
  const problems = [];
  for (const file of files) {
    try {
      if (structured.test(file.name)) throw new FileProblem("is of a format that only the command line reads: use trialner annotate FILE.");
      const text = decoded(await bytes(file));
      const name = file.name.replace(/\.gz$/i, "");
      if (/\.(jsonl|ndjson)$/i.test(name) || isJSONLines(text)) readLines(text, file.name, documents, problems);
      else if (text.trim() === "") problems.push(`${file.name} holds no text.`);
      else documents.push(newDocument(file.name, text));
    } catch (error) {
      problems.push(`${file.name} ${error instanceof FileProblem ? error.message : `could not be read: ${error.message}`}`);
    }
  }
  if (documents.length > documentLimit) {
    const all = documents.length.toLocaleString("en");
    return {
      documents: [],
      problems: [`These are ${all} documents; the page takes ${documentLimit.toLocaleString("en")} at most. Use trialner annotate FILE.`],
    };
  }
  return { documents, problems };
}

class FileProblem extends Error {}

const tooLarge = () => new FileProblem(`is larger than ${byteLimit >> 20} MB, the most that the page takes. Use trialner annotate FILE.`);

async function bytes(file) {
  if (file.size > byteLimit) throw tooLarge();
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start[0] !== 0x1f || start[1] !== 0x8b) return new Uint8Array(await file.arrayBuffer());
  const parts = [];
  let size = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > byteLimit) throw tooLarge();
      parts.push(value);
    }
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem("is packed with gzip but damaged, or has several parts. Unpack it first.");
  } finally {
    reader.cancel().catch(() => {});
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function decoded(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileProblem("is no UTF-8 text. Save it as plain text in UTF-8 and try again.");
  }
  if (text.includes("\0")) throw new FileProblem("is no text: it has zero bytes in it.");
  return text;
}

function isJSONLines(text) {
  if (!text.startsWith("{")) return false;
  const end = text.indexOf("\n");
  try {
    return typeof JSON.parse(end < 0 ? text : text.slice(0, end)).text === "string";
  } catch {
    return false;
  }
}

function readLines(text, name, documents, problems) {
  let number = 0;
  let isAnything = false;
  for (const line of text.split("\n")) {
    number += 1;
    if (line.trim() === "") continue;
    isAnything = true;
    const problem = readLine(line, `${name}:${number}`, documents);
    if (problem) problems.push(`${name}, line ${number}: ${problem}`);
  }
  if (!isAnything) problems.push(`${name} holds no documents.`);
}

/** Adds the document of a line; gives what is wrong with it, if anything. */
function readLine(line, defaultID, documents) {
  let row;
  let digits = null;
  try {
    // A number as an id keeps its digits, however many there are.
    row = JSON.parse(line, function (key, value, context) {
      if (key === "id" && typeof value === "number") digits = { row: this, source: context?.source ?? String(value) };
      return value;
    });
  } catch {
    return "no JSON; nothing of this line is read.";
  }
  if (row === null || typeof row !== "object" || Array.isArray(row)) return "no JSON object; each line must be one, as in {\"id\": \"a\", \"text\": \"…\"}.";
  if (typeof row.text !== "string") return row.text === undefined ? "no \"text\"." : "\"text\" must be a string.";
  const isNumber = typeof row.id === "number";
  if (row.id !== undefined && row.id !== null && typeof row.id !== "string" && !isNumber) return "\"id\" must be a string or a number.";
  if (isNumber) {
    const source = digits?.row === row ? digits.source : String(row.id);
    documents.push(newDocument(source, row.text, source));
  } else {
    documents.push(newDocument(row.id ?? defaultID, row.text));
  }
  return null;
}
