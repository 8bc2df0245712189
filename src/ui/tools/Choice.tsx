import { useId } from 'react';
import type { ReactNode } from 'react';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}

/** One of a tool's options, chosen from a list. */
export function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} className="panel-select" value={value} onChange={(event) => choose(event.target.value)}>
          {options.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
        </select>
      )}
    </Labelled>
  );
}

interface LabelledProps {
  readonly label: string;
  /** The field has several lines. */
  readonly isTall?: boolean;
  /** The field, given its id. */
  readonly children: (id: string) => ReactNode;
}

/** A field of a tool with its name. */
export function Labelled({ label, isTall = false, children }: LabelledProps) {
  const id = useId();
  return <p className={isTall ? 'tools-choice is-tall' : 'tools-choice'}><label htmlFor={id}>{label}</label>{children(id)}</p>;
}
