import * as fc from 'fast-check';

/** Random tests play the same plans everywhere, so that a change is judged by what it changed; `HIGHWATER_SEED=random` looks for new ones. */
const asked = process.env['HIGHWATER_SEED'] ?? '1';
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
