import { useState } from 'react';
import { assignorLabPhrases, assignorLabTexts } from '../../i18n/assignorLab.ts';
import { shortTag } from '../../i18n/language.ts';
import type { Say } from '../../i18n/text.ts';
import { assignmentSentence } from '../../narrate/assignment.ts';
import type { LabResult } from '../../player/assignorLab.ts';
import type { LabInput } from '../../player/assignorLabForm.ts';
import { useText } from '../context.tsx';
import { Matrix } from './Matrix.tsx';
import { memberNames } from './memberNames.ts';

/** One assignor: what it counts up to, who has what, and the way there, step by step. */
export function Strategy({ result, input }: { readonly result: LabResult; readonly input: LabInput }) {
  const say = useText();
  const last = result.steps.length;
  const [walked, setWalked] = useState<{ readonly result: LabResult; readonly at: number } | null>(null);
  // Another result begins at its end.
  const isWalked = walked?.result === result;
  const at = isWalked ? walked.at : last;
  return (
    <section className="strategy" aria-label={result.name}>
      <h3 lang="en">{result.name} <small>{result.protocol}</small></h3>
      <p className="strategy-moved">{movedWords(result, say)}</p>
      <Matrix result={result} input={input} at={at} walked={isWalked} />
      <Steps result={result} at={at} walked={isWalked} onGo={(to) => setWalked({ result, at: Math.max(0, Math.min(last, to)) })} />
    </section>
  );
}

function movedWords({ moved, members, withheld, given }: LabResult, say: Say): string {
  const left = moved.filter(({ from }) => members.every(({ memberId }) => memberId !== from)).length;
  return [
    say(assignorLabPhrases.moved, moved.length, left),
    withheld.length > 0 ? say(assignorLabPhrases.withheld, withheld.length) : '',
    given.length > 0 ? say(assignorLabPhrases.given, given.length) : '',
  ].filter((sentence) => sentence !== '').join(' ');
}

interface StepsProps {
  readonly result: LabResult;
  readonly at: number;
  /** Only what the visitor walks is read aloud: not every result that a letter typed changes. */
  readonly walked: boolean;
  readonly onGo: (at: number) => void;
}

function Steps({ result, at, walked, onGo }: StepsProps) {
  const { name, steps } = result;
  const say = useText();
  const language = shortTag(say.language);
  const step = steps[at - 1];
  const place = say(assignorLabPhrases.at, at, steps.length);
  return (
    <fieldset className="strategy-steps" aria-label={`${name}: ${say(assignorLabTexts.step)}`}>
      <div className="strategy-walk">
        <button type="button" className="round" aria-label={say(assignorLabTexts.back)} title={say(assignorLabTexts.back)} aria-disabled={at === 0} onClick={() => onGo(at - 1)}><span aria-hidden="true">◀</span></button>
        <input type="range" min={0} max={steps.length} value={at} aria-label={say(assignorLabTexts.step)} aria-valuetext={place} onChange={({ target }) => onGo(Number(target.value))} />
        <button type="button" className="round" aria-label={say(assignorLabTexts.next)} title={say(assignorLabTexts.next)} aria-disabled={at === steps.length} onClick={() => onGo(at + 1)}><span aria-hidden="true">▶</span></button>
      </div>
      <p aria-live={walked ? 'polite' : 'off'}><strong>{place}</strong> {step === undefined ? say(assignorLabTexts.before) : assignmentSentence(step, language, memberNames(result, language))}</p>
    </fieldset>
  );
}
