import { ConceptTable } from "./concepts.js";
import { copyText, saveFile } from "./delivery.js";
import { byID, counted, make } from "./dom.js";
import { fileName, formats } from "./exports.js";
import { glanceTables } from "./glance.js";
import { MarkedText } from "./marks.js";
import { TypeFilter } from "./types.js";

/** The result of a document: marked text, table, summary, and the choices of what is shown and taken along. */
export class ResultView {
  #service;
  #types;
  #marked;
  #table;
  #item = null;
  #items = [];
  #threshold = 0;
  #summaryRun = null;
  #isSliding = false;

  constructor(service) {
    this.#service = service;
    this.#types = new TypeFilter(byID("types"), byID("all-types"), byID("no-types"), () => this.#update());
    const colorClass = (label) => this.#types.colorClass(label);
    this.#marked = new MarkedText(byID("marked"), { onSelect: (index, byKeyboard) => this.#choose(index, { byKeyboard }), colorClass });
    this.#table = new ConceptTable(byID("concepts"), byID("more"), { onSelect: (index) => this.#choose(index, { inText: true }), colorClass });
    byID("threshold").addEventListener("input", () => this.#slide());
    byID("glance").addEventListener("click", (event) => this.#follow(event));
    for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => this.#copy(button.dataset.copy));
    for (const button of document.querySelectorAll("[data-download]")) {
      button.addEventListener("click", () => this.#download(button.dataset.download));
    }
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !byID("chosen").hidden) this.#choose(null);
    });
  }

  /** Takes the types of the model, in its order. */
  knowTypes(labels) {
    this.#types.know(labels);
    if (this.#item) this.show(this.#item, this.#items);
  }

  /** Shows an annotated document, one of `items`. */
  show(item, items) {
    this.#item = item;
    this.#items = items;
    this.#types.show(item.entities);
    const isShown = (index) => this.#isShown(item.entities[index]);
    this.#marked.show(item.text, item.entities, isShown);
    this.#table.show(item.text, item.entities, isShown);
    this.#showChosen(null);
    this.#tellCounts();
    this.#showSummary();
  }

  // MARK: What is shown

  #passes({ confidence }) {
    return typeof confidence !== "number" || confidence >= this.#threshold;
  }

  #isShown(entity) {
    return this.#types.isChosen(entity.label) && this.#passes(entity);
  }

  #update() {
    const { entities } = this.#item;
    const isShown = (index) => this.#isShown(entities[index]);
    this.#marked.update(isShown);
    this.#table.update(isShown);
    this.#tellCounts();
  }

  #tellCounts() {
    const { entities } = this.#item;
    this.#types.count(entities.filter((entity) => this.#passes(entity)));
    const shown = entities.filter((entity) => this.#isShown(entity)).length;
    const isAll = shown === entities.length;
    const here = isAll ? `${counted(shown, "concept")}.` : `${shown.toLocaleString("en")} of ${counted(entities.length, "concept")} shown.`;
    const taken = this.#items.length > 1 ? " Copies and downloads have what is shown of every annotated document." : isAll ? "" : " Copies and downloads have these.";
    this.#say(here + taken);
  }

  #slide() {
    this.#threshold = Number(byID("threshold").value);
    byID("threshold-value").textContent = this.#threshold.toFixed(2);
    if (this.#isSliding) return;
    this.#isSliding = true;
    requestAnimationFrame(() => {
      this.#isSliding = false;
      this.#update();
    });
  }

  #say(message) {
    byID("shown").textContent = message;
  }

  // MARK: The trial at a glance

  async #showSummary() {
    this.#summaryRun?.abort();
    const item = this.#item;
    const place = byID("glance");
    if (item.summary === null) {
      place.replaceChildren(make("p", { class: "note" }, "Putting the results together…"));
      this.#summaryRun = new AbortController();
      const { signal } = this.#summaryRun;
      try {
        item.summary = await this.#service.summary(item.text, signal);
      } catch (error) {
        if (signal.aborted) return;
        const again = make("button", { type: "button", class: "small", on: { click: () => this.#showSummary() } }, "Try again");
        place.replaceChildren(make("p", { class: "note" }, error.message), again);
        return;
      }
      if (signal.aborted) return;
    }
    const places = new Map(item.entities.map(({ begin, end }, index) => [`${begin}:${end}`, index]));
    place.replaceChildren(...glanceTables(item.summary, ({ text, begin, end }) => {
      const index = places.get(`${begin}:${end}`);
      return index === undefined ? make("bdi", {}, text) : make("a", { href: `#mark-${index}`, dir: "auto", "data-entity": index }, text);
    }));
  }

  #follow(event) {
    const link = event.target.closest("a[data-entity]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#choose(Number(link.dataset.entity), { inText: true });
  }

  // MARK: Choosing a concept

  /** Chooses a concept, or none (`null`). `inText` goes to its place in the text; `byKeyboard` goes to its row. */
  #choose(index, { inText = false, byKeyboard = false } = {}) {
    this.#showChosen(index);
    this.#marked.select(index, { focus: inText });
    this.#table.select(index, { focus: byKeyboard });
  }

  #showChosen(index) {
    const note = byID("chosen");
    note.replaceChildren();
    note.hidden = index === null;
    if (index === null) return;
    const { text, entities } = this.#item;
    const { begin, end, label, confidence } = entities[index];
    note.append(
      make("bdi", {}, text.slice(begin, end).replace(/\s+/g, " ")), " ",
      make("span", { class: `type ${this.#types.colorClass(label)}` }, label), ` ${typeof confidence === "number" ? confidence.toFixed(4) : ""} `,
      make("button", { type: "button", class: "small", on: { click: () => this.#table.select(index, { focus: true }) } }, "Show among the concepts"));
  }

  // MARK: Taking it along

  #shownOf(item) {
    return { ...item, entities: item.entities.filter((entity) => this.#isShown(entity)) };
  }

  #shownItems() {
    return this.#items.filter(({ entities }) => entities !== null).map((item) => this.#shownOf(item));
  }

  async #copy(name) {
    const { copied, content, title } = formats[name];
    const text = copied ? copied(this.#shownOf(this.#item)) : content(this.#shownItems());
    this.#say((await copyText(text)) ? `${title} copied.` : "The browser does not let this page copy; downloads work.");
  }

  #download(name) {
    const { content, type, ending } = formats[name];
    const file = fileName(this.#items, ending);
    saveFile(file, content(this.#shownItems()), type);
    this.#say(`Saved as ${file}.`);
  }
}
