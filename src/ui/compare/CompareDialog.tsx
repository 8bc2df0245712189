import { useState } from 'react';
import { compareTexts } from '../../i18n/compare.ts';
import type { Session } from '../../player/session.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import { Comparison } from './Comparison.tsx';
import './compare.css';

/** Two runs side by side, over the whole window. The visitor's own run stays where it is. */
export default function CompareDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.hand.compareOpen);
  const say = useText();
  return (
    <Panel open={open} wide onClose={() => player.showCompare(false)} title={say(compareTexts.compare)}>
      <Opened />
    </Panel>
  );
}

/** What is compared is the session as it was when the dialog opened. */
function Opened() {
  const player = usePlayer();
  const [session] = useState<Session>(() => player.store.getState());
  return <Comparison session={session} />;
}
