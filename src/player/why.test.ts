import { expect, test } from 'vitest';
import { whySource } from './whySources.ts';
import { actorsOfChain, foldRoutine, stepThatSent, whyChain } from './why.ts';
import { takenAt } from './course.ts';
import { openLesson } from './openLesson.ts';
import { createPlayer } from './sessionStore.ts';

function playedUntil(kind: 'acknowledged' | 'highWatermark', lessonId = 'high-watermark') {
  const player = createPlayer({ open: openLesson, lessonId, language: 'en', theme: 'light', singleLetterKeys: true });
  player.untilFact(kind);
  return player;
}

test('the causes of an acknowledgement lead back to the command to send', () => {
  const session = playedUntil('acknowledged').store.getState();
  const chain = whyChain(session, { at: session.course.cursor, fact: null });
  expect(chain?.links.at(-1)?.cause).toMatchObject({ type: 'command', command: { type: 'producer.send' } });
  expect(chain?.beginning).toBe('done');
  const times = chain?.links.map(({ nowMs }) => nowMs) ?? [];
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('every link was sent or armed by the next', () => {
  const session = playedUntil('acknowledged').store.getState();
  const { links } = whyChain(session, { at: session.course.cursor, fact: null }) ?? { links: [] };
  const first = takenAt(session.course, 0);
  expect(links.length).toBeGreaterThan(2);
  for (const [index, { cause }] of links.entries()) {
    const next = links[index + 1];
    if (!('step' in cause) || next === undefined) continue;
    const begin = session.guide.begin.world.counters.steps;
    expect(session.course.history.node(next.id).depth).toBe(cause.step - begin + 1);
    expect(next.id).not.toBe(first.id);
  }
});

test('a routine timer goes back to before the lesson', () => {
  const player = createPlayer({ open: openLesson, lessonId: 'high-watermark', language: 'en', theme: 'light', singleLetterKeys: true });
  player.goOnByHand();
  player.step('each');
  const session = player.store.getState();
  expect(whyChain(session, { at: session.course.cursor, fact: null })?.beginning).toBe('before');
});

test('at the start there is nothing to ask', () => {
  const player = createPlayer({ open: openLesson, lessonId: 'high-watermark', language: 'en', theme: 'light', singleLetterKeys: true });
  expect(whyChain(player.store.getState(), { at: 0, fact: null })).toBeNull();
});

test('the chain names the actors to point at: the producer and the replica that acknowledged', () => {
  const session = playedUntil('acknowledged').store.getState();
  const chain = whyChain(session, { at: session.course.cursor, fact: 0 });
  expect(chain?.fact).not.toBeNull();
  expect(chain === null ? [] : actorsOfChain(chain)).toEqual(expect.arrayContaining(['producer-1']));
});

test('routine links in a row are folded into one, the first is not', () => {
  const link = (id: number, routine: boolean) => ({ id, nowMs: id, routine, facts: [], cause: { type: 'command', command: null } as const });
  const folded = foldRoutine([link(5, true), link(4, true), link(3, true), link(2, false), link(1, true)]);
  expect(folded.map((one) => ('link' in one ? one.link.id : one.folded.length))).toEqual([5, 2, 2, 1]);
});

test('the step that sent a message is found on the way here, and not when it came before the lesson', () => {
  const session = playedUntil('highWatermark').store.getState();
  const { cause } = takenAt(session.course, session.course.cursor);
  if (cause?.type !== 'message') throw new Error('a high watermark advances by a message');
  expect(stepThatSent(session, cause.envelope.causeStep)).not.toBeNull();
  expect(stepThatSent(session, session.guide.begin.world.counters.steps - 1)).toBeNull();
});

test('where Kafka does it depends on the fact, its role, who keeps the metadata and who changes the ISR', () => {
  const advanced = { type: 'HighWatermarkAdvanced', brokerId: 1, partition: 'orders-0', from: 0, to: 1, heldBackBy: null } as const;
  expect(whySource({ ...advanced, role: 'leader' }, '3.9')).toEqual({ kafka: 'Partition.maybeIncrementLeaderHW' });
  expect(whySource({ ...advanced, role: 'follower' }, '3.9')?.kafka).toBe('UnifiedLog.maybeUpdateHighWatermark');
  const elected = { type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 1, partitionEpoch: 1, isr: [2], previousLeader: 1, election: 'clean' } as const;
  expect(whySource(elected, '2.8')?.kafka).not.toBe(whySource(elected, '4.1')?.kafka);
  const updated = { type: 'IsrUpdated', brokerId: 1, partition: 'orders-0', isr: [1, 2], partitionEpoch: 2, underMinIsr: false } as const;
  expect((['2.1', '2.8', '3.9'] as const).map((era) => whySource(updated, era)?.kafka)).toEqual(['Partition.updateIsr', 'Partition.handleAlterIsrResponse', 'Partition.handleAlterPartitionUpdate']);
  expect(whySource({ type: 'NetworkCut', from: 'broker-1', to: null }, '3.9')).toBeNull();
});
