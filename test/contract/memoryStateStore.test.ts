import { MemoryStateStore } from '../support/memoryStateStore.ts';
import { describeStateStore } from './stateStore.ts';

describe('memory state store', () => {
  describeStateStore(async (use) => {
    const store = new MemoryStateStore();
    await use(store);
    await store.close();
  });
});
