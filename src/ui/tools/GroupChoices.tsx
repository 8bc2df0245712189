import { useState } from 'react';
import type { Text } from '../../i18n/text.ts';
import { toolTexts } from '../../i18n/tools.ts';
import type { GroupForm } from '../../print/tools/groupFormats.ts';
import type { ToolAsk, ToolChoices } from '../../print/tools/runTool.ts';
import { useText } from '../context.tsx';
import { Choice, Labelled } from './Choice.tsx';

interface Props {
  readonly choices: ToolChoices;
  readonly ask: ToolAsk;
  readonly onChange: (ask: Partial<ToolAsk>) => void;
}

const ALL = '';
const pairs = (names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => [name, name] as const);

const NUMBERS: Readonly<Partial<Record<GroupForm, Text>>> = {
  '--reset-offsets --to-offset': toolTexts.resetOffset, '--reset-offsets --shift-by': toolTexts.shiftBy, '--reset-offsets --by-duration': toolTexts.secondsBack,
};

/** What `kafka-consumer-groups.sh` is asked: its options by their own names, so the same in every language. */
export function GroupChoices({ choices, ask, onChange }: Props) {
  const say = useText();
  const { groupForm: form = '--list', group = null, topic: scope = null } = ask;
  const [topic = null, partitions = ''] = scope?.split(':') ?? [];
  const all: readonly (readonly [string, string])[] = choices.allGroups ? [[ALL, '--all-groups']] : [];
  const isReset = form.startsWith('--reset-offsets');
  const numbers = NUMBERS[form];
  return (
    <>
      <Choice label={say(toolTexts.options)} value={form} options={pairs(choices.groupForms)} choose={(one) => onChange({ groupForm: one as GroupForm })} />
      {!form.startsWith('--list') && choices.groups.length > 0 && (
        <Choice label={say(toolTexts.group)} value={group ?? ALL} options={[...pairs(choices.groups), ...all]} choose={(one) => onChange({ group: one === ALL ? null : one })} />
      )}
      {isReset && <Choice label={say(toolTexts.resetTopics)} value={topic ?? ALL} options={[[ALL, '--all-topics'], ...pairs(choices.topics)]} choose={(one) => one !== (topic ?? ALL) && onChange({ topic: one === ALL ? null : one })} />}
      {isReset && topic !== null && (
        <TypedChoice key={topic} label={say(toolTexts.resetPartitions)} value={partitions} placeholder={say(toolTexts.resetPartitionsHint)} fits={/^\s*(\d+(\s*,\s*\d+)*)?\s*$/}
          choose={(typed) => onChange({ topic: `${topic}${typed.trim() === '' ? '' : `:${typed.replaceAll(/\s/g, '')}`}` })} />
      )}
      {numbers !== undefined && (
        <NumberChoice key={form} label={say(numbers)} value={ask.by ?? 0} choose={(by) => onChange({ by })} />
      )}
    </>
  );
}

function NumberChoice({ label, value, choose }: { readonly label: string; readonly value: number; readonly choose: (value: number) => void }) {
  return <TypedChoice label={label} value={String(value)} fits={/^\s*-?\d{1,15}\s*$/} choose={(text) => choose(Number(text))} />;
}

interface TypedProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly fits: RegExp;
  readonly choose: (value: string) => void;
}

/** What was typed stays; as long as it does not fit, the last that did counts. */
function TypedChoice({ label, value, placeholder, fits, choose }: TypedProps) {
  const [typed, setTyped] = useState(value);
  const type = (text: string): void => {
    setTyped(text);
    if (fits.test(text)) choose(text);
  };
  return (
    <Labelled label={label}>
      {(id) => <input id={id} className="panel-select" type="text" autoComplete="off" value={typed} placeholder={placeholder} aria-invalid={!fits.test(typed)} onChange={(event) => type(event.target.value)} />}
    </Labelled>
  );
}
