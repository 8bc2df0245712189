import { useMemo } from 'react';
import { assignorLabTexts } from '../../i18n/assignorLab.ts';
import { assignmentPhrases, assignmentTexts } from '../../i18n/assignment.ts';
import { shortTag } from '../../i18n/language.ts';
import { assignmentSentence } from '../../narrate/assignment.ts';
import { capitalised, memberName, nodeName } from '../../narrate/names.ts';
import { groupInput } from '../../player/assignorLabGroup.ts';
import { groupOfActor, lastAssignment } from '../../player/lastAssignment.ts';
import { worldOf } from '../../player/session.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Line } from '../Prose.tsx';
import './assignment.css';

/** How the leader of the selected actor's group came to its last assignment; nothing for whoever is in no group. */
export function AssignmentSection({ address }: { readonly address: string }) {
  const world = useSession(worldOf);
  const course = useSession((session) => session.course);
  const group = groupOfActor(world, address);
  const computed = useMemo(() => (group === null ? null : lastAssignment(course, group)), [course, group]);
  const input = useMemo(() => (group === null ? null : groupInput(world, group)), [world, group]);
  const player = usePlayer();
  const say = useText();
  if (computed === null) return null;
  const { at, fact: { consumer, group: of, generation, protocol, steps, assignment } } = computed;
  const language = shortTag(say.language);
  const name = (memberId: string): string => memberName(memberId, language);
  return (
    <section className="assignment" aria-label={say(assignmentTexts.title)}>
      <h3 className="quiet">{say(assignmentTexts.title)}</h3>
      <p>
        <Line text={say(assignmentPhrases.by, capitalised(nodeName(consumer, language)), protocol, of, generation)} />
        {at !== course.cursor && <> <button type="button" className="link" onClick={() => player.jumpTo(at)}>{say(assignmentTexts.goThere)}</button></>}
      </p>
      {/* A step has no name of its own; the list never changes its order. */}
      {/* oxlint-disable-next-line react/no-array-index-key */}
      <ol className="assignment-steps">{steps.map((step, index) => <li key={index}>{assignmentSentence(step, language, name)}</li>)}</ol>
      <h4 className="quiet">{say(assignmentTexts.result)}</h4>
      <dl className="panel-facts">
        {Object.entries(assignment).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([memberId, partitions]) => (
          <div key={memberId}><dt>{capitalised(name(memberId))}</dt><dd>{partitions.length === 0 ? say(assignmentTexts.nothing) : partitions.join(', ')}</dd></div>
        ))}
      </dl>
      {input !== null && <p><button type="button" className="link" aria-haspopup="dialog" onClick={() => player.showAssignors(input)}>{say(assignorLabTexts.openGroup)}</button></p>}
    </section>
  );
}
