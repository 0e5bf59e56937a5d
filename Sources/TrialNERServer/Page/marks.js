import { bringIntoSight, make } from "./dom.js";

/** A block is about so many characters: long enough to be few, short enough that what is out of sight costs little. */
const blockLength = 2000;
/** A line longer than this is parted at a space, so that it is drawn in more than one block. */
const lineLimit = 6000;

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
  #isShown;
  #selected = null;
  #timer;

  /** `onSelect(index, byKeyboard)` is called when a concept is chosen; `colorClass(label)` gives the class of a type. */
  constructor(root, { onSelect, colorClass }) {
    this.#root = root;
    this.#onSelect = onSelect;
    this.#colorClass = colorClass;
    root.addEventListener("click", (event) => this.#click(event));
    root.addEventListener("keydown", (event) => this.#key(event));
    addEventListener("beforeprint", () => this.#drawAll());
    root.addEventListener("focusin", (event) => {
      if (event.target.matches("a")) this.#moveStop(event.target);
    });
  }

  /** Shows another text, and those of its concepts for which `isShown(index)` holds. Entities are in the order of where they begin. */
  show(text, entities, isShown) {
    this.#text = text;
    this.#entities = entities;
    this.#selected = null;
    this.#blocks = blocks(text, entities).map((block) => ({ ...block, drawn: null, node: make("div", { class: "block" }) }));
    this.#root.replaceChildren(...this.#blocks.map((block) => block.node));
    this.#isShown = isShown;
    this.#drawAll();
  }

  /** Shows the concepts for which `isShown(index)` holds; the chosen one stays in sight. What is out of sight follows in a moment. */
  update(isShown) {
    this.#isShown = isShown;
    clearTimeout(this.#timer);
    // Asked of all before any is drawn: drawing moves what is below.
    const isNear = this.#blocks.map(({ node }) => {
      const { top, bottom } = node.getBoundingClientRect();
      return bottom > -innerHeight && top < 2 * innerHeight;
    });
    for (const block of this.#blocks.filter((_, index) => isNear[index])) this.#draw(block);
    this.#drawLater(this.#blocks.filter((_, index) => !isNear[index]));
  }

  #drawAll() {
    clearTimeout(this.#timer);
    for (const block of this.#blocks) this.#draw(block);
    this.#keepStop();
  }

  /** Draws a slice of the blocks at a time, so that a moving slider is not held up. */
  #drawLater(blocks) {
    const begin = performance.now();
    while (blocks.length > 0 && performance.now() - begin < 8) this.#draw(blocks.shift());
    if (blocks.length > 0) this.#timer = setTimeout(() => this.#drawLater(blocks), 16);
    else this.#keepStop();
  }

  /** The tab key reaches one concept, whatever is shown. */
  #keepStop() {
    if (!this.#root.querySelector('a[tabindex="0"]')) this.#root.querySelector("a")?.setAttribute("tabindex", "0");
  }

  /** Chooses a concept, or none (`null`), and brings it into sight: to the middle if `focus` goes there. */
  select(index, { focus = false } = {}) {
    this.#selected = index;
    for (const mark of this.#root.querySelectorAll(".selected")) mark.classList.remove("selected");
    this.#drawAll();
    if (index === null) return;
    for (const mark of this.#root.querySelectorAll(`mark[data-entity="${index}"]`)) mark.classList.add("selected");
    const target = this.#root.querySelector(`#mark-${index}`);
    if (!target) return;
    if (focus) target.closest("a").focus({ preventScroll: true });
    bringIntoSight(target, focus ? "center" : "nearest");
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

/**
 * Cuts a text at ends of lines (of very long ones at spaces) that lie in no concept: `{begin, end, entities}`, without what ends a line between
 * two blocks.
 */
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
  const add = (index) => {
    // What has no words cannot be marked.
    if (entities[index].end <= entities[index].begin) return;
    reach = Math.max(reach, entities[index].end);
    open.push(index);
  };
  for (const match of text.matchAll(/\r\n|\r|\n| /g)) {
    const behind = match.index + match[0].length;
    if (match[0] === " " && match.index - begin < lineLimit) continue;
    while (next < entities.length && entities[next].begin < behind) {
      add(next++);
    }
    if (match.index - begin >= blockLength && reach <= match.index) close(match[0] === " " ? behind : match.index, behind);
  }
  while (next < entities.length) add(next++);
  close(text.length, text.length);
  return result;
}

/** The text as it is drawn: a carriage return alone ends a line, too. */
function visible(text) {
  return text.replace(/\r(?!\n)/g, "\n");
}
