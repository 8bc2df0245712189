import { useState } from 'react';
import type { Text } from '../../i18n/text.ts';
import type { Command } from '../../kafka/commands.ts';
import { usePlayer, useText } from '../context.tsx';

interface Props {
  readonly label: Text;
  /** None: it cannot be carried out as it stands. */
  readonly commands: readonly Command[];
  /** Said once they are. */
  readonly done?: Text;
}

/** What a tool was only asked to try is carried out in this run. */
export function CarryOut({ label, commands, done }: Props) {
  const player = usePlayer();
  const say = useText();
  const [isDone, setDone] = useState(false);
  const carryOut = (): void => {
    if (commands.length === 0) return;
    player.command(...commands);
    setDone(true);
  };
  return (
    <p className="tools-copy">
      <button type="button" className="panel-button" aria-disabled={commands.length === 0} onClick={carryOut}>{say(label)}</button>
      {' '}<span aria-live="polite">{isDone && done !== undefined ? say(done) : ''}</span>
    </p>
  );
}
