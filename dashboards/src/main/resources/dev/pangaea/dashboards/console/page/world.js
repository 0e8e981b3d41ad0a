/** What the page knows: the configuration, the newest snapshot, history, marks, and whether the console is heard. */
import { History } from "./history.js";

const MARKS_MAX = 400;
const LINK_FIGURES = ["lagP50Millis", "lagP99Millis", "stalenessMillis", "backlogRecords"];

/** Whether a link carries nothing: it is cut, which can be healed, or switched off in link control. */
export const carriesNothing = link => link.cut === true || link.down === true;

export class World {
  snapshot = null;
  marks = [];
  /** Of how many links the console keeps no history. */
  linksLeftOut = 0;
  /** "connecting", "live" or "lost"; then `lostAtMillis` says since when. */
  connection = "connecting";
  lostAtMillis = null;
  /** What is heard while the history is on its way: it is told as of when it was asked for. */
  #meanwhile = null;
  #listeners = new Map();
  #cutSince = new Map();

  constructor(config) {
    this.config = { ...config, links: [] };
    this.history = new History(
      config.regions.map(region => `writesPerSecond ${region.name}`),
      Math.max(60, Math.min(config.historySeconds ?? 3600, 7200)));
    this.#learn(config.links);
  }

  /** Shows links that are new: a console that has just started hears of them later than the page, and others are made meanwhile. */
  #learn(links) {
    const rank = name => this.config.regions.findIndex(region => region.name === name);
    const known = new Set(this.config.links.map(link => link.name));
    const fresh = links.filter(link => !known.has(link.name) && rank(link.source) >= 0 && rank(link.target) >= 0);
    if (fresh.length === 0) {
      return;
    }
    fresh.forEach(({ name }) => LINK_FIGURES.forEach(figure => this.history.keep(`${figure} ${name}`)));
    this.config.links = [...this.config.links, ...fresh.map(({ name, source, target }) => ({ name, source, target }))]
      .sort((a, b) => rank(a.source) - rank(b.source) || rank(a.target) - rank(b.target));
    this.tell("links");
  }

  /** Which of the regions it is, from 1: the number of its colour. */
  place(regionName) {
    return (this.config.regions.findIndex(region => region.name === regionName) % 5) + 1;
  }

  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  /** Tells all who listen; one that fails holds up no other. */
  tell(event, detail) {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (failure) {
        reportError(failure);
      }
    }
  }

  take(snapshot) {
    this.snapshot = snapshot;
    this.#learn(snapshot.links);
    for (const link of snapshot.links) {
      if (!carriesNothing(link)) {
        this.#cutSince.delete(link.name);
      } else if (!this.#cutSince.has(link.name)) {
        this.#cutSince.set(link.name, this.#markedCut(link.name) ?? snapshot.atMillis);
      }
    }
    this.#point(snapshot);
    this.#meanwhile?.snapshots.push(snapshot);
    this.connect("live");
    this.tell("snapshot", snapshot);
  }

  #point(snapshot) {
    const links = new Map(snapshot.links.map(link => [link.name, link]));
    const regions = new Map(snapshot.regions.map(region => [region.name, region]));
    this.history.add(snapshot.atMillis, name => {
      const space = name.indexOf(" ");
      const [figure, owner] = [name.slice(0, space), name.slice(space + 1)];
      const holder = links.get(owner) ?? regions.get(owner);
      return holder && holder.reachable !== false ? holder[figure] : null;
    });
  }

  /** When a link was cut that is cut now, as far as is known. */
  cutSinceMillis(linkName) {
    return this.#markedCut(linkName) ?? this.#cutSince.get(linkName) ?? null;
  }

  #markedCut(linkName) {
    for (let index = this.marks.length - 1; index >= 0; index--) {
      const mark = this.marks[index];
      if (mark.links?.includes(linkName) && (mark.kind === "cut" || mark.kind === "heal")) {
        return mark.kind === "cut" ? mark.atMillis : null;
      }
    }
    return null;
  }

  mark(mark) {
    this.marks.push(mark);
    this.#meanwhile?.marks.push(mark);
    if (this.marks.length > MARKS_MAX) {
      this.marks.splice(0, this.marks.length - MARKS_MAX);
    }
    this.tell("mark", mark);
  }

  /** Keeps what is heard from now on, until it is let go. */
  collect() {
    this.#meanwhile = { snapshots: [], marks: [] };
    return this.#meanwhile;
  }

  letGo(meanwhile) {
    if (this.#meanwhile === meanwhile) {
      this.#meanwhile = null;
    }
  }

  /** Puts the server's history in the place of what was seen here, but for what was heard since it was asked for. */
  remember(history, meanwhile) {
    const told = new Set(history.marks.map(mark => JSON.stringify(mark)));
    this.history.clear();
    this.marks = [...history.marks, ...meanwhile.marks.filter(mark => !told.has(JSON.stringify(mark)))].slice(-MARKS_MAX);
    this.linksLeftOut = history.linksLeftOut ?? 0;
    const columns = new Map();
    for (const link of history.links) {
      LINK_FIGURES.forEach(figure => columns.set(`${figure} ${link.name}`, link[figure]));
    }
    for (const region of history.writesPerSecond) {
      columns.set(`writesPerSecond ${region.region}`, region.values);
    }
    history.atMillis.forEach((at, index) => this.history.add(at, name => columns.get(name)?.[index]));
    meanwhile.snapshots.forEach(snapshot => this.#point(snapshot));
    this.tell("history");
  }

  connect(connection) {
    if (this.connection !== connection) {
      this.lostAtMillis = connection === "lost" ? Date.now() : null;
      this.connection = connection;
      this.tell("connection", connection);
    }
  }
}
