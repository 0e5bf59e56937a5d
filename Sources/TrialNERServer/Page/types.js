import { make } from "./dom.js";

/** How many colours there are in `colors.css`; more types begin again with the first. */
const colorCount = 14;

/** Which types are shown, and the colour of each: by its place among the model's. */
export class TypeFilter {
  #root;
  #labels = [];
  #off = new Set();
  #onChange;
  #counts = new Map();

  /** `onChange()` is called when other types are chosen. */
  constructor(root, all, none, onChange) {
    this.#root = root;
    this.#onChange = onChange;
    root.addEventListener("change", (event) => this.#choose([event.target.value], event.target.checked));
    all.addEventListener("click", () => this.#choose(this.#labels, true));
    none.addEventListener("click", () => this.#choose(this.#labels, false));
  }

  /** Takes the types of the model, in its order. */
  know(labels) {
    this.#labels = [...labels, ...this.#labels.filter((label) => !labels.includes(label))];
  }

  /** The class that has the colour of a type. */
  colorClass(label) {
    return `c${Math.max(0, this.#labels.indexOf(label)) % colorCount}`;
  }

  isChosen(label) {
    return !this.#off.has(label);
  }

  /** Offers the types of these entities. */
  show(entities) {
    const found = new Set(entities.map(({ label }) => label));
    for (const label of found) if (!this.#labels.includes(label)) this.#labels.push(label);
    this.#counts.clear();
    this.#root.replaceChildren(...this.#labels.filter((label) => found.has(label)).map((label) => {
      const count = make("span", { class: "count" });
      this.#counts.set(label, count);
      return make("label", { class: `chip ${this.colorClass(label)}` },
        make("input", { type: "checkbox", value: label, checked: this.isChosen(label) }), make("span", { class: "type" }, label), " ", count);
    }));
  }

  /** Tells how many there are of each type. */
  count(entities) {
    const counts = new Map();
    for (const { label } of entities) counts.set(label, (counts.get(label) ?? 0) + 1);
    for (const [label, node] of this.#counts) node.textContent = String(counts.get(label) ?? 0);
  }

  #choose(labels, isOn) {
    for (const label of labels) {
      if (isOn) this.#off.delete(label);
      else this.#off.add(label);
    }
    for (const box of this.#root.querySelectorAll("input")) box.checked = this.isChosen(box.value);
    this.#onChange();
  }
}
