/** An app that was offered to another owner. */
export interface AppTransfer {
  readonly id: string;
  readonly appId: string;
  readonly ownerId: string;
  readonly recipientId: string;
  readonly state: 'pending' | 'accepted' | 'declined';
  readonly createdAt: number;
  readonly updatedAt: number;
}
