/** One conflict: a line, and when it is opened both writes, what decided, what of the loser is gone, and bringing it back. */
import { get, post } from "./api.js";
import { brief } from "./attribute-value.js";
import { comparison } from "./compare.js";
import { fill, h, regionName, text } from "./dom.js";
import { instant, listed } from "./format.js";
import { holders, unknown } from "./item-everywhere.js";

const AFTER_TRIES = 20;
const AFTER_MILLIS = 500;

/**
 * @param entry {deciders: region → what it told, atMillis, revision: another one after each change}
 * @param acts.perform performs an action and tells its outcome
 * @param acts.reload asks for the conflicts of the table again, with whole images
 */
export function conflictEntry(world, entry, acts) {
  let revisionSeen = null;
  let headSeen = "";
  let bodySeen = "";
  const reasons = h("p");
  const summary = h("summary");
  const body = h("div", { class: "conflict-body" });
  const after = h("div", { class: "after" });
  const details = h("details", { ontoggle: opened }, summary, body);
  return {
    node: h("li", null, details),
    update(now) {
      if (now.revision !== revisionSeen) {
        write(now);
      }
    },
  };

  function opened() {
    if (details.open && [...entry.deciders.values()].every(each => each.winner.itemLeftOut || each.loser.itemLeftOut)) {
      acts.reload();
    }
    write(entry);
  }

  /** What a region adds must not take away what somebody is about to press: the body is made anew only for other contents. */
  function write(now) {
    revisionSeen = now.revision;
    const conflict = told(now);
    const head = JSON.stringify([now.atMillis, conflict.restoredAs]);
    if (head !== headSeen) {
      headSeen = head;
      fill(summary, headline(world, now, conflict));
    }
    const contents = JSON.stringify([details.open, conflict.region, conflict.id, conflict.restoredAs, conflict.winner.itemLeftOut, conflict.loser.itemLeftOut]);
    if (contents !== bodySeen) {
      bodySeen = contents;
      fill(body, details.open ? [reasons, ...story(world, now, conflict, after, acts)] : []);
    }
    text(reasons, `${reason(conflict)} Decided in ${listed([...now.deciders.keys()])}. ${gone(conflict)}`);
  }
}

/** What is shown of the regions' words: one that has been restored, else one with whole images. */
function told(entry) {
  const all = [...entry.deciders.values()];
  return all.find(each => each.restoredAs) ?? all.find(each => !each.winner.itemLeftOut && !each.loser.itemLeftOut) ?? all[0];
}

const merged = conflict => conflict.outcome === "MERGED";

function headline(world, entry, conflict) {
  const { winner, loser } = conflict;
  return [
    h("time", { class: "figure" }, instant(entry.atMillis)),
    h("span", { class: "conflict-key" }, `${conflict.table} ${Object.values(conflict.key ?? {}).map(brief).join(", ")}`),
    conflict.restoredAs ? h("span", { class: "tag" }, "restored") : null,
    h("span", { class: "conflict-sides" }, regionName(world, winner.region), h("span", { class: "over" }, merged(conflict) ? "merged with" : "over"), regionName(world, loser.region)),
  ];
}

function story(world, entry, conflict, after, acts) {
  const { winner, loser } = conflict;
  const [first, second] = merged(conflict) ? ["Higher version", "Lower version"] : ["Won", "Lost"];
  const restore = h("button", { type: "button", onclick: () => bringBack(world, entry, conflict, restore, after, acts) }, `Restore the write of ${loser.region}`);
  return [
    h("div", { class: "scrolls-sideways", tabindex: "0", role: "region", "aria-label": "Both writes" },
      comparison("Both writes as they were made", [side(world, first, winner), side(world, second, loser)], Object.keys(conflict.key ?? {}))),
    conflict.restoredAs ? h("p", { class: "restored" }, `The write of ${loser.region} was restored as ${conflict.restoredAs}.`) : restore,
    after,
  ];
}

function side(world, name, write) {
  return {
    head: h("span", null, `${name}: `, regionName(world, write.region)),
    item: write.item ?? null,
    unknown: write.itemLeftOut ? "too large to show" : write.item ? null : write.imageLeftOut ? "not kept" : "deleted",
    facts: { version: write.version || "\u2013", "written at": instant(write.atMillis) },
  };
}

function reason({ rule, outcome }) {
  return rule === "last-writer-wins" ? "Neither had seen the other; the later one won." : `Neither had seen the other. By ${rule}: ${String(outcome).toLowerCase().replaceAll("_", " ")}.`;
}

function gone({ lost, deleteLost }) {
  const names = Array.isArray(lost) ? lost : [];
  const parts = [names.length > 0 ? names.join(", ") : null, deleteLost ? "the deletion" : null].filter(Boolean);
  return parts.length > 0 ? `Gone of the loser: ${parts.join(" and ")}.` : "";
}

async function bringBack(world, entry, conflict, button, after, { perform }) {
  button.disabled = true;
  const body = { region: conflict.region, id: conflict.id, ...(merged(conflict) ? { side: conflict.loser.side.toLowerCase() } : {}) };
  const done = await perform(() => post("/api/conflicts/restore", body), `The write of ${conflict.loser.region} is restored, as a new write`);
  if (!done) {
    button.disabled = false;
    return;
  }
  entry.deciders.get(conflict.region).restoredAs = done.version ?? "a new write";
  entry.revision++;
  await showAfter(world, conflict, after);
}

/** Shows the item as the regions hold it after the restoration, until they agree. */
async function showAfter(world, conflict, after) {
  for (let tries = 0; tries < AFTER_TRIES; tries++) {
    try {
      const said = await get("/api/item", { table: conflict.table, key: JSON.stringify(conflict.key) });
      const columns = holders(said).map(region => ({
        head: regionName(world, region.name), item: region.item ?? null, unknown: unknown(region), facts: { version: region.version ?? "\u2013" },
      }));
      const caption = said.equal ? "The item after the restoration, the same in every region" : "The item after the restoration, under way to the other regions";
      fill(after, comparison(caption, columns, Object.keys(conflict.key ?? {})));
      if (said.equal) {
        return;
      }
    } catch (failure) {
      fill(after, h("p", { class: "error" }, failure.message));
    }
    await new Promise(resolve => setTimeout(resolve, AFTER_MILLIS));
  }
}
