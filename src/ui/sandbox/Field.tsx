import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Complaint } from '../../player/sandboxCheck.ts';
import { useText } from '../context.tsx';

interface Props {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly complaint?: Complaint | undefined;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Choose from these instead of typing. */
  readonly options?: readonly (readonly [value: string, label: string])[] | undefined;
  /** Suggestions while typing. */
  readonly suggestions?: readonly string[] | undefined;
  readonly lines?: number;
  readonly numeric?: boolean;
}

/** One labelled field, with what is wrong with it below. What was typed stays, however wrong. */
export function Field({ label, value, onChange, complaint, hint, placeholder, options, suggestions, lines, numeric }: Props) {
  const say = useText();
  const id = useId();
  const shared = {
    id, value, 'aria-invalid': complaint !== undefined, 'aria-describedby': complaint === undefined && hint === undefined ? undefined : `${id}-about`,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  // What is typed is Kafka's; a placeholder may be words of ours.
  const language = placeholder === undefined ? 'en' : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {options !== undefined && <select {...shared}>{options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}</select>}
      {options === undefined && lines !== undefined && <textarea {...shared} rows={lines} lang={language} spellCheck={false} placeholder={placeholder} />}
      {options === undefined && lines === undefined && (
        <input {...shared} lang={language} type="text" inputMode={numeric ? 'numeric' : undefined} autoComplete="off" spellCheck={false} placeholder={placeholder} list={suggestions === undefined ? undefined : `${id}-list`} />
      )}
      {suggestions !== undefined && <datalist id={`${id}-list`}>{suggestions.map((one) => <option key={one} value={one}>{one}</option>)}</datalist>}
      {complaint !== undefined && <p id={`${id}-about`} className="field-wrong" lang={complaint.isKafkas ? 'en' : undefined}>{say(complaint.text)}</p>}
      {complaint === undefined && hint !== undefined && <p id={`${id}-about`} className="field-hint">{hint}</p>}
    </div>
  );
}
