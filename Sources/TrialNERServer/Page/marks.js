import { bringIntoSight, make } from "./dom.js";

/** A block is about so many characters: long enough to be few, short enough that what is out of sight costs little. */
const blockLength = 2000;

/**
 * A text with its concepts marked. It is held in blocks of whole lines, and a block is drawn again only when other concepts are to be seen
 * in it, so that long texts stay fluid.
 */
export class MarkedText {
  #root;
  #onSelect;
  #colorClass;
  #text = "";
  #entities = [];
  #blocks = [];
  #isShown = () => true;
  #selected = null;

  /** `onSelect(index, byKeyboard)` is called when a concept is chosen; `colorClass(label)` gives the class of a type. */
  constructor(root, { onSelect, colorClass }) {
    this.#root = root;
    this.#onSelect = onSelect;
    this.#colorClass = colorClass;
    root.addEventListener("click", (event) => this.#click(event));
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("focusin", (event) => {
      if (event.target.matches("a")) this.#moveStop(event.target);
    });
  }

  /** Shows another text. Entities are in the order of where they begin. */
  show(text, entities) {
    this.#text = text;
    this.#entities = entities;
    this.#selected = null;
    this.#blocks = blocks(text, entities).map((block) => ({ ...block, drawn: null, node: make("div", { class: "block" }) }));
    this.#root.replaceChildren(...this.#blocks.map((block) => block.node));
    this.update(this.#isShown);
  }

  /** Shows the concepts for which `isShown(index)` holds; the chosen one stays in sight. */
  update(isShown) {
    this.#isShown = isShown;
    for (const block of this.#blocks) this.#draw(block);
    if (!this.#root.querySelector('a[tabindex="0"]')) this.#root.querySelector("a")?.setAttribute("tabindex", "0");
  }

  /** Chooses a concept, or none (`null`), and brings it into sight where `reveal` says so. */
  select(index, { reveal = false, focus = false } = {}) {
    this.#selected = index;
    for (const mark of this.#root.querySelectorAll(".selected")) mark.classList.remove("selected");
    this.update(this.#isShown);
    if (index === null) return;
    for (const mark of this.#root.querySelectorAll(`mark[data-entity="${index}"]`)) mark.classList.add("selected");
    const target = this.#root.querySelector(`#mark-${index}`);
    if (!target) return;
    if (focus) target.focus({ preventScroll: true });
    if (reveal) bringIntoSight(target);
  }

  #draw(block) {
    const shown = block.entities.filter((index) => this.#isShown(index) || index === this.#selected);
    const drawn = shown.join();
    if (block.drawn === drawn) return;
    block.drawn = drawn;
    // Of those that begin together the longest is the outermost.
    shown.sort((left, right) => this.#entities[left].begin - this.#entities[right].begin || this.#entities[right].end - this.#entities[left].end);
    const edges = new Set([block.begin, block.end]);
    for (const index of shown) edges.add(this.#entities[index].begin).add(this.#entities[index].end);
    const places = [...edges].sort((left, right) => left - right);
    const content = document.createDocumentFragment();
    let open = [];
    let next = 0;
    for (let place = 0; place + 1 < places.length; place += 1) {
      const [begin, end] = [places[place], places[place + 1]];
      open = open.filter((index) => this.#entities[index].end > begin);
      while (next < shown.length && this.#entities[shown[next]].begin <= begin) open.push(shown[next++]);
      content.append(this.#stretch(begin, end, open));
    }
    // A line feed at the very end of a block makes no line.
    if (block.begin === block.end || /[\r\n]$/.test(this.#text.slice(block.begin, block.end))) content.append(make("br"));
    block.node.replaceChildren(content);
    for (const mark of block.node.querySelectorAll(`mark[data-entity="${this.#selected}"]`)) mark.classList.add("selected");
  }

  /** A stretch of the text that lies in the concepts `open`, the outermost first. Of concepts that cross, each has several stretches. */
  #stretch(begin, end, open) {
    let node = document.createTextNode(visible(this.#text.slice(begin, end)));
    if (open.length === 0) return node;
    let link = null;
    for (const index of open.toReversed()) {
      const entity = this.#entities[index];
      const mark = make("mark", { class: this.#colorClass(entity.label), "data-entity": index }, node);
      if (entity.end === end) mark.append(make("span", { class: "name" }, `\u00a0${entity.label}`));
      if (entity.begin === begin) {
        // Of several that begin here the outermost is the link: a link must not hold another.
        if (link) link.removeAttribute("id");
        link = mark;
        mark.id = `mark-${index}`;
      }
      node = mark;
    }
    if (!link) return node;
    const index = link.dataset.entity;
    link.removeAttribute("id");
    return make("a", { id: `mark-${index}`, href: `#row-${index}`, tabindex: "-1", "data-entity": index }, node);
  }

  #click(event) {
    const mark = event.target.closest("[data-entity]");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // Whoever selects words to copy them does not choose a concept.
    if (event.detail > 0 && String(getSelection()) !== "") return;
    this.#onSelect(Number(mark.dataset.entity), event.detail === 0);
  }

  #key(event) {
    const link = event.target.closest?.("a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const links = [...this.#root.querySelectorAll("a")];
    const place = links.indexOf(link);
    const target = {
      ArrowRight: links[place + 1], ArrowDown: links[place + 1], ArrowLeft: links[place - 1], ArrowUp: links[place - 1],
      Home: links[0], End: links.at(-1),
    }[event.key];
    if (!target) return;
    event.preventDefault();
    target.focus({ preventScroll: true });
    bringIntoSight(target, "nearest");
  }

  /** The tab key reaches one concept, the one that had the focus last. */
  #moveStop(link) {
    for (const other of this.#root.querySelectorAll('a[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
  }
}

/** Cuts a text at ends of lines that lie in no concept: `{begin, end, entities}`, without the line feed between two blocks. */
function blocks(text, entities) {
  const result = [];
  let begin = 0;
  let next = 0;
  let reach = 0;
  let open = [];
  const close = (end, behind) => {
    result.push({ begin, end, entities: open });
    begin = behind;
    open = [];
  };
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    while (next < entities.length && entities[next].begin < match.index + match[0].length) {
      reach = Math.max(reach, entities[next].end);
      open.push(next++);
    }
    if (match.index - begin >= blockLength && reach <= match.index) close(match.index, match.index + match[0].length);
  }
  while (next < entities.length) open.push(next++);
  close(text.length, text.length);
  return result;
}

/** The text as it is drawn: a carriage return alone ends a line, too. */
function visible(text) {
  return text.replace(/\r(?!\n)/g, "\n");
}
