import { lessons } from '../../src/lessons/index.ts';

export { lessons };

/** The lessons that show every part of the page between them; the others are walked through once each, by layout.spec. */
const CODES = ['R2', 'R3', 'R5', 'R7'];

export const walked = lessons.filter(({ code }) => CODES.includes(code));
