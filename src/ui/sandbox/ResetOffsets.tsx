import { useMemo, useState } from 'react';
import { commandTexts } from '../../i18n/sandboxCommands.ts';
import { answerReset, RESET_TARGETS } from '../../player/sandboxAsk.ts';
import type { ResetForm } from '../../player/sandboxAsk.ts';
import type { Asked } from '../../player/sandboxState.ts';
import { groupChoices } from '../../player/sandboxWorld.ts';
import { worldOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { CommandForm } from './CommandForm.tsx';
import { Field } from './Field.tsx';

const WORDS = {
  earliest: commandTexts.toEarliest, latest: commandTexts.toLatest, current: commandTexts.toCurrent, offset: commandTexts.toOffset, shift: commandTexts.shiftBy, duration: commandTexts.byDuration,
} as const;

/** `kafka-consumer-groups.sh --reset-offsets --execute`, field by field. */
export function ResetOffsets({ asked }: { readonly asked: Asked }) {
  const world = useSession(worldOf);
  const say = useText();
  const [form, setForm] = useState<ResetForm>({ group: asked.of ?? '', topics: '', to: 'earliest', number: '0' });
  const put = (part: Partial<ResetForm>): void => setForm({ ...form, ...part });
  const answer = useMemo(() => answerReset(world, form), [world, form]);
  const hasNumber = form.to === 'offset' || form.to === 'shift' || form.to === 'duration';
  return (
    <CommandForm answer={answer}>
      <Field label={say(commandTexts.group)} value={form.group} options={groupChoices(world).map((group) => [group, group] as const)} onChange={(group) => put({ group })} />
      <Field label={say(commandTexts.resetTopics)} hint={say(commandTexts.resetTopicsHint)} value={form.topics} complaint={answer.complaints['topics']} onChange={(topics) => put({ topics })} />
      <Field label={say(commandTexts.resetTo)} value={form.to} options={RESET_TARGETS.map((to) => [to, say(WORDS[to])] as const)} onChange={(to) => put({ to: RESET_TARGETS.find((one) => one === to) ?? 'earliest' })} />
      {hasNumber && <Field label={say(commandTexts.resetNumber)} numeric value={form.number} complaint={answer.complaints['number']} onChange={(number) => put({ number })} />}
    </CommandForm>
  );
}
