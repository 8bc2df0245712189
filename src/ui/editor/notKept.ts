import { editorTexts } from '../../i18n/editor.ts';
import type { Text } from '../../i18n/text.ts';
import type { NotKept } from '../../player/ownLessons.ts';

/** Why a lesson was not kept, in words. */
export const notKeptTexts: Readonly<Record<NotKept, Text>> = { 'too-many': editorTexts.tooMany, 'too-large': editorTexts.tooLarge, 'no-room': editorTexts.noRoom };
