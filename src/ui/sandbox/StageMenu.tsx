import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { sandboxPhrases, sandboxTexts } from '../../i18n/sandbox.ts';
import { handPhrases } from '../../i18n/hand.ts';
import { jump } from '../../i18n/numbers.ts';
import { nextTimerOf } from '../../player/hand.ts';
import { doOffer } from '../../player/palette.ts';
import type { Offer } from '../../player/sandboxCommands.ts';
import { offersFor, recordOffers } from '../../player/sandboxCommands.ts';
import type { SandboxState } from '../../player/sandboxState.ts';
import { worldOf } from '../../player/session.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { timerIn } from '../hand/handWords.ts';
import './sandbox.css';

const MARGIN_PX = 8;

/** The commands on a part of the picture. One that cannot be done can be reached all the same, and says why. */
export default function StageMenu({ address, x, y, offset }: NonNullable<SandboxState['menu']>) {
  const player = usePlayer();
  const world = useSession(worldOf);
  const say = useText();
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const era = useSession((session) => session.era);
  const offers = useMemo(() => [...(offset === undefined ? [] : recordOffers(world, era, address, offset)), ...offersFor(world, era, address)], [world, era, address, offset]);

  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    opener.current ??= document.activeElement;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(MARGIN_PX, Math.min(x, innerWidth - width - MARGIN_PX))}px`;
    element.style.top = `${Math.max(MARGIN_PX, Math.min(y, innerHeight - height - MARGIN_PX))}px`;
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [x, y]);

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (!(event.target instanceof Node) || menu.current?.contains(event.target) !== true) player.showMenu(null);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [player]);

  const close = (): void => {
    player.showMenu(null);
    if (opener.current instanceof HTMLElement || opener.current instanceof SVGElement) opener.current.focus();
  };
  const take = (offer: Offer): void => {
    if (offer.refusal !== null) return;
    close();
    doOffer(player, offer);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (!moveFocus(menu.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={menu} className="stage-menu" role="menu" tabIndex={-1} aria-label={say(sandboxPhrases.commandsOn, address)} onKeyDown={onKey}>
      <p className="stage-menu-head" aria-hidden="true" lang="en">{offset === undefined ? address : `${address}, offset ${offset}`}</p>
      {offers.length === 0 && <div role="menuitem" tabIndex={-1} className="menu-item" aria-disabled="true">{say(sandboxTexts.nothingHere)}</div>}
      {offers.map((offer) => (
        <button key={offer.id} type="button" role="menuitem" tabIndex={-1} className="menu-item" aria-disabled={offer.refusal !== null} onClick={() => take(offer)}>
          <span>{say(offer.of === address ? offer.short : offer.full)}</span>
          {offer.refusal !== null && <small>{say(offer.refusal)}</small>}
        </button>
      ))}
      <FireNext address={address} onTake={close} />
    </div>
  );
}

/** By hand: the next timer of this part's node. The clock moves to its time, which is said. */
function FireNext({ address, onTake }: { readonly address: string; readonly onTake: () => void }) {
  const player = usePlayer();
  const world = useSession(worldOf);
  const say = useText();
  const next = useMemo(() => nextTimerOf(world, address), [world, address]);
  if (next === null) return null;
  const laterMs = next.dueAtMs - world.nowMs;
  return (
    <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => { onTake(); player.choose(next.choice); }}>
      <span>{say(handPhrases.fireNext, timerIn(next.subject.timer, say.language))}</span>
      {laterMs > 0 && <small>{jump(laterMs, say.language)}</small>}
    </button>
  );
}

function moveFocus(menu: HTMLElement | null, key: string): boolean {
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[key];
  if (to === undefined) return false;
  items[to]?.focus();
  return true;
}
