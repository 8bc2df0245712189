import { describe, expect, test } from 'vitest';
import { playedRun } from '../../testkit/playedRun.ts';
import { contains, overlaps } from '../shared/geometry.ts';
import { Ruler, USUAL } from '../shared/text.ts';
import { sequenceLayout } from './layout.ts';
import { SequencePath } from './path.ts';
import { selectSequence } from './select.ts';
import { sequenceStrings } from './strings.ts';
import { tipOf } from './glyphs.ts';

const send = (at: number, value: string) => ({ at, command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value } } as const);
const run = playedRun(240, [send(10, 'm0'), send(11, 'm1'), send(30, 'm2'), send(59, 'm3'), { at: 60, command: { type: 'broker.kill', brokerId: 1 } }, { at: 180, command: { type: 'broker.restart', brokerId: 1 } }]);

function laidOut({ width = 800, zoom = 1, routine = true, present = run.length - 1, strings = sequenceStrings('en', '2.8'), ruler = USUAL } = {}) {
  const path = new SequencePath();
  path.follow(run, { node: (id) => ({ parent: id === 0 ? null : id - 1, depth: id, cause: run[id]?.cause ?? null, facts: run[id]?.facts ?? [] }), worldAt: (id) => (run[id] as (typeof run)[number]).world }, run.length - 1);
  const view = selectSequence(path, (run.at(-1) as (typeof run)[number]).world, present, { routine, node: null, api: null });
  return { view, layout: sequenceLayout(view, { width, height: 600, zoom, ruler }, strings) };
}

const SURROUNDINGS = Object.entries({ narrow: { width: 366 }, usual: {}, wide: { width: 1600 }, small: { zoom: 0.5 }, large: { zoom: 2.5 }, 'without routine': { routine: false }, 'in Chinese': { strings: sequenceStrings('zh', '2.8') }, 'set apart': { ruler: new Ruler(0.12, 0.16) } });

describe('the picture of a run in lanes', () => {
  test.each(SURROUNDINGS)('no words cover other words or a mark: %s', (_name, surroundings) => {
    const { layout } = laidOut(surroundings);
    const labels = [...layout.arrows, ...layout.marks].flatMap(({ key, label }) => (label === null ? [] : [{ key, ...label }]));
    expect(labels.length).toBeGreaterThan(10);
    const sheet = { x: 0, y: 0, width: layout.width, height: layout.height };
    const wrong = labels.flatMap((one, index) => [
      ...(contains(sheet, one.box) ? [] : [`${one.text} leaves the sheet`]),
      ...labels.slice(index + 1).filter((other) => overlaps(one.box, other.box)).map((other) => `${one.text} over ${other.text}`),
      ...layout.marks.filter(({ at }) => overlaps(one.box, { x: at.x - 4, y: at.y - 4, width: 8, height: 8 })).map(({ key }) => `${one.text} over mark ${key}`),
    ]);
    expect(wrong).toEqual([]);
  });

  test.each(SURROUNDINGS)('time runs down: no arrow rises, and what is sent earlier never starts lower: %s', (_name, surroundings) => {
    const { layout } = laidOut(surroundings);
    for (const { from, to } of layout.arrows) expect(to.y).toBeGreaterThan(from.y);
    const bySending = layout.arrows.toSorted((a, b) => a.arrow.sent - b.arrow.sent).map(({ from }) => from.y);
    expect(bySending).toEqual(bySending.toSorted((a, b) => a - b));
  });

  test('arrows begin and end on the lanes of their nodes', () => {
    const { layout } = laidOut();
    const x = (node: string): number => layout.lanes.find(({ lane }) => lane.node === node)?.x ?? NaN;
    for (const { arrow, from, to } of layout.arrows) {
      expect(Math.abs(from.x - x(arrow.from))).toBeLessThan(3);
      if (arrow.end.how === 'received') expect(Math.abs(to.x - x(arrow.to))).toBeLessThan(10);
    }
  });

  test('a lost message ends in a cross on its way', () => {
    const { layout } = laidOut();
    const lost = layout.arrows.filter(({ arrow }) => arrow.end.how === 'lost');
    expect(lost.length).toBeGreaterThan(0);
    for (const one of lost) {
      const x = (node: string): number => layout.lanes.find(({ lane }) => lane.node === node)?.x ?? NaN;
      const share = (one.to.x - x(one.arrow.from)) / (x(one.arrow.to) - x(one.arrow.from));
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.9);
      expect(tipOf(one).match(/M/g)).toHaveLength(2);
    }
  });

  test('the present stands below what has happened and above what has not', () => {
    const { layout, view } = laidOut({ present: 100 });
    for (const { mark, at } of layout.marks) expect(at.y < layout.nowY, `step ${mark.step}`).toBe(mark.step <= view.present);
  });

  test('a click leads to the step of arrival, or where it did not arrive, of sending', () => {
    const { layout } = laidOut();
    for (const { arrow, step } of layout.arrows) expect(step).toBe('step' in arrow.end ? arrow.end.step : arrow.sent);
  });

  test('a lane is broken while its process is down', () => {
    const { layout } = laidOut();
    const pieces = layout.lanes.find(({ lane }) => lane.node === 'broker-1')?.pieces ?? [];
    expect(pieces.map(({ up }) => up)).toEqual([true, false, true]);
    expect(pieces[0]?.to).toBe(pieces[1]?.from);
    expect(pieces[2]?.to).toBe(layout.height);
  });

  test('what a listener hears of a message says from where to where, when, and what matters in it', () => {
    const { view } = laidOut();
    const fetch = view.arrows.find(({ envelope, end }) => envelope.message.api === 'Fetch' && envelope.message.kind === 'request' && end.how === 'received');
    if (fetch === undefined) throw new Error('no Fetch');
    expect(sequenceStrings('en', '2.8').arrowLabel(fetch, { is: 'offset', offset: 3 }, 14)).toMatch(/^Fetch from broker \d to broker 1, sent [\d,]+ ms, received 14 ms, offset 3$/);
    expect(sequenceStrings('zh', '2.8').arrowLabel(fetch, { is: 'offset', offset: 3 }, 14)).toMatch(/^Broker \d 发给 Broker 1 的 Fetch 请求，[\d,]+ ms 发出，14 ms 收到，位移 3$/);
  });
});

describe('the line of the present', () => {
  test('goes down with every step that takes time, also where nothing is drawn', () => {
    const ys = run.flatMap((step, present) => (present > 0 && step.world.nowMs > (run[present - 1]?.world.nowMs ?? 0) ? [laidOut({ present, routine: false }).layout.nowY] : []));
    expect(ys).toEqual(ys.toSorted((a, b) => a - b));
  });

  test('stands below the last thing that happened when time has passed since', () => {
    const path = new SequencePath();
    const quiet = playedRun(60, []);
    const at = (tip: number): number => {
      path.follow(quiet, { node: (id) => ({ parent: id === 0 ? null : id - 1, depth: id, cause: quiet[id]?.cause ?? null, facts: quiet[id]?.facts ?? [] }), worldAt: (id) => (quiet[id] as (typeof quiet)[number]).world }, tip);
      const view = selectSequence(path, (quiet[tip] as (typeof quiet)[number]).world, tip, { routine: false, node: null, api: null });
      return sequenceLayout(view, { width: 800, height: 600, zoom: 1 }, sequenceStrings('en', '2.8')).nowY;
    };
    expect(at(40)).toBeGreaterThan(at(0));
  });
});
