import { shortTag } from '../../i18n/language.ts';
import type { Say } from '../../i18n/text.ts';
import { capitalised, nodeName } from '../../narrate/names.ts';

/** A node as a cell or a sentence begins with it: `Broker 1`. */
export function nodeIn(node: string, say: Say): string {
  return capitalised(nodeName(node, shortTag(say.language)));
}
