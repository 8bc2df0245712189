import { useMemo } from 'react';
import { sandboxPhrases } from '../../i18n/sandbox.ts';
import { betweenTwo } from '../../player/sandboxCommands.ts';
import { worldOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { Offers } from './Offers.tsx';

/** What can be done to the link on which a message travels. */
export function LinkCommands({ from, to }: { readonly from: string; readonly to: string }) {
  const world = useSession(worldOf);
  const say = useText();
  const offers = useMemo(() => betweenTwo(world, from, to), [world, from, to]);
  return <section className="command-bar" aria-label={say(sandboxPhrases.commandsOn, `${from} – ${to}`)}><Offers offers={offers} /></section>;
}
