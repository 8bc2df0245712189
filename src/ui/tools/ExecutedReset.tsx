import { toolPhrases, toolTexts } from '../../i18n/tools.ts';
import type { Command } from '../../kafka/commands.ts';
import { targetOf } from '../../print/tools/resetOffsets.ts';
import { executedResets } from '../../print/tools/runTool.ts';
import type { ToolAsk, ToolScene } from '../../print/tools/runTool.ts';
import { usePlayer, useText } from '../context.tsx';

interface Props {
  readonly scene: ToolScene;
  readonly groups: readonly string[];
  readonly ask: ToolAsk;
}

/** A reset that is really carried out: a command in the run, whose answers come by and by. */
export function ExecutedReset({ scene, groups, ask }: Props) {
  const player = usePlayer();
  const say = useText();
  const { groupForm, group = null, topic = null, by = 0 } = ask;
  const target = groupForm === undefined ? null : targetOf(groupForm, by);
  if (target === null) return null;
  const commands = (group === null ? groups : [group]).map((one): Command => ({ type: 'group.resetOffsets', group: one, topics: topic === null ? null : [topic], target }));
  const runs = executedResets(scene, group);
  return (
    <section aria-label={say(toolTexts.executed)}>
      <p className="tools-copy"><button type="button" className="panel-button" onClick={() => player.command(...commands)}>{say(toolTexts.execute)}</button></p>
      <p className="tools-note">{say(runs.length > 0 ? toolTexts.executed : toolTexts.executeNote)}</p>
      {runs.map(({ command, output }) => (
        <div key={command}>
          <p className="tools-command" lang="en"><code>$ {command}</code></p>
          {/* Wide lines are scrolled by keyboard too. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className="tools-output" lang="en" tabIndex={0} aria-label={say(toolPhrases.outputOf, command)}>{output}</pre>
        </div>
      ))}
    </section>
  );
}
