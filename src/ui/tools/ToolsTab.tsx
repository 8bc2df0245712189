import { useMemo, useState } from 'react';
import type { Text } from '../../i18n/text.ts';
import { toolNames, toolNotes, toolTexts } from '../../i18n/tools.ts';
import type { TopicFilter } from '../../print/tools/describeTopics.ts';
import type { ToolAsk, ToolId, ToolScene } from '../../print/tools/runTool.ts';
import { electionUnderWay, firstReassignAsk, runTool, toolChoices, toolScene, topicFilters } from '../../print/tools/runTool.ts';
import { pathTo, worldAt } from '../../player/course.ts';
import type { Session } from '../../player/session.ts';
import { worldOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { copyText } from '../copyText.ts';
import { Choice } from './Choice.tsx';
import { ExecutedReassignment } from './ExecutedReassignment.tsx';
import { ExecutedReset } from './ExecutedReset.tsx';
import { GroupChoices } from './GroupChoices.tsx';
import { Printed } from './Printed.tsx';
import { ReassignChoices } from './ReassignChoices.tsx';
import '../css/panel.css';
import './tools.css';

/** Kafka's own command-line tools, at this step: what they would print. */
export default function ToolsTab() {
  const world = useSession(worldOf);
  const era = useSession((session) => session.era);
  const course = useSession((session) => session.course);
  const guide = useSession((session) => session.guide);
  const scene = useMemo(() => toolScene(world, era, lastElections(course), lastResets({ guide, course }), lastReassignment({ guide, course })), [world, era, guide, course]);
  const internalTopics = useSession((session) => session.internalTopics);
  const choices = useMemo(() => toolChoices(scene, internalTopics), [scene, internalTopics]);
  const say = useText();
  const [asked, setTool] = useState<ToolId>('topics');
  const [wished, setWished] = useState<Partial<ToolAsk>>({});
  const tool = choices.tools.includes(asked) ? asked : 'topics';
  const ask: ToolAsk = {
    filter: wished.filter ?? null,
    brokerId: wished.brokerId ?? choices.running ?? 1,
    partition: known(wished.partition, choices.partitions) ?? '',
    path: known(wished.path, choices.paths) ?? '/',
    groupForm: known(wished.groupForm, choices.groupForms) ?? '--list',
    group: wished.group === null && choices.allGroups ? null : known(wished.group ?? undefined, choices.groups) ?? null,
    topic: wished.topic ?? null,
    by: wished.by ?? 0,
    internalTopics,
    reassign: wished.reassign ?? firstReassignAsk(scene, choices),
  };
  return (
    <div className="tools">
      <Choice label={say(toolTexts.tools)} value={tool} options={choices.tools.map((one) => [one, say(toolNames[one])])} choose={(one) => setTool(one as ToolId)} />
      {tool === 'topics' && (
        <Choice label={say(toolTexts.filter)} value={ask.filter ?? ''} options={[['', say(toolTexts.everything)], ...topicFilters(scene).map((one) => [one, `--${one}`] as const)]}
          choose={(one) => setWished({ ...wished, filter: one === '' ? null : one as TopicFilter })} />
      )}
      {tool === 'consumer-groups' && <GroupChoices choices={choices} ask={ask} onChange={(part) => setWished({ ...wished, ...part })} />}
      {tool === 'reassign-partitions' && <ReassignChoices scene={scene} choices={choices} ask={ask} onChange={(reassign) => setWished({ ...wished, reassign })} />}
      {tool === 'offset-checker' && choices.groups.length > 0 && (
        <Choice label={say(toolTexts.group)} value={ask.group ?? ''} options={choices.groups.map((one) => [one, one])} choose={(group) => setWished({ ...wished, group })} />
      )}
      {asksABroker(tool, scene) && (
        <Choice label={say(tool === 'topics' || tool === 'reassign-partitions' ? toolTexts.askedBroker : toolTexts.diskOf)} value={String(ask.brokerId)}
          options={choices.brokers.map((one) => [String(one), `broker-${one}`])} choose={(one) => setWished({ ...wished, brokerId: Number(one) })} />
      )}
      {tool === 'dump-log' && (
        <Choice label={say(toolTexts.partition)} value={ask.partition} options={choices.partitions.map((one) => [one, one])} choose={(partition) => setWished({ ...wished, partition })} />
      )}
      {tool.startsWith('zookeeper') && (
        <Choice label={say(toolTexts.path)} value={ask.path} options={choices.paths.map((one) => [one, one])} choose={(path) => setWished({ ...wished, path })} />
      )}
      {(tool === 'consumer-groups' || tool === 'offset-checker') && choices.groups.length === 0
        ? <p className="empty">{say(toolTexts.noGroup)}</p>
        : <Output scene={scene} tool={tool} ask={ask} />}
      {tool === 'reassign-partitions' && <ExecutedReassignment scene={scene} ask={ask} />}
      {tool === 'consumer-groups' && choices.groups.length > 0 && <ExecutedReset scene={scene} groups={choices.groups} ask={ask} />}
    </div>
  );
}

function lastElections(course: Session['course']): ToolScene['elections'] {
  for (const { facts } of pathTo(course, course.cursor).toReversed()) {
    const results = facts.filter((fact) => fact.type === 'ElectionRequested' || fact.type === 'ElectionToolFinished');
    if (results.length > 0) return results;
  }
  return [];
}

/** The last of each group, and the last deletion of each group's offsets in a topic. */
function lastResets({ guide, course }: Pick<Session, 'guide' | 'course'>): ToolScene['resets'] {
  const found = new Map<string, () => ToolScene['resets'][number]>();
  for (const { id, facts } of pathTo(course, course.cursor)) {
    for (const fact of facts) {
      if (fact.type === 'GroupOffsetsReset' || fact.type === 'GroupResetFailed') found.set(fact.group, () => ({ atMs: worldAt(guide, course, id).nowMs, fact }));
      if (fact.type === 'OffsetDeletionEnded') found.set(`${fact.group} ${fact.topics.join(' ')}`, () => ({ atMs: worldAt(guide, course, id).nowMs, fact }));
    }
  }
  return [...found.values()].map((one) => one());
}

function lastReassignment({ guide, course }: Pick<Session, 'guide' | 'course'>): ToolScene['reassignment'] {
  for (const { id, facts } of pathTo(course, course.cursor).toReversed()) {
    const fact = facts.findLast(({ type }) => type === 'ReassignmentToolFinished');
    if (fact?.type === 'ReassignmentToolFinished') return { fact, world: worldAt(guide, course, id) };
  }
  return null;
}

/** The wish as long as it can be had, else the first there is. */
function known<Value>(wish: Value | undefined, values: readonly Value[]): Value | undefined {
  return wish !== undefined && values.includes(wish) ? wish : values[0];
}

function asksABroker(tool: ToolId, { era }: ToolScene): boolean {
  return tool === 'topics' || tool === 'dump-log' || tool === 'checkpoints' || (tool === 'reassign-partitions' && era.partitionReassignments === 'by-request');
}

/** Why a tool prints nothing. */
function nothingOf(scene: ToolScene, tool: ToolId): Text {
  if (tool === 'preferred-election' && electionUnderWay(scene)) return toolTexts.runUnderWay;
  return (tool === 'leader-election' || tool === 'preferred-election') && scene.elections.length === 0 ? toolTexts.noElection : toolTexts.nothing;
}

function Output({ scene, tool, ask }: { readonly scene: ToolScene; readonly tool: ToolId; readonly ask: ToolAsk }) {
  const say = useText();
  const { command, output } = useMemo(() => runTool(scene, tool, ask), [scene, tool, ask]);
  const [said, setSaid] = useState('');
  const copy = (): void => {
    void copyText(`$ ${command}\n${output}\n`).then((done) => setSaid(say(done ? toolTexts.copied : toolTexts.notCopied)));
  };
  const isPreview = tool === 'reassign-partitions' && (ask.reassign?.form === '--execute' || ask.reassign?.form === '--cancel');
  const nothing = nothingOf(scene, tool);
  return (
    <section className={isPreview ? 'is-preview' : undefined} aria-label={say(isPreview ? toolTexts.previewOutput : toolTexts.output)}>
      <p className="tools-note">{say(isPreview ? toolTexts.preview : toolNotes[tool])}</p>
      <Printed command={command} output={output} empty={<p className="empty">{say(nothing)}</p>} />
      <p className="tools-copy"><button type="button" className="panel-button" onClick={copy}>{say(toolTexts.copy)}</button> <span aria-live="polite">{said}</span></p>
    </section>
  );
}
