import type { KeyBindingMap } from 'tinykeys';
import { createKeybindingsHandler } from 'tinykeys';
import type { Action } from './actions.ts';
import { ACTIONS, isSingleCharacter } from './actions.ts';
import type { Player } from './player.ts';
import type { Session } from './session.ts';

const TYPES_TEXT = 'input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select, [contenteditable=true]';
const TAKES_SPACE = 'button, a[href], summary, input, select, [role=tab], [role=menuitem], [role=radio], [role=switch]';
const TAKES_ARROWS = 'input, select, [role=tab], [role=menu], [role=menuitem], [role=slider], [role=separator], [role=radio], [role=listbox]';
const TAKES_PAGES = 'input, select, [role=menu], [role=menuitem], [role=slider], [role=listbox]';

/** Whether the element in focus needs this key for itself. */
export function keyIsTaken(event: Pick<KeyboardEvent, 'key' | 'isComposing' | 'target'> & Partial<Pick<KeyboardEvent, 'composedPath' | 'defaultPrevented'>>): boolean {
  if (event.isComposing || event.key === 'Process') return true;
  const target = event.target as Partial<Element> | null;
  const within = (selector: string): boolean => (target?.closest?.(selector) ?? null) !== null;
  if (within(TYPES_TEXT)) return true;
  // What it closed may be gone from the page by now; the way the key came still shows it.
  if (event.key === 'Escape') return event.defaultPrevented === true || isNoteOpen(target) || (event.composedPath?.() ?? []).some((node) => (node as Partial<Element>).matches?.('dialog, [popover]') === true);
  if (event.key === ' ' || event.key === 'Enter') return within(TAKES_SPACE);
  if (event.key.startsWith('Page')) return within(TAKES_PAGES);
  return /^(Arrow|Home|End)/.test(event.key) && within(TAKES_ARROWS);
}

/** The browser closes what stands open, wherever the focus is. */
const isNoteOpen = (target: Partial<Element> | null): boolean => (target?.ownerDocument?.querySelector('[popover]:popover-open') ?? null) !== null;

/** Listens for the keys of the table of actions. @returns how to stop. */
export function listenForKeys(target: Pick<Window, 'addEventListener' | 'removeEventListener'>, player: Player, actions: readonly Action[] = ACTIONS): () => void {
  const bindings: KeyBindingMap = {};
  for (const key of new Set(actions.flatMap(({ keys, presentingKeys = [] }) => [...keys, ...presentingKeys]))) bindings[key] = (event) => press(player, actions, key, event);
  const handler = createKeybindingsHandler(bindings);
  const onKey = (event: KeyboardEvent): void => {
    const { present } = player.store.getState();
    if (present.blank && !MODIFIERS.has(event.key)) player.showBlank(false);
    // Remote controls begin with it; in a browser it would load the page anew before the class.
    else if (!present.on || event.key !== 'F5') return handler(event);
    event.preventDefault();
    return undefined;
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);

function press(player: Player, actions: readonly Action[], key: string, event: KeyboardEvent): void {
  const session = player.store.getState();
  if (keyIsTaken(event)) return;
  if (isSingleCharacter(key) && !session.singleLetterKeys) return;
  const presenting = session.present.on ? actions.find(({ presentingKeys }) => presentingKeys?.includes(key)) : undefined;
  const action = presenting ?? actions.find(({ keys }) => keys.includes(key));
  if (action === undefined || (isBusy(session) && !isForBranches(session, action))) return;
  event.preventDefault();
  if (action.enabled(session)) action.run(player);
}

/** The list of branches leaves what is done there to be undone as everywhere. */
function isForBranches({ hand }: Session, { id }: Action): boolean {
  return hand.branchesOpen && (id === 'undo' || id === 'redo');
}

/** Something stands over the page and has the keys. */
function isBusy({ helpOpen, lessonsOpen, hand, opened, sandbox, present }: Session): boolean {
  return helpOpen || lessonsOpen || hand.branchesOpen || hand.compareOpen || opened !== null || sandbox.open !== null || sandbox.menu !== null || present.handOut;
}
