import { useMemo } from 'react';
import { aspectNames, compareTexts } from '../../i18n/compare.ts';
import { inspectorTexts, promiseNames } from '../../i18n/inspector.ts';
import type { Verdict } from '../../kafka/promises/types.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Difference } from '../../player/compare/differences.ts';
import { promisesOf } from '../../player/readings.ts';
import { useText } from '../context.tsx';

/** What is not the same, thing by thing. */
export function Differences({ found }: { readonly found: readonly Difference[] }) {
  const say = useText();
  if (found.length === 0) return <p className="compare-none">{say(compareTexts.none)}</p>;
  return (
    <table className="compare-table">
      <caption>{say(compareTexts.differences)}</caption>
      <thead><tr><th scope="col">{say(compareTexts.where)}</th><th scope="col">{say(compareTexts.what)}</th><th scope="col">{say(compareTexts.left)}</th><th scope="col">{say(compareTexts.right)}</th></tr></thead>
      <tbody>
        {found.map(({ where, what, left, right }) => (
          <tr key={`${where} ${what}`}><th scope="row" lang="en">{where}</th><td>{say(aspectNames[what])}</td><td lang="en">{left === '' ? '–' : left}</td><td lang="en">{right === '' ? '–' : right}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

/** The promises of both runs, one row each. */
export function Promises({ left, right }: { readonly left: KafkaWorld; readonly right: KafkaWorld }) {
  const say = useText();
  const [lefts, rights] = useMemo(() => [promisesOf(left), promisesOf(right)], [left, right]);
  return (
    <table className="compare-table">
      <caption>{say(compareTexts.promises)}</caption>
      <thead><tr><th scope="col">{say(compareTexts.promises)}</th><th scope="col">{say(compareTexts.left)}</th><th scope="col">{say(compareTexts.right)}</th></tr></thead>
      <tbody>
        {lefts.map((verdict) => (
          <tr key={verdict.promise}>
            <th scope="row">{say(promiseNames[verdict.promise])}</th>
            <VerdictCell verdict={verdict} />
            <VerdictCell verdict={rights.find(({ promise }) => promise === verdict.promise)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MARKS = { kept: '✓', 'at-risk': '!', broken: '✗' } as const;
const WORDS = { kept: inspectorTexts.kept, 'at-risk': inspectorTexts.atRisk, broken: inspectorTexts.broken } as const;

function VerdictCell({ verdict }: { readonly verdict: Verdict | undefined }) {
  const say = useText();
  if (verdict === undefined) return <td>–</td>;
  return (
    <td className={`promise ${verdict.verdict}`}>
      <span aria-hidden="true">{MARKS[verdict.verdict]}</span> {say(WORDS[verdict.verdict])}
      {verdict.records.length > 0 && <span lang="en"> {verdict.records.map(({ value }) => value ?? 'null').join(' ')}</span>}
    </td>
  );
}
