import { useState } from 'react';
import { sandboxPhrases, sandboxTexts } from '../../i18n/sandbox.ts';
import type { Complaints } from '../../player/sandboxCheck.ts';
import { defaultText, fieldsIn, nameIn, valuesOf } from '../../player/sandboxCheck.ts';
import type { ConfigForm, FieldGroup, SandboxForm } from '../../player/sandboxForm.ts';
import { useText } from '../context.tsx';
import { Field } from './Field.tsx';

interface Props {
  readonly era: SandboxForm['era'];
  readonly group: FieldGroup;
  readonly form: ConfigForm;
  readonly onChange: (form: ConfigForm) => void;
  readonly path: string;
  readonly complaints: Complaints;
  readonly label: string;
}

/** The settings that matter by their Kafka names, empty for the default, and a place for all others. */
export function ConfigFields({ era, group, form, onChange, path, complaints, label }: Props) {
  const say = useText();
  const names = fieldsIn(era, group);
  const set = names.filter((name) => (form.values[name] ?? '') !== '').length + form.more.split('\n').filter((line) => line.trim() !== '').length;
  const wrong = [...names, 'more'].some((name) => complaints[`${path}.${name}`] !== undefined);
  // What a complaint has opened stays open: it goes while somebody is typing.
  const [open, setOpen] = useState(false);
  return (
    <details className="config-fields" open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}{set > 0 && ` (${set})`}</summary>
      <div className="fields-grid">
        {names.map((name) => {
          const values = valuesOf(era, group, name);
          const usual = say(sandboxPhrases.default, shortened(defaultText(era, group, name)));
          return (
            <Field
              key={name} label={<code lang="en">{nameIn(era, group, name)}</code>} value={form.values[name] ?? ''} placeholder={usual} complaint={complaints[`${path}.${name}`]}
              options={values === null ? undefined : [['', usual], ...values]}
              onChange={(value) => onChange({ ...form, values: { ...form.values, [name]: value } })}
            />
          );
        })}
        <Field
          label={say(sandboxTexts.moreSettings)} hint={say(sandboxTexts.moreHint)} lines={2} value={form.more} complaint={complaints[`${path}.more`]}
          onChange={(more) => onChange({ ...form, more })}
        />
      </div>
    </details>
  );
}

/** Kafka's "never" is too long to read. */
function shortened(value: string): string {
  return value === '9223372036854775807' ? 'Long.MAX_VALUE' : value === '2147483647' ? 'Integer.MAX_VALUE' : value;
}
