import { bringIntoSight, counted, make } from "./dom.js";

/** How many rows are drawn at first, and with each wish for more. */
const step = 100;

/** The table of concepts; each row leads to its place in the text. */
export class ConceptTable {
  #body;
  #headers;
  #more;
  #onSelect;
  #colorClass;
  #text = "";
  #entities = [];
  #isShown;
  #order = { key: "place", isDescending: false };
  #rows = [];
  #drawn = 0;
  #selected = null;

  /** `onSelect(index)` is called when a row is chosen; `colorClass(label)` gives the class of a type. */
  constructor(table, more, { onSelect, colorClass }) {
    this.#body = table.tBodies[0];
    this.#headers = [...table.querySelectorAll("th button")];
    this.#more = more;
    this.#onSelect = onSelect;
    this.#colorClass = colorClass;
    for (const button of this.#headers) button.addEventListener("click", () => this.#sort(button.dataset.sort));
    more.querySelector("#more-rows").addEventListener("click", () => this.#drawMore(step));
    more.querySelector("#all-rows").addEventListener("click", () => this.#drawMore(Infinity));
    // Paper has no button for more.
    addEventListener("beforeprint", () => this.#drawMore(Infinity));
    this.#body.addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (event.target.closest("a") || String(getSelection()) === "") this.#onSelect(Number(row.dataset.entity));
    });
  }

  /** Shows those concepts of another text for which `isShown(index)` holds. */
  show(text, entities, isShown) {
    this.#text = text;
    this.#entities = entities;
    this.#selected = null;
    this.update(isShown);
  }

  /** Shows the concepts for which `isShown(index)` holds. */
  update(isShown) {
    this.#isShown = isShown;
    this.#rows = [...this.#entities.keys()].filter(isShown);
    const { key, isDescending } = this.#order;
    const compare = {
      place: () => 0,
      label: (left, right) => (left.label < right.label ? -1 : left.label > right.label ? 1 : 0),
      confidence: (left, right) => (left.confidence ?? 0) - (right.confidence ?? 0),
    }[key];
    const sign = isDescending ? -1 : 1;
    this.#rows.sort((left, right) => sign * (compare(this.#entities[left], this.#entities[right]) || (key === "place" ? left - right : 0)) || left - right);
    this.#drawn = 0;
    this.#body.replaceChildren();
    if (this.#rows.length === 0) {
      this.#body.append(make("tr", { class: "nothing" }, make("td", { colspan: "3" }, "No concepts to show.")));
    }
    this.#drawMore(step);
  }

  /** Chooses a row, or none (`null`), and brings it into sight within its own frame. */
  select(index, { focus = false } = {}) {
    for (const row of this.#body.querySelectorAll('[aria-current="true"]')) row.removeAttribute("aria-current");
    this.#selected = index;
    const place = index === null ? -1 : this.#rows.indexOf(index);
    if (place < 0) return;
    if (place >= this.#drawn) this.#drawMore(place + 1 - this.#drawn);
    const row = this.#body.rows[place];
    row.setAttribute("aria-current", "true");
    if (focus) {
      row.querySelector("a").focus({ preventScroll: true });
      bringIntoSight(row, "center");
    } else {
      this.#scrollTo(row);
    }
  }

  /** Only the frame of the table moves, never the page under the reader's eyes. */
  #scrollTo(row) {
    const frame = this.#body.closest(".scroll");
    if (frame.scrollHeight <= frame.clientHeight) return;
    const [outer, inner] = [frame.getBoundingClientRect(), row.getBoundingClientRect()];
    if (inner.top < outer.top + 40 || inner.bottom > outer.bottom) frame.scrollTop += inner.top - outer.top - outer.height / 2;
  }

  #sort(key) {
    this.#order = { key, isDescending: this.#order.key === key && !this.#order.isDescending };
    for (const button of this.#headers) {
      const header = button.closest("th");
      if (button.dataset.sort === key) header.setAttribute("aria-sort", this.#order.isDescending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
    this.update(this.#isShown);
  }

  #drawMore(count) {
    const rows = this.#rows.slice(this.#drawn, this.#drawn + count);
    this.#drawn += rows.length;
    this.#body.append(...rows.map((index) => this.#row(index)));
    const left = this.#rows.length - this.#drawn;
    this.#more.hidden = left === 0;
    this.#more.querySelector("#more-rows").textContent = `Show ${Math.min(left, step)} more`;
    this.#more.querySelector("#all-rows").textContent = `Show all ${counted(this.#rows.length, "concept")}`;
  }

  #row(index) {
    const { begin, end, label, confidence } = this.#entities[index];
    const words = this.#text.slice(begin, end).replace(/\s+/g, " ");
    return make("tr", { id: `row-${index}`, "data-entity": index, "aria-current": index === this.#selected && "true" },
      make("td", { dir: "auto" }, make("a", { href: `#mark-${index}` }, words)),
      make("td", {}, make("span", { class: `type ${this.#colorClass(label)}` }, label)),
      make("td", { class: "number" }, typeof confidence === "number" ? confidence.toFixed(4) : "–"));
  }
}
