import { lazy, Suspense } from 'react';
import { inspectorTexts } from '../i18n/inspector.ts';
import { inspectedIn, worldOf } from '../player/session.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { FieldTable } from './FieldTable.tsx';
import { statePath } from './state.ts';

// Not needed for the first picture: they come once it is drawn.
const StatechartHost = lazy(() => import('./StatechartHost.tsx').then((module) => ({ default: module.StatechartHost })));
const ClientSection = lazy(() => import('./clients/ClientSection.tsx'));
const CommandBar = lazy(() => import('./sandbox/CommandBar.tsx'));
const Possibilities = lazy(() => import('./Possibilities.tsx').then((module) => ({ default: module.Possibilities })));

/** The selected actor: its state machine, all it knows, and what can happen to it next. */
export function InspectTab() {
  const world = useSession(worldOf);
  const selected = useSession(inspectedIn);
  const say = useText();
  const snapshot = selected === null ? undefined : world.actors[selected];
  return (
    <>
      <ActorChoice addresses={Object.keys(world.actors)} />
      {selected === null || snapshot === undefined ? (
        <p className="empty">{say(inspectorTexts.nothingSelected)}</p>
      ) : (
        <>
          <h2 className="inspect-title" lang="en">{selected}</h2>
          <Suspense><CommandBar address={selected} /></Suspense>
          <p className="inspect-state"><span>{say(inspectorTexts.state)}</span> <code lang="en">{statePath(snapshot.value)}</code></p>
          <Suspense>
            <StatechartHost address={selected} snapshot={snapshot} />
            <Possibilities address={selected} />
          </Suspense>
          <Suspense><ClientSection address={selected} /></Suspense>
          <h3 className="quiet">{say(inspectorTexts.knows)}</h3>
          <FieldTable value={snapshot.context} />
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
