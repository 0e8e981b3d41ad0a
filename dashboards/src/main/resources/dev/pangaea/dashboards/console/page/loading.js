/*
 * Loads the page anew where a part of it did not come. When the network of a machine changes (a container starts, a cable is
 * pulled), a browser gives up what is under way, and never asks for a module again. Each time the wait is longer.
 */
{
  const LONGER = "pangaea.loading";
  const FIRST_MILLIS = 500;
  const MAX_MILLIS = 30_000;
  let lost = false;

  const anew = async () => {
    const millis = Number(sessionStorage.getItem(LONGER)) || FIRST_MILLIS;
    sessionStorage.setItem(LONGER, String(Math.min(2 * millis, MAX_MILLIS)));
    await new Promise(done => setTimeout(done, millis));
    const answers = await fetch("/", { cache: "no-store" }).then(reply => reply.ok, () => false);
    if (answers) {
      location.reload();
    } else {
      anew();
    }
  };

  const say = () => {
    const words = document.querySelector("#waiting .empty");
    if (words) {
      words.textContent = "A part of this page did not come. It is loaded anew.";
    }
  };

  addEventListener("error", ({ target }) => {
    if (!lost && (target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) {
      lost = true;
      say();
      addEventListener("DOMContentLoaded", say);
      anew();
    }
  }, true);
  addEventListener("load", () => lost || sessionStorage.removeItem(LONGER));
}
