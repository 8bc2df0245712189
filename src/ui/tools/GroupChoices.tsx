import { useId, useState } from 'react';
import { toolTexts } from '../../i18n/tools.ts';
import type { GroupForm } from '../../print/tools/groupFormats.ts';
import type { ToolAsk, ToolChoices } from '../../print/tools/runTool.ts';
import { useText } from '../context.tsx';
import { Choice } from './Choice.tsx';

interface Props {
  readonly choices: ToolChoices;
  readonly ask: ToolAsk;
  readonly onChange: (ask: Partial<ToolAsk>) => void;
}

const ALL = '';
const pairs = (names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => [name, name] as const);

/** What `kafka-consumer-groups.sh` is asked: its options by their own names, so the same in every language. */
export function GroupChoices({ choices, ask, onChange }: Props) {
  const say = useText();
  const { groupForm: form = '--list', group = null, topic = null } = ask;
  const all: readonly (readonly [string, string])[] = choices.allGroups ? [[ALL, '--all-groups']] : [];
  const isReset = form.startsWith('--reset-offsets');
  return (
    <>
      <Choice label={say(toolTexts.options)} value={form} options={pairs(choices.groupForms)} choose={(one) => onChange({ groupForm: one as GroupForm })} />
      {!form.startsWith('--list') && choices.groups.length > 0 && (
        <Choice label={say(toolTexts.group)} value={group ?? ALL} options={[...pairs(choices.groups), ...all]} choose={(one) => onChange({ group: one === ALL ? null : one })} />
      )}
      {isReset && <Choice label={say(toolTexts.resetTopics)} value={topic ?? ALL} options={[[ALL, '--all-topics'], ...pairs(choices.topics)]} choose={(one) => onChange({ topic: one === ALL ? null : one })} />}
      {(form.endsWith('--to-offset') || form.endsWith('--shift-by')) && (
        <NumberChoice label={say(form.endsWith('--to-offset') ? toolTexts.resetOffset : toolTexts.shiftBy)} value={ask.by ?? 0} choose={(by) => onChange({ by })} />
      )}
    </>
  );
}

/** What was typed stays; as long as it is no whole number, the last one counts. */
function NumberChoice({ label, value, choose }: { readonly label: string; readonly value: number; readonly choose: (value: number) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  const isWhole = /^\s*-?\d{1,15}\s*$/.test(typed);
  const type = (text: string): void => {
    setTyped(text);
    if (/^\s*-?\d{1,15}\s*$/.test(text)) choose(Number(text));
  };
  return (
    <p className="tools-choice">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="panel-select" type="text" autoComplete="off" value={typed} aria-invalid={!isWhole} onChange={(event) => type(event.target.value)} />
    </p>
  );
}
