/** Requests to the console's server. A refusal becomes an error whose message is for the person. */

export class Refused extends Error {}

async function ask(path, options = {}) {
  let reply;
  try {
    reply = await fetch(path, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(20_000), ...options });
  } catch (failure) {
    throw new Refused(failure.name === "TimeoutError" ? "The console took too long to answer." : "The console does not answer.");
  }
  const body = await reply.text();
  const said = parsed(body);
  if (!reply.ok) {
    throw new Refused(said?.error ?? `The console answered ${reply.status}.`);
  }
  return said;
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The path with those parameters that are known. */
export function path(base, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") {
      query.set(name, value);
    }
  }
  return `${base}?${query}`;
}

export const get = (base, parameters) => ask(parameters ? path(base, parameters) : base);

export const post = (base, body = {}) => ask(base, change("POST", "application/json", JSON.stringify(body)));

export const postText = (base, body) => ask(base, change("POST", "text/plain", body));

export const remove = base => ask(base, change("DELETE", "application/json", "{}"));

function change(method, type, body) {
  return { method, body, headers: { "Content-Type": type, "X-Pangaea-Console": "1" } };
}
