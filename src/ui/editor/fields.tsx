import { useId } from 'react';
import type { ReactNode } from 'react';
import { editorTexts } from '../../i18n/editor.ts';
import type { Bilingual } from '../../lessons/types.ts';
import { useSay } from './context.ts';

interface TextsProps {
  readonly label: string;
  readonly value: Bilingual;
  readonly onChange: (value: Bilingual, about: string) => void;
  /** What typing is about, so that it can be undone at once. */
  readonly about: string;
  readonly lines?: number;
}

const LANGUAGES = [['en', 'en', editorTexts.english], ['zh', 'zh-Hans', editorTexts.chinese]] as const;

/** A text in both languages, side by side; a missing one is said. */
export function Texts({ label, value, onChange, about, lines }: TextsProps) {
  const say = useSay();
  const id = useId();
  return (
    <fieldset className="texts">
      <legend>{label}</legend>
      {LANGUAGES.map(([key, tag, name]) => {
        const isMissing = value[key].trim() === '';
        const shared = {
          id: `${id}-${key}`, lang: tag, value: value[key], 'aria-invalid': isMissing, 'aria-describedby': isMissing ? `${id}-${key}-missing` : undefined,
          onChange: (event: { readonly target: { readonly value: string } }) => onChange({ ...value, [key]: event.target.value }, `${about}.${key}`),
        };
        return (
          <div key={key} className="field">
            <label htmlFor={shared.id}>{say(name)} {isMissing && <span id={`${id}-${key}-missing`} className="text-missing">{say(editorTexts.missing)}</span>}</label>
            {lines === undefined ? <input {...shared} type="text" autoComplete="off" /> : <textarea {...shared} rows={lines} />}
          </div>
        );
      })}
    </fieldset>
  );
}

interface SelectProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

export function Select({ label, value, options, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
      </select>
    </div>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number of 0 or more. */
export function Count({ label, value, onChange }: NumberProps) {
  const id = useId();
  return (
    <div className="field field-number">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="number" min={0} step={1} value={value} onChange={({ target }) => { if (/^\d{1,12}$/.test(target.value)) onChange(Number(target.value)); }} />
    </div>
  );
}

interface ValueProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Any value as JSON writes it; what is no JSON is a text. */
export function Value({ label, value, onChange }: ValueProps) {
  const id = useId();
  const written = typeof value === 'string' && !isJson(value) ? value : JSON.stringify(value) ?? '';
  return (
    <div className="field field-number">
      <label htmlFor={id}>{label}</label>
      <input id={id} key={written} lang="en" type="text" autoComplete="off" spellCheck={false} defaultValue={written} onBlur={({ target }) => { if (target.value !== written) onChange(isJson(target.value) ? JSON.parse(target.value) : target.value); }} />
    </div>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
