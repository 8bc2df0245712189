import { useMemo } from 'react';
import { shell } from '../i18n/shell.ts';
import { worldOf } from '../player/session.ts';
import { hasInternalTopics } from '../stage/cluster/internalTopics.ts';
import { ActionButton } from './ActionButton.tsx';
import { useSession, useText } from './context.tsx';
import './picture/picture.css';

/** Kafka's own topics in the picture, where there are any. */
export function InternalTopicsToggle() {
  const shown = useSession((session) => session.internalTopics);
  const world = useSession(worldOf);
  const exist = useMemo(() => hasInternalTopics(world), [world]);
  const say = useText();
  return exist ? <ActionButton id="internalTopics" className="toggle internal-topics" pressed={shown}>{say(shell.internalTopics)}</ActionButton> : null;
}
