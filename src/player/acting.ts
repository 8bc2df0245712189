import type { Address } from '../world/types.ts';
import { takenAt } from './course.ts';
import type { Course } from './course.ts';

/** Who took part in the present step: who sent what arrived, and every actor that handled something of it. */
export function actingIn(course: Course): readonly Address[] {
  const { cause, transitions } = takenAt(course, course.cursor);
  const sender = cause?.type === 'message' ? [cause.envelope.from] : [];
  return [...new Set([...sender, ...transitions.map(({ address }) => address)])];
}
