import { useEffect, useState } from 'react';
import { usePlayer } from '../context.tsx';

/** The address of the moment at which the dialog opened: behind it nothing moves. Empty until it is worked out. */
export function useExactLink(): string {
  const player = usePlayer();
  const [link, setLink] = useState('');
  useEffect(() => {
    let isWanted = true;
    void player.exactLink().then((exact) => (isWanted ? setLink(exact) : undefined));
    return () => {
      isWanted = false;
    };
  }, [player]);
  return link;
}
