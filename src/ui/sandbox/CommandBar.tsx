import { useDeferredValue, useMemo } from 'react';
import { sandboxPhrases, sandboxTexts } from '../../i18n/sandbox.ts';
import { offersFor } from '../../player/sandboxCommands.ts';
import { worldOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { Offers } from './Offers.tsx';

/** Every command on the actor that is inspected, behind one line, so that its state machine stays in view. In a lesson they begin a branch of the visitor's own. */
export function CommandBar({ address }: { readonly address: string }) {
  const present = useSession(worldOf);
  const world = useDeferredValue(present);
  const say = useText();
  const era = useSession((session) => session.era);
  const offers = useMemo(() => offersFor(world, era, address), [world, era, address]);
  if (offers.length === 0) return null;
  return (
    <details className="command-bar" aria-busy={world !== present}>
      <summary>{say(sandboxTexts.commands)} <span className="panel-count">{offers.length}</span></summary>
      <section aria-label={say(sandboxPhrases.commandsOn, address)}><Offers key={address} offers={offers} /></section>
    </details>
  );
}
