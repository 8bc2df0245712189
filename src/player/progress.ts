import { placeAt } from './course.ts';
import type { Player } from './player.ts';
import type { Shelf } from './preferences.ts';
import { keepScore, scoreOf } from './score.ts';
import { isOver } from './session.ts';

const KEY = 'highwater.progress';

/** The ids of the lessons that were played to their end in this browser; whatever cannot be read counts as none. */
export function readProgress(shelf: Shelf | null): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Notes each lesson whose main run comes to its end, and what its predictions came to. */
export function keepProgress({ store }: Pick<Player, 'store'>, shelf: Shelf | null): void {
  store.subscribe((now, before) => {
    if (now.course === before.course || now.kind !== 'lesson') return;
    if (!isOver(now) || placeAt(now.guide, now.course).branch !== null) return;
    const score = scoreOf(now);
    if (score !== null) keepScore(shelf, now.lesson.id, score);
    const done = readProgress(shelf);
    if (done.has(now.lesson.id)) return;
    try {
      shelf?.setItem(KEY, JSON.stringify([...done, now.lesson.id]));
    } catch {
      // A full or forbidden storage only means that the progress is forgotten.
    }
  });
}
