import { describe, expect, test } from 'vitest';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { StepSource } from '../shared/runPath.ts';
import { SequencePath } from './path.ts';
import type { SequenceFilter } from './select.ts';
import { selectSequence } from './select.ts';
import { playedRun } from '../../testkit/playedRun.ts';

const EVERYTHING: SequenceFilter = { routine: true, node: null, api: null };
const USUAL: SequenceFilter = { ...EVERYTHING, routine: false };

/** The history of a cluster's run as a list: each step follows the one before. */
function followed(run: ReturnType<typeof playedRun>, tip = run.length - 1, path = new SequencePath(), history: object = run) {
  let reads = 0;
  const source: StepSource = {
    node: (id) => ({ parent: id === 0 ? null : id - 1, depth: id, cause: run[id]?.cause ?? null, facts: run[id]?.facts ?? [] }),
    worldAt: (id) => {
      reads += 1;
      return run[id]?.world as KafkaWorld;
    },
  };
  path.follow(history, source, tip);
  return { path, reads, view: (filter = EVERYTHING, present = tip) => selectSequence(path, run[tip]?.world as KafkaWorld, present, filter) };
}

describe('the lanes of a run', () => {
  const run = playedRun(90, [{ at: 20, command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' } }, { at: 45, command: { type: 'broker.kill', brokerId: 2 } }]);

  test('every message that a step received is an arrow from where and when it was sent to where and when it arrived', () => {
    const { view } = followed(run);
    const arrows = new Map(view().arrows.map((arrow) => [arrow.envelope.id, arrow]));
    const deliveries = run.flatMap(({ cause }, step) => (cause?.type === 'message' ? [{ envelope: cause.envelope, step }] : []));
    expect(deliveries.length).toBeGreaterThan(20);
    for (const { envelope, step } of deliveries) {
      const arrow = arrows.get(envelope.id);
      expect(arrow?.end).toEqual({ how: 'received', step });
      expect(envelope.to.startsWith(arrow?.to ?? '?')).toBe(true);
      expect(envelope.from.startsWith(arrow?.from ?? '?')).toBe(true);
      const sent = arrow?.sent ?? -1;
      if (sent > 0) expect(run[sent]?.world.nowMs).toBe(envelope.sentAtMs);
    }
  });

  test('what is on the wire at the end is under way, and nothing else is', () => {
    const { view } = followed(run);
    const last = run.at(-1)?.world as KafkaWorld;
    const onWire = last.wire.connections.values().flatMap(({ requests, responses }) => [...requests, ...responses]).map(({ id }) => id).toSorted((a, b) => a - b);
    expect(view().arrows.filter(({ end }) => end.how === 'underWay').map(({ envelope }) => envelope.id).toSorted((a, b) => a - b)).toEqual(onWire);
  });

  test('a message whose connection broke is lost in the step that broke it', () => {
    const cutShort = playedRun(60, [{ at: 20, command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' } }, { at: 21, command: { type: 'broker.kill', brokerId: 1 } }]);
    const lost = followed(cutShort).view().arrows.filter(({ end }) => end.how === 'lost');
    expect(lost.map(({ envelope }) => envelope.message.api)).toContain('Produce');
    for (const { end } of lost) expect(end).toMatchObject({ step: 21 });
  });

  test('a killed broker has a lane that ends there, and begins again with its next process', () => {
    const lane = followed(run).view().lanes.find(({ node }) => node === 'broker-2');
    expect(lane?.lives).toEqual([{ step: 0, up: true }, { step: 45, up: false }]);
  });

  test('routine traffic is left out unless it brought news or is asked for', () => {
    const { view } = followed(run);
    const [usual, all] = [view(USUAL), view()];
    expect(usual.arrows.length).toBeLessThan(all.arrows.length);
    for (const { envelope, end } of usual.arrows.filter((arrow) => arrow.envelope.routine)) {
      expect(end.how).toBe('received');
      expect('step' in end && run[end.step]?.facts.some((fact) => !('routine' in fact && fact.routine)), envelope.message.api).toBe(true);
    }
  });

  test('narrowed down to a node or an API, only what touches it is left', () => {
    const { view } = followed(run);
    const ofBroker = view({ ...EVERYTHING, node: 'broker-3' });
    expect(ofBroker.arrows.length).toBeGreaterThan(0);
    expect(ofBroker.arrows.every(({ from, to }) => from === 'broker-3' || to === 'broker-3')).toBe(true);
    const fetches = view({ ...EVERYTHING, api: 'Fetch' });
    expect(new Set(fetches.arrows.map(({ envelope }) => envelope.message.api))).toEqual(new Set(['Fetch']));
    expect(fetches.lanes.map(({ node }) => node)).not.toContain('controller-3000');
  });

  test('commands stand on the lane of the one they are done to', () => {
    const marks = followed(run).view(USUAL).marks.filter(({ kind }) => kind === 'command');
    expect(marks.map(({ step, node }) => [step, node])).toEqual([[20, 'producer-1'], [45, 'broker-2']]);
  });

  test('a step more reads only that step', () => {
    const { path } = followed(run, 80);
    const { reads } = followed(run, 81, path);
    expect(reads).toBeLessThanOrEqual(2);
    expect(path.steps).toHaveLength(82);
  });

  test('a shorter path and then a longer one give what a fresh reading gives', () => {
    const { path } = followed(run, 80);
    followed(run, 30, path);
    followed(run, 89, path);
    const fresh = followed(run, 89).path;
    expect(path.steps.map(({ id }) => id)).toEqual(fresh.steps.map(({ id }) => id));
    expect(path.fates).toEqual(fresh.fates);
  });

  test('another history starts afresh, whatever its numbers', () => {
    const { path } = followed(run, 40);
    const other = playedRun(30, []);
    followed(other, 29, path, other);
    expect(path.steps.map(({ facts }) => facts)).toEqual(other.map(({ facts }) => facts));
  });

  test('a held message says for how long it was held', () => {
    const held = playedRun(60, [{ at: 20, command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' } }, { at: 21, holdFrom: 'producer-1', forMs: 40 }]);
    const produce = followed(held).view().arrows.find(({ envelope }) => envelope.message.api === 'Produce' && envelope.message.kind === 'request');
    expect(produce?.lateMs).toBeGreaterThan(30);
    expect(followed(held).view().marks.find(({ kind }) => kind === 'hold')).toMatchObject({ step: 21, node: 'producer-1' });
  });
});
