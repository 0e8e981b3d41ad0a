package dev.pangaea.simulator.console;

/**
 * What is run in the page: an action of the console's server, and the laws of the page's modules.
 */
final class Scripts {
  static final String HEAL =
      "() => fetch('/api/heal', {method: 'POST', body: '{}',"
          + " headers: {'Content-Type': 'application/json', 'X-Pangaea-Console': '1'}})"
          + ".then(reply => reply.status)";

  /** Gives what does not hold. */
  static final String LAWS =
      """
      async () => {
        const wrong = [];
        const expect = (what, found, wanted) => {
          if (JSON.stringify(found) !== JSON.stringify(wanted)) {
            wrong.push(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
          }
        };
        const { itemOf, plainText, dynamoText, canonical } = await import('/assets/attribute-value.js');
        const item = {
          pk: {S: 'a'}, n: {N: '12345678901234567890.5'}, yes: {BOOL: true}, none: {NULL: true},
          l: {L: [{N: '1'}, {S: 'x'}]}, m: {M: {in: {N: '2'}, deep: {M: {}}}}, ss: {SS: ['b', 'a']}, b: {B: 'AA=='},
        };
        expect('an item survives plain JSON', itemOf(plainText(item), 'plain').item, item);
        expect('an item survives DynamoDB JSON', itemOf(dynamoText(item), 'dynamodb').item, item);
        const long = {pk: {S: 'a'}, 9: {N: '98765432109876543210987654321098765432'}, 1: {L: [{N: '-0.12345678901234567890123456789012345678'}, {N: '1E-125'}]}};
        const parse = JSON.parse;
        const withoutSource = (text, reviver) => parse(text, reviver && function (name, value) { return reviver.call(this, name, value); });
        for (const [how, reader] of [['', parse], [' in a browser that does not tell how a number was written', withoutSource]]) {
          JSON.parse = reader;
          expect(`a number keeps its digits in plain JSON${how}`, itemOf(plainText(long), 'plain').item, long);
          expect(`a number keeps its digits in DynamoDB JSON${how}`, itemOf(dynamoText(long), 'dynamodb').item, long);
        }
        JSON.parse = parse;
        const words = ['"', '/', String.fromCharCode(92, 10, 9, 1, 233, 0x2028)].join('');
        expect('text survives', itemOf(JSON.stringify({pk: words, m: {[words]: words}}), 'plain').item, {pk: {S: words}, m: {M: {[words]: {S: words}}}});
        expect('what is too deep is said', 'error' in itemOf(`{"a": ${'['.repeat(1e6)}`, 'plain'), true);
        expect('a map that reads as a set has no plain JSON', plainText({m: {M: {SS: {L: [{S: 'a'}]}}}}), null);
        expect('a set has no order', canonical({SS: ['a', 'b']}), canonical({SS: ['b', 'a']}));
        expect('a map has no order', canonical({M: {a: {N: '1'}, b: {N: '2'}}}), canonical({M: {b: {N: '2'}, a: {N: '1'}}}));
        expect('a number is no string', canonical({N: '1'}) === canonical({S: '1'}), false);
        expect('a number in DynamoDB JSON is text', 'error' in itemOf('{"n": {"N": 1}}', 'dynamodb'), true);
        const fault = text => itemOf(text, 'plain').error;
        expect('a fault has a place', fault('{"a": 1,\\n "b": }'), 'Not JSON: a value is wanted in line 2, column 7.');
        expect('a comma too many', fault('{"a": 1,}'), 'Not JSON: a name in double quotes is wanted in line 1, column 9.');
        expect('an end that is missing', fault('{"a": [1'), 'Not JSON: a comma or ] is wanted in line 1, column 9, where the text ends.');
        expect('a list is no item', 'error' in itemOf('[1]', 'plain'), true);

        const { verdict, holders } = await import('/assets/item-everywhere.js');
        const told = [{name: 'a', reachable: true}, {name: 'b', reachable: true}, {name: 'c', reachable: true, status: 404, error: 'no such table'}];
        expect('a region without the table is left out', holders({regions: told}).map(each => each.name), ['a', 'b']);
        const verdicts = [true, false, null].map(equal => verdict({regions: told, equal}, 3));
        expect('the same, other, and not known each have words', [new Set(verdicts).size, verdicts[2] === verdict({regions: [{reachable: false}], equal: null}, 3)], [3, false]);
        expect('who has the table', [3, 2].map(all => verdict({regions: told.slice(0, 2), equal: true}, all)), ['The same in every region that has the table.', 'The same in every region.']);
        expect('one alone is not every region', verdict({regions: told.slice(0, 1), equal: true}, 2), 'Only a has the table.');

        const { comparison } = await import('/assets/compare.js');
        const both = comparison('both', [{head: 'a', item: {constructor: {S: 'x'}}}, {head: 'b', item: {v: {N: '1'}}}], []);
        expect('an attribute may be called as what every object has', [...both.querySelectorAll('td.value, td.absent')].map(each => each.textContent), ['"x"', '\u2013', '\u2013', '1']);

        const { History } = await import('/assets/history.js');
        const history = new History(['x'], 5);
        [1, 2, 3, 4, 5, 6, 9].forEach(second => history.add(second * 1000, () => (second === 5 ? null : second)));
        history.add(9000, () => 99);
        const lists = [[], []];
        history.copySince(0, ['x'], lists, 4);
        expect('a ring keeps the newest', lists[0], [3, 4, 5, 6, 7, 9]);
        expect('what is unknown is null, what is missing too', lists[1], [4, 4, null, 6, null, 9]);
        history.copySince(5500, ['x'], lists, 0);
        expect('only what is since then', lists[0], [6, 7, 9]);
        history.add(4000, () => 44);
        history.keep('y');
        history.add(5000, name => (name === 'x' ? 55 : 5));
        history.copySince(0, ['x'], lists, 0);
        expect('time goes on where the clock is set back', lists, [[3, 4, 5], [3, 44, 55]]);
        history.copySince(0, ['y'], lists, 0);
        expect('a series that is new was unknown before', lists[1], [null, null, 5]);

        const { World } = await import('/assets/world.js');
        const grown = new World({regions: [{name: 'a'}, {name: 'b'}], links: []});
        const heard = [];
        globalThis.reportError = () => heard.push('failed');
        grown.on('snapshot', () => { throw new Error(); });
        grown.on('snapshot', () => heard.push('told'));
        grown.take({atMillis: 1, regions: [], links: [{source: 'b', target: 'a', name: 'ba'}, {source: 'a', target: 'b', name: 'ab'}, {source: 'a', target: 'z', name: 'az'}]});
        expect('links that come later are known', grown.config.links.map(each => each.name), ['ab', 'ba']);
        expect('a listener that fails holds up no other', heard, ['failed', 'told']);

        const { cutSpans, markLane, placed } = await import('/assets/plot-marks.js');
        const marks = [[1, 'cut', ['a', 'b']], [2, 'heal', ['a']], [4, 'heal', ['b']], [6, 'cut', ['a']]]
          .map(([second, kind, links]) => ({atMillis: second * 1000, kind, links, text: kind}));
        expect('a cut lasts until the last link heals', cutSpans(marks, null, {from: 0, to: 9}), [[1000, 4000], [6000, 9000]]);
        expect('a link has its own cuts', cutSpans(marks, ['a'], {from: 0, to: 9}), [[1000, 2000], [6000, 9000]]);
        const lane = document.body.appendChild(document.createElement('div'));
        markLane(lane)([{atMillis: 8000, kind: 'load', text: 'load: 100 requests/s on a table'}], {from: 0, to: 9}, 100);
        expect('words before an instant begin in the plot', Number.parseFloat(lane.firstChild.style.maxWidth) <= 89, true);
        lane.remove();
        const places = placed(marks, mark => mark.atMillis / 100, 300);
        expect('words on a row do not overlap', places.every(a => places.every(b => a === b || a.row !== b.row || Math.abs(a.left - b.left) > 20)), true);

        const { sentence } = await import('/assets/sentence.js');
        const link = {source: 'a', target: 'b', name: 'ab', cut: false, backlogRecords: 0};
        const world = (links, more) => ({
          config: {regions: [{name: 'a'}, {name: 'b'}]}, connection: 'live', cutSinceMillis: () => 1000,
          snapshot: {atMillis: 13000, convergedAsOfMillis: 12900, links, regions: [{name: 'a', reachable: true}, {name: 'b', reachable: true}], ...more},
        });
        const back = {...link, source: 'b', target: 'a', name: 'ba'};
        const said = (links, more) => sentence(world(links, more), 13000).headline.replaceAll('\\u00a0', ' ');
        expect('heartbeats are no changes', sentence(world([{...link, cut: true, backlogRecords: 7}, {...back, cut: true}]), 13000).detail, 'Reads and writes are answered everywhere. 7 log records known to wait.');
        expect('calm', said([link, back]).startsWith('Converged as of '), true);
        expect('all cut', said([{...link, cut: true}, {...back, cut: true}]), 'Cut off for 12 s: each region goes on alone');
        expect('one way', said([{...link, cut: true}, back]), 'b has heard nothing of a for 12 s');
        expect('off', said([{...link, down: true}, back]), 'b has heard nothing of a for 12 s');
        expect('behind', said([link, back], {convergedAsOfMillis: -90000}).startsWith('Catching up'), true);
        expect('not known', said([link, back], {convergedAsOfMillis: null}), 'Not known to be converged');

        const { h, keyed } = await import('/assets/dom.js');
        const list = h('ol');
        const moved = [];
        const insert = list.insertBefore;
        list.insertBefore = (node, before) => { moved.push(node.textContent); return insert.call(list, node, before); };
        const write = keyed(list, each => each, each => ({node: h('li', null, each)}));
        write(['a', 'b', 'c', 'd', 'e']);
        moved.length = 0;
        write(['z', 'a', 'c', 'c', 'd']);
        expect('a list is as it is said', list.textContent, 'zacd');
        expect('what stays in a list is not moved when another leaves', moved, ['z']);

        const { part, at } = await import('/assets/geometry.js');
        const curve = [[0, 0], [10, 40], [60, 40], [90, 0]];
        expect('parts of a curve meet', part(curve, 0.4, false)[3].map(Math.round), part(curve, 0.4, true)[0].map(Math.round));
        expect('where the curve is', part(curve, 0.4, false)[3].map(Math.round), at(curve, 0.4).map(Math.round));
        return wrong;
      }
      """;

