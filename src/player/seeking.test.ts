import { describe, expect, test, vi } from 'vitest';
import type { Fact } from '../kafka/facts.ts';
import { MOST_FREE_STEPS, search, takenAt } from './course.ts';
import { lessonPlayer } from './testPlayers.ts';
import { SLICE } from './seeking.ts';
import type { Session } from './session.ts';

describe('until the next fact of a kind', () => {
  test('stops at the first step that reports it', () => {
    const { player, state } = lessonPlayer();
    player.untilFact('acknowledged');
    const { course } = state();
    expect(takenAt(course, course.cursor).facts.some(({ type }) => type === 'RecordAcknowledged')).toBe(true);
  });

  // With ZooKeeper a late timer by hand can cost the controller its session.
  function seekingInVain() {
    const one = lessonPlayer(3, '3.9');
    one.player.choose(one.later());
    const at = one.cursor();
    one.player.untilFact('controller');
    return { ...one, at };
  }
  const ended = (state: () => Session) => vi.waitFor(() => expect(state().hand.seeking).toBeNull(), { timeout: 50_000 });

  test('that does not come says so and stays, and meanwhile tells how far it has looked', async () => {
    const { state, cursor, at } = seekingInVain();
    expect(state().hand.seeking).toEqual({ kind: 'controller', steps: SLICE });
    await ended(state);
    expect(cursor()).toBe(at);
    expect(state().came).toMatchObject({ outcome: 'none-came', wanted: 'controller', looked: 5_000 });
  });

  test('can be called off, and stays where it began', async () => {
    const { player, state, cursor, at } = seekingInVain();
    const { size } = state().course.history;
    await vi.waitFor(() => expect(state().hand.seeking?.steps).toBeGreaterThan(SLICE), { timeout: 50_000 });
    player.stopSeeking();
    const looked = state().came;
    expect(looked).toMatchObject({ outcome: 'none-came', wanted: 'controller' });
    expect([cursor(), state().hand.seeking, state().course.history.size]).toEqual([at, null, size]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(state().came).toBe(looked);
  });

  test('ends where the visitor goes elsewhere meanwhile', async () => {
    const { player, state, cursor } = seekingInVain();
    player.toStart();
    await ended(state);
    expect(cursor()).toBe(0);
    expect(state().came.outcome).not.toBe('none-came');
  });

  test.each([1, 3, 7])('comes to the same in slices of %i steps', (slice) => {
    const { guide, course } = lessonPlayer().state();
    const isWanted = (facts: readonly Fact[]) => facts.some(({ type }) => type === 'RecordAcknowledged');
    const more = search(guide, course, isWanted);
    let landing = more(slice);
    while (landing === null) landing = more(slice);
    expect(landing).toEqual(search(guide, course, isWanted)(MOST_FREE_STEPS));
    expect(landing.outcome).toBe('moved');
    expect(landing.steps).toBeGreaterThan(10);
  });
});
