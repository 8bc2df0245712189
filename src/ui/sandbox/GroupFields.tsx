import { commitModes, sandboxPhrases, sandboxTexts } from '../../i18n/sandbox.ts';
import type { Text } from '../../i18n/text.ts';
import type { Complaints } from '../../player/sandboxCheck.ts';
import { assignorsIn, defaultText, existsIn, shortClass } from '../../player/sandboxCheck.ts';
import type { ConsumerForm, GroupField, SandboxForm } from '../../player/sandboxForm.ts';
import { COMMIT_MODES, GROUP_FIELDS, hasAssignors } from '../../player/sandboxForm.ts';
import { useText } from '../context.tsx';
import { Field } from './Field.tsx';

interface Props {
  readonly form: SandboxForm;
  readonly client: ConsumerForm;
  readonly path: string;
  readonly complaints: Complaints;
  readonly onChange: (part: Partial<ConsumerForm>) => void;
}

/** The group of a consumer and what it is there; the rest is asked for once there is a group. */
export function GroupFields({ form, client, path, complaints, onChange }: Props) {
  const say = useText();
  const { era } = form;
  const { config: { values }, config, processingMs, commit, workers } = client;
  const about = (name: GroupField, label: Text) => ({
    label: <>{say(label)} <code lang="en">{name}</code></>, value: values[name] ?? '', complaint: complaints[`${path}.config.${name}`],
    onChange: (value: string) => onChange({ config: { ...config, values: { ...values, [name]: value } } }),
  });
  const groups = [...new Set(form.consumers.flatMap((one) => one.config.values['group.id'] ?? []))].filter((id) => id !== '').toSorted();
  const asksMore = [processingMs, commit, workers].some((typed) => typed !== '') || GROUP_FIELDS.some((name) => (values[name] ?? '') !== '');
  const usual = say(sandboxPhrases.default, shortClass(defaultText(era, 'consumer', 'partition.assignment.strategy')));
  return (
    <div className="fields-grid">
      <Field {...about('group.id', sandboxTexts.group)} hint={say(sandboxTexts.groupHint)} suggestions={groups} />
      {asksMore && (
        <>
          {hasAssignors(form) && <Field {...about('partition.assignment.strategy', sandboxTexts.assignor)} options={[['', usual], ...assignorsIn(era, values['partition.assignment.strategy'] ?? '')]} />}
          {existsIn(era, 'consumer', 'group.instance.id') && <Field {...about('group.instance.id', sandboxTexts.staticId)} hint={say(sandboxTexts.staticIdHint)} />}
          <Field label={say(sandboxTexts.processingMs)} numeric placeholder={say(sandboxPhrases.default, '10')} value={processingMs} complaint={complaints[`${path}.processingMs`]} onChange={(ms) => onChange({ processingMs: ms })} />
          <Field label={say(sandboxTexts.commit)} options={[['', say(sandboxPhrases.default, say(commitModes.auto))], ...COMMIT_MODES.filter((mode) => mode !== 'auto' || commit === mode).map((mode) => [mode, say(commitModes[mode])] as const)]}
            value={commit} complaint={complaints[`${path}.commit`]} onChange={(mode) => onChange({ commit: mode })} />
          <Field label={say(sandboxTexts.workers)} hint={say(sandboxTexts.workersHint)} numeric placeholder={say(sandboxPhrases.default, '0')} value={workers} complaint={complaints[`${path}.workers`]} onChange={(count) => onChange({ workers: count })} />
        </>
      )}
    </div>
  );
}
