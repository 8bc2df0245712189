import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { sandboxTexts } from '../../i18n/sandbox.ts';
import { commandTexts } from '../../i18n/sandboxCommands.ts';
import type { Text } from '../../i18n/text.ts';
import type { ZnodeDeed, ZnodeForm } from '../../player/sandboxAsk.ts';
import { answerDelete, answerNetwork, answerReassign, answerSend, answerSetting, answerTopic, answerZnode, resourceOf, ZNODE_DEEDS } from '../../player/sandboxAsk.ts';
import { settingsIn } from '../../player/sandboxCheck.ts';
import type { Asked } from '../../player/sandboxState.ts';
import { brokerIds, clientsOf, networkNodes, nextValue, partitionsIn, replicasOf, topicsIn, usualTopic } from '../../player/sandboxWorld.ts';
import { worldOf } from '../../player/session.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import { Field } from './Field.tsx';
import { CommandForm } from './CommandForm.tsx';
import { ConsumerForm, consumerTitle, isOfConsumer } from './ConsumerForms.tsx';
import { ResetOffsets } from './ResetOffsets.tsx';
import './sandbox.css';

/** Asks for what a command needs: which record, which link, which setting. */
export default function CommandDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'command');
  const asked = useSession((session) => session.sandbox.asked);
  const say = useText();
  const type = asked?.type;
  return (
    <Panel open={open} onClose={() => player.ask(null)} title={say(titleOf(type))}>
      {asked !== null && fieldsFor(asked)}
    </Panel>
  );
}

function fieldsFor(asked: Asked): ReactNode {
  if (isOfConsumer(asked.type)) return <ConsumerForm asked={asked} />;
  if (asked.type.startsWith('zkClient.')) return <Znode asked={asked} />;
  if (asked.type === 'records.delete') return <Delete asked={asked} />;
  if (asked.type === 'group.resetOffsets') return <ResetOffsets asked={asked} />;
  if (asked.type === 'partition.reassign') return <Reassign asked={asked} />;
  if (asked.type === 'producer.send') return <Send asked={asked} />;
  if (asked.type === 'topic.create') return <NewTopic />;
  return asked.type === 'config.set' ? <Setting asked={asked} /> : <Network asked={asked} />;
}

function titleOf(type: Asked['type'] | undefined): Text {
  if (type !== undefined && isOfConsumer(type)) return consumerTitle(type);
  if (type === 'producer.send') return commandTexts.send;
  if (type?.startsWith('zkClient.') === true) return commandTexts.zkClient;
  if (type === 'records.delete') return commandTexts.deleteTitle;
  if (type === 'group.resetOffsets') return commandTexts.resetTitle;
  if (type === 'partition.reassign') return commandTexts.reassignTitle;
  if (type === 'topic.create') return commandTexts.createTopic;
  return type === 'config.set' ? commandTexts.setConfig : commandTexts.networkTitle;
}

const pairs = (names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => [name, name] as const);

function Send({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const producers = clientsOf(world, 'producer');
  const first = asked.of ?? producers[0] ?? '';
  const [form, setForm] = useState({ producer: first, topic: usualTopic(world, first) ?? '', partition: '', key: '', value: '', acks: '', count: '1' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerSend(world, form), [world, form]);
  const numbers = partitionsIn(world).filter((name) => name.slice(0, name.lastIndexOf('-')) === form.topic).map((name) => name.slice(name.lastIndexOf('-') + 1));
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.producer)} value={form.producer} options={pairs(producers)} onChange={(producer) => put({ producer })} />
      <Field label={say(commandTexts.topic)} value={form.topic} options={pairs(topicsIn(world))} onChange={(topic) => put({ topic, partition: '' })} />
      <Field label={say(commandTexts.partition)} value={form.partition} options={[['', say(commandTexts.byKey)], ...pairs(numbers)]} onChange={(partition) => put({ partition })} />
      <Field label={say(commandTexts.key)} value={form.key} placeholder={say(commandTexts.noKey)} onChange={(key) => put({ key })} />
      <Field label={say(commandTexts.value)} value={form.value} placeholder={nextValue(world)} onChange={(value) => put({ value })} />
      <Field label={<code lang="en">acks</code>} value={form.acks} options={[['', say(commandTexts.asConfigured)], ...pairs(['0', '1', 'all'])]} onChange={(acks) => put({ acks })} />
      <Field label={say(commandTexts.howMany)} numeric value={form.count} complaint={answer.complaints['count']} onChange={(count) => put({ count })} />
    </CommandForm>
  );
}

function Network({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const nodes = networkNodes(world);
  const from = asked.of ?? nodes[0] ?? '';
  const isSlow = asked.type === 'network.slow';
  const [form, setForm] = useState({ from, to: isSlow ? '' : (nodes.find((node) => node !== from) ?? ''), operation: isSlow ? 'slow' : 'cut', extraLatencyMs: '500' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerNetwork(world, form), [world, form]);
  const operations = [['cut', say(commandTexts.cut)], ['slow', say(commandTexts.slow)], ['heal', say(commandTexts.heal)]] as const;
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.from)} value={form.from} options={pairs(nodes)} onChange={(value) => put({ from: value })} />
      <Field label={say(commandTexts.to)} value={form.to} options={[['', say(commandTexts.everyone)], ...pairs(nodes)]} onChange={(to) => put({ to })} />
      <Field label={say(commandTexts.operation)} value={form.operation} options={operations} onChange={(operation) => put({ operation })} />
      {form.operation === 'slow' && <Field label={say(commandTexts.extraLatency)} numeric value={form.extraLatencyMs} complaint={answer.complaints['extraLatencyMs']} onChange={(extraLatencyMs) => put({ extraLatencyMs })} />}
    </CommandForm>
  );
}

