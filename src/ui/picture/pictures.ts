import { createContext, use, useEffect } from 'react';
import type { PictureFrame } from '../../stage/shared/standalone.ts';

/** A stage's picture as a file: the svg, and its size. */
export interface Picture extends Pick<PictureFrame, 'width' | 'height'> {
  readonly svg: string;
}

/** Makes the picture of the stage that is shown now; null when there is nothing to show. */
export type Photographer = () => Promise<Picture | null> | Picture | null;

/** Where the stage that is shown leaves how to picture it. */
export interface PictureSlot {
  put(take: Photographer | null): void;
  readonly take: Photographer;
}

export function pictureSlot(): PictureSlot {
  let current: Photographer | null = null;
  return {
    put: (take) => {
      current = take;
    },
    take: () => current?.() ?? null,
  };
}

/** The picture in the middle of the page: the dialogs beside it save it, too. */
export const PAGE_PICTURE = pictureSlot();

export const PictureContext = createContext(pictureSlot());

/** Leaves it there while the stage is shown. */
export function usePhotographer(take: Photographer): void {
  const slot = use(PictureContext);
  useEffect(() => {
    slot.put(take);
    return () => slot.put(null);
  }, [slot, take]);
}
