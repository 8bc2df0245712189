import { useId, useState } from 'react';
import { configPhrases, configTexts } from '../../i18n/config.ts';
import type { ConfigOwner, ConfigRow, ConfigScene } from '../../player/configView.ts';
import { changeOf, configRefusal } from '../../player/configView.ts';
import { usePlayer, useText } from '../context.tsx';

interface Props {
  readonly row: ConfigRow;
  readonly owner: ConfigOwner;
  readonly scene: ConfigScene;
}

/** Changes a setting while it runs: the controller is asked, on a branch of the visitor's own. */
export function ChangeForm({ row: { name, value, isOwn, type }, owner, scene }: Props) {
  const player = usePlayer();
  const say = useText();
  const [text, setText] = useState(value ?? '');
  const [sent, setSent] = useState(false);
  const id = useId();
  const refusal = configRefusal(scene, owner, name, text);
  const isSame = text.trim() === value;
  const ask = (to: string | null): void => {
    const change = changeOf(owner, name, to);
    if (change === null) return;
    setSent(true);
    player.choose({ command: { type: 'config.set', ...change } });
  };
  const isWrong = refusal !== null || isSame;
  return (
    <form className="setting-change" onSubmit={(event) => { event.preventDefault(); if (!isWrong) ask(text.trim()); }}>
      <label htmlFor={id}>{say(configTexts.newValue)}</label>
      {type === 'BOOLEAN' ? (
        <select id={id} className="panel-select" aria-label={say(configPhrases.newValueOf, name)} value={text} onChange={(event) => setText(event.target.value)}>
          <option lang="en">true</option>
          <option lang="en">false</option>
        </select>
      ) : (
        <input
          id={id} type="text" className="panel-search" spellCheck={false} autoComplete="off" aria-label={say(configPhrases.newValueOf, name)} value={text}
          aria-invalid={refusal !== null} aria-describedby={`${id}-says`} onChange={(event) => setText(event.target.value)}
        />
      )}
      <button type="submit" className="small setting-set" aria-disabled={isWrong} title={say(configTexts.setWhy)} aria-label={say(configPhrases.changeOf, name)}>{say(configTexts.set)}</button>
      <button type="button" className="link setting-compare" aria-disabled={isWrong} aria-label={say(configPhrases.compareWith, name)} onClick={() => { if (!isWrong) player.showCompare(true, { settings: { [name]: text.trim() } }); }}>
        {say(configTexts.compare)}
      </button>
      <p id={`${id}-says`} className={refusal === null ? 'setting-quiet' : 'setting-refused'} aria-live="polite">
        {refusal === null ? say(sent ? configTexts.sent : isSame ? configTexts.unchanged : configTexts.setWhy) : <span lang="en">{refusal}</span>}
      </p>
      {isOwn && <button type="button" className="link" onClick={() => ask(null)}>{say(configTexts.takeBack)}</button>}
    </form>
  );
}
