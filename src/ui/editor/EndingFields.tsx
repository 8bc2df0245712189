import { useMemo } from 'react';
import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import { promiseNames } from '../../i18n/inspector.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { PromiseId } from '../../kafka/promises/types.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Ending, Lesson } from '../../lessons/types.ts';
import { countOf, factCounts } from '../../player/author/happened.ts';
import { promisesNow, readablesIn, valueNow } from '../../player/author/selections.ts';
import { useSay } from './context.ts';
import { Count, Select, Texts, Value } from './fields.tsx';
import { SelectionField, ValueNow } from './SelectionField.tsx';

/** A run at its end. */
export interface EndedRun {
  readonly world: KafkaWorld;
  readonly facts: readonly Fact[];
}

interface Props {
  readonly lesson: Lesson;
  /** The main run and what-ifs by their id; null: not played. */
  readonly runOf: (branch: string | undefined) => EndedRun | null;
  readonly onChange: (ends: Lesson['ends'], about?: string) => void;
}

const NONE = { en: '', zh: '' };

/** The lesson's endings, each offered with what there was at the end of the run. */
export function EndingFields({ lesson, runOf, onChange }: Props) {
  const say = useSay();
  const { ends } = lesson;
  const main = runOf(undefined);
  return (
    <section className="editor-part" aria-labelledby="endings-head">
      <h2 id="endings-head">{say(editorTexts.endings)}</h2>
      <p className="hint">{say(editorTexts.endingsHint)}</p>
      {ends.map((ending, index) => (
        <EndingField key={index} ending={ending} index={index} lesson={lesson} run={runOf(ending.branch)}
          onChange={(next, about) => onChange(ends.map((one, at) => (at === index ? next : one)), about)} onRemove={() => onChange(ends.toSpliced(index, 1))} />
      ))}
      {main !== null && <button type="button" className="panel-button" onClick={() => onChange([...ends, ofKind('promise', main, { say: NONE })])}>{say(editorTexts.addEnding)}</button>}
    </section>
  );
}

type Kind = 'promise' | 'value' | 'facts' | 'other';
type Said = Pick<Ending, 'branch' | 'eras' | 'say'>;

function kindOf(ending: Ending): Kind {
  if ('promise' in ending) return 'promise';
  if ('facts' in ending) return 'facts';
  return 'select' in ending ? 'value' : 'other';
}

/** An ending of this kind that holds for the run. */
function ofKind(kind: string, { world, facts }: EndedRun, said: Said): Ending {
  if (kind === 'promise') return { ...said, promise: 'acknowledgedRecordsSurvive', lost: lostOf(world, 'acknowledgedRecordsSurvive') };
  if (kind === 'facts') {
    const first = factCounts(facts)[0];
    return { ...said, facts: { fact: first?.fact ?? 'RecordsAppended' }, count: first?.count ?? 0 };
  }
  const first = readablesIn(world)[0];
  return { ...said, select: first?.select ?? 'nowMs', of: first?.of ?? 'world', is: first?.value ?? null };
}

function lostOf(world: KafkaWorld, promise: PromiseId): number {
  return promisesNow(world).find((one) => one.promise === promise)?.lost ?? 0;
}

interface FieldProps {
  readonly ending: Ending;
  readonly index: number;
  readonly lesson: Lesson;
  readonly run: EndedRun | null;
  readonly onChange: (ending: Ending, about?: string) => void;
  readonly onRemove: () => void;
}

function EndingField({ ending, index, lesson, run, onChange, onRemove }: FieldProps) {
  const say = useSay();
  const kind = kindOf(ending);
  const { branch: _branch, ...onMain } = ending;
  const kinds: readonly (readonly [string, string])[] = [
    ['promise', say(editorTexts.endPromise)], ['value', say(editorTexts.endValue)], ['facts', say(editorTexts.endFacts)], ...(kind === 'other' ? [['other', say(editorTexts.asWritten)] as const] : []),
  ];
  return (
    <fieldset className="inner">
      <legend>{index + 1}</legend>
      <div className="row">
        <Select label={say(editorTexts.kind)} value={kind} options={kinds} onChange={(next) => { if (run !== null) onChange(ofKind(next, run, saidOf(ending))); }} />
        {lesson.whatIf.length > 0 && (
          <Select label={say(editorTexts.onBranch)} value={ending.branch ?? ''} options={[['', say(editorTexts.mainRun)], ...lesson.whatIf.map(({ id }) => [id, id] as const)]}
            onChange={(branch) => onChange(branch === '' ? onMain : { ...ending, branch })} />
        )}
        <What ending={ending} run={run} onChange={onChange} />
      </div>
      <Texts label={say(editorTexts.saidEnding)} value={ending.say} about={`ends.${index}.say`} lines={2} onChange={(value, about) => onChange({ ...ending, say: value }, about)} />
      <button type="button" className="panel-button" aria-label={say(editorPhrases.doTo, say(editorTexts.remove), String(index + 1))} onClick={onRemove}>{say(editorTexts.remove)}</button>
    </fieldset>
  );
}

