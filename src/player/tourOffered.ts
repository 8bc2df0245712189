import type { Shelf } from './preferences.ts';

const KEY = 'highwater.tour';

/** Whether this browser's visitor was offered the tour; without storage nobody is, or it would be offered at every visit. */
export function wasTourOffered(shelf: Shelf | null): boolean {
  try {
    return shelf === null || shelf.getItem(KEY) !== null;
  } catch {
    return true;
  }
}

export function noteTourOffered(shelf: Shelf | null): void {
  try {
    shelf?.setItem(KEY, 'offered');
  } catch {
    // A full storage only means that it is offered again.
  }
}
