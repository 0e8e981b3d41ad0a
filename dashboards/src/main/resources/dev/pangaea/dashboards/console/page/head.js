/** The head of the page: how the world stands in words, cutting and healing, and what is told to a screen reader. */
import { post } from "./api.js";
import { attribute, h, show, text } from "./dom.js";
import { soon } from "./frame.js";
import { sentence } from "./sentence.js";
import { shortcuts } from "./shortcuts.js";
import { carriesNothing } from "./world.js";

const TOAST_MILLIS = 6000;

/** Performs an action; tells its outcome or its error in one place. Returns what the action gave, or null. */
export function performer(toast) {
  let clear = null;
  const say = (words, bad) => {
    clearTimeout(clear);
    text(toast, words);
    show(toast, true);
    attribute(toast, "data-bad", bad);
    clear = setTimeout(() => show(toast, false), bad ? TOAST_MILLIS * 2 : TOAST_MILLIS);
  };
  return async (action, done) => {
    try {
      const said = await action();
      if (done) {
        say(done, false);
      }
      return said ?? {};
    } catch (failure) {
      say(failure.message, true);
      return null;
    }
  };
}

export function headOfPage(world, elements, perform) {
  const { headline, detail, short, announcer, cut, heal, shortcutSwitch, root } = elements;
  let told = null;
  const update = () => {
    const said = sentence(world);
    text(headline, said.headline);
    text(detail, said.detail);
    text(short, said.headline);
    attribute(root, "data-tone", said.tone);
    attribute(root, "data-stale", String(world.connection !== "live"));
    document.title = `${said.headline} \u00b7 Pangaea`;
    const links = world.snapshot?.links ?? [];
    cut.disabled = world.connection !== "live" || links.length === 0 || links.every(carriesNothing);
    heal.disabled = world.connection !== "live" || !links.some(link => link.cut && !link.down);
    const kind = said.tone + links.filter(carriesNothing).map(link => link.name);
    if (kind !== told) {
      told = kind;
      text(announcer, `${said.headline}. ${said.detail}`);
    }
  };
  for (const event of ["snapshot", "connection", "mark", "history"]) {
    world.on(event, () => soon(update));
  }
  update();

  const pairs = world.config.regions.flatMap((a, index) => world.config.regions.slice(index + 1).map(b => [a.name, b.name]));
  const cutAll = () => perform(() => Promise.all(pairs.map(regions => post("/api/partitions", { regions }))));
  const healAll = () => perform(() => post("/api/heal"));
  show(cut.parentElement, world.config.canSteerLinks);
  cut.addEventListener("click", cutAll);
  heal.addEventListener("click", healAll);
  show(shortcutSwitch.parentElement, world.config.canSteerLinks);
  if (world.config.canSteerLinks) {
    shortcuts(shortcutSwitch, { c: cut, h: heal });
  }
}

/** A line that says that something could not be loaded, in the place of the page's content. */
export function failure(words, again) {
  return h("div", { class: "failure", role: "alert" }, h("p", null, words), h("button", { type: "button", class: "main", onclick: again }, "Try again"));
}
