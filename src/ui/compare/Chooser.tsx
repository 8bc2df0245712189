import { useId, useState } from 'react';
import { comparePhrases, compareTexts } from '../../i18n/compare.ts';
import type { LineAsked } from '../../player/compare/line.ts';
import { useText } from '../context.tsx';
import type { Choice } from './choices.ts';

interface Props {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly asked: LineAsked;
  readonly choose: (asked: LineAsked) => void;
}

/** What one side plays: a run from the list, and a setting on top of it. */
export function Chooser({ label, choices, asked, choose }: Props) {
  const say = useText();
  const id = useId();
  const chosen = choices.find((one) => sameRun(one.asked, asked));
  const setting = Object.entries(asked.settings).map(([name, value]) => `${name}=${value}`).join(', ');
  return (
    <fieldset className="compare-chooser">
      <legend>{label}{setting !== '' && <> · <code lang="en">{say(comparePhrases.with, setting)}</code></>}</legend>
      <select aria-label={label} value={chosen?.id ?? ''} onChange={(event) => choose({ ...(choices.find((one) => one.id === event.target.value)?.asked ?? asked), settings: asked.settings })}>
        <optgroup label={say(compareTexts.branches)}>{optionsOf(choices, 'branch')}</optgroup>
        <optgroup label={say(compareTexts.sameChoices)}>{optionsOf(choices, 'era')}</optgroup>
      </select>
      <details className="compare-setting">
        <summary>{say(compareTexts.setting)}</summary>
        <Setting id={id} choose={(settings) => choose({ ...asked, settings })} />
      </details>
    </fieldset>
  );
}

function optionsOf(choices: readonly Choice[], kind: Choice['kind']) {
  return choices.filter((one) => one.kind === kind).map(({ id, name }) => <option key={id} value={id}>{name}</option>);
}

function sameRun(a: LineAsked, b: LineAsked): boolean {
  return a.era === b.era && JSON.stringify(a.branch) === JSON.stringify(b.branch);
}

/** Those that most often decide what becomes of a record; any other name may be typed. */
const USUAL_SETTINGS = [
  'min.insync.replicas', 'unclean.leader.election.enable', 'acks', 'enable.idempotence', 'replica.lag.time.max.ms', 'flush.messages', 'retries', 'max.in.flight.requests.per.connection', 'auto.offset.reset',
];

function Setting({ id, choose }: { readonly id: string; readonly choose: (settings: LineAsked['settings']) => void }) {
  const say = useText();
  const [name, setName] = useState('min.insync.replicas');
  const [value, setValue] = useState('');
  return (
    <form className="compare-setting-form" onSubmit={(event) => { event.preventDefault(); choose(value.trim() === '' ? {} : { [name.trim()]: value.trim() }); }}>
      <input aria-label={say(compareTexts.settingName)} list={`${id}-names`} value={name} autoComplete="off" spellCheck={false} onChange={(event) => setName(event.target.value)} />
      <datalist id={`${id}-names`}>{USUAL_SETTINGS.map((one) => <option key={one} value={one} lang="en">{one}</option>)}</datalist>
      <input aria-label={say(compareTexts.settingValue)} value={value} autoComplete="off" spellCheck={false} onChange={(event) => setValue(event.target.value)} />
      <button type="submit" className="small">{say(compareTexts.play)}</button>
    </form>
  );
}
