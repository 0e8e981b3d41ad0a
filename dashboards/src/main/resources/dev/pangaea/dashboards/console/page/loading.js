/*
 * Loads the page anew where a part of it did not come. When the network of a machine changes (a container starts, a cable is
 * pulled), a browser gives up what is under way, and never asks for a module again. Each time the wait is longer; how often
 * it was tried is kept with the page's place in the history, which outlasts being loaded anew.
 */
{
  const TRIES_MAX = 4;
  const FIRST_MILLIS = 500;
  const ANSWER_MILLIS_MAX = 10_000;
  const OWN = `${location.origin}/assets/`;
  let lost = false;
  let said = { words: "A part of this page did not come. It is loaded anew.", forGood: false };

  const remember = tries => history.replaceState({ ...history.state, tries }, "");

  const answers = () => fetch("/", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MILLIS_MAX) }).then(reply => reply.ok, () => false);

  /** The page may be there without the part, or not be read so far. */
  const tell = () => {
    const words = document.createElement("p");
    words.className = "empty";
    words.textContent = said.words;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Try again";
    again.addEventListener("click", () => location.reload());
    document.getElementById("waiting")?.replaceChildren(words, ...(said.forGood ? [again] : []));
  };

  const tryAnew = async () => {
    for (let tries = history.state?.tries ?? 0; tries < TRIES_MAX; tries++) {
      remember(tries + 1);
      await new Promise(done => setTimeout(done, FIRST_MILLIS * 2 ** tries));
      if (await answers()) {
        location.reload();
        return;
      }
    }
    remember(0);
    said = { words: "A part of this page did not come, however often it was asked for.", forGood: true };
  };

  const look = async ({ target }) => {
    if (lost || !String(target.src ?? target.href).startsWith(OWN)) {
      return;
    }
    lost = true;
    tell();
    await tryAnew();
    tell();
  };

  addEventListener("error", look, true);
  addEventListener("DOMContentLoaded", () => lost && tell());
  addEventListener("load", () => {
    if (!lost) {
      removeEventListener("error", look, true);
      remember(0);
    }
  });
}
