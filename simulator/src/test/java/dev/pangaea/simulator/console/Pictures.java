package dev.pangaea.simulator.console;

import com.microsoft.playwright.Page;

/** How often the map and the plots of a page are drawn, and how many snapshots it heard of. */
final class Pictures {
  /** The map asks where it stands whenever it is drawn; a plot wipes its canvas. */
  private static final String WATCH =
      """
      () => {
        const known = window.pictures !== undefined;
        window.pictures = {map: 0, plots: 0, snapshots: 0};
        if (known) {
          return;
        }
        const map = document.getElementById('map');
        map.getBoundingClientRect = function () {
          pictures.map++;
          return Element.prototype.getBoundingClientRect.call(map);
        };
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        CanvasRenderingContext2D.prototype.clearRect = function (...area) {
          pictures.plots++;
          return clear.apply(this, area);
        };
        new MutationObserver(() => pictures.snapshots++)
          .observe(document.getElementById('headline'), {subtree: true, childList: true, characterData: true});
      }
      """;

  /**
   * The page looks where its parts are before this does; what it then still owes, it draws first.
   */
  private static final String LOOK_FOR =
      """
      parts => {
        window.outOfView = new Set();
        for (const part of parts) {
          new IntersectionObserver((entries, observer) => {
            if (!entries.at(-1).isIntersecting) {
              observer.disconnect();
              requestAnimationFrame(() => outOfView.add(part));
            }
          }, {rootMargin: '200px'}).observe(document.getElementById(part));
        }
      }
      """;

  private final Page page;

  Pictures(Page page) {
    this.page = page;
  }

  /** Counts from now on. */
  void watch() {
    page.evaluate(WATCH);
  }

  int drawn(String what) {
    return (int) page.evaluate("what => pictures[what]", what);
  }

  void awaitDrawn(String what) {
    page.waitForFunction("what => pictures[what] > 0", what);
  }

  /** Until the page knows that they are. */
  void awaitOutOfView(String... parts) {
    page.evaluate(LOOK_FOR, parts);
    page.waitForFunction("count => outOfView.size === count", parts.length);
  }

  /** Each tells another second to which all regions hold the same. */
  void awaitSnapshots(int least) {
    page.waitForFunction("least => pictures.snapshots >= least", least);
  }
}
