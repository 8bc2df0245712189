import type { ClientContext } from './types.ts';

/** Wants newer metadata; `routine` when only its age asks for it. */
export function askForMetadata<C extends ClientContext>(context: C, routine = false): C {
  const both = context.needsMetadata ? context.refresh.routine && routine : routine;
  if (context.needsMetadata && both === context.refresh.routine) return context;
  return { ...context, needsMetadata: true, refresh: { ...context.refresh, routine: both } };
}
