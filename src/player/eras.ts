export { playedIn } from '../lessons/eras.ts';
export { apiNameIn } from '../kafka/era/apiName.ts';
