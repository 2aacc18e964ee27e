import type { AppId, OwnerId } from './ids.ts';

/** A named thing with config vars, releases and domains. Times are ms since the epoch, UTC. */
export interface App {
  readonly id: AppId;
  readonly name: string;
  readonly ownerId: OwnerId;
  readonly region: 'us';
  readonly stack: string;
  readonly maintenance: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly releasedAt: number;
}
