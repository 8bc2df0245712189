import { describe, expect, it } from 'vitest';
import type { EraId } from '../../kafka/era/era.ts';
import { verdicts } from '../../kafka/promises/verdicts.ts';
import { otherEras } from '../eras.ts';
import { openLesson } from '../openLesson.ts';
import { createPlayer } from '../sessionStore.ts';
import type { Session } from '../session.ts';
import { differences, differingAddresses } from './differences.ts';
import { branchAt, playLine, worldOn } from './line.ts';
import { stopAt, stopsOf } from './lockstep.ts';

const session = (lessonId: string): Session => createPlayer({ open: openLesson, lessonId, language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();

describe('two runs side by side', () => {
  const begun = session('unclean-election');
  const main = playLine(begun, { branch: branchAt(begun), era: '2.8', settings: {} });
  const off = playLine(begun, { branch: { whatIf: 'unclean-off' }, era: '2.8', settings: {} });

  it('are played to their ends apart from the visitor’s own tree', () => {
    expect(begun.course.history.size).toBe(1);
    expect(main.path.length).toBeGreaterThan(50);
    expect(main.path[0]?.parent).toBeNull();
  });

  it('the two ends of an unclean election differ in leader, epoch and records', () => {
    const found = differences(worldOn(main, main.path.length - 1), worldOn(off, off.path.length - 1));
    expect(found).toContainEqual({ where: 'orders-0', what: 'leader', left: '2', right: '1' });
    expect(found).toContainEqual({ where: 'broker-1/orders-0', what: 'records', left: 'm0 m1 m4', right: 'm0 m1 m2 m3 m4' });
    expect(differingAddresses(found)).toContain('broker-1/orders-0');
  });

  it('a world does not differ from itself', () => {
    expect(differences(worldOn(main, 40), worldOn(main, 40))).toEqual([]);
  });

  it('an ISR of the same brokers in another order is the same ISR', () => {
    const loses = session('truncation-loses');
    const [early, late] = ['0.10', '0.11'].map((era) => playLine(loses, { branch: { whatIf: null }, era: era as EraId, settings: {} }));
    if (early === undefined || late === undefined) throw new Error('not played');
    const found = differences(worldOn(early, early.path.length - 1), worldOn(late, late.path.length - 1));
    expect(found).toContainEqual({ where: 'broker-1/orders-0', what: 'records', left: 'm0', right: 'm0 m1' });
    expect(found.filter(({ what }) => what === 'isr')).toEqual([]);
  });

  it('by scene there is one stop a scene and both end at their ends', () => {
    const stops = stopsOf(main.path, off.path, 'scene');
    expect(stops[0]).toEqual({ left: 0, right: 0 });
    expect(stops.at(-1)).toEqual({ left: main.path.length - 1, right: off.path.length - 1 });
    expect(stops).toHaveLength(7);
  });

  it('by time neither side is ever ahead of the other, nor goes back', () => {
    const stops = stopsOf(main.path, off.path, 'time');
    for (const [index, stop] of stops.entries()) {
      const before = stops[index - 1];
      if (before === undefined) continue;
      expect(stop.left).toBeGreaterThanOrEqual(before.left);
      expect(stop.right).toBeGreaterThanOrEqual(before.right);
      const nextLeft = main.path.slice(stop.left + 1).find(({ note }) => note.visible);
      const now = Math.max(main.path[stop.left]?.note.nowMs ?? 0, off.path[stop.right]?.note.nowMs ?? 0);
      expect(nextLeft === undefined || nextLeft.note.nowMs >= now).toBe(true);
    }
  });

  it('what both have in common is the same on both sides', () => {
    const stops = stopsOf(main.path, off.path, 'time');
    const early = stops[stopAt(stops, 30)];
    expect(differences(worldOn(main, early?.left ?? 0), worldOn(off, early?.right ?? 0))).toEqual([]);
  });
});

describe('the same choices elsewhere', () => {
  it('another version plays the same lesson', () => {
    const begun = session('high-watermark');
    const other = playLine(begun, { branch: { whatIf: null }, era: '4.1', settings: {} });
    expect(other.session.era).toBe('4.1');
    expect(worldOn(other, 0).actors.get('zookeeper')).toBeUndefined();
  });

  it('a loss of old versions is none where leader epochs are known, by the same choices', () => {
    const begun = session('truncation-loses');
    expect(otherEras('0.10')).toEqual(['0.8', '0.11', '2.1', '2.8', '3.9', '4.1']);
    const lost = otherEras('0.10').map((era) => {
      const line = playLine(begun, { branch: { whatIf: null }, era, settings: {} });
      const world = worldOn(line, line.path.length - 1);
      return verdicts(world, world.ledger).find(({ promise }) => promise === 'acknowledgedRecordsSurvive')?.verdict;
    });
    expect(lost).toEqual(['broken', 'kept', 'kept', 'kept', 'kept', 'kept']);
  });

  it('a client’s setting that came later is left out and named', () => {
    const begun = session('duplicate-on-retry');
    const { path, skipped } = playLine(begun, { branch: { whatIf: null }, era: '0.10', settings: {} });
    expect(skipped).toEqual(["Kafka 0.10 has no producer configuration 'enable.idempotence'"]);
    expect(path.flatMap(({ facts }) => facts).some(({ type }) => type === 'RecordAcknowledged')).toBe(true);
    expect(() => playLine(begun, { branch: { whatIf: null }, era: '0.10', settings: { 'enable.idempotence': 'true' } })).toThrow("Kafka 0.10 has no producer configuration 'enable.idempotence'");
  });

  it('a lesson that cannot go on in another version says why', () => {
    const begun = session('coordination-recipes');
    const { path, stopped } = playLine(begun, { branch: { whatIf: null }, era: '4.1', settings: {} });
    expect(stopped).toMatchObject([{ is: 'failed', error: expect.stringContaining('there is no ZooKeeper client') }]);
    expect(path.length).toBeGreaterThan(0);
  });

  it('a changed setting holds from the first step', () => {
    const begun = session('unclean-election');
    const other = playLine(begun, { branch: { whatIf: null }, era: '2.8', settings: { 'unclean.leader.election.enable': 'false' } });
    expect(other.session.lesson.cluster.topics[0]?.config).toMatchObject({ 'unclean.leader.election.enable': 'false' });
    const facts = other.path.flatMap((taken) => taken.facts);
    expect(facts.some((fact) => fact.type === 'LeaderElected' && fact.election === 'unclean')).toBe(false);
  });

  it('a setting that Kafka refuses is refused with its words', () => {
    const begun = session('unclean-election');
    expect(() => playLine(begun, { branch: { whatIf: null }, era: '2.8', settings: { 'min.insync.replicas': '0' } })).toThrow(/min\.insync\.replicas/);
    expect(() => playLine(begun, { branch: { whatIf: null }, era: '2.8', settings: { nonsense: '1' } })).toThrow("Unknown configuration 'nonsense'");
  });

  it('what was chosen by hand is chosen again', () => {
    const player = createPlayer({ open: openLesson, lessonId: 'high-watermark', language: 'en', theme: 'light', singleLetterKeys: true });
    player.step('scene');
    player.choose({ command: { type: 'broker.kill', brokerId: 2 } });
    const own = player.store.getState();
    const again = playLine(own, { branch: branchAt(own), era: '3.9', settings: {} });
    expect(again.skipped).toEqual([]);
    expect(worldOn(again, again.path.length - 1).nodes['broker-2']?.up).toBe(false);
  });
});
