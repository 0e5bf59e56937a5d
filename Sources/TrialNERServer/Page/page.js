import { annotateAll } from "./annotating.js";
import { newDocument, readFiles } from "./documents.js";
import { bringIntoSight, byID, counted, make } from "./dom.js";
import { receiveFiles } from "./delivery.js";
import { examples } from "./examples.js";
import { ResultView } from "./result.js";
import { Service } from "./service.js";
import { askForToken } from "./token.js";

const service = new Service(askForToken);
const result = new ResultView(service);

/** The documents at hand, which of them is looked at, and what was there before. */
let items = [newDocument("text", "")];
let current = 0;
let before = null;
/** Stops the run under way; `ended` is kept when it has let go. */
let run = null;
let ended = Promise.resolve();
let isModelKnown = false;
/** What could not be read of the files at hand. */
let unread = [];

// MARK: Texts

/** Puts other documents in the place of those at hand, which can be brought back. */
function replace(others, at = 0) {
  run?.abort();
  if (items.some(({ draft, text }) => (draft ?? text) !== "")) before = { items, current };
  items = others;
  unread = [];
  byID("undo").hidden = before === null;
  byID("which").replaceChildren(...items.map(({ id }, index) => make("option", { value: index }, `${index + 1} of ${items.length}: ${id}`)));
  byID("documents").hidden = items.length < 2;
  show(at);
}

/** Shows a document: its text, and its result if there is one. */
function show(index) {
  current = index;
  byID("which").value = String(index);
  byID("previous").disabled = index === 0;
  byID("next").disabled = index === items.length - 1;
  byID("text").value = items[index].draft ?? items[index].text;
  showLength();
  showResult();
}

function showLength() {
  const { length } = byID("text").value;
  byID("length").textContent = length > 0 ? counted(length, "character") : "";
}

function showResult() {
  const item = items[current];
  byID("result").hidden = item.entities === null;
  byID("skip").hidden = item.entities === null;
  if (item.entities !== null) result.show(item, items);
  showStale();
}

/** Tells that the words in the field are no longer those of the result. */
function showStale() {
  const { draft, text } = items[current];
  const isStale = draft !== null && draft !== text;
  byID("result").classList.toggle("stale", isStale);
  byID("result-title").textContent = isStale ? "Result for the text before its changes" : "Result";
}

async function take(files) {
  if (files.length === 0) return;
  say("Reading the file…");
  const { documents, problems } = await readFiles(files);
  if (documents.length > 0) {
    replace(documents);
    unread = problems;
  }
  say(documents.length > 1 ? `${counted(documents.length, "document")} are at hand. Annotate reads them all.` : "");
  tell(problems);
  if (documents.length > 0) byID("annotate").focus();
}

// MARK: Annotating

function annotate() {
  if (!run) ended = annotateWaiting();
}

async function annotateWaiting() {
  for (const item of items) {
    if (item.draft !== null && item.draft !== item.text) Object.assign(item, newDocument(item.id, item.draft, item.idJSON));
    item.draft = null;
  }
  const waiting = items.filter(({ entities }) => entities === null);
  const chosen = waiting.length > 0 ? waiting : items;
  if (!items.some(({ text }) => text.trim() !== "")) {
    showResult();
    tell(["There is no text yet: paste one, drop a file, or take an example."]);
    byID("text").focus();
    return;
  }
  tell(unread);
  run = new AbortController();
  setBusy(true);
  try {
    await annotateItems(chosen, run.signal);
  } finally {
    run = null;
    setBusy(false);
  }
}

async function annotateItems(chosen, signal) {
  const isList = chosen.length > 1;
  await meetModel();
  const { done, problems, ending } = await annotateAll(service, chosen, {
    signal,
    begun: (done) => say(isList ? `Annotating: ${done} of ${chosen.length} documents are done.` : "Annotating…"),
    finished: (item) => {
      if (item !== items[current]) return;
      showResult();
      if (isList) return;
      byID("result").focus({ preventScroll: true });
      bringIntoSight(byID("result"), "start");
    },
  });
  // A model that kept its name until a token was given.
  if (done > 0) await meetModel();
  const kept = isList ? `${done} of ${chosen.length} documents are done; Annotate goes on with the rest.` : "Your text is kept.";
  const stopped = ending === "stopped" ? `Stopped. ${kept}` : "";
  const blank = chosen.filter(({ text }) => text.trim() === "").length;
  const withoutText = blank > 0 ? ` ${counted(blank, "document")} without text: nothing is found there.` : "";
  say(stopped || (isList && ending === "done" ? `${done} of ${chosen.length} documents were annotated.${withoutText}` : ""));
  tell(unread.concat(problems.map(({ item, message }, index) => {
    const isLast = ending === "failed" && index === problems.length - 1;
    return isLast ? `${message} ${kept}` : isList ? `${item.id}: ${message}` : `${message} ${kept}`;
  })));
}

/** Shows which model answers; a server that keeps it secret or is away tells so when it is asked for more. */
async function meetModel() {
  if (isModelKnown) return;
  try {
    const { name, version, labels } = await service.model();
    isModelKnown = true;
    byID("model").textContent = `Model: ${name}${version ? ` ${version}` : ""}.`;
    result.knowTypes(labels);
  } catch {
    byID("model").textContent = "";
  }
}

function setBusy(isBusy) {
  byID("annotate").disabled = isBusy;
  byID("stop").hidden = !isBusy;
  byID("input").setAttribute("aria-busy", String(isBusy));
}

function say(message) {
  byID("status").textContent = message;
}

function tell(problems) {
  byID("problems").replaceChildren(...problems.map((problem) => make("p", { class: "problem" }, problem)));
}

// MARK: Events

function on(id, event, listener) {
  byID(id).addEventListener(event, listener);
}

on("form", "submit", (event) => {
  event.preventDefault();
  annotate();
});
on("stop", "click", () => run?.abort());
on("text", "input", () => {
  items[current].draft = byID("text").value.toWellFormed();
  showLength();
  showStale();
});
on("text", "keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  annotate();
});
on("choose", "click", () => byID("files").click());
on("files", "change", async () => {
  await take([...byID("files").files]);
  byID("files").value = "";
});
on("clear", "click", () => {
  say("");
  tell([]);
  replace([newDocument("text", "")]);
  byID("text").focus();
});
on("undo", "click", () => {
  const { items: others, current: at } = before;
  before = null;
  say("");
  tell([]);
  replace(others, at);
  byID("text").focus();
});
on("which", "change", () => show(Number(byID("which").value)));
on("previous", "click", () => show(current - 1));
on("next", "click", () => show(current + 1));
receiveFiles(byID("drop"), take);

for (const { name, text } of examples) {
  const choose = async () => {
    replace([newDocument(name.toLowerCase().replaceAll(" ", "-"), text)]);
    await ended;
    annotate();
  };
  byID("examples").append(make("button", { type: "button", class: "link", on: { click: choose } }, name), " ");
}

// A browser that comes back to the page brings the words of the field with it.
if (byID("text").value !== "") items[0].text = byID("text").value;
replace(items);
before = null;
byID("undo").hidden = true;
meetModel();
