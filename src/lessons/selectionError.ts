/** A selection names something that is not there: an unknown name, or an actor, a partition or a znode the world does not have. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
}
