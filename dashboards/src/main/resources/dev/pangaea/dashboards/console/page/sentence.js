/** How the world stands, in words: a headline and what follows from it. */
import { clock, count, duration, listed, plural, span } from "./format.js";
import { carriesNothing } from "./world.js";

/**
 * @param world.snapshot what is known
 * @param cutSinceMillis link name → when it was cut
 * @returns {tone: "calm" | "cut" | "behind" | "lost", headline, detail}
 */
export function sentence(world, now = Date.now()) {
  const { snapshot, connection } = world;
  if (connection === "lost") {
    const seen = snapshot ? `All figures are of ${clock(snapshot.atMillis)} and may be wrong by now.` : "There is nothing to show yet.";
    return { tone: "lost", headline: `No word from the console since ${clock(world.lostAtMillis)}`, detail: `${seen} Trying again.` };
  }
  if (!snapshot) {
    return { tone: "behind", headline: "Waiting for the first figures", detail: "They come once a second." };
  }
  const silent = snapshot.regions.filter(region => !region.reachable).map(region => region.name);
  if (silent.length > 0) {
    return {
      tone: "lost",
      headline: `${listed(silent)} ${silent.length > 1 ? "do" : "does"} not answer`,
      detail: silent.length < snapshot.regions.length ? "The others go on, and keep what it has to hear." : "No region answers: is the demo still running?",
    };
  }
  const cut = snapshot.links.filter(carriesNothing);
  return cut.length > 0 ? apart(world, cut, now) : together(world);
}

function apart(world, cut, now) {
  const { links } = world.snapshot;
  const since = Math.min(...cut.map(link => world.cutSinceMillis(link.name) ?? now));
  const long = span(Math.max(0, Math.round((world.snapshot.atMillis - since) / 1000)));
  const held = cut.reduce((sum, link) => sum + (link.backlogRecords ?? 0), 0);
  const waiting = held > 0 ? `${plural(held, "log record")} known to wait.` : "What they write waits for the other side.";
  if (cut.length === links.length) {
    return { tone: "cut", headline: `Cut off for ${long}: each region goes on alone`, detail: `Reads and writes are answered everywhere. ${waiting}` };
  }
  if (cut.length === 1) {
    const [{ source, target, down }] = cut;
    return { tone: "cut", headline: `${target} has heard nothing of ${source} for ${long}`, detail: `The link ${source} \u2192 ${target} is ${down ? "switched off" : "cut"}. ${waiting}` };
  }
  const alone = world.config.regions.map(region => region.name)
    .filter(name => links.filter(link => link.source === name || link.target === name).every(carriesNothing));
  const who = alone.length > 0 ? listed(alone) : `${count(cut.length)} of ${links.length} links`;
  const verb = alone.length > 1 || alone.length === 0 ? "are" : "is";
  return { tone: "cut", headline: `${who} ${verb} cut off for ${long}`, detail: `All regions go on. ${waiting}` };
}

function together(world) {
  const { snapshot } = world;
  const copies = snapshot.links.filter(link => link.needsCopy);
  if (copies.length > 0) {
    const [{ source, target }] = copies;
    return { tone: "behind", headline: `${target} takes a copy of ${source}`, detail: "It was away for longer than the log is kept." };
  }
  const records = snapshot.links.reduce((sum, link) => sum + (link.backlogRecords ?? 0), 0);
  const asOf = snapshot.convergedAsOfMillis;
  if (asOf === null) {
    return { tone: "behind", headline: "Not known to be converged", detail: "Some link has not told yet how far it has come." };
  }
  const behind = snapshot.atMillis - asOf;
  if (behind > BEHIND_MILLIS) {
    return { tone: "behind", headline: `Catching up: converged as of ${clock(asOf)}`, detail: `${duration(behind)} behind, ${plural(records, "log record")} to go.` };
  }
  return { tone: "calm", headline: `Converged as of ${clock(asOf)}`, detail: "Every region shows all that was written anywhere up to then." };
}

const BEHIND_MILLIS = 10_000;
