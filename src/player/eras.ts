export { playedIn } from '../lessons/eras.ts';
