import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openLesson } from './openLesson.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { keepSandbox } from './sandboxKeep.ts';
import { readSaved } from './sandboxSaved.ts';
import { createPlayer } from './sessionStore.ts';

// What a page fetches when it first needs it is there beforehand.
beforeAll(() => import('./sandboxRestore.ts'));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begun() {
  const entries: Record<string, string> = {};
  const shelf = { getItem: (key: string) => entries[key] ?? null, setItem: (key: string, value: string) => void (entries[key] = value) };
  const player = createPlayer({ open: openLesson, language: 'en', theme: 'light', singleLetterKeys: true, shelf });
  const page = new EventTarget();
  keepSandbox(player, shelf, page);
  const stepsKept = (): number | null => {
    const read = readSaved(shelf);
    return read.is === 'saved' ? read.saved.at : null;
  };
  // The means to keep it are fetched first, which takes what it takes.
  const keptAt = (steps: number) => vi.waitFor(() => expect(stepsKept()).toBe(steps), { timeout: 60_000 });
  return { player, page, stepsKept, keptAt };
}

test.each(['pagehide', 'visibilitychange'])('what was done just before %s is kept at once', async (event) => {
  const { player, page, stepsKept, keptAt } = begun();
  player.startSandbox(FIRST_SET_UP);
  await keptAt(0);
  player.command({ type: 'broker.kill', brokerId: 1 });
  expect(stepsKept()).toBe(0);
  page.dispatchEvent(new Event(event));
  expect(stepsKept()).toBe(1);
});

test('the sandbox is kept when it is left for a lesson, which writes nothing over it', async () => {
  const { player, page, stepsKept, keptAt } = begun();
  player.startSandbox(FIRST_SET_UP);
  await keptAt(0);
  player.command({ type: 'broker.kill', brokerId: 1 });
  player.openLesson('high-watermark');
  expect(stepsKept()).toBe(1);
  player.step();
  page.dispatchEvent(new Event('pagehide'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stepsKept()).toBe(1);
});
