import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { inspectorTexts } from '../i18n/inspector.ts';
import type { Text } from '../i18n/text.ts';
import { worldOf } from '../player/session.ts';
import { actorPossibilities } from './actorPossibilities.ts';
import type { Coming, Waiting } from './actorPossibilities.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { Line } from './Prose.tsx';

/** What can happen to an actor next, what cannot happen yet, and what its state would not take: each with why. */
export function Possibilities({ address }: { readonly address: string }) {
  const world = useSession(worldOf);
  const era = useSession((session) => session.era);
  const say = useText();
  const { now, notYet, inThisState, neverInThisState } = useMemo(() => actorPossibilities(world, address, era), [world, address, era]);
  return (
    <>
      <h3 className="quiet">{say(inspectorTexts.enabled)}</h3>
      {now.length === 0 && <p className="empty">{say(inspectorTexts.noneEnabled)}</p>}
      <ul className="enabled">
        {now.map((one) => (
          <li key={one.key} className={one.routine ? 'routine' : ''}>
            <What one={one} />
            <Why text={one.held} />
            <Why text={one.ignored} />
          </li>
        ))}
      </ul>
      {notYet.length > 0 && <h3 className="quiet">{say(inspectorTexts.notYet)}</h3>}
      <ul className="enabled">
        {notYet.map((one) => <li key={one.key}><What one={one} /><Why text={one.why} /></li>)}
      </ul>
      <EventList title={say(inspectorTexts.inThisState)} events={inThisState.map(({ event, because }) => ({ event, why: because }))} />
      <EventList title={say(inspectorTexts.notInThisState)} events={neverInThisState} />
    </>
  );
}

function What({ one }: { readonly one: Coming | Waiting }): ReactNode {
  const player = usePlayer();
  const say = useText();
  const line = <Line text={say(one.what)} />;
  const { envelope } = one;
  return envelope === null ? line : <button type="button" className="link" onClick={() => player.openMessage(envelope)}>{line}</button>;
}

function Why({ text }: { readonly text: Text | null }): ReactNode {
  const say = useText();
  return text === null ? null : <div className="why"><Line text={say(text)} /></div>;
}

function EventList({ title, events }: { readonly title: string; readonly events: readonly { readonly event: string; readonly why: Text }[] }): ReactNode {
  if (events.length === 0) return null;
  return (
    <details className="event-list">
      <summary>{title} ({events.length})</summary>
      <ul className="enabled">
        {events.map(({ event, why }) => <li key={event}><code lang="en">{event}</code><Why text={why} /></li>)}
      </ul>
    </details>
  );
}
