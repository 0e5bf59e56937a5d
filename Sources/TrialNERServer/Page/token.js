import { byID } from "./dom.js";

/** Asks for the token of a server that wants one; `null` where none is given. */
export function askForToken(isSecondTime) {
  const dialog = byID("token-dialog");
  const field = byID("token");
  byID("token-reason").textContent = (isSecondTime ? "The server did not take that token. " : "This server asks for a token. ")
    + "Whoever runs it can give you one. It is kept until this page is closed, and nowhere else.";
  field.value = "";
  dialog.returnValue = "";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const token = field.value.trim();
      field.value = "";
      resolve(dialog.returnValue === "use" && token !== "" ? token : null);
    }, { once: true });
    dialog.showModal();
  });
}
