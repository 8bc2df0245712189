import type { Text } from '../../i18n/text.ts';
import type { Command } from '../../kafka/commands.ts';
import { usePlayer, useText } from '../context.tsx';

interface Props {
  readonly label: Text;
  /** None: it cannot be carried out as it stands. */
  readonly commands: readonly Command[];
}

/** What a tool was only asked to try is carried out in this run. */
export function CarryOut({ label, commands }: Props) {
  const player = usePlayer();
  const say = useText();
  const carryOut = (): void => {
    if (commands.length > 0) player.command(...commands);
  };
  return (
    <p className="tools-copy">
      <button type="button" className="panel-button" aria-disabled={commands.length === 0} onClick={carryOut}>{say(label)}</button>
    </p>
  );
}
