import { sandboxTexts } from '../../i18n/sandbox.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import './sandbox.css';

/** Asks before a run is given up. */
export default function ResetDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'reset');
  const say = useText();
  const close = (): void => player.showSandboxDialog(null);
  return (
    <Panel open={open} onClose={close} title={say(sandboxTexts.resetTitle)}>
      <p>{say(sandboxTexts.resetWhy)}</p>
      <div className="form-actions">
        <button type="button" className="plain" onClick={close}>{say(sandboxTexts.keep)}</button>
        <button type="button" className="primary" onClick={() => player.resetSandbox()}>{say(sandboxTexts.resetNow)}</button>
      </div>
    </Panel>
  );
}
