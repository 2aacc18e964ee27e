import * as z from 'zod/mini';
import type { AppId, OwnerId } from '../core/model/ids.ts';
import { idText } from './schemas.ts';

/** An app that was offered to another owner, as it is kept. */
export const appTransfer = z.object({
  id: z.uuid(),
  appId: idText<AppId>(),
  ownerId: idText<OwnerId>(),
  recipientId: idText<OwnerId>(),
  state: z.enum(['pending', 'accepted', 'declined']),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type AppTransfer = Readonly<z.infer<typeof appTransfer>>;