  /**
   * Gives how links stand in the table, and which buttons they have, when they come after the page.
   */
  static final String LINKS_THAT_COME_LATER =
      """
      async () => {
        const { World } = await import('/assets/world.js');
        const { linkTable } = await import('/assets/links.js');
        const world = new World({regions: [{name: 'a'}, {name: 'b'}], links: [], canSteerLinks: true});
        const root = document.createElement('div');
        linkTable(world, root, () => {});
        const link = more => ({reachable: true, cut: false, heldBytes: 5, ...more});
        world.take({atMillis: 1000, regions: [], links: [
          link({name: 'ab', source: 'a', target: 'b', down: true, backlogRecords: 7, backlogAgeMillis: 4000}),
          link({name: 'ba', source: 'b', target: 'a', cut: true, backlogRecords: 7, backlogAgeMillis: 12000})]});
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return [...root.querySelectorAll('tbody tr')].map(row => {
          const buttons = [...row.querySelectorAll('button')].filter(button => !button.hidden);
          return `${row.querySelector('[data-label=Backlog]').textContent}, ${row.querySelector('.state').textContent}: ${buttons.map(button => button.textContent).join()}`.replaceAll('\u00a0', ' ');
        });
      }
      """;

  /** Whether each stylesheet that the page names has come. */
  static final String HAS_ITS_STYLES =
      """
      () => {
        try {
          return [...document.styleSheets].every(each => each.cssRules.length > 0);
        } catch (lost) {
          return false;
        }
      }
      """;

