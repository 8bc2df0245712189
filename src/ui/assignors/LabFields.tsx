import type { ReactNode } from 'react';
import { useId, useRef } from 'react';
import { assignorLabPhrases, assignorLabTexts } from '../../i18n/assignorLab.ts';
import type { Lab } from '../../player/assignorLab.ts';
import type { LabForm, LabMember } from '../../player/assignorLabForm.ts';
import { changeMember, changeTopic, MOST_LAB_MEMBERS, MOST_LAB_TOPICS, withMember, withoutMember, withoutTopic, withTopic } from '../../player/assignorLabForm.ts';
import type { Complaint } from '../../player/sandboxCheck.ts';
import { useText } from '../context.tsx';
import { useFocusKept } from '../focusKept.ts';
import { Line } from '../Prose.tsx';
import { Field } from '../sandbox/Field.tsx';

interface Props {
  readonly lab: Lab;
  readonly onChange: (form: LabForm) => void;
}

/** Topics, members and who subscribes to what, edited in place. */
export function LabFields(props: Props) {
  return <div className="assignors-input"><Topics {...props} /><Members {...props} /></div>;
}

function Topics({ lab: { form, checked: { complaints }, mostPartitions }, onChange }: Props) {
  const say = useText();
  return (
    <Rows legend={say(assignorLabTexts.topics)} add={form.topics.length < MOST_LAB_TOPICS ? { label: say(assignorLabTexts.addTopic), onAdd: () => onChange(withTopic(form)) } : null}>
      {form.topics.map(({ key, name, partitions }) => (
        <fieldset key={key} className="lab-row topic" aria-label={name}>
          <Field label={say(assignorLabTexts.name)} value={name} complaint={complaints[`topic.${key}.name`]} onChange={(value) => onChange(changeTopic(form, key, { name: value }))} />
          <Field label={`${say(assignorLabTexts.partitions)} (0–${mostPartitions})`} numeric value={partitions} complaint={complaints[`topic.${key}.partitions`]} onChange={(value) => onChange(changeTopic(form, key, { partitions: value }))} />
          <Remove what={name} onRemove={() => onChange(withoutTopic(form, key))} />
        </fieldset>
      ))}
    </Rows>
  );
}

function Members({ lab: { form, checked: { complaints }, held }, onChange }: Props) {
  const say = useText();
  const before = Object.keys(held.range.assignment);
  return (
    <Rows legend={say(assignorLabTexts.members)} add={form.members.length < MOST_LAB_MEMBERS ? { label: say(assignorLabTexts.addMember), onAdd: () => onChange(withMember(form, before)) } : null}>
      {form.members.map((member) => (
        <fieldset key={member.key} className="lab-row member" aria-label={member.memberId}>
          <Field label={say(assignorLabTexts.memberId)} value={member.memberId} complaint={complaints[`member.${member.key}.id`]} onChange={(memberId) => onChange(changeMember(form, member.key, { memberId }))} />
          <Subscription form={form} member={member} complaint={complaints[`member.${member.key}.topics`]} onChange={onChange} />
          <Remove what={member.memberId} onRemove={() => onChange(withoutMember(form, member.key))} />
        </fieldset>
      ))}
      {complaints['members'] !== undefined && <p className="field-wrong">{say(complaints['members'].text)}</p>}
    </Rows>
  );
}

interface SubscriptionProps {
  readonly form: LabForm;
  readonly member: LabMember;
  readonly complaint: Complaint | undefined;
  readonly onChange: (form: LabForm) => void;
}

function Subscription({ form, member, complaint, onChange }: SubscriptionProps) {
  const say = useText();
  const id = useId();
  const toggle = (key: number): void => {
    const topics = member.topics.includes(key) ? member.topics.filter((one) => one !== key) : [...member.topics, key];
    onChange(changeMember(form, member.key, { topics }));
  };
  return (
    <fieldset className="lab-topics" aria-describedby={complaint === undefined ? undefined : id}>
      <legend>{say(assignorLabTexts.subscribes)}</legend>
      {form.topics.map(({ key, name }) => (
        <label key={key} className="check"><input type="checkbox" checked={member.topics.includes(key)} onChange={() => toggle(key)} /><span lang="en">{name}</span></label>
      ))}
      {complaint !== undefined && <p id={id} className="field-wrong">{say(complaint.text)}</p>}
      {member.groupInstanceId !== null && <p className="field-hint"><Line text={say(assignorLabPhrases.instance, member.groupInstanceId)} /></p>}
    </fieldset>
  );
}

interface RowsProps {
  readonly legend: string;
  /** null: there are enough. */
  readonly add: { readonly label: string; readonly onAdd: () => void } | null;
  readonly children: ReactNode;
}

/** A list of rows. When a row is removed, its button goes with it: the focus goes to the list. */
function Rows({ legend, add, children }: RowsProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  useFocusKept(list, children);
  return (
    <fieldset className="lab-rows" ref={list} tabIndex={-1}>
      <legend>{legend}</legend>
      <div className="lab-list">{children}</div>
      {add !== null && <button type="button" className="link" onClick={add.onAdd}>+ {add.label}</button>}
    </fieldset>
  );
}

function Remove({ what, onRemove }: { readonly what: string; readonly onRemove: () => void }) {
  const say = useText();
  const label = say(assignorLabPhrases.remove, what);
  return <button type="button" className="round remove" aria-label={label} title={label} onClick={onRemove}><span aria-hidden="true">✕</span></button>;
}
