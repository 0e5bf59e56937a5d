/** The element with an id. */
export const byID = (id) => document.getElementById(id);

/** Makes an element; `null` and `false` among the attributes and the children are left out. */
export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== false));
  return node;
}

/** `1 concept`, `1,204 concepts`. */
export function counted(number, word, plural = word + "s") {
  return `${number.toLocaleString("en")} ${number === 1 ? word : plural}`;
}

/** Brings an element into sight, without motion where that is asked for. */
export function bringIntoSight(node, block = "center") {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block, inline: "nearest", behavior: isCalm ? "auto" : "smooth" });
}
