import type { AppId, DomainId } from './ids.ts';

/** A hostname of an app. Every app has one of kind `heroku`, which can't be removed. */
export interface Domain {
  readonly id: DomainId;
  readonly appId: AppId;
  readonly hostname: string;
  readonly kind: 'heroku' | 'custom';
  readonly cname: string | null;
  readonly status: 'none';
  readonly createdAt: number;
}
