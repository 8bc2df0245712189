import { useState } from 'react';
import { doOffer } from '../../player/palette.ts';
import type { Offer } from '../../player/sandboxCommands.ts';
import { usePlayer, useText } from '../context.tsx';
import './sandbox.css';

/** The commands on one subject, as buttons. One that cannot be done now says why when it is pressed, and to those who listen at once. */
export function Offers({ offers }: { readonly offers: readonly Offer[] }) {
  const player = usePlayer();
  const say = useText();
  const [asked, setAsked] = useState<string | null>(null);
  const refusal = offers.find((offer) => offer.id === asked)?.refusal ?? null;
  return (
    <>
      <div className="offers">
        {offers.map((offer) => {
          const { id, short, full } = offer;
          const why = offer.refusal === null ? '' : say(offer.refusal);
          return (
            <button
              key={id} type="button" className="offer" aria-label={why === '' ? say(full) : `${say(full)} – ${why}`} title={why === '' ? undefined : why} aria-disabled={offer.refusal !== null}
              onClick={() => {
                // What was just done says itself what came of it.
                setAsked(offer.refusal === null ? null : id);
                if (offer.refusal === null) doOffer(player, offer);
              }}
            >
              {say(short)}
            </button>
          );
        })}
      </div>
      {refusal !== null && <p className="offer-why" role="alert">{say(refusal)}</p>}
    </>
  );
}
