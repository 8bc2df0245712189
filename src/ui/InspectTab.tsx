import { useMemo } from 'react';
import { inspectorPhrases, inspectorTexts } from '../i18n/inspector.ts';
import { jump } from '../i18n/numbers.ts';
import { enabledFor } from '../player/readings.ts';
import { inspectedIn, worldOf } from '../player/session.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { FieldTable } from './FieldTable.tsx';
import { Line } from './Prose.tsx';
import { statePath } from './state.ts';
import { StatechartSlot } from './StatechartSlot.tsx';

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
          <p className="inspect-state"><span>{say(inspectorTexts.state)}</span> <code lang="en">{statePath(snapshot.value)}</code></p>
          <StatechartSlot snapshot={snapshot} />
          <EnabledEvents address={selected} />
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

function EnabledEvents({ address }: { readonly address: string }) {
  const player = usePlayer();
  const world = useSession(worldOf);
  const say = useText();
  const enabled = useMemo(() => enabledFor(world, address), [world, address]);
  const inTime = (dueAtMs: number): string => jump(Math.max(0, dueAtMs - world.nowMs), say.language);
  return (
    <>
      <h3 className="quiet">{say(inspectorTexts.enabled)}</h3>
      {enabled.length === 0 && <p className="empty">{say(inspectorTexts.noneEnabled)}</p>}
      <ul className="enabled">
        {enabled.map(({ subject, dueAtMs, id, routine }) => (
          <li key={id} className={routine ? 'routine' : ''}>
            {'envelope' in subject ? (
              <button type="button" className="link" onClick={() => player.openMessage(subject.envelope)}>
                <Line text={say(inspectorPhrases.delivers, subject.envelope.message.api, subject.envelope.from, inTime(dueAtMs))} />
              </button>
            ) : <Line text={say(inspectorPhrases.fires, subject.timer.name, inTime(dueAtMs))} />}
          </li>
        ))}
      </ul>
    </>
  );
}
