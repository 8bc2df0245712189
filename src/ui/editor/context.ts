import { createContext, use } from 'react';
import { sayIn } from '../../i18n/text.ts';
import type { Say } from '../../i18n/text.ts';

/** The visitor's language, where no lesson is played. */
export const SayContext = createContext<Say>(sayIn('en'));

export function useSay(): Say {
  return use(SayContext);
}
