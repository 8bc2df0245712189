import { lossTexts } from '../../i18n/losses.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import type { LessonEntry } from '../lessonEntry.ts';
import { Panel } from '../Panel.tsx';
import { Losses } from './Losses.tsx';

interface Props {
  readonly lessons: readonly LessonEntry[];
}

/** When Kafka loses or repeats data, over any lesson. */
export default function LossesDialog({ lessons }: Props) {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'losses');
  const say = useText();
  const leave = (lesson: string): void => {
    player.showSandboxDialog(null);
    player.openLesson(lesson);
  };
  return (
    <Panel open={open} onClose={() => player.showSandboxDialog(null)} title={say(lossTexts.open)}>
      <Losses lessons={lessons} say={say} onLesson={leave} />
    </Panel>
  );
}
