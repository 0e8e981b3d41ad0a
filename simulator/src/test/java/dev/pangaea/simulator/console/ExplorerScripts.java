package dev.pangaea.simulator.console;

/**
 * What is run in the page to try its item explorer and its load, told by a console that a test
 * makes up: {@code answers} gives what is answered at a path, or null for a refusal, and {@code
 * sent} is what was written.
 */
final class ExplorerScripts {
  private static final String EXPLORER =
      """
      async () => {
        const { World } = await import('/assets/world.js');
        const { itemExplorer } = await import('/assets/items.js');
        const { loadForm } = await import('/assets/load.js');
        const made = (name, ...indexes) => ({name, keySchema: [{name: 'pk', type: 'S', role: 'HASH'}], indexes: indexes.map(each => ({name: each}))});
        const answers = {
          tables: () => [made('t')], items: () => ({items: [], next: null}),
          conflict: () => ({}), item: key => ({equal: true, regions: ['a', 'b'].map(name => ({name, reachable: true, item: {...key, v: {S: 'held'}}}))}),
          write: () => ({}),
        };
        const sent = [];
        let underWay = 0;
        window.fetch = async (url, options) => {
          const { pathname, searchParams } = new URL(url, location);
          const writes = options?.method === 'POST';
          const body = writes ? JSON.parse(options.body) : null;
          sent.push(...(writes ? [body] : []));
          underWay += writes ? 0 : 1;
          await frame();
          const said = await {
            '/api/tables': () => (tables => tables && {tables, leftOut: 0})(answers.tables()),
            '/api/conflict': () => answers.conflict(),
            '/api/items': () => answers.items(Object.fromEntries(searchParams)),
            '/api/item': () => (writes ? answers.write(body) : answers.item(JSON.parse(searchParams.get('key')), searchParams.get('table'))),
          }[pathname]?.() ?? null;
          underWay -= writes ? 0 : 1;
          return new Response(JSON.stringify(said ?? {error: 'refused'}), {status: said ? 200 : 400});
        };
        const world = new World({regions: [{name: 'a'}, {name: 'b'}], links: [], canLoad: true});
        const root = document.body.appendChild(document.createElement('div'));
        const frame = () => new Promise(requestAnimationFrame);
        const choose = (select, value) => {
          one(select).value = value;
          one(select).dispatchEvent(new Event('change'));
        };
        const until = async (what, holds) => {
          for (const began = performance.now(); !holds(); await frame()) {
            if (performance.now() - began > 60_000) {
              throw new Error(`waited in vain until ${what}`);
            }
          }
        };
        itemExplorer(world, root, async action => action());
        const one = selector => root.querySelector(selector);
        const dialog = [...document.querySelectorAll('dialog')].at(-1);
        const button = name => [...root.querySelectorAll('button')].find(each => each.textContent === name);
        const heading = () => one('#item-heading').textContent;
        /** Asks for tables and items anew, and waits until they are told. */
        const again = async () => {
          for (let each = 0; each < 3; each++) {
            world.take({atMillis: 1, regions: [], links: []});
          }
          await settled();
        };
        /** What was asked for is answered, and shown. */
        const settled = async () => {
          for (let each = 0; each < 3; each++) {
            await frame();
            await until('all is answered', () => underWay === 0);
          }
        };
        const lookUp = async key => {
          one('.look-up input').value = key;
          one('.look-up').requestSubmit();
          await settled();
        };
        const writeItem = json => {
          dialog.querySelector('textarea').value = json;
          dialog.querySelector('form').requestSubmit();
        };
        await until('there is a table', () => one('#items-table').value === 't');
        await settled();
      """;

  private static String story(String steps) {
    return EXPLORER + steps + "\n}";
  }

  /** A table and an index come, while somebody looks at an item and writes a key. */
  static final String WHAT_COMES_MEANWHILE =
      story(
          """
          await lookUp('k1');
          one('.look-up input').value = 'half a k';
          answers.tables = () => [made('s'), made('t', 'by-v')];
          await again();
          const options = selector => [...one(selector).options].map(each => each.value);
          return [heading(), one('.look-up input').value, one('#items-table').value, options('#items-table').join(), options('#items-index').join()];
          """);

  /** A table goes, while an item of it is written. */
  static final String A_TABLE_THAT_GOES =
      story(
          """
          answers.tables = () => [made('other'), made('t')];
          await again();
          button('New item').click();
          answers.tables = () => [made('other')];
          await again();
          writeItem('{"pk": "k1"}');
          await settled();
          return [one('#items-table').value, sent.map(each => each.table).join()];
          """);

  /** A key is looked up after another one, and refused; then one of which a region is silent. */
  static final String ANOTHER_KEY =
      story(
          """
          const acts = () => (one('.item-acts').hidden ? 'none' : [...root.querySelectorAll('.item-acts button')].filter(each => !each.disabled).map(each => each.getAttribute('aria-label')).join());
          const seen = () => [heading(), one('.verdict').textContent, one('.item-view .scrolls-sideways').textContent.includes('held'), acts()].join(' | ');
          await lookUp('good');
          const good = seen();
          answers.item = () => null;
          await lookUp('bad');
          const bad = seen();
          answers.item = key => ({equal: null, regions: [{name: 'a', reachable: true, item: key}, {name: 'b', reachable: false}]});
          await lookUp('half');
          return [good, bad, seen()];
          """);

