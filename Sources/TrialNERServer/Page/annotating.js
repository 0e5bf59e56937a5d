import { ServiceProblem } from "./service.js";

/**
 * Annotates documents, one after the other. A problem with one text does not keep the others; one of the server ends the run, and what was
 * done stays done.
 *
 * `begun(done)` is called before each document with how many are done, `finished(item)` behind each that is. Gives how many were done, what
 * went wrong in words, and how it ended: `done`, `stopped` or `failed`.
 */
export async function annotateAll(service, items, { signal, begun, finished }) {
  const problems = [];
  let done = 0;
  for (const item of items) {
    begun(done);
    try {
      await annotate(service, item, signal);
      done += 1;
      finished(item);
    } catch (error) {
      if (signal.aborted) return { done, problems, ending: "stopped" };
      problems.push({ item, message: error.message });
      if (!error.concernsText) return { done, problems, ending: "failed" };
    }
  }
  return { done, problems, ending: "done" };
}

async function annotate(service, item, signal) {
  // As the command line has it: a line of a list without text stays in the list.
  if (item.text.trim() === "") {
    Object.assign(item, { entities: [], summary: { arms: [], counts: [], endpoints: [] } });
    return;
  }
  const { model, entities } = await service.annotate(item.text, signal);
  const isOther = entities.find(({ begin, end, text }) => item.text.slice(begin, end) !== text);
  if (isOther) {
    throw new ServiceProblem(`The server's answer does not fit the text (at character ${isOther.begin}). Tell whoever runs it.`, { concernsText: true });
  }
  Object.assign(item, { model, entities, summary: null });
}