  /** Gives how tails of four regions say that they stand, whatever becomes of their streams. */
  static final String HOW_TAILS_STAND =
      """
      async () => {
        const { World } = await import('/assets/world.js');
        const { recordTails } = await import('/assets/records.js');
        const streams = [];
        window.EventSource = class extends EventTarget {
          static CLOSED = 2;
          constructor() {
            super();
            streams.push(this);
          }
          close() {}
        };
        const world = new World({regions: ['a', 'b', 'c', 'd'].map(name => ({name})), links: []});
        const root = document.createElement('div');
        document.body.prepend(root);
        recordTails(world, root);
        const said = () => [...root.querySelectorAll('.tail .hint')].map(each => /records came by[.] ([^.]*)/.exec(each.textContent)?.[1]).join();
        const seen = [said()];
        // Each tail is drawn in a frame of its own.
        const halfway = () => said() === seen.at(-1) || new Set(said().split(',').slice(0, 3)).size > 1;
        const then = async step => {
          step();
          for (const began = performance.now(); halfway(); await new Promise(requestAnimationFrame)) {
            if (performance.now() - began > 60_000) {
              throw new Error(`waited in vain for other words than ${seen.at(-1)}`);
            }
          }
          seen.push(said());
        };
        await then(() => world.tell('tables', [{name: 't'}]));
        await then(() => streams.forEach(each => each.dispatchEvent(new Event('open'))));
        await then(() => streams.forEach(each => each.dispatchEvent(new Event('error'))));
        await then(() => root.querySelector('[aria-pressed]').click());
        root.remove();
        return seen;
      }
      """;

