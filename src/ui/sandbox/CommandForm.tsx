import type { ReactNode } from 'react';
import { sandboxTexts } from '../../i18n/sandbox.ts';
import { commandTexts } from '../../i18n/sandboxCommands.ts';
import type { Answer } from '../../player/sandboxAsk.ts';
import { usePlayer, useText } from '../context.tsx';

interface FormProps {
  readonly answer: Answer;
  readonly children: ReactNode;
}

/** The fields, what is wrong with the whole, and the button that does it. */
export function CommandForm({ answer, children }: FormProps) {
  const player = usePlayer();
  const say = useText();
  const refused = answer.complaints[''];
  const able = answer.commands.length > 0;
  const submit = (): void => {
    if (!able) return;
    player.ask(null);
    player.command(...answer.commands);
  };
  return (
    <form className="set-up" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className="fields-grid">{children}</div>
      <output className="set-up-state" lang={refused?.isKafkas === true ? 'en' : undefined}>{refused !== undefined && say(refused.text)}</output>
      <div className="form-actions">
        <button type="button" className="plain" onClick={() => player.ask(null)}>{say(sandboxTexts.cancel)}</button>
        <button type="submit" className="primary" aria-disabled={!able}>{say(commandTexts.doIt)}</button>
      </div>
    </form>
  );
}
