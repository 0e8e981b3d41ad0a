package dev.pangaea.simulator.lag.report;

/**
 * The frame of a report: one file, light or dark as its reader has it, with nothing from elsewhere.
 * Its names come from logs, which anybody may have written: a browser is told to run nothing.
 */
final class Page {
  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <style>
      :root { --ink: #1c2128; --dim: #5b6570; --grid: #dfe3e8; --ground: #ffffff; --c0: #1f5fc4; --c1: #b4480d; --c2: #1a7f4b; --c3: #8a3fb8; --mark: #c01c3a }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e3e7ec; --dim: #9aa5b1; --grid: #333b45; --ground: #14181d; --c0: #6ea8ff; --c1: #f79a5b; --c2: #5fcf95; --c3: #cd92f2; --mark: #ff7d92 }
      }
      body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
      h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums } .wide { overflow-x: auto }
      th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--grid) }
      td.n, th.n { text-align: right; white-space: nowrap } p.note, figcaption, dt { color: var(--dim) } figcaption b { color: var(--ink) }
      figure { margin: 1.5rem 0 } svg { width: 100%%; height: auto } .key { margin-left: 1rem; white-space: nowrap } .key svg { width: 22px; height: 8px; margin-right: .35rem; overflow: visible }
      svg text { font: 11px system-ui, sans-serif; fill: var(--dim) } .grid { stroke: var(--grid) } line.mark { stroke: var(--mark); stroke-dasharray: 4 3 } .mark text { fill: var(--mark); font-weight: 600 }
      path { fill: none; stroke-width: 1.8 } path.s0 { stroke: var(--c0) } path.s1 { stroke: var(--c1) } path.s2 { stroke: var(--c2) } path.s3 { stroke: var(--c3) }
      path.dashed { stroke-dasharray: 5 4; opacity: .8 } circle.s0 { fill: var(--c0) } circle.s1 { fill: var(--c1) } circle.s2 { fill: var(--c2) } circle.s3 { fill: var(--c3) }
      pre { overflow-x: auto; font-size: 11px; border: 1px solid var(--grid); padding: .7rem; max-height: 24rem }
      </style>
      </head>
      <body>
      %s</body>
      </html>
      """;

  private Page() {}

  static String of(String title, String body) {
    return FRAME.formatted(escape(title), body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String unescape(String text) {
    return text.replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
  }
}
