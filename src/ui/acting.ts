import { useMemo } from 'react';
import { actingIn } from '../player/acting.ts';
import { useSession } from './context.tsx';

const NOBODY: readonly string[] = [];

/** Who took part in the present step; only a class is shown it. */
export function useActing(): readonly string[] {
  const course = useSession((session) => session.course);
  const presented = useSession((session) => session.present.on);
  return useMemo(() => (presented ? actingIn(course) : NOBODY), [presented, course]);
}
