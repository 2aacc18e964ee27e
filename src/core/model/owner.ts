import type { OwnerId } from './ids.ts';

/** Account or team that apps belong to; the unit inside which add-ons may be shared. */
export interface Owner {
  readonly id: OwnerId;
  readonly kind: 'user' | 'team';
  readonly name: string;
  readonly email: string;
}

/** The owner that every store has from the start (D24). Its id is fixed, so that it means the same in every store. */
export const localDeveloper: Owner = {
  id: '00000000-0000-4000-8000-000000000001' as OwnerId,
  kind: 'user',
  name: 'Local Developer',
  email: 'developer@localhost.localdomain',
};
