import { useId } from 'react';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}

export function Choice({ label, value, options, choose }: ChoiceProps) {
  const id = useId();
  return (
    <p className="tools-choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="panel-select" value={value} onChange={(event) => choose(event.target.value)}>
        {options.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
      </select>
    </p>
  );
}
