/** The page's wiring: asks for the configuration, then puts each part into its section and opens the live stream. */
import { get } from "./api.js";
import { conflictList } from "./conflicts.js";
import { failure, headOfPage, performer } from "./head.js";
import { itemExplorer } from "./items.js";
import { linkTable } from "./links.js";
import { loadForm } from "./load.js";
import { worldMap } from "./map.js";
import { timePlots } from "./plots.js";
import { recordTails } from "./records.js";
import { scenarioPanel } from "./scenario.js";
import { Stream } from "./stream.js";
import { tableStanding } from "./tables.js";
import { themeToggle } from "./theme.js";
import { World } from "./world.js";

const AGAIN_MILLIS = 1500;
const at = id => document.getElementById(id);
let told = null;

async function start() {
  let config;
  try {
    config = await get("/api/config");
  } catch (refused) {
    if (told !== refused.message) {
      told = refused.message;
      at("waiting").replaceChildren(failure(`${told} It is asked again.`, () => location.reload()));
    }
    setTimeout(start, AGAIN_MILLIS);
    return;
  }
  if (at("waiting").contains(document.activeElement)) {
    at("main").focus();
  }
  at("waiting").remove();
  at("content").hidden = false;
  const world = new World(config);
  const perform = performer(at("toast"));
  world.on("trouble", words => perform(() => Promise.reject(new Error(words))));
  headOfPage(world, {
    root: document.documentElement, headline: at("headline"), detail: at("detail"), short: at("short"),
    announcer: at("announcer"), cut: at("cut"), heal: at("heal"), shortcutSwitch: at("shortcuts"),
  }, perform);
  themeToggle(at("theme"), () => world.tell("theme"));
  worldMap(world, at("map"));
  linkTable(world, at("link-table"), perform);
  timePlots(world, at("plots"));
  conflictList(world, at("conflict-list"), perform);
  tableStanding(world, at("standing"));
  recordTails(world, at("tails"));
  loadForm(world, at("load-form"), perform);
  scenarioPanel(world, at("scenario-panel"), perform);
  itemExplorer(world, at("explorer"), perform);
  new Stream(world).open();
}

start();