function Delete({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const [form, setForm] = useState({ partition: asked.of ?? '', beforeOffset: '' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerDelete(world, form), [world, form]);
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.partition)} value={form.partition} options={pairs(partitionsIn(world))} onChange={(partition) => put({ partition })} />
      <Field label={say(commandTexts.beforeOffset)} numeric value={form.beforeOffset} hint={say(commandTexts.emptyIsHighWatermark)} complaint={answer.complaints['beforeOffset']} onChange={(beforeOffset) => put({ beforeOffset })} />
    </CommandForm>
  );
}

const FIRST_DEED: Readonly<Partial<Record<Asked['type'], ZnodeDeed>>> = {
  'zkClient.set': 'set', 'zkClient.delete': 'delete', 'zkClient.read': 'watchData', 'zkClient.follow': 'followData', 'zkClient.lock': 'lock',
};
const KINDS = ['persistent', 'ephemeral', 'persistent-sequential', 'ephemeral-sequential'] as const;

function Znode({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const [form, setForm] = useState<ZnodeForm>({ client: asked.of ?? '', does: FIRST_DEED[asked.type] ?? 'create', path: '/app', data: '', kind: 'persistent', version: '' });
  const put = (part: Partial<ZnodeForm>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerZnode(world, form), [world, form]);
  const deeds = ZNODE_DEEDS.map((deed) => [deed, say(commandTexts[deed])] as const);
  const hasData = form.does === 'create' || form.does === 'set';
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.zkClient)} value={form.client} options={pairs(clientsOf(world, 'zkClient'))} onChange={(client) => put({ client })} />
      <Field label={say(commandTexts.operation)} value={form.does} options={deeds} onChange={(does) => put({ does: does as ZnodeDeed })} />
      <Field label={say(commandTexts.path)} value={form.path} complaint={answer.complaints['path']} onChange={(path) => put({ path })} />
      {form.does === 'create' && <Field label={say(commandTexts.kind)} value={form.kind} options={KINDS.map((kind) => [kind, say(commandTexts[kind])] as const)} onChange={(kind) => put({ kind })} />}
      {hasData && <Field label={say(commandTexts.data)} value={form.data} onChange={(data) => put({ data })} />}
      {(form.does === 'set' || form.does === 'delete') && <Field label={say(commandTexts.version)} numeric value={form.version} placeholder={say(commandTexts.anyVersion)} complaint={answer.complaints['version']} onChange={(version) => put({ version })} />}
    </CommandForm>
  );
}

function Reassign({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const era = useSession((session) => session.era);
  const say = useText();
  const [form, setForm] = useState({ partition: asked.of ?? '', replicas: replicasOf(world, asked.of ?? '').join(',') });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerReassign(world, era, form), [world, era, form]);
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.partition)} value={form.partition} options={pairs(partitionsIn(world))} onChange={(partition) => put({ partition, replicas: replicasOf(world, partition).join(',') })} />
      <Field label={say(commandTexts.wantedReplicas)} value={form.replicas} hint={say(commandTexts.firstIsPreferred)} complaint={answer.complaints['replicas']} onChange={(replicas) => put({ replicas })} />
    </CommandForm>
  );
}

function NewTopic() {
  const world = useSession(worldOf);
  const era = useSession((session) => session.era);
  const say = useText();
  const [form, setForm] = useState({ name: 'payments', partitions: '1', replicationFactor: '1', more: '' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerTopic(world, era, form), [world, era, form]);
  return (
    <CommandForm answer={answer}>
      <Field label={say(sandboxTexts.name)} value={form.name} complaint={answer.complaints['name']} onChange={(name) => put({ name })} />
      <Field label={say(sandboxTexts.partitions)} numeric value={form.partitions} complaint={answer.complaints['partitions']} onChange={(partitions) => put({ partitions })} />
      <Field label={say(sandboxTexts.replicationFactor)} numeric value={form.replicationFactor} complaint={answer.complaints['replicationFactor']} onChange={(replicationFactor) => put({ replicationFactor })} />
      <Field label={say(sandboxTexts.settings)} hint={say(sandboxTexts.moreHint)} lines={2} value={form.more} complaint={answer.complaints['config.more']} onChange={(more) => put({ more })} />
    </CommandForm>
  );
}

function Setting({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const era = useSession((session) => session.era);
  const say = useText();
  const resource = resourceOf(asked.of);
  const [form, setForm] = useState({ resource, name: resource.startsWith('topic:') ? 'min.insync.replicas' : 'replica.lag.time.max.ms', value: '' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerSetting(world, era, form), [world, era, form]);
  const resources = [
    ...topicsIn(world).map((topic) => [`topic:${topic}`, topic] as const), ['broker:', say(commandTexts.allBrokers)] as const,
    ...brokerIds(world).map((id) => [`broker:${id}`, `broker-${id}`] as const),
  ];
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.resource)} value={form.resource} options={resources} onChange={(value) => put({ resource: value })} />
      <Field label={say(commandTexts.setting)} value={form.name} suggestions={settingsIn(era, form.resource.startsWith('topic:') ? 'topic' : 'broker')} complaint={answer.complaints['name']} onChange={(name) => put({ name })} />
      <Field label={say(commandTexts.newValue)} value={form.value} hint={say(commandTexts.emptyIsDefault)} complaint={answer.complaints['value']} onChange={(value) => put({ value })} />
    </CommandForm>
  );
}
