import { presentActions, presentTexts } from '../../i18n/present.ts';
import { actionOf, ACTIONS, keyName } from '../../player/actions.ts';
import type { ActionId } from '../../player/actions.ts';
import { usePlayer, useSession, useText } from '../context.tsx';

const OFFERED: readonly ActionId[] = ['tour', 'present', 'notes', 'handOut'];

/** In help: what a newcomer and a teacher can open, and the keys of a remote control. */
export default function TeachingHelp() {
  const player = usePlayer();
  const say = useText();
  const isLesson = useSession((session) => session.kind === 'lesson');
  const answerFirst = useSession((session) => session.answerFirst);
  const open = (id: ActionId) => (): void => {
    player.showHelp(false);
    actionOf(id).run(player);
  };
  return (
    <>
      <h3 className="quiet">{say(presentTexts.teaching)}</h3>
      <ul className="teaching">
        {OFFERED.filter((id) => isLesson || id === 'present').map((id) => <li key={id}><button type="button" className="link" onClick={open(id)}>{say(actionOf(id).label)}</button></li>)}
      </ul>
      <label className="check">
        <input type="checkbox" checked={answerFirst} onChange={(event) => player.setAnswerFirst(event.target.checked)} />
        <span>{say(presentActions.answerFirst)}</span>
      </label>
      <h3 className="quiet">{say(presentTexts.whilePresenting)}</h3>
      <p>{say(presentTexts.remote)}</p>
      <ul className="teaching">
        {ACTIONS.flatMap(({ id, label, presentingKeys }) => (presentingKeys === undefined ? [] : [
          <li key={id}>{say(id === 'present' ? presentActions.leave : label)} {presentingKeys.map((key) => <kbd key={key} lang="en">{keyName(key)}</kbd>)}</li>,
        ]))}
      </ul>
    </>
  );
}
