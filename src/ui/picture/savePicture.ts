import { takenAt } from '../../player/course.ts';
import type { Session } from '../../player/session.ts';
import { download } from '../download.ts';
import type { PictureSlot } from './pictures.ts';

export const PICTURE_KINDS = ['svg', 'png'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** Saves the picture that is shown as a file, named by lesson, stage and moment. Fails where the browser cannot make it. */
export async function savePicture(kind: PictureKind, slot: PictureSlot, { lesson, stageTab, course }: Session): Promise<void> {
  const picture = await slot.take();
  if (picture === null) return;
  const blob = kind === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : await (await import('../../stage/shared/standalone.ts')).rasterised(picture.svg, picture);
  download(blob, `highwater-${lesson.id}-${stageTab}-${takenAt(course, course.cursor).note.nowMs}ms.${kind}`);
}
