import { useState } from 'react';
import { configPhrases, configTexts, originNames } from '../../i18n/config.ts';
import type { Say } from '../../i18n/text.ts';
import type { ConfigOwner, ConfigRow, ConfigScene } from '../../player/configView.ts';
import { useText } from '../context.tsx';
import { Breakable } from '../Breakable.tsx';
import { Line } from '../Prose.tsx';
import { ChangeForm } from './ChangeForm.tsx';

interface Props {
  readonly row: ConfigRow;
  readonly owner: ConfigOwner;
  readonly scene: ConfigScene;
}

/** One setting: its value on one line, all about it when it is opened. */
export function Setting({ row, owner, scene }: Props) {
  const say = useText();
  const [open, setOpen] = useState(false);
  const { called, value, differs, asked, notHeard } = row;
  return (
    <li className={differs ? 'setting differs' : 'setting'}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <code lang="en"><Breakable text={called} /></code>
          <span className="setting-value"><Value value={value} />{differs && <strong>{say(configTexts.differs)}</strong>}</span>
        </summary>
        {open && <About row={row} owner={owner} scene={scene} />}
      </details>
      {asked !== null && <p className="setting-note"><Line text={asked.value === null ? say(configPhrases.askedBack) : say(configPhrases.asked, asked.value)} /></p>}
      {notHeard !== null && <p className="setting-note"><Line text={say(configPhrases.notHeard, notHeard)} /></p>}
    </li>
  );
}

function About({ row, owner, scene }: Props) {
  const say = useText();
  return (
    <div className="setting-about">
      <dl className="panel-facts">
        <div><dt>{say(configTexts.origin)}</dt><dd><span><Line text={originOf(row, say)} /></span></dd></div>
        <div><dt>{say(configPhrases.eraDefault, `Kafka ${scene.era}`)}</dt><dd><Value value={row.byDefault} /></dd></div>
        <div><dt>{say(configTexts.type)}</dt><dd><code lang="en">{row.type}</code></dd></div>
        {row.range !== null && <div><dt>{say(configTexts.range)}</dt><dd><code lang="en">{row.range}</code></dd></div>}
      </dl>
      {!row.simulated && <p className="setting-quiet">{say(configTexts.notSimulated)}</p>}
      {row.changeable === 'restart' && <p className="setting-quiet">{say(configTexts.restart)}</p>}
      {row.changeable === 'client-start' && <p className="setting-quiet">{say(configTexts.clientStart)}</p>}
      {row.changeable === 'now' && <ChangeForm key={row.value} row={row} owner={owner} scene={scene} />}
    </div>
  );
}

function originOf({ origin, synonym, name }: ConfigRow, say: Say): string {
  const from = say(originNames[origin]);
  return synonym === null || synonym === name ? from : say(configPhrases.by, from, synonym);
}

function Value({ value }: { readonly value: string | null }) {
  const say = useText();
  return value === null ? <code>{say(configTexts.none)}</code> : <code lang="en">{value}</code>;
}
