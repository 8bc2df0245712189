import { describe, expect, test } from 'vitest';
import type { Fact } from '../kafka/facts.ts';
import { offsetsTopic } from '../lessons/offsets-topic.ts';
import { back, beginCourse, forward, goTo, land, MOST_ROUTINE_STEPS, pathTo, placeAt, restsOn, takenAt, worldAt } from './course.ts';
import type { Course, Stride } from './course.ts';
import { forksOf, stopIndex, stopsOf, tickKinds } from './ticks.ts';
import type { Guide } from './contracts.ts';
import { guideOf } from './lessonGuide.ts';
import type { ToyStep } from './toy.ts';
import { toyGuide } from './toy.ts';

const started: Fact = { type: 'ConsumerStarted', consumer: 'consumer-1' };
const parked = { type: 'RequestParked', brokerId: 1, api: 'Fetch', from: 'broker-2', partitions: [], forMs: 500, routine: true } as const satisfies Fact;
const quiet: ToyStep = { routine: true };
const seen: ToyStep = {};
const news: ToyStep = { routine: true, facts: [started] };

function walk(steps: readonly ToyStep[], strides: readonly Stride[], branch: readonly ToyStep[] = []) {
  const guide = toyGuide(steps, branch);
  let course = beginCourse(guide);
  const landings = strides.map((stride) => {
    const landing = forward(guide, course, stride);
    course = land(course, landing);
    return landing;
  });
  return { guide, course, landings, stepsTaken: count(guide, course) };
}

const count = (guide: Guide, course: Course): number => worldAt(guide, course, course.cursor).counters.steps;

describe('a press by message', () => {
  test('runs through routine steps that report nothing new', () => {
    expect(walk([quiet, quiet, seen, quiet], ['message']).stepsTaken).toBe(3);
  });

  test('stops at a routine step that reports something new', () => {
    expect(walk([quiet, news, seen], ['message']).stepsTaken).toBe(2);
  });

  test('does not stop for a parked routine fetch', () => {
    expect(walk([{ routine: true, facts: [parked] }, seen], ['message']).stepsTaken).toBe(2);
  });

  test('stops at the end of a scene even on a routine step', () => {
    expect(walk([quiet, { routine: true, endsScene: true }, seen], ['message']).stepsTaken).toBe(2);
  });

  test('gives up after its bound of routine steps and stays where it was', () => {
    const { landings, stepsTaken } = walk([...Array.from({ length: MOST_ROUTINE_STEPS + 5 }, () => quiet), seen], ['message']);
    expect(landings[0]?.outcome).toBe('nothing-more');
    expect(stepsTaken).toBe(0);
  });

  test('says when the lesson is over', () => {
    const { landings } = walk([{ endsScene: true }], ['message', 'message']);
    expect(landings.map((landing) => landing.outcome)).toEqual(['moved', 'lesson-over']);
  });

  test('stays on the last good step when a rule throws', () => {
    const { landings, stepsTaken } = walk([seen, { fails: true }], ['message', 'message']);
    expect(landings[1]).toMatchObject({ outcome: 'failed', error: 'the rule broke' });
    expect(stepsTaken).toBe(1);
  });
});

test('with routine traffic shown every single step counts', () => {
  expect(walk([quiet, quiet, seen], ['each', 'each']).stepsTaken).toBe(2);
});

test('every scene of a lesson that waits for minutes can be gone through', () => {
  const guide = guideOf(offsetsTopic);
  let course = beginCourse(guide);
  for (const scene of offsetsTopic.scenes.slice(0, 5).keys()) {
    const landing = forward(guide, course, 'scene');
    course = land(course, landing);
    expect([scene, landing.outcome, placeAt(guide, course).scene]).toEqual([scene, 'moved', scene + 1]);
  }
});

test('a press by scene runs to its end', () => {
  expect(walk([seen, seen, { endsScene: true }, seen], ['scene']).stepsTaken).toBe(3);
});

