import { useEffect, useMemo } from 'react';
import { milliseconds } from '../../i18n/numbers.ts';
import { whyPhrases, whyTexts } from '../../i18n/why.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { Link, ShownLink } from '../../player/why.ts';
import { actorsOfChain, foldRoutine, whyChain } from '../../player/why.ts';
import type { Source } from '../../player/whySources.ts';
import { whySource } from '../../player/whySources.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Line } from '../Prose.tsx';
import { sentenceOf } from '../words.ts';
import { broughtBy, headOf, toldFact } from './whyWords.ts';
import '../css/hand.css';

/** The causes of a step or a fact, back to the first, and where Kafka does each of them. */
export default function WhyTab() {
  const player = usePlayer();
  const course = useSession((session) => session.course);
  const asked = useSession((session) => session.hand.why);
  const era = useSession((session) => session.era);
  const say = useText();
  const of = useMemo(() => asked ?? { at: course.cursor, fact: null }, [asked, course.cursor]);
  const chain = useMemo(() => whyChain({ ...player.store.getState(), course }, of), [player, course, of]);
  const actors = useMemo(() => (chain === null ? null : actorsOfChain(chain)), [chain]);
  useEffect(() => {
    player.emphasise(actors);
    return () => player.emphasise(null);
  }, [player, actors]);
  if (chain === null || chain.links[0] === undefined) return <p className="empty">{say(whyTexts.start)}</p>;
  const head = chain.fact === null ? headOf(chain.links[0], era, say.language) : sentenceOf(chain.fact, era, say.language);
  return (
    <div className="why">
      <h2 className="hidden"><Line text={say(whyPhrases.whyFact, head)} /></h2>
      {of.at !== course.cursor && <button type="button" className="link" onClick={() => player.askWhy()}>{say(whyTexts.present)}</button>}
      <ol className="why-chain" aria-label={say(whyTexts.chain)}>
        {foldRoutine(chain.links).map((shown, index) => <Shown key={keyOf(shown)} shown={shown} asked={index === 0 ? chain.fact : null} />)}
        <li className="why-end">{say(chain.beginning === 'done' ? whyTexts.first : whyTexts.before)}</li>
      </ol>
    </div>
  );
}

function keyOf(shown: ShownLink): number {
  return 'link' in shown ? shown.link.id : (shown.folded[0]?.id ?? 0);
}

interface ShownProps {
  readonly shown: ShownLink;
  /** The fact that was asked about, on its own step. */
  readonly asked: Fact | null;
}

function Shown({ shown, asked }: ShownProps) {
  const say = useText();
  if ('link' in shown) return <LinkRow link={shown.link} asked={asked} />;
  const { folded } = shown;
  const [last, first] = [folded[0], folded.at(-1)];
  const time = (link: Link | undefined): string => milliseconds(link?.nowMs ?? 0, say.language);
  return (
    <li className="why-folded">
      <details>
        <summary>{say(whyPhrases.folded, folded.length, time(first), time(last))}</summary>
        <ol>{folded.map((link) => <LinkRow key={link.id} link={link} asked={null} />)}</ol>
      </details>
    </li>
  );
}

function LinkRow({ link, asked }: { readonly link: Link; readonly asked: ShownProps['asked'] }) {
  const player = usePlayer();
  const isHere = useSession((session) => session.course.cursor === link.id);
  const era = useSession((session) => session.era);
  const say = useText();
  const told = asked ?? toldFact(link);
  const by = broughtBy(link, era, say);
  return (
    <li className={isHere ? 'why-link now' : 'why-link'}>
      <button type="button" aria-current={isHere ? 'step' : undefined} onClick={() => player.jumpTo(link.id)}>
        <span className="when">{milliseconds(link.nowMs, say.language)}</span>
        <span><Line text={told === undefined ? headOf(link, era, say.language) : sentenceOf(told, era, say.language)} /></span>
      </button>
      {told !== undefined && <SourceOf fact={told} />}
      {by !== null && <p className="why-by"><Line text={by} /></p>}
    </li>
  );
}

function SourceOf({ fact }: { readonly fact: Fact }) {
  const era = useSession((session) => session.era);
  const say = useText();
  const source: Source | null = whySource(fact, era);
  if (source === null) return null;
  return (
    <p className="why-source" title={say(whyTexts.source)}>
      <code lang="en">{source.kafka}</code>{source.kip !== undefined && <span className="why-kip" lang="en">{source.kip}</span>}
    </p>
  );
}