  /** What is slow of one table is told while another one with the same keys is shown. */
  static final String ANOTHER_TABLE =
      story(
          """
          answers.tables = () => [made('other'), made('t')];
          let listed = null;
          answers.items = ({table}) => ({items: [{pk: {S: 'k1'}}], next: null, listed: (listed = table)});
          await again();
          const slow = [];
          const held = (key, table) => ({equal: true, regions: [{name: 'a', reachable: true, item: {...key, v: {S: `of ${table}`}}}]});
          answers.item = (key, table) => new Promise(tell => slow.push(() => tell(held(key, table))));
          const looked = () => ['of t', 'of other'].filter(words => one('.item-view').textContent.includes(words)).join();
          one('.items tbody button').click();
          await until('an item of the one is asked for', () => slow.length === 1);
          choose('#items-table', 'other');
          await until('the other is listed', () => listed === 'other' && underWay === 1 && one('.items tbody button'));
          one('.items tbody button').click();
          await until('an item of the other is asked for', () => slow.length === 2);
          answers.item = held;
          slow[0]();
          await until('it is told', () => underWay === 1);
          await frame();
          await frame();
          const seen = [looked()];
          slow[1]();
          await settled();
          seen.push(looked());
          let making = null;
          answers.conflict = () => new Promise(tell => (making = tell));
          button('Make a conflict').click();
          await until('a conflict is asked for', () => making !== null);
          choose('#items-table', 't');
          await settled();
          making({key: {pk: {S: 'k1'}}});
          await settled();
          return [...seen, heading()];
          """);

  /** Tables are refused at first; then there is none. */
  static final String NO_TABLES =
      story(
          """
          const late = document.body.appendChild(document.createElement('div'));
          answers.tables = () => null;
          itemExplorer(world, late, async action => action());
          const seen = () => [...late.querySelectorAll('.empty, [role=status]')].filter(each => !each.hidden).map(each => each.textContent).filter(words => words && !words.startsWith('Choose')).join(' | ');
          await settled();
          const said = [seen()];
          answers.tables = () => [];
          await again();
          return [...said, seen()];
          """);

  /** Pages are turned faster than they come. */
  static final String PAGES_TURNED_FAST =
      story(
          """
          answers.items = ({after}) => ({items: [{pk: {S: `of ${after ?? 'the first'}`}}], next: after === 'third' ? null : after ? 'third' : 'second'});
          await again();
          const shown = () => one('.items tbody').textContent;
          const turned = [shown()];
          for (const clicks of [['Next', 'Next'], ['Previous'], ['Next'], ['Previous', 'Previous'], ['Next'], ['Previous', 'Next']]) {
            clicks.forEach(name => button(name).click());
            await settled();
            turned.push(shown());
          }
          choose('#items-region', 'b');
          button('Next').click();
          await settled();
          turned.push(shown());
          return turned;
          """);

  /** Nothing is there, then one region is silent, then it tells. */
  static final String WHAT_THE_LIST_SAYS =
      story(
          """
          const seen = () => [one('.items tbody').textContent, ...[...root.querySelectorAll('.empty, [role=status]')].filter(each => !each.hidden).map(each => each.textContent)]
            .filter(words => words && !words.startsWith('Choose')).join(' | ');
          await again();
          const said = [seen()];
          answers.items = ({region}) => (region === 'a' ? {items: [{pk: {S: 'k1'}}], next: null} : null);
          await again();
          said.push(seen());
          choose('#items-region', 'b');
          await settled();
          await again();
          said.push(seen());
          choose('#items-region', 'a');
          await settled();
          said.push(seen());
          return said;
          """);

  /** The dialog is opened for another item before the first is written; one region refuses. */
  static final String A_WRITE_THAT_IS_SLOW =
      story(
          """
          let write = null;
          answers.write = () => new Promise(resolve => (write = resolve));
          button('New item').click();
          writeItem('{"pk": "slow"}');
          await until('it is sent', () => write !== null);
          dialog.close();
          await until('the dialog is closed', () => !dialog.open);
          await settled();
          button('New item').click();
          write({});
          await settled();
          const open = dialog.open;
          answers.write = ({region}) => (region === 'a' ? {} : null);
          dialog.querySelectorAll('input[type=checkbox]').forEach(box => (box.checked = true));
          writeItem('{"pk": "in both"}');
          await until('an error is told', () => !dialog.querySelector('.error').hidden);
          return [open, dialog.querySelector('.error').textContent];
          """);

  /** Tables with all sorts of keys, of which a load takes few. */
  static final String TABLES_FOR_A_LOAD =
      story(
          """
          const key = (name, ...parts) => ({name, indexes: [], keySchema: parts.map(([of, type]) => ({name: of, type}))});
          const form = document.createElement('div');
          loadForm(world, form, () => {});
          const others = [key('a', ['pk', 'S'], ['sk', 'S']), key('b', ['pk', 'N']), key('c', ['id', 'S'])];
          const starts = () => [!form.querySelector('[type=submit]').disabled, [...form.querySelectorAll('.hint')].filter(each => !each.hidden).map(each => each.textContent).join()];
          world.tell('tables', others);
          const none = starts();
          world.tell('tables', [...others, key('d', ['pk', 'S'])]);
          return [...none, ...starts(), ...[...form.querySelector('[name=table]').options].map(each => each.value)];
          """);

  private ExplorerScripts() {}
}
