export interface Clock {
  /** Now, in ms since the epoch, UTC. */
  nowMs(): number;
}
