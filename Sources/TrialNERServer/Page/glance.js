import { make } from "./dom.js";

/**
 * The tables of a summary: arms with their people, and end points with their values side by side, an arm a column, as the table of
 * `trialner summary` has them. `link(cell)` gives what is shown for a concept.
 */
export function glanceTables(summary, link) {
  const nodes = [];
  const results = summary.endpoints.flatMap((endPoint) => endPoint.results);
  if (summary.arms.length === 0 && summary.counts.length === 0 && results.length === 0) {
    return [make("p", { class: "note" }, "No arms and no results were found in this text.")];
  }
  if (summary.arms.length > 0 || summary.counts.length > 0) nodes.push(armTable(summary, link));
  nodes.push(results.length > 0 ? resultTable(summary, results, link) : make("p", { class: "note" }, "No results were found in this text."));
  return nodes;
}

function armTable({ arms, counts }, link) {
  const rows = arms.map((arm) => row(heading(link(arm.name)), list(arm.counts.map(link)), String(arm.mentions.length)));
  if (counts.length > 0) rows.push(row(heading("No arm, or not said"), list(counts.map(link)), ""));
  return framed("Arms", table("Arms and people", ["Arm", "People", "Mentions"], rows));
}

function resultTable({ arms, endpoints }, results, link) {
  const values = results.filter((result) => !result.comparator);
  const columns = arms.map((_, index) => index).filter((index) => values.some((result) => result.arm?.arm === index));
  const isOfNoColumn = (result) => !columns.includes(result.arm?.arm);
  const hasAll = values.some(isOfNoColumn);
  const hasComparisons = values.length < results.length;
  const hasTimes = results.some((result) => result.time);
  const hasP = results.some((result) => result.p);
  const header = ["End point", hasTimes && "Time", ...columns.map((index) => arms[index].name.text), hasAll && "All, or not said",
    hasComparisons && "Comparison", hasP && "p"].filter(Boolean);

  const value = (result) => {
    const node = make("span", { class: "value" }, link(result.value));
    if (result.interval) node.append(" ", make("span", { class: "interval" }, "[", link(result.interval), "]"));
    return node;
  };
  const comparison = (result) => {
    const [arm, comparator] = [result.arm, result.comparator].map((cell) => (cell ? link(cell) : "?"));
    return make("span", {}, value(result), " ", make("span", { class: "versus" }, arm, " vs ", comparator));
  };
  const rows = endpoints.flatMap((endPoint) => byTimeAndP(endPoint.results).map((group) => {
    const plain = group.results.filter((result) => !result.comparator);
    const cells = [heading(endPoint.name ? link(endPoint.name) : "Not named")];
    if (hasTimes) cells.push(group.time ? link(group.time) : "");
    for (const column of columns) cells.push(list(plain.filter((result) => result.arm?.arm === column).map(value)));
    if (hasAll) cells.push(list(plain.filter(isOfNoColumn).map(value)));
    if (hasComparisons) cells.push(list(group.results.filter((result) => result.comparator).map(comparison)));
    if (hasP) cells.push(group.p ? link(group.p) : "");
    return row(...cells);
  }));
  return framed("End points and their values", table("End points and their values, an arm a column", header, rows));
}

/** Results of one end point that share their time point and their p-value stand in one row. */
function byTimeAndP(results) {
  const groups = new Map();
  for (const result of results) {
    const key = `${result.time?.begin} ${result.p?.begin}`;
    if (!groups.has(key)) groups.set(key, { time: result.time, p: result.p, results: [] });
    groups.get(key).results.push(result);
  }
  return [...groups.values()];
}

function framed(title, content) {
  return make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": title }, content);
}

function table(caption, header, rows) {
  return make("table", {}, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...header.map((name) => make("th", { scope: "col" }, name)))), make("tbody", {}, ...rows));
}

const heading = (content) => make("th", { scope: "row" }, content);

function row(first, ...cells) {
  return make("tr", {}, first, ...cells.map((cell) => make("td", {}, cell)));
}

/** Several concepts in a cell, each on a line of its own. */
function list(nodes) {
  if (nodes.length < 2) return nodes[0] ?? "";
  return make("ul", {}, ...nodes.map((node) => make("li", {}, node)));
}
