import { handPhrases, handTexts } from '../../i18n/hand.ts';
import type { Possibility } from '../../player/hand.ts';
import { twiceOf } from '../../player/hand.ts';
import { usePlayer, useText } from '../context.tsx';

/** For a message that can be delivered: the same twice, marked as what no network does. */
export function DeliverTwice({ possibility, name }: { readonly possibility: Possibility; readonly name: string }) {
  const player = usePlayer();
  const say = useText();
  const choice = twiceOf(possibility);
  if (choice === null) return null;
  return (
    <button type="button" className="quiet-button hand-twice" title={say(handTexts.twiceWhy)} aria-label={say(handPhrases.doTo, `${say(handTexts.twice)} (${say(handTexts.outsideTcp)})`, name)} onClick={() => player.choose(choice)}>
      {say(handTexts.twice)} <small>{say(handTexts.outsideTcp)}</small>
    </button>
  );
}
