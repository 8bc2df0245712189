import type { Family } from './family.ts';
import { stickyFamily } from './stickyAssignors.ts';

export const family: Family = stickyFamily('assignor_cooperative_sticky', 'cooperative-sticky');
