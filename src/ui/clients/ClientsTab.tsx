import { useMemo } from 'react';
import { clientTexts } from '../../i18n/clients.ts';
import { clientIds, clientView } from '../../player/clientView.ts';
import { inspectedIn, worldOf } from '../../player/session.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { nodeIn } from '../hand/handWords.ts';
import { statePath } from '../state.ts';
import { ClientDetails } from './ClientDetails.tsx';

/** Every producer and consumer: what it knows, what it waits for, and what is so. */
export default function ClientsTab() {
  const world = useSession(worldOf);
  const inspected = useSession(inspectedIn);
  const player = usePlayer();
  const say = useText();
  const views = useMemo(() => clientIds(world).flatMap((id) => clientView(world, id) ?? []), [world]);
  if (views.length === 0) return <p className="empty">{say(clientTexts.none)}</p>;
  return views.map((view) => (
    <details key={view.id} className="client" open={views.length <= 2 || view.id === inspected}>
      <summary>
        <h3>{nodeIn(view.id, say.language)}</h3>
        <code lang="en">{statePath(world.actors.get(view.id)?.value)}</code>
      </summary>
      <ClientDetails view={view} />
      <button type="button" className="link" onClick={() => player.select(view.id)}>{say(clientTexts.select)}</button>
    </details>
  ));
}
