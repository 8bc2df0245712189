import { useId, useMemo, useState } from 'react';
import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Scene } from '../../lessons/types.ts';
import type { Happened } from '../../player/author/happened.ts';
import { happenedIn } from '../../player/author/happened.ts';
import type { ScenePart } from '../../player/author/parts.ts';
import { actorsIn } from '../../player/author/selections.ts';
import { Line } from '../Prose.tsx';
import { causeIn, sentenceOf } from '../words.ts';
import { useSay } from './context.ts';
import { Texts } from './fields.tsx';
import { PredictFields } from './PredictFields.tsx';
import { UntilField } from './UntilField.tsx';

/** A scene as it was played. */
export interface ScenePlayed {
  readonly part: ScenePart;
  readonly reached: boolean;
  readonly after: KafkaWorld;
}

interface Props {
  readonly scene: Scene;
  readonly index: number;
  readonly isLast: boolean;
  readonly era: EraId;
  /** null: it was not played, or is played anew now. */
  readonly played: ScenePlayed | null;
  readonly onChange: (part: Partial<Scene>, about?: string) => void;
  readonly onPredict: (predict: Scene['predict'], about?: string) => void;
  readonly onJoin: () => void;
  readonly onPart: (steps: number) => void;
}

/** One scene: its texts, what is done in it, how it ends, what it points at and asks. */
export function SceneCard(props: Props) {
  const say = useSay();
  const { scene, index, played, onChange } = props;
  const title = say(scene.title).trim();
  const about = `scenes.${index}`;
  return (
    <details className="scene-card" open={index === 0}>
      <summary>{say(editorPhrases.scene, index + 1, title === '' ? say(editorTexts.unnamed) : title)}{played !== null && <small> · {say(editorPhrases.steps, played.part.steps.length)}</small>}{isMissing(scene) && <small className="text-missing"> · {say(editorTexts.missing)}</small>}</summary>
      <Texts label={say(editorTexts.sceneTitle)} value={scene.title} about={`${about}.title`} onChange={(value, field) => onChange({ title: value }, field)} />
      <Texts label={say(editorTexts.sceneSay)} value={scene.say} about={`${about}.say`} lines={4} onChange={(value, field) => onChange({ say: value }, field)} />
      <Run {...props} />
      <Focus scene={scene} world={played?.after ?? null} onChange={(focus) => onChange({ focus })} />
      <PredictFields predict={scene.predict} world={played?.after ?? null} about={`${about}.predict`} onChange={props.onPredict} />
    </details>
  );
}

/** Whether a text of it is still to be written. */
function isMissing({ title, say, predict }: Scene): boolean {
  const options = predict?.options?.map(({ label }) => label) ?? [];
  const texts = [title, say, ...options, ...(predict === undefined ? [] : [predict.ask, predict.why])];
  return texts.some(({ en, zh }) => en.trim() === '' || zh.trim() === '');
}

/** What decides how the scene is played. */
function Run({ scene, index, isLast, era, played, onChange, onJoin, onPart }: Props) {
  const say = useSay();
  const happened = useMemo(() => (played === null ? [] : happenedIn(played.part)), [played]);
  return (
    <>
      <div className="field">
        <h3>{say(editorTexts.does)}</h3>
        <Doings scene={scene} era={era} part={played?.part ?? null} />
      </div>
      <UntilField scene={scene} era={era} happened={happened} reached={played?.reached ?? null} onChange={(part, about) => onChange(part, about === undefined ? undefined : `scenes.${index}.${about}`)} />
      {played !== null && (
        <div className="row">
          <PartAfter era={era} happened={happened.filter(({ steps }) => steps < played.part.steps.length)} onPart={onPart} />
          {!isLast && <button type="button" className="panel-button" onClick={onJoin}>{say(editorTexts.join)}</button>}
        </div>
      )}
    </>
  );
}

const MOST_SHOWN = 12;

function Doings({ scene, era, part }: { readonly scene: Scene; readonly era: EraId; readonly part: ScenePart | null }) {
  const say = useSay();
  if (scene.do.length === 0) return <p className="hint">{say(editorTexts.nothingDone)}</p>;
  const words = scene.do.map((action, at) => {
    const cause = part?.steps[at]?.step.cause;
    return cause === undefined ? JSON.stringify(action) : causeIn(cause, era, say.language);
  });
  return (
    <ol className="doings">
      {words.slice(0, MOST_SHOWN).map((text, at) => <li key={at}><Line text={text} /></li>)}
      {words.length > MOST_SHOWN && <li>… +{words.length - MOST_SHOWN}</li>}
    </ol>
  );
}

function PartAfter({ happened, era, onPart }: { readonly era: EraId; readonly happened: readonly Happened[]; readonly onPart: (steps: number) => void }) {
  const say = useSay();
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const at = happened[chosen] ?? happened[0];
  if (at === undefined) return null;
  return (
    <div className="field part-after">
      <label htmlFor={id}>{say(editorTexts.partAfter)}</label>
      <span>
        <select id={id} value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
          {happened.map(({ fact }, index) => <option key={index} value={index}>{sentenceOf(fact, era, say.language)}</option>)}
        </select>
        <button type="button" className="panel-button" onClick={() => onPart(at.steps)}>{say(editorTexts.part)}</button>
      </span>
    </div>
  );
}

function Focus({ scene, world, onChange }: { readonly scene: Scene; readonly world: KafkaWorld | null; readonly onChange: (focus: readonly string[]) => void }) {
  const say = useSay();
  const there = useMemo(() => (world === null ? [] : actorsIn(world)), [world]);
  const all = [...new Set([...there, ...scene.focus])];
  return (
    <fieldset className="checks">
      <legend>{say(editorTexts.focus)}</legend>
      {all.map((address) => (
        <label key={address} className="check">
          <input type="checkbox" checked={scene.focus.includes(address)} onChange={({ target }) => onChange(target.checked ? [...scene.focus, address] : scene.focus.filter((one) => one !== address))} />
          <span lang="en">{address}</span>
        </label>
      ))}
    </fieldset>
  );
}
