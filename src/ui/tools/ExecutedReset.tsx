import { toolTexts } from '../../i18n/tools.ts';
import type { Command } from '../../kafka/commands.ts';
import { targetOf } from '../../print/tools/resetOffsets.ts';
import { executedOnGroups } from '../../print/tools/runTool.ts';
import type { ToolAsk, ToolScene } from '../../print/tools/runTool.ts';
import { useText } from '../context.tsx';
import { CarryOut } from './CarryOut.tsx';
import { Printed } from './Printed.tsx';

interface Props {
  readonly scene: ToolScene;
  readonly groups: readonly string[];
  readonly ask: ToolAsk;
}

/** A reset that is really carried out: a command in the run, whose answers come by and by. Beside the other options, what became of deletions. */
export function ExecutedReset({ scene, groups, ask }: Props) {
  const say = useText();
  const { groupForm, group = null, topic = null, by = 0 } = ask;
  const target = groupForm === undefined ? null : targetOf(groupForm, by);
  const runs = executedOnGroups(scene, group, target === null ? 'deleted' : 'reset');
  if (target === null && runs.length === 0) return null;
  const commands = target === null ? [] : (group === null ? groups : [group]).map((one): Command => ({ type: 'group.resetOffsets', group: one, topics: topic === null ? null : [topic], target }));
  return (
    <section aria-label={say(toolTexts.executed)}>
      {target !== null && <CarryOut label={toolTexts.execute} commands={commands} />}
      <p className="tools-note">{say(runs.length > 0 ? toolTexts.executed : toolTexts.executeNote)}</p>
      {runs.map(({ command, output }) => (
        <div key={command}><Printed command={command} output={output} /></div>
      ))}
    </section>
  );
}
