import type { ReactNode } from 'react';
import { plain } from '../i18n/spans.ts';
import type { Text } from '../i18n/text.ts';
import type { ActionId } from '../player/actions.ts';
import { actionOf, keyName } from '../player/actions.ts';
import { usePlayer, useSession, useText } from './context.tsx';

interface Props {
  readonly id: ActionId;
  readonly className?: string;
  /** Instead of the action's own label, when the button says what it would do now. */
  readonly label?: Text;
  /** The label as it is written on the button, where that is more than a word. */
  readonly name?: string;
  readonly pressed?: boolean;
  /** It opens a dialog. */
  readonly hasPopup?: boolean;
  readonly children: ReactNode;
}

/** A button of the table of actions: its label, its key and whether it can be pressed come from there. */
export function ActionButton({ id, className, label, name: written, pressed, hasPopup, children }: Props) {
  const action = actionOf(id);
  const player = usePlayer();
  const say = useText();
  const enabled = useSession((session) => action.enabled(session));
  const name = plain(written ?? say(label ?? action.label));
  // aria-disabled keeps the focus where it is when the last step was taken.
  return (
    <button
      type="button" className={className} aria-label={name} aria-pressed={pressed} aria-haspopup={hasPopup ? 'dialog' : undefined} aria-disabled={!enabled}
      title={`${name} (${keyName(action.keys[0] ?? '')})`} onClick={() => { if (enabled) action.run(player); }}
    >
      {children}
    </button>
  );
}
