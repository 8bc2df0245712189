import { handActions } from '../../i18n/handActions.ts';
import type { Fact } from '../../kafka/facts.ts';
import { takenAt } from '../../player/course.ts';
import { usePlayer, useText } from '../context.tsx';

interface Props {
  /** The step that reported it. */
  readonly at: number;
  readonly fact: Fact;
  /** The fact in words, for those who listen. */
  readonly name: string;
  /** -1 in lists where arrows move about. */
  readonly tabIndex?: number;
}

/** Asks why a fact came about. */
export function WhyButton({ at, fact, name, tabIndex = 0 }: Props) {
  const player = usePlayer();
  const say = useText();
  const ask = (): void => player.askWhy({ at, fact: takenAt(player.store.getState().course, at).facts.indexOf(fact) });
  const label = say(handActions.why);
  return <button type="button" className="why-button" tabIndex={tabIndex} aria-label={`${label} ${name}`} title={label} onClick={ask}><span aria-hidden="true">?</span></button>;
}
