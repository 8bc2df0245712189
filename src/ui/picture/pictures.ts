import { createContext, use, useEffect } from 'react';
import type { PictureFrame } from '../../stage/shared/standalone.ts';

/** A stage's picture as a file: the svg, and its size. */
export interface Picture extends Pick<PictureFrame, 'width' | 'height'> {
  readonly svg: string;
}

/** Makes the picture of the stage that is shown now; null when there is nothing to show. */
export type Photographer = () => Promise<Picture | null> | Picture | null;

/** Where the stage that is shown leaves how to picture it. */
export const PictureContext = createContext<{ current: Photographer | null }>({ current: null });

/** Leaves it there while the stage is shown. */
export function usePhotographer(take: Photographer): void {
  const slot = use(PictureContext);
  useEffect(() => {
    slot.current = take;
    return () => {
      if (slot.current === take) slot.current = null;
    };
  }, [slot, take]);
}
