import { toolTexts } from '../../i18n/tools.ts';
import { previewRun } from '../../print/tools/executeReassignment.ts';
import { executedReassignment, reassignmentsUnderWay, reassignmentView } from '../../print/tools/runTool.ts';
import type { ToolAsk, ToolScene } from '../../print/tools/runTool.ts';
import { useText } from '../context.tsx';
import { CarryOut } from './CarryOut.tsx';
import { Printed } from './Printed.tsx';

interface Props {
  readonly scene: ToolScene;
  readonly ask: ToolAsk;
}

/** A run of the tool that is really carried out: a command in this run, and what the tool printed when it had its answers. */
export function ExecutedReassignment({ scene, ask }: Props) {
  const say = useText();
  const { form, plan = '', additional = false } = ask.reassign ?? { form: '--list' };
  if (form !== '--execute' && form !== '--cancel') return null;
  const { command } = previewRun(reassignmentView(scene, ask), form === '--cancel' ? 'cancel' : 'execute', plan, form === '--execute' && additional);
  const printed = executedReassignment(scene);
  const isUnderWay = reassignmentsUnderWay(scene);
  return (
    <section aria-label={say(toolTexts.executed)}>
      <CarryOut label={toolTexts.carryOut} commands={command === null ? [] : [command]} />
      <p className="tools-note" aria-live="polite">{say(isUnderWay ? toolTexts.runUnderWay : printed === null ? toolTexts.executeNote : toolTexts.executed)}</p>
      {printed !== null && !isUnderWay && (
        <>
          <Printed command="cat reassignment.json" output={printed.file} />
          <Printed command={printed.command} output={printed.output} />
        </>
      )}
    </section>
  );
}
