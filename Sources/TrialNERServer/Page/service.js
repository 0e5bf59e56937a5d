/** What went wrong with a request, in words for the person in front of the page. */
export class ServiceProblem extends Error {
  /** `concernsText`: another text may well be answered, so that a list of documents goes on. */
  constructor(message, { status = 0, concernsText = false } = {}) {
    super(message);
    this.status = status;
    this.concernsText = concernsText;
  }
}

/** Asks the service that the page came from. */
export class Service {
  /** In memory only: gone when the page is. */
  #token = null;
  #askForToken;

  /** `askForToken(isSecondTime)` gives a token, or `null` where there is none to give. */
  constructor(askForToken) {
    this.#askForToken = askForToken;
  }

  /** The model: `{name, version, labels}`. Asks nobody for a token. */
  async model(signal) {
    const answer = await this.#answer(await this.#send("v1/models", null, signal));
    return answer.models[0];
  }

  /** The concepts of a text, all of them: what is shown is chosen on the page. */
  async annotate(text, signal) {
    const answer = await this.#ask("v1/annotate", { text, offsets: "utf16" }, signal);
    return { model: answer.model, entities: answer.documents[0].entities };
  }

  /** The trial at a glance, as `trialner summary --format json` has it for one document. */
  async summary(text, signal) {
    const answer = await this.#ask("v1/summary", { text, offsets: "utf16" }, signal);
    return answer[0];
  }

  async #ask(path, body, signal) {
    let isSecondTime = false;
    while (true) {
      const response = await this.#send(path, body, signal);
      if (response.status !== 401) return this.#answer(response);
      const token = await this.#askForToken(isSecondTime);
      if (token === null) return this.#answer(response);
      this.#token = token;
      isSecondTime = true;
    }
  }

  async #send(path, body, signal) {
    const headers = { Accept: "application/json" };
    if (body) headers["Content-Type"] = "application/json";
    if (this.#token !== null) headers.Authorization = `Bearer ${this.#token}`;
    const request = { headers, signal, cache: "no-store", credentials: "same-origin" };
    if (body) Object.assign(request, { method: "POST", body: JSON.stringify(body) });
    try {
      return await fetch(path, request);
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new ServiceProblem("The server cannot be reached. Check that it runs and that the network is there, then try again.");
    }
  }

  async #answer(response) {
    let answer = null;
    try {
      answer = await response.json();
    } catch (error) {
      if (error.name === "AbortError") throw error;
      if (response.ok) throw new ServiceProblem("The server's answer broke off or cannot be read. Try again.", { status: response.status });
    }
    if (response.ok) return answer;
    throw problem(response, answer);
  }
}

function problem(response, answer) {
  const { status } = response;
  const said = answer?.detail ?? answer?.title ?? response.statusText;
  const detail = said ? ` It says: ${said}` : "";
  const wait = Number(response.headers.get("Retry-After"));
  const later = wait > 0 ? `in ${wait} seconds` : "in a moment";
  switch (status) {
    case 401: return new ServiceProblem(`The server wants a token before it reads a text.${detail}`, { status });
    case 403: return new ServiceProblem(`The server does not let this page in.${detail}`, { status });
    case 404: return new ServiceProblem(`The server at this address does not offer this.${detail}`, { status });
    case 413:
      return new ServiceProblem(`The text is longer than this server takes. Send it in parts, or use trialner annotate.${detail}`, {
        status, concernsText: true,
      });
    case 429:
    case 503: return new ServiceProblem(`The server is busy. Try again ${later}.${detail}`, { status });
    case 504:
      return new ServiceProblem(`The server gave up because the text took too long. Send it in parts, or use trialner annotate.${detail}`, {
        status, concernsText: true,
      });
    default:
      return status < 500
        ? new ServiceProblem(`The server could not read the text.${detail}`, { status, concernsText: true })
        : new ServiceProblem(`The server failed (status ${status}). Try again, or tell whoever runs it.${detail}`, { status });
  }
}
