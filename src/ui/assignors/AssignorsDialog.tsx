import { useMemo, useState } from 'react';
import { assignorLabPhrases, assignorLabTexts } from '../../i18n/assignorLab.ts';
import type { Lab } from '../../player/assignorLab.ts';
import { beginLab, editLab, forgetRounds, labResults, nextRound } from '../../player/assignorLab.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import { LabFields } from './LabFields.tsx';
import { Strategy } from './Strategy.tsx';
import '../sandbox/sandbox.css';
import './assignors.css';

/** One editable input, answered by all four assignors. What was typed is still there when it opens again. */
export default function AssignorsDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'assignors');
  const group = useSession((session) => session.sandbox.group);
  const say = useText();
  const [begun, setBegun] = useState(group);
  const [lab, setLab] = useState<Lab>(() => beginLab(group ?? undefined));
  if (group !== begun) {
    setBegun(group);
    if (group !== null) setLab(beginLab(group));
  }
  return (
    <Panel open={open} onClose={() => player.showSandboxDialog(null)} title={say(assignorLabTexts.open)}>
      <Workbench lab={lab} onChange={setLab} />
    </Panel>
  );
}

function Workbench({ lab, onChange }: { readonly lab: Lab; readonly onChange: (lab: Lab) => void }) {
  const say = useText();
  const { input, held, round } = lab;
  const results = useMemo(() => labResults({ input, held, round }), [input, held, round]);
  const partitions = Object.values(input.partitionCounts).reduce((sum, count) => sum + count, 0);
  const isWrong = lab.checked.input === null;
  return (
    <div className="assignors">
      <p className="hint">{say(assignorLabTexts.hint)}</p>
      <LabFields lab={lab} onChange={(form) => onChange(editLab(lab, form))} />
      <div className="assignors-rounds">
        <output>{round === 1 ? say(assignorLabTexts.firstRound) : say(assignorLabPhrases.round, round)}{isWrong && <strong className="field-wrong"> {say(assignorLabTexts.someWrong)}</strong>}</output>
        <button type="button" className="plain" aria-disabled={round === 1} onClick={() => onChange(forgetRounds(lab))}>{say(assignorLabTexts.beginAgain)}</button>
        <button type="button" className="primary" aria-disabled={isWrong} onClick={() => onChange(nextRound(lab))}>{say(assignorLabTexts.nextRound)}</button>
      </div>
      <Legend />
      <div className={partitions > FEW_PARTITIONS ? 'assignors-results many' : 'assignors-results'}>{results.map((result) => <Strategy key={result.name} result={result} input={input} />)}</div>
    </div>
  );
}

/** So many fit beside each other four times. */
const FEW_PARTITIONS = 9;

function Legend() {
  const say = useText();
  return (
    <ul className="assignors-legend">
      <li><span className="lab-chip moved" aria-hidden="true">2</span> {say(assignorLabTexts.legendMoved)}</li>
      <li><span className="lab-chip had" aria-hidden="true" /> {say(assignorLabTexts.legendHad)}</li>
      <li><span className="lab-chip withheld" aria-hidden="true">2</span> {say(assignorLabTexts.legendWithheld)}</li>
      <li><span className="lab-chip now" aria-hidden="true">2</span> {say(assignorLabTexts.legendNow)}</li>
    </ul>
  );
}
