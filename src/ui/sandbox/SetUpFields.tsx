import { sandboxPhrases, sandboxTexts } from '../../i18n/sandbox.ts';
import type { Text } from '../../i18n/text.ts';
import type { Complaints } from '../../player/sandboxCheck.ts';
import type { ClientForm, ConsumerForm, SandboxForm, TopicForm } from '../../player/sandboxForm.ts';
import { hasZooKeeper, MOST_CLIENTS, MOST_TOPICS, newClient, newConsumer, newTopic } from '../../player/sandboxForm.ts';
import { bootableEras } from '../../player/sandboxGuide.ts';
import { useText } from '../context.tsx';
import { ConfigFields } from './ConfigFields.tsx';
import { Field } from './Field.tsx';
import { GroupFields } from './GroupFields.tsx';

interface Props {
  readonly form: SandboxForm;
  readonly complaints: Complaints;
  readonly onChange: (form: SandboxForm) => void;
}

export function SetUpFields(props: Props) {
  return (
    <>
      <ClusterFields {...props} />
      <Topics {...props} />
      <Clients {...props} group="producer" />
      <Clients {...props} group="consumer" />
    </>
  );
}

function ClusterFields({ form, complaints, onChange }: Props) {
  const say = useText();
  const eras = bootableEras();
  return (
    <fieldset className="set-up-part">
      <legend>{say(sandboxTexts.cluster)}</legend>
      <div className="fields-grid">
        <Field label={say(sandboxTexts.era)} value={form.era} options={eras.map((era) => [era, `Kafka ${era}`])} onChange={(value) => onChange({ ...form, era: eras.find((era) => era === value) ?? form.era })} />
        <Field label={say(sandboxTexts.brokers)} hint={say(sandboxTexts.brokersHint)} numeric value={form.brokers} complaint={complaints['brokers']} onChange={(brokers) => onChange({ ...form, brokers })} />
        <Field label={say(sandboxTexts.racks)} hint={say(sandboxTexts.racksHint)} value={form.racks} complaint={complaints['racks']} onChange={(racks) => onChange({ ...form, racks })} />
        <Field label={say(sandboxTexts.seed)} hint={say(sandboxTexts.seedHint)} numeric value={form.seed} complaint={complaints['seed']} onChange={(seed) => onChange({ ...form, seed })} />
        {hasZooKeeper(form) && (
          <Field label={say(sandboxTexts.zookeeperClients)} hint={say(sandboxTexts.zookeeperClientsHint)} numeric value={form.zookeeperClients} complaint={complaints['zookeeperClients']} onChange={(zookeeperClients) => onChange({ ...form, zookeeperClients })} />
        )}
      </div>
      <ConfigFields era={form.era} group="broker" label={say(sandboxTexts.brokerSettings)} form={form.brokerConfig} path="brokerConfig" complaints={complaints} onChange={(brokerConfig) => onChange({ ...form, brokerConfig })} />
    </fieldset>
  );
}

function Topics({ form, complaints, onChange }: Props) {
  const say = useText();
  const put = (index: number, part: Partial<TopicForm>): void => onChange({ ...form, topics: form.topics.map((topic, at) => (at === index ? { ...topic, ...part } : topic)) });
  return (
    <fieldset className="set-up-part">
      <legend>{say(sandboxTexts.topics)}</legend>
      {form.topics.map((topic, index) => {
        const path = `topics.${index}`;
        return (
          <div key={path} className="set-up-item">
            <div className="fields-grid three">
              <Field label={say(sandboxTexts.name)} value={topic.name} complaint={complaints[`${path}.name`]} onChange={(name) => put(index, { name })} />
              <Field label={say(sandboxTexts.partitions)} numeric value={topic.partitions} complaint={complaints[`${path}.partitions`]} onChange={(partitions) => put(index, { partitions })} />
              <Field label={say(sandboxTexts.replicationFactor)} numeric value={topic.replicationFactor} complaint={complaints[`${path}.replicationFactor`]} onChange={(replicationFactor) => put(index, { replicationFactor })} />
            </div>
            <ConfigFields era={form.era} group="topic" label={say(sandboxTexts.settings)} form={topic.config} path={`${path}.config`} complaints={complaints} onChange={(config) => put(index, { config })} />
            <Remove what={topic.name} onRemove={() => onChange({ ...form, topics: without(form.topics, index) })} />
          </div>
        );
      })}
      <Add label={sandboxTexts.addTopic} full={form.topics.length >= MOST_TOPICS} onAdd={() => onChange({ ...form, topics: [...form.topics, newTopic(freshName(form.topics))] })} />
    </fieldset>
  );
}

function Clients({ form, complaints, onChange, group }: Props & { readonly group: 'producer' | 'consumer' }) {
  const say = useText();
  const list = `${group}s` as const;
  const clients: readonly (ClientForm & Partial<Pick<ConsumerForm, 'started'>>)[] = form[list];
  const put = (index: number, part: Partial<ConsumerForm>): void => onChange({ ...form, [list]: clients.map((client, at) => (at === index ? { ...client, ...part } : client)) });
  return (
    <fieldset className="set-up-part">
      <legend>{say(sandboxTexts[list])}</legend>
      {clients.map((client, index) => {
        const path = `${list}.${index}`;
        return (
          <div key={path} className="set-up-item">
            <strong lang="en">{`${group}-${index + 1}`}</strong>
            <Field label={say(sandboxTexts.clientTopics)} placeholder={say(sandboxTexts.allTopics)} value={client.topics} complaint={complaints[`${path}.topics`]} onChange={(topics) => put(index, { topics })} />
            {client.started !== undefined && (
              <label className="check"><input type="checkbox" checked={client.started} onChange={(event) => put(index, { started: event.target.checked })} /><span>{say(sandboxTexts.started)}</span></label>
            )}
            {group === 'consumer' && <GroupFields form={form} client={client as ConsumerForm} path={path} complaints={complaints} onChange={(part) => put(index, part)} />}
            <ConfigFields era={form.era} group={group} label={say(sandboxTexts.settings)} form={client.config} path={`${path}.config`} complaints={complaints} onChange={(config) => put(index, { config })} />
            <Remove what={`${group}-${index + 1}`} onRemove={() => onChange({ ...form, [list]: without(clients, index) })} />
          </div>
        );
      })}
      <Add label={group === 'producer' ? sandboxTexts.addProducer : sandboxTexts.addConsumer} full={clients.length >= MOST_CLIENTS} onAdd={() => onChange({ ...form, [list]: [...clients, group === 'producer' ? newClient() : newConsumer()] })} />
    </fieldset>
  );
}

function Remove({ what, onRemove }: { readonly what: string; readonly onRemove: () => void }) {
  const say = useText();
  const label = say(sandboxPhrases.remove, what);
  return <button type="button" className="round remove" aria-label={label} title={label} onClick={onRemove}><span aria-hidden="true">✕</span></button>;
}

function Add({ label, full, onAdd }: { readonly label: Text; readonly full: boolean; readonly onAdd: () => void }) {
  const say = useText();
  return full ? null : <button type="button" className="link" onClick={onAdd}>+ {say(label)}</button>;
}

function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index);
}

function freshName(topics: readonly TopicForm[]): string {
  const names = ['orders', 'payments', 'clicks', 'users', 'audit'];
  return names.find((name) => topics.every((topic) => topic.name !== name)) ?? `topic-${topics.length + 1}`;
}
