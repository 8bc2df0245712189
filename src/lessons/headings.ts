import type { Heading } from './heading.ts';
import { coordinationHeadings } from './coordinationHeadings.ts';
import { groupHeadings } from './groupHeadings.ts';
import { replicationHeadings } from './replicationHeadings.ts';

export type { Heading } from './heading.ts';

/** Every lesson by its id, in the order in which a track teaches it. Each takes its heading from here; the rest of it is fetched when it is opened. */
export const headings = { ...replicationHeadings, ...groupHeadings, ...coordinationHeadings } as const satisfies Readonly<Record<string, Heading>>;
