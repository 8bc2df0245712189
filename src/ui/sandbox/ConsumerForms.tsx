import { useMemo, useState } from 'react';
import { commandTexts } from '../../i18n/sandboxCommands.ts';
import type { Text } from '../../i18n/text.ts';
import { answerAssignor, answerProcessing, answerSeek, answerSubscribe, ASSIGNOR_NAMES } from '../../player/sandboxAsk.ts';
import type { Asked } from '../../player/sandboxState.ts';
import { clientsOf, partitionsHeld } from '../../player/sandboxWorld.ts';
import { worldOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { CommandForm } from './CommandForm.tsx';
import { Field } from './Field.tsx';

const TITLES: Readonly<Partial<Record<Asked['type'], Text>>> = {
  'consumer.seek': commandTexts.seekTitle, 'consumer.setProcessing': commandTexts.processingTitle, 'consumer.subscribe': commandTexts.subscribeTitle,
  'consumer.setAssignors': commandTexts.assignorsTitle,
};

export function isOfConsumer(type: Asked['type'] | undefined): boolean {
  return type !== undefined && TITLES[type] !== undefined;
}

export function consumerTitle(type: Asked['type']): Text {
  return TITLES[type] ?? commandTexts.consumer;
}

/** Asks for what a command to a consumer needs. */
export function ConsumerForm({ asked }: { readonly asked: Asked }) {
  if (asked.type === 'consumer.seek') return <Seek asked={asked} />;
  if (asked.type === 'consumer.setAssignors') return <Assignor asked={asked} />;
  return asked.type === 'consumer.subscribe' ? <Subscribe asked={asked} /> : <Processing asked={asked} />;
}

const pairs = (names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => [name, name] as const);

function Seek({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const consumer = asked.of ?? clientsOf(world, 'consumer')[0] ?? '';
  const [form, setForm] = useState({ consumer, partition: partitionsHeld(world, consumer)[0] ?? '', offset: '0' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerSeek(world, form), [world, form]);
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.consumer)} value={form.consumer} options={pairs(clientsOf(world, 'consumer'))} onChange={(next) => put({ consumer: next, partition: partitionsHeld(world, next)[0] ?? '' })} />
      <Field label={say(commandTexts.partition)} value={form.partition} options={pairs(partitionsHeld(world, form.consumer))} onChange={(partition) => put({ partition })} />
      <Field label={say(commandTexts.offset)} numeric value={form.offset} complaint={answer.complaints['offset']} onChange={(offset) => put({ offset })} />
    </CommandForm>
  );
}

function Processing({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const [form, setForm] = useState({ consumer: asked.of ?? clientsOf(world, 'consumer')[0] ?? '', processingMs: '1000' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerProcessing(world, form), [world, form]);
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.consumer)} value={form.consumer} options={pairs(clientsOf(world, 'consumer'))} onChange={(consumer) => put({ consumer })} />
      <Field label={say(commandTexts.processingMs)} numeric value={form.processingMs} complaint={answer.complaints['processingMs']} onChange={(processingMs) => put({ processingMs })} />
    </CommandForm>
  );
}

function Assignor({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const [form, setForm] = useState({ consumer: asked.of ?? clientsOf(world, 'consumer')[0] ?? '', assignor: ASSIGNOR_NAMES[0] ?? 'range' });
  const answer = useMemo(() => answerAssignor(world, form), [world, form]);
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.consumer)} value={form.consumer} options={pairs(clientsOf(world, 'consumer'))} onChange={(consumer) => setForm({ ...form, consumer })} />
      <Field label={say(commandTexts.assignor)} value={form.assignor} options={pairs(ASSIGNOR_NAMES)} onChange={(name) => setForm({ ...form, assignor: ASSIGNOR_NAMES.find((one) => one === name) ?? form.assignor })} />
    </CommandForm>
  );
}

function Subscribe({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const [form, setForm] = useState({ consumer: asked.of ?? clientsOf(world, 'consumer')[0] ?? '', topics: '', pattern: '' });
  const put = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerSubscribe(world, form), [world, form]);
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.consumer)} value={form.consumer} options={pairs(clientsOf(world, 'consumer'))} onChange={(consumer) => put({ consumer })} />
      <Field label={say(commandTexts.topics)} hint={say(commandTexts.topicsHint)} value={form.topics} onChange={(topics) => put({ topics })} />
      <Field label={say(commandTexts.pattern)} value={form.pattern} complaint={answer.complaints['pattern']} onChange={(pattern) => put({ pattern })} />
    </CommandForm>
  );
}
