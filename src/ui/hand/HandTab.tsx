import { useMemo, useRef, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { factKindNames } from '../../i18n/handFactNames.ts';
import { handPhrases, handTexts } from '../../i18n/hand.ts';
import { handActions } from '../../i18n/handActions.ts';
import { byNode, possibilitiesOf, quietConnections } from '../../player/hand.ts';
import type { NodePossibilities, Possibility, QuietConnection } from '../../player/hand.ts';
import { FACT_KINDS } from '../../player/handFacts.ts';
import type { FactKindId } from '../../player/handFacts.ts';
import { worldOf } from '../../player/session.ts';
import { ActionButton } from '../ActionButton.tsx';
import { usePlayer, useSession, useText } from '../context.tsx';
import { useFocusKept } from '../focusKept.ts';
import { useNotice } from '../Transport.tsx';
import { ConnectionActions } from './ConnectionActions.tsx';
import { nodeIn } from './handWords.ts';
import { PossibilityRow } from './PossibilityRow.tsx';
import '../css/hand.css';

/** Everything that could happen next, to be chosen; what cannot, and why. */
export default function HandTab() {
  const world = useSession(worldOf);
  const say = useText();
  const [withRoutine, setWithRoutine] = useState(false);
  const all = useMemo(() => possibilitiesOf(world), [world]);
  const routine = all.filter((one) => one.routine).length;
  const shown = withRoutine ? all : all.filter((one) => !one.routine);
  const groups = byNode(shown.filter(({ obstacle }) => obstacle === null));
  const panel = useRef<HTMLDivElement>(null);
  // A choice takes its own button away; the keyboard stays in the panel.
  useFocusKept(panel, world);
  return (
    <div className="hand" ref={panel} tabIndex={-1}>
      <p className="hint">{say(handTexts.intro)}</p>
      <div className="hand-tools">
        <ActionButton id="undo" className="toggle">{say(handTexts.undo)}</ActionButton>
        <ActionButton id="redo" className="toggle">{say(handTexts.redo)}</ActionButton>
        <ActionButton id="branches" className="toggle" hasPopup>{say(handActions.branches)}</ActionButton>
      </div>
      <UntilFact />
      <Notice />
      {routine > 0 && (
        <label className="check hand-routine">
          <input type="checkbox" checked={withRoutine} onChange={(event) => setWithRoutine(event.target.checked)} />
          <span>{say(handPhrases.routineToo, routine)}</span>
        </label>
      )}
      {groups.length === 0 && <p className="empty">{say(all.length === 0 ? handTexts.nothing : handTexts.onlyRoutine)}</p>}
      {groups.map((group) => <NodeGroup key={group.node} group={group} />)}
      <Blocked blocked={shown.filter(({ obstacle }) => obstacle !== null)} />
      <Quiet connections={quietConnections(world)} />
    </div>
  );
}

function UntilFact() {
  const player = usePlayer();
  const say = useText();
  const [kind, setKind] = useState<FactKindId>('highWatermark');
  const isSeeking = useSession((session) => session.hand.seeking !== null);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isSeeking) player.stopSeeking();
    else player.untilFact(kind);
  };
  return (
    <form className="hand-until" onSubmit={submit}>
      <label>
        <span>{say(handTexts.until)}</span>
        <select value={kind} onChange={(event) => setKind(event.target.value as FactKindId)}>
          {FACT_KINDS.map((one) => <option key={one} value={one}>{say(factKindNames[one])}</option>)}
        </select>
      </label>
      <button type="submit" className="small">{say(isSeeking ? handTexts.stop : handTexts.run)}</button>
    </form>
  );
}

/** Seen where it was asked for; the page's announcer says it. */
function Notice() {
  const notice = useNotice();
  return notice === null ? null : <p className="hand-notice">{notice}</p>;
}

function NodeGroup({ group }: { readonly group: NodePossibilities }) {
  const say = useText();
  return (
    <section className="hand-node" aria-label={nodeIn(group.node, say.language)}>
      <h3>{nodeIn(group.node, say.language)}</h3>
      <ul>{group.possibilities.map((one) => <PossibilityRow key={one.id} possibility={one} />)}</ul>
    </section>
  );
}

function Blocked({ blocked }: { readonly blocked: readonly Possibility[] }) {
  const say = useText();
  if (blocked.length === 0) return null;
  return (
    <details className="hand-more">
      <summary>{say(handPhrases.cannotCount, blocked.length)}</summary>
      <ul>{blocked.map((one) => <PossibilityRow key={one.id} possibility={one} />)}</ul>
    </details>
  );
}

function Quiet({ connections }: { readonly connections: readonly QuietConnection[] }) {
  const say = useText();
  if (connections.length === 0) return null;
  return (
    <details className="hand-more">
      <summary>{say(handPhrases.quietCount, connections.length)}</summary>
      <ul>
        {connections.map(({ id, client, server, heldUntilMs }) => {
          const name = say(handPhrases.connection, client, server);
          return (
            <li key={id} className="hand-row">
              <p lang="en">{name}</p>
              <ConnectionActions connection={id} name={name} heldUntilMs={heldUntilMs} />
            </li>
          );
        })}
      </ul>
    </details>
  );
}
