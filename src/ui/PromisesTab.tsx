import { useMemo } from 'react';
import { inspectorPhrases, inspectorTexts, promiseNames } from '../i18n/inspector.ts';
import type { Verdict } from '../kafka/promises/types.ts';
import { promisesOf } from '../player/readings.ts';
import { worldOf } from '../player/session.ts';
import { useSession, useText } from './context.tsx';
import { Line } from './Prose.tsx';

const LOOKS = {
  kept: { mark: '✓', word: inspectorTexts.kept },
  'at-risk': { mark: '!', word: inspectorTexts.atRisk },
  broken: { mark: '✗', word: inspectorTexts.broken },
} as const;
const MOST_RECORDS = 6;
const ORDER: readonly Verdict['verdict'][] = ['broken', 'at-risk', 'kept'];

/** What clients were told, and whether it still holds; what is broken comes first. */
export function PromisesTab() {
  const world = useSession(worldOf);
  const say = useText();
  const verdicts = useMemo(() => promisesOf(world).toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)), [world]);
  return (
    <>
      <p className="empty">{say(inspectorTexts.promisesIntro)}</p>
      <ul className="promises">{verdicts.map((verdict) => <Promise key={verdict.promise} verdict={verdict} />)}</ul>
    </>
  );
}

function Promise({ verdict: { promise, verdict, records, remedy } }: { readonly verdict: Verdict }) {
  const say = useText();
  const { mark, word } = LOOKS[verdict];
  return (
    <li className={`promise ${verdict}`}>
      <p className="promise-name"><span className="tick" aria-hidden="true">{mark}</span> <span>{say(promiseNames[promise])}</span> <strong>{say(word)}</strong></p>
      {records.length > 0 && (
        <ul className="promise-records" aria-label={say(inspectorTexts.records)}>
          {records.slice(0, MOST_RECORDS).map((record) => (
            <li key={`${record.recordId}@${record.partition}:${record.offset}`}><Line text={say(inspectorPhrases.recordAt, record.value ?? 'null', record.partition, record.offset)} /></li>
          ))}
          {records.length > MOST_RECORDS && <li>{say(inspectorPhrases.moreItems, records.length - MOST_RECORDS)}</li>}
        </ul>
      )}
      {remedy !== null && <p className="remedy"><Line text={say(inspectorPhrases.remedy, `${remedy.name}=${remedy.value}`)} /></p>}
    </li>
  );
}
