import { useMemo } from 'react';
import { clientTexts } from '../../i18n/clients.ts';
import { clientView } from '../../player/clientView.ts';
import { worldOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { ClientDetails } from './ClientDetails.tsx';

/** What the selected client knows, within the inspector; nothing for whoever is no client. */
export function ClientSection({ address }: { readonly address: string }) {
  const world = useSession(worldOf);
  const view = useMemo(() => clientView(world, address), [world, address]);
  const say = useText();
  if (view === null) return null;
  return <><h3 className="quiet">{say(clientTexts.asClient)}</h3><ClientDetails view={view} /></>;
}
