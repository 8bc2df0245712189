import { useMemo, useState } from 'react';
import { sandboxTexts } from '../../i18n/sandbox.ts';
import { sandboxActions } from '../../i18n/sandboxActions.ts';
import { checkForm } from '../../player/sandboxCheck.ts';
import type { SandboxForm } from '../../player/sandboxForm.ts';
import { FIRST_SET_UP, formOf } from '../../player/sandboxForm.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import { SetUpFields } from './SetUpFields.tsx';
import './sandbox.css';

/** Describes a cluster and boots it. What was typed is kept until a cluster comes of it. */
export default function SetUpDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'set-up');
  const present = useSession((session) => (session.kind === 'sandbox' ? session.lesson : null));
  const say = useText();
  const [typed, setTyped] = useState<SandboxForm | null>(null);
  const usual = useMemo(() => formOf(present === null ? FIRST_SET_UP : { description: present.cluster, era: present.era, seed: present.seed }), [present]);
  const form = typed ?? usual;
  const checked = useMemo(() => checkForm(form), [form]);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const create = (): void => {
    const { setUp } = checked;
    if (setUp === null || starting) return;
    setStarting(true);
    setFailure(null);
    // A large cluster takes a moment to start: the button says so first.
    setTimeout(() => {
      try {
        player.startSandbox(setUp);
        setTyped(null);
      } catch (error) {
        setFailure(error instanceof Error ? error.message : String(error));
      } finally {
        setStarting(false);
      }
    }, SHOW_FIRST_MS);
  };

  return (
    <Panel open={open} onClose={() => player.showSandboxDialog(null)} title={say(sandboxTexts.setUpTitle)}>
      <form className="set-up" noValidate onSubmit={(event) => { event.preventDefault(); create(); }} aria-label={say(sandboxActions.setUp)}>
        <p className="hint">{say(sandboxTexts.setUpHint)}</p>
        <SetUpFields form={form} complaints={checked.complaints} onChange={setTyped} />
        <output className="set-up-state">
          {checked.setUp === null && say(sandboxTexts.someWrong)}
          {failure !== null && <code lang="en">{failure}</code>}
        </output>
        <div className="form-actions">
          <button type="button" className="plain" onClick={() => player.showSandboxDialog(null)}>{say(sandboxTexts.cancel)}</button>
          <button type="submit" className="primary" aria-disabled={checked.setUp === null || starting}>{say(starting ? sandboxTexts.starting : sandboxTexts.create)}</button>
        </div>
      </form>
    </Panel>
  );
}

const SHOW_FIRST_MS = 30;
