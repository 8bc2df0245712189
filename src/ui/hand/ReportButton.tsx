import { handActions } from '../../i18n/handActions.ts';
import { reportOf } from '../../player/handReport.ts';
import { usePlayer, useText } from '../context.tsx';

/** Saves the run and what the model said as a file. */
export default function ReportButton() {
  const player = usePlayer();
  const say = useText();
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(reportOf(player.store.getState()), null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'highwater-report.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return <button type="button" className="link" onClick={save}>{say(handActions.saveReport)}</button>;
}
