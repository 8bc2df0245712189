import { fileURLToPath } from 'node:url';

/** The folder of the cases we keep. */
export const GOLDEN = fileURLToPath(new URL('../golden', import.meta.url));
