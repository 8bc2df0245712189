import { useMemo } from 'react';
import { editorTexts } from '../../i18n/editor.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Selection } from '../../lessons/types.ts';
import { readablesIn, valueNow } from '../../player/author/selections.ts';
import { compact } from '../pretty.ts';
import { useSay } from './context.ts';
import { Select } from './fields.tsx';

interface Props {
  readonly label: string;
  readonly world: KafkaWorld;
  readonly value: Selection;
  readonly onChange: (selection: Selection) => void;
}

/** What is read from the world: by name, then of what, each with its present value. */
export function SelectionField({ label, world, value, onChange }: Props) {
  const say = useSay();
  const readables = useMemo(() => readablesIn(world), [world]);
  const names = [...new Set([...readables.map((one) => one.select), value.select])];
  const subjects = readables.filter((one) => one.select === value.select);
  const known = subjects.some(({ of }) => of === value.of) ? subjects : [{ ...value, value: undefined }, ...subjects];
  const name = (select: string): void => {
    const like = readables.filter((one) => one.select === select);
    onChange({ select, of: (like.find(({ of }) => of === value.of) ?? like[0])?.of ?? value.of });
  };
  return (
    <>
      <Select label={label} value={value.select} options={names.map((one) => [one, one])} onChange={name} />
      <Select label={say(editorTexts.ofWhat)} value={value.of} options={known.map((one) => [one.of, one.value === undefined ? one.of : `${one.of} = ${compact(one.value, 40)}`])} onChange={(of) => onChange({ ...value, of })} />
    </>
  );
}

/** The value that there is now. */
export function ValueNow({ label, world, selection }: { readonly label: string; readonly world: KafkaWorld; readonly selection: Selection }) {
  const say = useSay();
  const value = useMemo(() => valueNow(world, selection), [world, selection]);
  return <span className="value-now">{label} {value === undefined ? <em>{say(editorTexts.noValue)}</em> : <code lang="en">{compact(value)}</code>}</span>;
}
