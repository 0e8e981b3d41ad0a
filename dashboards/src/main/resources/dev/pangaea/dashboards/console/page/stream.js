/** The live stream of the console: heard while the page is seen, tried again when it is lost, and lost when it is silent. */
import { get } from "./api.js";

const SILENT_MILLIS = 3500;
const RETRY_MILLIS = 1500;

export class Stream {
  #world;
  #source = null;
  #silence = null;
  #retry = null;

  constructor(world) {
    this.#world = world;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.open()));
  }

  open() {
    this.#close();
    if (this.#world.connection !== "lost") {
      this.#world.connect("connecting");
    }
    const source = new EventSource("/api/events");
    this.#source = source;
    source.addEventListener("open", () => this.#remember(source));
    source.addEventListener("snapshot", event => {
      this.#listen();
      this.#world.take(JSON.parse(event.data));
    });
    source.addEventListener("mark", event => this.#world.mark(JSON.parse(event.data)));
    source.addEventListener("conflict", event => this.#world.tell("conflict", JSON.parse(event.data)));
    source.addEventListener("conflicts-left-out", event => this.#world.tell("conflicts-left-out", JSON.parse(event.data)));
    source.addEventListener("error", () => this.#lost());
    this.#listen();
  }

  async #remember(source) {
    const meanwhile = this.#world.collect();
    try {
      const history = await get("/api/history");
      if (source === this.#source) {
        this.#world.remember(history, meanwhile);
      }
    } catch (failure) {
      this.#world.tell("trouble", failure.message);
    } finally {
      this.#world.letGo(meanwhile);
    }
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), SILENT_MILLIS);
  }

  #lost() {
    this.#close();
    this.#world.connect("lost");
    this.#retry = setTimeout(() => this.open(), RETRY_MILLIS);
  }

  #close() {
    clearTimeout(this.#silence);
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }
}