function saidOf({ branch, eras, say }: Ending): Said {
  return { say, ...(branch === undefined ? {} : { branch }), ...(eras === undefined ? {} : { eras }) };
}

function What({ ending, run, onChange }: Pick<FieldProps, 'ending' | 'run' | 'onChange'>) {
  const say = useSay();
  const counts = useMemo(() => (run === null || !('facts' in ending) ? [] : factCounts(run.facts)), [run, ending]);
  if ('promise' in ending) {
    const lost = run === null ? null : lostOf(run.world, ending.promise);
    const choose = (promise: PromiseId): void => onChange({ ...ending, promise, lost: run === null ? ending.lost : lostOf(run.world, promise) });
    return (
      <>
        <Select label={say(editorTexts.endPromise)} value={ending.promise} options={Object.entries(promiseNames).map(([key, name]) => [key, say(name)])} onChange={(promise) => choose(promise as PromiseId)} />
        <Count label={say(editorTexts.lost)} value={ending.lost} onChange={(value) => onChange({ ...ending, lost: value })} />
        {lost !== null && <Present value={String(lost)} onTake={lost === ending.lost ? null : () => onChange({ ...ending, lost })} />}
      </>
    );
  }
  if ('facts' in ending) {
    const count = run === null ? null : countOf(run.facts, ending.facts);
    const known = counts.some(({ fact }) => fact === ending.facts.fact) ? counts : [{ fact: ending.facts.fact, count: 0 }, ...counts];
    return (
      <>
        <Select label={say(editorTexts.fact)} value={ending.facts.fact} options={known.map((one) => [one.fact, `${one.fact} × ${one.count}`])}
          onChange={(fact) => onChange({ ...ending, facts: { fact }, count: known.find((one) => one.fact === fact)?.count ?? 0 })} />
        {ending.facts.where !== undefined && <code className="data" lang="en">{JSON.stringify(ending.facts.where)}</code>}
        <Count label={say(editorTexts.count)} value={ending.count} onChange={(value) => onChange({ ...ending, count: value })} />
        {count !== null && <Present value={String(count)} onTake={count === ending.count ? null : () => onChange({ ...ending, count })} />}
      </>
    );
  }
  if (!('select' in ending)) return <p className="hint"><code className="data" lang="en">{JSON.stringify(ending)}</code> {say(editorTexts.inText)}</p>;
  if (run === null) return <code className="data" lang="en">{JSON.stringify(ending)}</code>;
  const now = valueNow(run.world, ending);
  return (
    <>
      <SelectionField label={say(editorTexts.endValue)} world={run.world} value={ending} onChange={({ select, of }) => onChange({ ...ending, select, of, is: valueNow(run.world, { select, of }) ?? null })} />
      <Value label={say(editorTexts.is)} value={ending.is} onChange={(is) => onChange({ ...ending, is })} />
      <ValueNow label={say(editorTexts.present)} world={run.world} selection={ending} />
      {now !== undefined && JSON.stringify(now) !== JSON.stringify(ending.is) && <button type="button" className="panel-button" onClick={() => onChange({ ...ending, is: now })}>{say(editorTexts.take)}</button>}
    </>
  );
}

function Present({ value, onTake }: { readonly value: string; readonly onTake: (() => void) | null }) {
  const say = useSay();
  return <span className="value-now">{say(editorTexts.present)} <code lang="en">{value}</code> {onTake !== null && <button type="button" className="panel-button" onClick={onTake}>{say(editorTexts.take)}</button>}</span>;
}
