import { editorTexts } from '../../i18n/editor.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { Scene, Until } from '../../lessons/types.ts';
import type { Happened } from '../../player/author/happened.ts';
import { sentenceOf } from '../words.ts';
import { useSay } from './context.ts';
import { Count, Select } from './fields.tsx';

interface Props {
  readonly scene: Scene;
  readonly era: EraId;
  readonly happened: readonly Happened[];
  /** null: not played. */
  readonly reached: boolean | null;
  readonly onChange: (part: Partial<Scene>, about?: string) => void;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What ends a scene, chosen from what happened in it, or a time. */
export function UntilField({ scene, era, happened, reached, onChange }: Props) {
  const say = useSay();
  const { until, withinMs } = scene;
  const chosen = happened.findIndex(({ pattern }) => same(pattern, until));
  const after = isTime(until) ? until.afterMs : null;
  const isOther = chosen < 0 && after === null;
  const options: (readonly [string, string])[] = [
    ...(isOther ? [['as-is', say(editorTexts.asWritten)] as const] : []),
    ...happened.map(({ fact }, index) => [String(index), sentenceOf(fact, era, say.language)] as const),
    ['after', say(editorTexts.afterTime)],
  ];
  const choose = (value: string): void => {
    const pattern = happened[Number(value)]?.pattern;
    if (value === 'after') onChange({ until: { afterMs: after ?? 100 } });
    else if (pattern !== undefined) onChange({ until: pattern });
  };
  return (
    <div className="row">
      <Select label={say(editorTexts.until)} value={isOther ? 'as-is' : after === null ? String(chosen) : 'after'} options={options} onChange={choose} />
      {isOther && <code className="data" lang="en">{JSON.stringify(until)}</code>}
      {after !== null && <Count label={say(editorTexts.afterMs)} value={after} onChange={(afterMs) => onChange({ until: { afterMs } }, 'until.afterMs')} />}
      <Count label={say(editorTexts.withinMs)} value={withinMs} onChange={(ms) => onChange({ withinMs: ms }, 'withinMs')} />
      {reached === false && <p className="wrong">{say(editorTexts.neverCame)}</p>}
    </div>
  );
}

function isTime(until: Scene['until']): until is Extract<Until, { readonly afterMs: number }> {
  return !Array.isArray(until) && 'afterMs' in until;
}