describe('going back', () => {
  const script = [quiet, seen, quiet, news, { endsScene: true }, quiet, seen, { endsScene: true }];
  test.each<Stride>(['message', 'scene', 'each'])('is the exact reverse of going forward by %s', (stride) => {
    const guide = toyGuide(script);
    let course = beginCourse(guide);
    const there: number[] = [count(guide, course)];
    for (let landing = forward(guide, course, stride); landing.outcome === 'moved'; landing = forward(guide, course, stride)) {
      course = land(course, landing);
      there.push(count(guide, course));
    }
    const returning: number[] = [count(guide, course)];
    while (course.cursor !== 0) {
      course = back(course, stride);
      returning.push(count(guide, course));
    }
    expect(there.length).toBeGreaterThan(2);
    expect(returning).toEqual(there.toReversed());
  });

  test('and forward again walks the same steps instead of taking new ones', () => {
    const { guide, course } = walk(script, ['message', 'message']);
    const { size } = course.history;
    const before = back(course, 'message');
    expect(land(before, forward(guide, before, 'message')).cursor).toBe(course.cursor);
    expect(course.history.size).toBe(size);
  });

  test('at the start it stays', () => {
    const course = beginCourse(toyGuide(script));
    expect(back(course, 'message')).toBe(course);
  });
});

describe('the scrubber', () => {
  test('has a stop for every step worth a look, the start first', () => {
    const { course } = walk([quiet, seen, quiet, seen], ['message', 'message']);
    const stops = stopsOf(course, false);
    expect(stops.map((stop) => stop.nowMs)).toEqual([0, 20, 40]);
    expect(stopIndex(course, stops)).toBe(2);
    expect(stopIndex(goTo(course, stops[1]?.id ?? 0), stops)).toBe(1);
    expect(stopsOf(course, true)).toHaveLength(5);
  });

  test('reads on from the path it read before, and anew on another branch; a step back reads nothing', () => {
    const steps: readonly ToyStep[] = [seen, { endsScene: true }, quiet, seen, seen];
    const guide = toyGuide(steps, [seen, quiet, seen]);
    const readWhole = (course: Course): readonly number[] => pathTo(course, course.tip).filter((taken) => restsOn('message', taken)).map(({ id }) => id);
    const step = (from: Course): Course => land(from, forward(guide, from, 'message'));
    let course = beginCourse(guide);
    const onMain = [course, ...steps.map(() => (course = step(course)))];
    const leaves = onMain[2]?.cursor ?? 0;
    const branched = step({ ...course, cursor: leaves, tip: leaves, pending: { at: leaves, progress: guide.branch('other', guide.begin.world) } });
    const onBranch = step(branched);
    for (const one of [...onMain, branched, onBranch, course, onBranch, branched]) {
      expect(stopsOf(one, false).map(({ id }) => id)).toEqual(readWhole(one));
      expect(stopsOf(one, false)[stopIndex(one, stopsOf(one, false))]?.id).toBe(one.cursor);
    }
    expect(stopsOf(back(course, 'message'), false)).toBe(stopsOf(course, false));
  });

  test('names the branches that are not played now, and where they leave', () => {
    const { guide, course } = walk([seen, { endsScene: true }, seen], ['message', 'message', 'message'], [seen, seen]);
    const fork = takenAt(course, course.cursor).parent ?? 0;
    const onBranch: Course = { ...course, cursor: fork, tip: fork, pending: { at: fork, progress: guide.branch('other', guide.begin.world) } };
    const branched = land(onBranch, forward(guide, onBranch, 'message'));
    const forks = forksOf(guide, branched, stopsOf(branched, false));
    expect(forks).toEqual([{ leaf: course.cursor, leavesAt: 2, length: 1, branch: null }]);
  });

  test('marks only a truncation that removed records', () => {
    const cut = { type: 'LogTruncated', brokerId: 1, partition: 'orders-0', from: 3, to: 3, highWatermark: 3, reason: 'leader-epoch' } as const;
    expect(tickKinds([{ ...cut, removed: [] }])).toEqual([]);
    expect(tickKinds([{ ...cut, to: 2, removed: [{ id: 'p:1', key: null, value: 'm2', timestampMs: 0, offset: 2, leaderEpoch: 0 }] }])).toEqual(['lost']);
  });
});
