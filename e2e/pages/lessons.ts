import { readFileSync } from 'node:fs';
import { lessons } from '../../src/lessons/index.ts';

export { lessons };

/** The lessons that show every part of the page between them; the others are walked through once each, by layout.spec. */
const CODES = ['R2', 'R3', 'R5', 'R7'];

export const walked = lessons.filter(({ code }) => CODES.includes(code));

/** The complete lesson of docs/lessons.md. */
export const example = /```json\n(.*?)\n```/su.exec(readFileSync(new URL('../../docs/lessons.md', import.meta.url), 'utf8'))?.[1] ?? '';

/** The same as a browser keeps it: `own-leader-gone` in `highwater.lessons`. */
export const ownLesson = JSON.stringify([{ id: 'own-leader-gone', lesson: JSON.parse(example), isWhole: true }]);
