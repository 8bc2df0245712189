import { useDeferredValue, useMemo } from 'react';
import { sandboxPhrases } from '../../i18n/sandbox.ts';
import { offersFor } from '../../player/sandboxCommands.ts';
import { worldOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { Offers } from './Offers.tsx';

/** Every command on the actor that is inspected. In a lesson they begin a branch of the visitor's own. */
export default function CommandBar({ address }: { readonly address: string }) {
  const world = useDeferredValue(useSession(worldOf));
  const say = useText();
  const offers = useMemo(() => offersFor(world, address), [world, address]);
  if (offers.length === 0) return null;
  return <section className="command-bar" aria-label={say(sandboxPhrases.commandsOn, address)}><Offers key={address} offers={offers} /></section>;
}
