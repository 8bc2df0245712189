import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Prediction } from '../../lessons/types.ts';
import { readablesIn, valueNow } from '../../player/author/selections.ts';
import { agrees, pointablesOf } from '../../player/predictions.ts';
import { useSay } from './context.ts';
import { Select, Texts, Value } from './fields.tsx';
import { SelectionField, ValueNow } from './SelectionField.tsx';

interface Props {
  readonly predict: Prediction | undefined;
  /** At the end of the scene; null: it was not played. */
  readonly world: KafkaWorld | null;
  readonly about: string;
  readonly onChange: (predict: Prediction | undefined, about?: string) => void;
}

const NONE = { en: '', zh: '' };
/** A choice among fewer is none. */
const FEWEST_OPTIONS = 2;

const KINDS = [['number', editorTexts.kindNumber], ['choice', editorTexts.kindChoice], ['broker', editorTexts.kindBroker], ['actor', editorTexts.kindActor]] as const;

/** Whether pointing can give this answer; unknown while the lesson is not played. */
function canPoint(asked: Prediction, world: KafkaWorld | null, now: unknown): boolean {
  return world === null || pointablesOf(asked, world).some(({ value }) => agrees(value, now));
}

/** What the learner is asked before the scene; the answer is read from the world at its end. */
export function PredictFields({ predict, world, about, onChange }: Props) {
  const say = useSay();
  if (predict === undefined) {
    const add = (): void => {
      const first = world === null ? undefined : readablesIn(world).find(({ value }) => typeof value === 'number');
      onChange({ ask: NONE, answer: { select: first?.select ?? 'nowMs', of: first?.of ?? 'world' }, why: NONE });
    };
    return <button type="button" className="panel-button" onClick={add}>{say(editorTexts.addPrediction)}</button>;
  }
  const set = (part: Partial<Prediction>, field?: string): void => onChange({ ...predict, ...part }, field);
  return (
    <fieldset className="inner">
      <legend>{say(editorTexts.predict)}</legend>
      <Texts label={say(editorTexts.ask)} value={predict.ask} about={`${about}.ask`} onChange={(ask, field) => set({ ask }, field)} />
      {world !== null && (
        <div className="row">
          <SelectionField label={say(editorTexts.answer)} world={world} value={predict.answer} onChange={(answer) => set({ answer })} />
          <ValueNow label={say(editorTexts.atSceneEnd)} world={world} selection={predict.answer} />
        </div>
      )}
      <Options predict={predict} world={world} about={about} onChange={onChange} />
      <Texts label={say(editorTexts.why)} value={predict.why} about={`${about}.why`} lines={2} onChange={(why, field) => set({ why }, field)} />
      <button type="button" className="panel-button" onClick={() => onChange(undefined)}>{say(editorTexts.removePrediction)}</button>
    </fieldset>
  );
}

function Options({ predict, world, about, onChange }: Props & { readonly predict: Prediction }) {
  const say = useSay();
  const { options, point, ...others } = predict;
  const now = world === null ? undefined : valueNow(world, predict.answer);
  const kind = point ?? (options === undefined ? 'number' : 'choice');
  const kinds = KINDS.filter(([one]) => one === kind || (one !== 'broker' && one !== 'actor') || canPoint({ ...others, point: one }, world, now));
  const choose = (wanted: string): void => {
    if (wanted === 'broker' || wanted === 'actor') onChange({ ...others, point: wanted });
    else onChange(wanted === 'number' ? others : { ...others, options: [{ value: now ?? null, label: NONE }, { value: null, label: NONE }] });
  };
  const set = (index: number, part: object, field?: string): void =>
    onChange({ ...others, options: (options ?? []).map((option, at) => (at === index ? { ...option, ...part } : option)) }, field);
  return (
    <>
      <Select label={say(editorTexts.answeredBy)} value={kind} options={kinds.map(([one, text]) => [one, say(text)])} onChange={choose} />
      {options?.map((option, index) => (
        <div key={index} className="row">
          <Value label={say(editorTexts.optionValue)} value={option.value} onChange={(value) => set(index, { value })} />
          <Texts label={say(editorTexts.optionLabel)} value={option.label} about={`${about}.option.${index}`} onChange={(label, field) => set(index, { label }, field)} />
          {options.length > FEWEST_OPTIONS && <button type="button" className="panel-button" aria-label={say(editorPhrases.doTo, say(editorTexts.remove), `${say(editorTexts.option)} ${index + 1}`)} onClick={() => onChange({ ...others, options: options.toSpliced(index, 1) })}>{say(editorTexts.remove)}</button>}
        </div>
      ))}
      {options !== undefined && <button type="button" className="panel-button" onClick={() => onChange({ ...others, options: [...options, { value: now ?? null, label: NONE }] })}>{say(editorTexts.addOption)}</button>}
    </>
  );
}
