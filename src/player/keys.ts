import type { KeyBindingMap } from 'tinykeys';
import { createKeybindingsHandler } from 'tinykeys';
import type { Action } from './actions.ts';
import { ACTIONS, isSingleCharacter } from './actions.ts';
import type { Player } from './player.ts';

const TYPES_TEXT = 'input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select, [contenteditable=true]';
const TAKES_SPACE = 'button, a[href], summary, input, select, [role=tab], [role=menuitem], [role=radio], [role=switch]';
const TAKES_ARROWS = 'input, select, [role=tab], [role=menu], [role=menuitem], [role=slider], [role=separator], [role=radio], [role=listbox]';
const TAKES_PAGES = 'input, select, [role=menu], [role=menuitem], [role=slider], [role=listbox]';

/** Whether the element in focus needs this key for itself. */
export function keyIsTaken(event: Pick<KeyboardEvent, 'key' | 'isComposing' | 'target'>): boolean {
  if (event.isComposing || event.key === 'Process') return true;
  const target = event.target as Partial<Element> | null;
  const within = (selector: string): boolean => (target?.closest?.(selector) ?? null) !== null;
  if (within(TYPES_TEXT)) return true;
  if (event.key === ' ' || event.key === 'Enter') return within(TAKES_SPACE);
  if (event.key.startsWith('Page')) return within(TAKES_PAGES);
  return /^(Arrow|Home|End)/.test(event.key) && within(TAKES_ARROWS);
}

/** Listens for the keys of the table of actions. @returns how to stop. */
export function listenForKeys(target: Pick<Window, 'addEventListener' | 'removeEventListener'>, player: Player, actions: readonly Action[] = ACTIONS): () => void {
  const bindings: KeyBindingMap = {};
  for (const action of actions) {
    for (const key of action.keys) {
      bindings[key] = (event) => {
        const session = player.store.getState();
        if (keyIsTaken(event) || session.helpOpen || session.lessonsOpen || session.hand.branchesOpen || session.hand.compareOpen || session.opened !== null || session.sandbox.open !== null || session.sandbox.menu !== null) return;
        if (isSingleCharacter(key) && !session.singleLetterKeys) return;
        event.preventDefault();
        if (action.enabled(session)) action.run(player);
      };
    }
  }
  const handler = createKeybindingsHandler(bindings);
  target.addEventListener('keydown', handler);
  return () => target.removeEventListener('keydown', handler);
}
