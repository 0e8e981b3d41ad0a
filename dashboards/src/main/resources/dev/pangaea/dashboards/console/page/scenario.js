/** A scenario: steps over time, pasted or from a file; how far it has come. */
import { postText, remove } from "./api.js";
import { attribute, h, keyed, show, text } from "./dom.js";
import { duration, span } from "./format.js";
import { soon } from "./frame.js";

const FILE_BYTES_MAX = 200_000;

export function scenarioPanel(world, root, perform) {
  if (!world.config.canSteerLinks) {
    root.append(h("p", { class: "empty" }, "This console cannot steer links: they do not run through its proxy."));
    return;
  }
  const area = h("textarea", { id: "scenario-text", rows: "8", spellcheck: "false", "aria-describedby": "scenario-says" }, example(world.config.regions));
  const says = h("p", { id: "scenario-says", class: "error", role: "alert", hidden: true });
  const file = h("input", { type: "file", id: "scenario-file", accept: ".txt,.scenario,text/plain", class: "unseen", onchange: read });
  const run = h("button", { type: "submit", class: "main" }, "Run");
  const stop = h("button", { type: "button", onclick: () => perform(() => remove("/api/scenario"), "The scenario is stopped") }, "Stop");
  const standing = h("p", { class: "standing-words" });
  const progress = h("progress", { max: "1", value: "0", "aria-label": "Progress of the scenario", hidden: true });
  const list = h("ol", { class: "steps" });
  const write = keyed(list, step => `${step.index} ${step.text}`, stepRow);
  root.append(
    h("form", { onsubmit: submit },
      h("label", { class: "field wide", for: "scenario-text" }, h("span", null, "Steps, one a line")), area, says,
      h("div", { class: "acts" }, run, stop, file, h("label", { class: "button", for: "scenario-file" }, "Choose a file"))),
    standing, progress, list);

  async function submit(event) {
    event.preventDefault();
    show(says, false);
    try {
      await postText("/api/scenario", area.value);
    } catch (failure) {
      show(says, true);
      text(says, failure.message);
    }
  }

  async function read() {
    const [chosen] = file.files;
    if (chosen) {
      const fits = chosen.size <= FILE_BYTES_MAX;
      show(says, !fits);
      text(says, fits ? "" : "That file is too large for a scenario.");
      area.value = fits ? await chosen.text() : area.value;
      file.value = "";
      area.focus();
    }
  }

  const update = () => {
    const scenario = world.snapshot?.scenario;
    const running = scenario?.state === "running";
    stop.disabled = !running;
    show(progress, running && scenario.totalMillis > 0);
    if (running && scenario.totalMillis > 0) {
      progress.value = Math.min(1, scenario.elapsedMillis / scenario.totalMillis);
    }
    text(standing, words(scenario));
    const steps = scenario?.steps ?? [];
    const current = running ? steps.findIndex(step => step.state === "waiting") : -1;
    write(steps.slice(0, 200).map((step, index) => ({ ...step, index, current: index === current, elapsed: scenario.elapsedMillis })));
  };
  world.on("snapshot", () => soon(update));
  update();
}

function words(scenario) {
  switch (scenario?.state) {
    case "running":
      return `Running for ${span(Math.round(scenario.elapsedMillis / 1000))} of ${span(Math.round(scenario.totalMillis / 1000))}.`;
    case "done":
      return "Done. The links are as its last step left them.";
    case "failed":
      return "A step failed.";
    case "stopped":
      return "Stopped. The links are as its last step left them.";
    default:
      return "No scenario is running.";
  }
}

function stepRow() {
  const at = h("span", { class: "figure at" });
  const what = h("code");
  const state = h("span", { class: "step-state" });
  const node = h("li", null, at, what, state);
  return {
    node,
    update(step) {
      attribute(node, "data-state", step.current ? "next" : step.state);
      attribute(node, "aria-current", step.current ? "step" : null);
      text(at, duration(step.atMillis));
      text(what, step.text);
      text(state, step.error ?? (step.state === "done" ? "done" : step.current ? `in ${span(Math.max(0, Math.ceil((step.atMillis - step.elapsed) / 1000)))}` : ""));
    },
  };
}

function example([first, second]) {
  return `# Cut the two regions off from each other for 20 seconds, over a slow link\nat 0s latency ${first.name} ${second?.name} 80ms\nat 5s cut ${first.name} ${second?.name}\nat 25s heal ${first.name} ${second?.name}\nat 35s reset\n`;
}
