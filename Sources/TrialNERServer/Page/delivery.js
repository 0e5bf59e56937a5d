import { make } from "./dom.js";

/** Lets the browser save content as a file. */
export function saveFile(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts content on the clipboard; gives whether the browser let it. */
export async function copyText(content) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    // A page without https has no such interface, but the older one.
    const give = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", content);
    };
    document.addEventListener("copy", give, { once: true });
    const isDone = document.execCommand("copy");
    document.removeEventListener("copy", give);
    return isDone;
  }
}

/** Calls `take(files)` for files that are dropped anywhere on the page or pasted; `frame` shows where they would go. */
export function receiveFiles(frame, take) {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    frame.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) frame.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    frame.classList.remove("over");
    if (!hasFiles(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  addEventListener("paste", (event) => {
    // What comes from a word processor is a picture, too: then the text counts.
    const { files, types } = event.clipboardData;
    if (files.length === 0 || types.includes("text/plain")) return;
    event.preventDefault();
    take([...files]);
  });
}
