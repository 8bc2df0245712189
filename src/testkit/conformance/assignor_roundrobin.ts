import type { Family } from './family.ts';
import { statelessFamily } from './statelessAssignors.ts';

export const family: Family = statelessFamily('assignor_roundrobin', 'roundrobin');
