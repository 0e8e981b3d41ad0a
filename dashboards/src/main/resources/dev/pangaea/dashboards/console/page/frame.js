/** Work on the page, at most once in each frame: however often something is asked for, it is drawn once. What fails holds up nothing else. */

const waiting = new Set();
let asked = false;

export function soon(task) {
  waiting.add(task);
  if (!asked) {
    asked = true;
    requestAnimationFrame(run);
  }
}

function run() {
  asked = false;
  const tasks = [...waiting];
  waiting.clear();
  for (const task of tasks) {
    try {
      task();
    } catch (failure) {
      reportError(failure);
    }
  }
}
