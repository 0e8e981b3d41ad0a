/** Elements made by hand. What comes from outside becomes text or an attribute, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. Attributes whose name starts with "on" are listeners; false, null and undefined are left out. */
export function h(tag, attributes, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function svg(tag, attributes, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      attribute(element, name, value);
    }
  }
  element.append(...children.flat().filter(each => each !== null && each !== undefined));
  return element;
}

/** Sets an attribute if it is another one than before. */
export function attribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) {
      element.removeAttribute(name);
    }
    return;
  }
  const text = value === true ? "" : String(value);
  if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

/** Sets an element's text if it is another one than before; its text node stays. */
export function text(element, value) {
  const wanted = String(value);
  const only = element.firstChild;
  if (only?.nodeType === Node.TEXT_NODE && only.nextSibling === null) {
    if (only.data !== wanted) {
      only.data = wanted;
    }
  } else if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
}

/** Shows or hides an element. */
export function show(element, shown) {
  if (element.hidden === Boolean(shown)) {
    element.hidden = !shown;
  }
}

/** Puts children in the place of what is there. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter(each => each !== null && each !== undefined));
}

/**
 * Keeps a parent's children in step with a list: one view for each key, made once, then updated and moved. What leaves goes
 * first, so that what stays does not move.
 *
 * @param make item → {node, update?(item)}
 * @returns a function that takes the list as it is now
 */
export function keyed(parent, keyOf, make) {
  const views = new Map();
  return items => {
    const wanted = new Map();
    for (const item of items) {
      const key = keyOf(item);
      if (!wanted.has(key)) {
        wanted.set(key, item);
      }
    }
    for (const [key, view] of views) {
      if (!wanted.has(key)) {
        view.node.remove();
        views.delete(key);
      }
    }
    let at = parent.firstChild;
    for (const [key, item] of wanted) {
      let view = views.get(key);
      if (!view) {
        view = make(item);
        views.set(key, view);
      }
      if (view.node === at) {
        at = at.nextSibling;
      } else {
        parent.insertBefore(view.node, at);
      }
      view.update?.(item);
    }
  };
}

/** A region's name with the mark of its colour. */
export function regionName(world, name) {
  return h("span", { class: `region-name region-${world.place(name)}` }, name);
}

/** A link's two ends with an arrow between them. */
export function linkName(world, link) {
  return h("span", { class: "link-name" }, regionName(world, link.source),
    h("span", { class: "arrow", role: "img", "aria-label": "to" }, "\u2192"), regionName(world, link.target));
}
