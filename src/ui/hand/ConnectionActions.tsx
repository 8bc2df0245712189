import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { handPhrases, handTexts } from '../../i18n/hand.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import { HOLDS_MS, isOpen, LONGEST_HOLD_MS } from '../../player/hand.ts';
import { worldOf } from '../../player/session.ts';
import { usePlayer, useSession, useText } from '../context.tsx';

interface Props {
  readonly connection: string;
  /** What it is about, for those who listen. */
  readonly name: string;
  readonly heldUntilMs: number | null;
  /** More that can be done. */
  readonly children?: ReactNode;
}

/** Holding a connection for a while, or breaking it. */
export function ConnectionActions({ connection, name, heldUntilMs, children }: Props) {
  const player = usePlayer();
  const open = useSession((session) => isOpen(worldOf(session), connection));
  const say = useText();
  const [holding, setHolding] = useState(false);
  const id = useId();
  const hold = (forMs: number): void => {
    setHolding(false);
    player.choose({ hold: connection, forMs });
  };
  if (!open) return null;
  return (
    <>
      <button type="button" className="quiet-button" aria-expanded={holding} aria-controls={id} aria-label={say(handPhrases.doTo, say(handTexts.hold), name)} onClick={() => setHolding(!holding)}>{say(handTexts.hold)} <span aria-hidden="true">▾</span></button>
      <button type="button" className="quiet-button" title={say(handTexts.breakWhy)} aria-label={say(handPhrases.doTo, say(handTexts.breakIt), name)} onClick={() => player.choose({ disconnect: connection })}>{say(handTexts.breakIt)}</button>
      {children}
      {heldUntilMs !== null && <span className="hand-held">{say(handPhrases.heldUntil, milliseconds(heldUntilMs, say.language))}</span>}
      <div id={id} className="hand-hold" hidden={!holding}>{holding && <HoldFor onHold={hold} />}</div>
    </>
  );
}

function HoldFor({ onHold }: { readonly onHold: (forMs: number) => void }) {
  const say = useText();
  const [typed, setTyped] = useState('');
  const forMs = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const isGood = forMs >= 1 && forMs <= LONGEST_HOLD_MS;
  return (
    <fieldset className="hand-hold-for" aria-label={say(handTexts.holdFor)}>
      {HOLDS_MS.map((one) => <button key={one} type="button" className="quiet-button" onClick={() => onHold(one)}>{say(handPhrases.seconds, one / 1_000)}</button>)}
      <form onSubmit={(event) => { event.preventDefault(); if (isGood) onHold(forMs); }}>
        <input inputMode="numeric" autoComplete="off" size={6} value={typed} aria-label={say(handTexts.duration)} aria-invalid={typed !== '' && !isGood} placeholder="ms" onChange={(event) => setTyped(event.target.value)} />
        <button type="submit" className="quiet-button" aria-disabled={!isGood}>{say(handTexts.hold)}</button>
      </form>
    </fieldset>
  );
}
