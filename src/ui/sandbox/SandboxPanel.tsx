import { useDeferredValue, useMemo } from 'react';
import { sandboxPhrases, sandboxTexts } from '../../i18n/sandbox.ts';
import type { ActionId } from '../../player/actions.ts';
import type { Offer, OfferGroup } from '../../player/sandboxCommands.ts';
import { offersIn } from '../../player/sandboxCommands.ts';
import { worldOf } from '../../player/session.ts';
import { ActionButton } from '../ActionButton.tsx';
import { useSession, useText } from '../context.tsx';
import MakeLesson from '../editor/MakeLesson.tsx';
import { NextButton } from '../LessonPanel.tsx';
import { SameChoices } from '../SameChoices.tsx';
import { KeptNotice } from './KeptNotice.tsx';
import { Offers } from './Offers.tsx';
import './sandbox.css';

const TOOLS: readonly (readonly [ActionId, 'setUp' | 'reset' | 'palette' | 'undo' | 'redo'])[] = [
  ['undo', 'undo'], ['redo', 'redo'], ['palette', 'palette'], ['sandboxSetUp', 'setUp'], ['sandboxReset', 'reset'],
];

/** In place of a narrative: what the cluster is, what comes next, and every command there is. */
export default function SandboxPanel() {
  const cluster = useSession((session) => session.lesson.cluster);
  const say = useText();
  const topics = cluster.topics.map(({ name, partitions, replicationFactor }) => `${name} ${partitions} × ${replicationFactor}`).join(' · ');
  return (
    <>
      <header className="lesson-head">
        <p className="kicker">{say(sandboxTexts.kicker)}</p>
        <h1>{say(sandboxTexts.title)}</h1>
        <p className="question">{say(sandboxPhrases.summary, cluster.brokers, topics)}</p>
      </header>
      <KeptNotice />
      <div className="sandbox-tools">
        {TOOLS.map(([id, text]) => <ActionButton key={id} id={id} className="offer">{say(sandboxTexts[text])}</ActionButton>)}
      </div>
      <MakeLesson />
      <NextButton />
      <p className="hint">{say(sandboxTexts.intro)}</p>
      <Commands />
      <SameChoices />
    </>
  );
}

const GROUPS: readonly (readonly [OfferGroup, keyof typeof sandboxTexts])[] = [
  ['brokers', 'brokersGroup'], ['producers', 'producers'], ['consumers', 'consumers'], ['zookeeperClients', 'zookeeperClients'], ['partitions', 'partitionsGroup'], ['network', 'networkGroup'], ['cluster', 'clusterGroup'],
];
const OPEN_AT_FIRST: readonly OfferGroup[] = ['brokers', 'producers', 'consumers', 'zookeeperClients'];

function Commands() {
  // The picture comes first; what can be done follows it at once.
  const present = useSession(worldOf);
  const world = useDeferredValue(present);
  const say = useText();
  const era = useSession((session) => session.era);
  const groups = useMemo(() => byGroup(offersIn(world, era)), [world, era]);
  return (
    <section className="commands" aria-label={say(sandboxTexts.commands)} aria-busy={world !== present}>
      <h2 className="quiet">{say(sandboxTexts.commands)}</h2>
      {GROUPS.map(([group, title]) => {
        const rows = groups.get(group);
        return rows === undefined ? null : (
          <details key={group} className="command-group" open={OPEN_AT_FIRST.includes(group)}>
            <summary>{say(sandboxTexts[title])}</summary>
            {[...rows].map(([of, offers]) => (
              <div key={of} className="command-row">
                {of !== '' && <span className="command-of" lang="en">{of}</span>}
                <Offers offers={offers} />
              </div>
            ))}
          </details>
        );
      })}
    </section>
  );
}

function byGroup(offers: readonly Offer[]): ReadonlyMap<OfferGroup, ReadonlyMap<string, readonly Offer[]>> {
  const groups = new Map<OfferGroup, Map<string, readonly Offer[]>>();
  for (const offer of offers) {
    const rows = groups.get(offer.group) ?? new Map<string, readonly Offer[]>();
    groups.set(offer.group, rows.set(offer.of, [...(rows.get(offer.of) ?? []), offer]));
  }
  return groups;
}
