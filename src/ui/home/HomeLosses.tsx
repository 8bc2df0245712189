import type { Say } from '../../i18n/text.ts';
import type { LessonEntry } from '../lessonEntry.ts';
import { Losses } from '../losses/Losses.tsx';

interface Props {
  readonly lessons: readonly LessonEntry[];
  readonly say: Say;
  readonly linkTo: (lesson: string) => string;
}

/** When Kafka loses or repeats data, on the first page. */
export default function HomeLosses({ lessons, say, linkTo }: Props) {
  return <Losses lessons={lessons} say={say} linkTo={linkTo} />;
}