  /** Tells conflicts for a while, and gives how many and how often they were drawn. */
  static final String CONFLICTS_IN_EACH_FRAME =
      """
      async () => {
        const { World } = await import('/assets/world.js');
        const { conflictList } = await import('/assets/conflicts.js');
        const world = new World({regions: [{name: 'a'}, {name: 'b'}], links: []});
        const root = document.createElement('div');
        document.body.append(root);
        conflictList(world, root, () => {});
        let drawn = 0;
        let told = 0;
        new MutationObserver(() => drawn++).observe(root, {subtree: true, childList: true});
        const began = performance.now();
        while (performance.now() - began < 2500 || (told < 20 && performance.now() - began < 60_000)) {
          const side = region => ({side: 'HERE', region, version: `${told}${region}`, atMillis: told, item: null});
          world.tell('conflict', {id: told, table: 't', key: {pk: {S: `k${told++}`}}, region: 'a', atMillis: told,
            rule: 'last-writer-wins', outcome: 'ARRIVED_WON', lost: [], winner: side('a'), loser: side('b')});
          await new Promise(requestAnimationFrame);
        }
        root.remove();
        return {told, drawn, seconds: Math.ceil((performance.now() - began) / 1000)};
      }
      """;

  /**
   * Of ten conflicts of a table each of two regions tells two and leaves out eight; one is told by
   * both. Of two other tables one region each leaves out all. Gives what is said of them.
   */
  static final String CONFLICTS_LEFT_OUT =
      """
      async () => {
        const { World } = await import('/assets/world.js');
        const { conflictList } = await import('/assets/conflicts.js');
        const world = new World({regions: [{name: 'a'}, {name: 'b'}], links: []});
        const root = document.createElement('div');
        conflictList(world, root, () => {});
        const side = (region, number) => ({side: 'HERE', region, version: `${number}${region}`, atMillis: number, item: null});
        const tell = (region, number) => world.tell('conflict', {id: `${number}`, table: 't', key: {pk: {S: `k${number}`}}, region, atMillis: number,
          rule: 'last-writer-wins', outcome: 'ARRIVED_WON', lost: [], winner: side('a', number), loser: side('b', number)});
        [['a', 1], ['a', 2], ['b', 2], ['b', 3]].forEach(told => tell(...told));
        [['a', 't', 8], ['b', 't', 8], ['a', 'u', 5], ['b', 'v', 6]].forEach(([region, table, conflicts]) =>
          world.tell('conflicts-left-out', {region, table, conflicts}));
        world.take({atMillis: 1000, regions: [], links: [], conflicts: 21});
        const began = performance.now();
        while (root.querySelectorAll('li').length < 3 && performance.now() - began < 60_000) {
          await new Promise(requestAnimationFrame);
        }
        return root.querySelector('.hint').textContent;
      }
      """;

