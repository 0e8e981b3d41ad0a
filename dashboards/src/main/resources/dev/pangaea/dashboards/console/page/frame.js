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

/** Gives a way to ask for a task that is done at most once in so many milliseconds: the first time at the next frame. */
export function calmly(task, millis) {
  let doneAt = -Infinity;
  let timer = null;
  const done = () => {
    timer = null;
    doneAt = performance.now();
    task();
  };
  return () => {
    timer ??= setTimeout(() => soon(done), Math.max(0, doneAt + millis - performance.now()));
  };
}

/**
 * Gives a way to ask for tasks that are done at the next frame while an element is in view. One that is asked for meanwhile is
 * done once when the element comes near.
 */
export function inView(element) {
  const owed = new Set();
  let seen = false;
  new IntersectionObserver(entries => {
    seen = entries.at(-1).isIntersecting;
    if (seen) {
      owed.forEach(soon);
      owed.clear();
    }
  }, { rootMargin: "200px" }).observe(element);
  return task => {
    if (seen) {
      soon(task);
    } else {
      owed.add(task);
    }
  };
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
