import { lazy } from 'react';
import { inspectorTexts } from '../i18n/inspector.ts';
import { isInternal } from '../stage/cluster/internalTopics.ts';
import { inspectedIn, worldOf } from '../player/session.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { Part } from './Part.tsx';

// Not needed for the first picture: it comes once that is drawn.
const InspectedActor = lazy(() => import('./InspectedActor.tsx'));

/** The selected actor: its state machine, all it knows, and what can happen to it next. */
export function InspectTab() {
  const world = useSession(worldOf);
  const selected = useSession(inspectedIn);
  const internalTopics = useSession((session) => session.internalTopics);
  const say = useText();
  const snapshot = selected === null ? undefined : world.actors.get(selected);
  return (
    <>
      <ActorChoice addresses={world.actors.keys().filter((address) => internalTopics || !isInternal(address.slice(address.indexOf('/') + 1)) || address === selected)} />
      {selected === null || snapshot === undefined ? (
        <p className="empty">{say(inspectorTexts.nothingSelected)}</p>
      ) : (
        <>
          <h2 className="inspect-title" lang="en">{selected}</h2>
          <Part><InspectedActor address={selected} snapshot={snapshot} /></Part>
        </>
      )}
    </>
  );
}

function ActorChoice({ addresses }: { readonly addresses: readonly string[] }) {
  const player = usePlayer();
  const selected = useSession(inspectedIn);
  const say = useText();
  return (
    <label className="actor-choice">
      <span>{say(inspectorTexts.selectActor)}</span>
      <select lang="en" value={selected ?? ''} onChange={(event) => player.select(event.target.value === '' ? null : event.target.value)}>
        <option value="">–</option>
        {addresses.map((address) => <option key={address} value={address}>{address}</option>)}
      </select>
    </label>
  );
}