  /**
   * Gives the line of a conflict that is told once more, by an answer from before its restoring.
   */
  static final String TOLD_AFTER_IT_WAS_RESTORED =
      """
      async () => {
        const { World } = await import('/assets/world.js');
        const { conflictList } = await import('/assets/conflicts.js');
        const world = new World({regions: [{name: 'a'}, {name: 'b'}], links: []});
        const root = document.createElement('div');
        conflictList(world, root, () => {});
        const side = region => ({side: 'HERE', region, version: `1${region}`, atMillis: 1, item: null});
        ['2a', null].forEach(restoredAs => world.tell('conflict', {id: '1', table: 't', key: {pk: {S: 'k'}}, region: 'a', atMillis: 1,
          rule: 'last-writer-wins', outcome: 'ARRIVED_WON', lost: [], winner: side('a'), loser: side('b'), restoredAs}));
        const began = performance.now();
        while (root.querySelectorAll('li').length < 1 && performance.now() - began < 60_000) {
          await new Promise(requestAnimationFrame);
        }
        return root.querySelector('.tag')?.textContent ?? 'not restored';
      }
      """;

  /** Gives the colours that the plots draw with which look like one before it. */
  static final String COLOURS_THAT_ARE_ONE =
      """
      async () => {
        const { colour, forgetColours } = await import('/assets/colours.js');
        forgetColours();
        const names = ['ink', 'wash', 'region-1', 'region-2', 'region-3', 'region-4', 'region-5'];
        return names.filter((name, index) => names.slice(0, index).some(each => colour(each) === colour(name)));
      }
      """;

  /** Gives what is said of tables and links that are more than the page has room for. */
  static final String MORE_THAN_THERE_IS_ROOM_FOR =
      """
      async () => {
        const { World } = await import('/assets/world.js');
        const { tableStanding } = await import('/assets/tables.js');
        const { timePlots } = await import('/assets/plots.js');
        const world = new World({regions: [{name: 'a'}, {name: 'b'}], links: []});
        const [tables, plots] = [document.createElement('div'), document.createElement('div')];
        tableStanding(world, tables);
        timePlots(world, plots);
        const made = name => ({name, status: 'ACTIVE', items: 1, conflicts: 0, quarantined: 0, indexes: []});
        const some = Array.from({length: 100}, (_, number) => made(`t${String(number).padStart(3, '0')}`));
        const region = (name, more) => ({name, reachable: true, tables: [...some, ...more]});
        world.take({atMillis: 1000, links: [], regions: [region('a', [made('pangaea.own'), made('one')]), region('b', [])]});
        world.remember({atMillis: [], links: [], writesPerSecond: [], marks: [], linksLeftOut: 3}, world.collect());
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return [tables.querySelector('.hint').textContent, `${tables.querySelectorAll('tbody tr').length} rows`,
          plots.querySelector('.links-left-out').textContent];
      }
      """;

  private Scripts() {}
}
